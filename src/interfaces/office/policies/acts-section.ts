import { ACT_KINDS, type DeclaredAct } from '../../../domain/policies/acts.ts'
import type { DocumentLink } from '../../../domain/policies/links.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { button, buttonGroup, link, linkButton } from '../../../platform/web/components/button.ts'
import { radios } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput, textInput } from '../../../platform/web/components/inputs.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import type { PolicyDocumentPage } from './document-props.ts'
import { policyPaths } from './paths.ts'
import { ACT_NAMES, VALIDITY_TAGS } from './words.ts'

/** What this document does to others, and others to it. */
export function actsSection(props: PolicyDocumentPage): Html {
  const { edition, acts, links, may } = props
  const done = links.filter(({ kind }) => kind in MARKS)
  return html`<h2 class="govuk-heading-m">修改、废止</h2>
    ${
      acts.length > 0 &&
      html`<ul class="govuk-list">
        ${acts.map((act) => actLine(props, act))}
      </ul>`
    }
    ${
      done.length > 0 &&
      html`<ul class="govuk-list">
        ${done.map((one) => markLine(props, one))}
      </ul>`
    }
    ${acts.length + done.length === 0 && html`<p class="govuk-body">没有记载。</p>`}
    ${may.declare && linkButton('写明修改、废止的文件', policyPaths.documentAct(edition.documentId, 'declare'), { style: 'secondary' })}`
}

function actLine({ edition, may, csrf }: PolicyDocumentPage, act: DeclaredAct): Html {
  const { kind, to, appliesFrom } = act
  const when = appliesFrom ? `自${appliesFrom.toString()}起` : '自本文件施行或者公布之日起'
  const isPublic = edition.state === 'published'
  return html`<li>
    ${ACT_NAMES[kind]}：${link(to.title, `/content/${to.indexNumber}`)}（${when}）${!isPublic && '，本文件发布时标注'}
    ${
      may.declare &&
      form({
        action: policyPaths.documentAct(edition.documentId, 'drop'),
        csrf,
        className: 'mq-inline-form',
        body: html`<input type="hidden" name="kind" value="${kind}" />
          <input type="hidden" name="documentId" value="${to.documentId}" />
          ${button('去掉', { style: 'secondary', small: true, about: to.title })}`,
      })
    }
  </li>`
}

const MARKS: Partial<Record<DocumentLink['kind'], { readonly from: string; readonly to: string }>> =
  {
    amends: { from: '修改', to: '被修改' },
    repeals: { from: '废止', to: '被废止' },
    lapses: { from: '宣布失效', to: '被宣布失效' },
    keeps: { from: '继续有效', to: '经清理继续有效' },
    'to-be-amended': { from: '拟修改', to: '经清理拟修改' },
  }

function markLine({ edition, may, csrf }: PolicyDocumentPage, one: DocumentLink): Html {
  const { word, tone } = VALIDITY_TAGS[one.validity.validity]
  return html`<li>
    ${MARKS[one.kind]?.[one.direction]}：${link(one.title, `/content/${one.indexNumber}`)}
    ${one.appliesFrom && `（自${one.appliesFrom.toString()}起）`}
    ${one.direction === 'from' && tag(word, tone)}
    ${one.kind === 'amends' && one.direction === 'to' && may.draft && edition.state === 'published' ? consolidateForm(edition, one, csrf) : nothing}
  </li>`
}

const consolidateForm = (edition: Edition, act: DocumentLink, csrf: string) =>
  form({
    action: policyPaths.documentAct(edition.documentId, 'consolidate'),
    csrf,
    className: 'mq-inline-form',
    body: html`<input type="hidden" name="actId" value="${act.documentId}" />
      ${button('起草修改后的文本', { style: 'secondary', small: true, about: act.title })}`,
  })

export function declarePage(edition: Edition, view: FormView, csrf: string): Html {
  return html`${pageHeading('写明修改、废止的文件', edition.title)}
  ${inset('写进稿子，随文本一起审查。本文件发布的同时，对方文件标注，双方互相链接；发布以前不作任何标注。')}
  ${form({
    action: policyPaths.documentAct(edition.documentId, 'declare'),
    csrf,
    body: html`${radios({
      name: 'kind',
      label: '本文件对它',
      form: view,
      inline: true,
      options: ACT_KINDS.map((value) => ({ value, text: ACT_NAMES[value] })),
    })}
    ${textInput({
      name: 'target',
      label: '哪份文件',
      hint: '已公开文件的索引号或者文号',
      form: view,
      width: 'half',
    })}
    ${dateInput({
      name: 'appliesFrom',
      label: '从哪一天起',
      hint: '不填的，自本文件施行之日起；没有施行日期的，自公布之日起',
      form: view,
      optional: true,
    })}
    ${buttonGroup([button('写进稿子'), link('返回', policyPaths.document(edition.documentId))])}`,
  })}`
}
