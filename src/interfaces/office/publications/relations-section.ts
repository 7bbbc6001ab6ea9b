import { FREE_KINDS, type Relation } from '../../../domain/publications/relations.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { select } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { textInput } from '../../../platform/web/components/inputs.ts'
import { details } from '../../../platform/web/components/notices.ts'
import { problemOf, type FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { RELATION_NAMES } from './words.ts'

export interface RelationsSection {
  readonly edition: Edition
  readonly relations: readonly Relation[]
  readonly mayLink: boolean
  readonly view: FormView
  readonly csrf: string
}

/** Both ways: what this document has to do with others, and they with it. */
export function relationsSection(props: RelationsSection): Html {
  const { relations, mayLink, view } = props
  if (relations.length === 0 && !mayLink) return nothing
  return html`<h2 class="govuk-heading-m">相关文件</h2>
    ${
      relations.length > 0 &&
      html`<ul class="govuk-list">
        ${relations.map((one) => line(one, props))}
      </ul>`
    }
    ${mayLink && details('联系另一份文件', linkForm(props), problemOf(view, 'toIndexNumber') !== undefined)}`
}

function line(relation: Relation, { edition, mayLink, csrf }: RelationsSection): Html {
  const { kind, end, title, editionId, documentId, isOwn, isPublic, appliesFrom } = relation
  const isFree = end === 'from' && FREE_KINDS.some((free) => free === kind)
  return html`<li>
    ${RELATION_NAMES[kind][end]}：${isOwn ? link(title, officePaths.edition(editionId)) : title}
    ${appliesFrom && `，自${appliesFrom.toString()}起`}${!isPublic && '（尚未公开，公众看不到这条联系）'}
    ${
      mayLink &&
      isFree &&
      form({
        action: officePaths.editionAct(edition.id, 'unlink'),
        csrf,
        className: 'mq-inline-form',
        body: html`<input type="hidden" name="kind" value="${kind}" />
          <input type="hidden" name="toId" value="${documentId}" />
          ${button('解除', { style: 'secondary', small: true, about: title })}`,
      })
    }
  </li>`
}

function linkForm({ edition, view, csrf }: RelationsSection): Html {
  return form({
    action: officePaths.editionAct(edition.id, 'link'),
    csrf,
    body: html`${select({
      name: 'kind',
      label: '这份文件',
      hint: '解读、修改、废止由文件自己写明，不在这里填',
      form: view,
      options: FREE_KINDS.map((value) => ({ value, text: RELATION_NAMES[value].from })),
    })}
    ${textInput({
      name: 'toIndexNumber',
      label: '另一份文件的索引号',
      hint: '已公开的文件，如11371000004359440C/2020-01027',
      form: view,
      width: '30',
    })}
    ${button('联系', { style: 'secondary' })}`,
  })
}
