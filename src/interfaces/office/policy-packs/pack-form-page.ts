import type { DeskItem } from '../../../domain/policy-packs/desk.ts'
import { noticeOf } from '../../../domain/policy-packs/flags.ts'
import type { PolicyPack } from '../../../domain/policy-packs/pack.ts'
import { MOST_GROUPS } from '../../../domain/policy-packs/pack-form.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { select } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { importantBanner } from '../../../platform/web/components/notices.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { formView, valueOf, type FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { EDITION_STATE_TAGS } from '../words.ts'
import { moreRows, rowsShown, saveOnEnter, type RowSection } from './form-rows.ts'

export interface PackFormPage {
  readonly heading: string
  readonly action: string
  readonly csrf: string
  readonly view: FormView
  readonly more: string
  /** everything that may be put into it */
  readonly items: readonly DeskItem[]
  readonly refused?: string | undefined
  readonly version?: number
  readonly isChange: boolean
}

export const GROUP_ROWS: RowSection = { name: 'groups', fields: ['name', 'about'] }

export function packFormPage(props: PackFormPage): Html {
  const { view } = props
  return html`${errorSummary(view)} ${pageHeading(props.heading)}
  ${props.refused && importantBanner(props.refused)}
  ${form({
    action: props.action,
    csrf: props.csrf,
    body: html`${saveOnEnter()}${
      props.version !== undefined &&
      html`<input type="hidden" name="version" value="${props.version}" />`
    }
    ${textInput({ name: 'title', label: '服务包名称', form: view, width: 'full' })}
    ${textInput({ name: 'publisher', label: '发布机构', form: view, width: '20' })}
    ${textInput({ name: 'year', label: '年度', form: view, width: '5', inputmode: 'numeric' })}
    ${textarea({ name: 'introduction', label: '说明', form: view, rows: 4 })} ${groups(props)}
    ${members(props)}
    ${
      props.isChange &&
      textarea({
        name: 'publicNote',
        label: '修改说明',
        hint: '公开，写明这次改了什么',
        form: view,
        rows: 2,
        optional: true,
      })
    }
    ${buttonGroup([button('保存草稿'), link('返回惠企政策', officePaths.policyPacks)])}`,
  })}`
}

function groups({ view, more, action }: PackFormPage): Html {
  const shown = Math.min(rowsShown(view, GROUP_ROWS, more), MOST_GROUPS)
  return html`<section class="mq-rows" id="groups" aria-labelledby="groups-heading">
    <h2 class="govuk-heading-m" id="groups-heading">类别</h2>
    <p class="govuk-body">按显示的先后填写。清空名称的类别会去掉，里面的事项回到“不编入”。</p>
    ${Array.from(
      { length: shown },
      (_, at) =>
        html`<div class="mq-pair">
          ${textInput({ name: `groups.${at}.name`, label: `第${at + 1}类`, form: view, width: 'full' })}
          ${textInput({ name: `groups.${at}.about`, label: `第${at + 1}类的说明`, form: view, width: 'full', optional: true })}
        </div>`,
    )}
    ${shown < MOST_GROUPS && moreRows(action, 'groups', '再加几类')}
  </section>`
}

function members({ view, items }: PackFormPage): Html {
  const names = Array.from({ length: MOST_GROUPS }, (_, at) => valueOf(view, `groups.${at}.name`))
  const options = names.flatMap((name, at) =>
    name === '' ? [] : [{ value: String(at + 1), text: name }],
  )
  return html`<section id="members" aria-labelledby="members-heading">
    <h2 class="govuk-heading-m" id="members-heading">事项</h2>
    <p class="govuk-body">
      给每个事项选一类，同一类里按次序从小到大显示。新填的类别名称，点“再加几类”后即可选用。
    </p>
    ${table<DeskItem>({
      caption: '编入的事项',
      captionHidden: true,
      sticky: true,
      columns: [
        { heading: '事项', rowHeader: true, cell: itemCell },
        {
          heading: '类别',
          cell: ({ documentId, title }) =>
            select({
              name: `members.d${documentId}.group`,
              label: `${title}的类别`,
              labelStyle: 'hidden',
              form: view,
              blank: '不编入',
              options,
            }),
        },
        {
          heading: '次序',
          cell: ({ documentId, title }) =>
            textInput({
              name: `members.d${documentId}.position`,
              label: `${title}的次序`,
              labelStyle: 'hidden',
              form: view,
              width: '3',
              inputmode: 'numeric',
            }),
        },
      ],
      rows: items,
      empty: '还没有事项，请先起草或者导入。',
    })}
  </section>`
}

function itemCell({ title, state, isPublic, flags }: DeskItem): Html {
  const notice = noticeOf(flags)
  const { word, tone } = EDITION_STATE_TAGS[state]
  return html`${title} ${!isPublic && tag(word, tone)} ${notice && tag(notice, 'late')}`
}

/** The fields of a stored pack. Places count in tens, so that something fits between. */
export function packView(edition: Edition, pack: PolicyPack): FormView {
  const groups = pack.groups.flatMap(({ name, about, items }, at) => [
    [`groups.${at}.name`, name] as const,
    [`groups.${at}.about`, about] as const,
    ...items.flatMap((id, place) => [
      [`members.d${id}.group`, String(at + 1)] as const,
      [`members.d${id}.position`, String(10 * (place + 1))] as const,
    ]),
  ])
  return formView({
    title: edition.title,
    publisher: edition.publisher,
    year: pack.year,
    introduction: pack.introduction,
    publicNote: edition.publicNote,
    ...Object.fromEntries(groups),
  })
}
