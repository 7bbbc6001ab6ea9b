/** 发布前提示 on the page of an edition: what is certain, then what a person decides. */
import type { Hint } from '../../../../domain/publications/hints/list-hints.ts'
import { DOCUMENT_RULES, type HintField } from '../../../../law/document-rules-kinds.ts'
import { button } from '../../../../platform/web/components/button.ts'
import { form } from '../../../../platform/web/components/form.ts'
import { formatMinute } from '../../../../platform/kernel/time.ts'
import { fieldId } from '../../../../platform/web/forms.ts'
import { html, joined, type Html } from '../../../../platform/web/html.ts'
import { officePaths } from '../../paths.ts'

export interface HintsSection {
  readonly editionId: number
  readonly hints: readonly Hint[]
  /** may change the draft, and take a hint upon themselves */
  readonly mayEdit: boolean
  readonly csrf: string
}

const FIELD_NAMES = {
  title: '标题',
  documentNumber: '发文字号',
  publisher: '发布机构',
  formedOn: '成文日期',
  category: '组配分类',
  subjectCategory: '主题分类',
  genre: '体裁分类',
  disclosure: '公开方式',
  keywords: '关键词',
  summary: '内容概述',
  normativeKind: '文件性质',
  registrationNumber: '统一登记号',
  effectiveFrom: '施行日期',
  expiresOn: '有效期至',
  repealedOn: '废止日期',
  bodyHtml: '正文',
  attachments: '附件',
  indexNumber: '索引号',
} as const satisfies Record<HintField, string>

export function hintsSection(props: HintsSection): Html {
  const { hints, mayEdit } = props
  const certain = hints.filter(({ certainty }) => certainty === 'confirmed')
  const open = hints.filter(({ certainty, checked }) => certainty === 'pending' && !checked)
  const settled = hints.filter(({ certainty, checked }) => certainty === 'pending' && checked)
  const hasPersonal = certain.some(({ rule, field }) => rule === 'PRIV-001' && field === 'bodyHtml')
  return html`<section class="mq-hints" aria-labelledby="hints-heading">
    <h2 class="govuk-heading-m" id="hints-heading">发布前提示</h2>
    ${hints.length === 0 && html`<p class="govuk-body">没有发现问题。</p>`}
    ${part(`确定的问题（${certain.length}处）`, certain, props)}
    ${part(`需要人工核对（${open.length}处）`, open, props)}
    ${part(`已核对（${settled.length}处）`, settled, props)}
    ${
      mayEdit &&
      hasPersonal &&
      form({
        action: officePaths.editionAct(props.editionId, 'mask'),
        csrf: props.csrf,
        className: 'mq-inline-form',
        body: button('遮盖正文里的个人信息', { style: 'secondary' }),
      })
    }
  </section>`
}

function part(heading: string, hints: readonly Hint[], props: HintsSection): Html | undefined {
  if (hints.length === 0) return undefined
  return html`<h3 class="govuk-heading-s">${heading}</h3>
    <ul class="mq-hints__list">
      ${hints.map((hint) => item(hint, props))}
    </ul>`
}

function item(hint: Hint, { editionId, mayEdit, csrf }: HintsSection): Html {
  const { title, source } = DOCUMENT_RULES[hint.rule]
  const tone = hint.checked ? undefined : `mq-hint--${hint.certainty}`
  return html`<li class="${joined('mq-hint', tone)}">
    <strong>${FIELD_NAMES[hint.field]}</strong>：${hint.message}
    ${
      mayEdit &&
      html` <a class="govuk-link" href="${addressOf(editionId, hint.field)}"
        >去修改<span class="govuk-visually-hidden"
          >（${FIELD_NAMES[hint.field]}：${title}）</span
        ></a
      >`
    }
    <div class="mq-hint__source">${hint.rule} ${title} · 依据：${source}</div>
    ${hint.checked && html`<div class="mq-hint__source">${hint.checked.by}已于${formatMinute(hint.checked.at)}核对</div>`}
    ${
      mayEdit &&
      hint.certainty === 'pending' &&
      !hint.checked &&
      form({
        action: officePaths.editionAct(editionId, 'hints'),
        csrf,
        className: 'mq-inline-form',
        body: html`<input
            type="hidden"
            name="hint"
            value="${hint.id}"
          />${button('已核对，没有问题', { style: 'secondary', small: true, about: title })}`,
      })
    }
  </li>`
}

function addressOf(editionId: number, field: HintField): string {
  if (field === 'attachments' || field === 'indexNumber') return '#attachments-heading'
  return `${officePaths.editionAct(editionId, 'edit')}#${fieldId(field)}`
}
