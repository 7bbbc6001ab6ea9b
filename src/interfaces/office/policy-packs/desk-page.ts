import type { DeskItem, DeskPack, GroupCount, PackDesk } from '../../../domain/policy-packs/desk.ts'
import { flagInWords, noticeOf } from '../../../domain/policy-packs/flags.ts'
import type { UnpackedPolicy } from '../../../domain/policy-packs/unpacked-policies.ts'
import { HANDLING_WORDS } from '../../../domain/policy-packs/vocabulary.ts'
import { transition } from '../../../domain/publications/lifecycle.ts'
import { button, link, linkButton } from '../../../platform/web/components/button.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textInput } from '../../../platform/web/components/inputs.ts'
import { details } from '../../../platform/web/components/notices.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { EDITION_STATE_TAGS } from '../words.ts'

export interface DeskPageProps {
  readonly desk: PackDesk
  readonly unpacked: readonly UnpackedPolicy[]
  /** working days */
  readonly includeWithin: number
  readonly mayDraft: boolean
  readonly csrf: string
  /** of the small form that was refused */
  readonly view: FormView
}

export function deskPage(props: DeskPageProps): Html {
  const { desk, mayDraft, view } = props
  return html`${errorSummary(view)} ${pageHeading('惠企政策')}
    <div class="mq-steps">
      ${mayDraft && linkButton('起草事项', officePaths.newPolicyItem)}
      ${mayDraft && linkButton('从表格导入', officePaths.importPolicyItems, { style: 'secondary' })}
      ${mayDraft && linkButton('新建服务包', officePaths.newPolicyPack, { style: 'secondary' })}
      ${link('查找统计', officePaths.policyFinderUses)}
    </div>
    ${unpackedSection(props)} ${flaggedSection(desk.items)}
    <h2 class="govuk-heading-m">服务包</h2>
    ${desk.packs.length === 0 && html`<p class="govuk-body">还没有服务包。</p>`}
    ${desk.packs.map((pack) => packSection(pack, props))} ${itemSection(desk.items)}`
}

function unpackedSection({ unpacked, includeWithin, mayDraft, csrf, view }: DeskPageProps): Html {
  return html`<h2 class="govuk-heading-m">待编入的新政策</h2>
    ${table<UnpackedPolicy>({
      caption: '待编入的新政策',
      captionHidden: true,
      columns: [
        {
          heading: '文件',
          rowHeader: true,
          cell: ({ title, documentNumber }) =>
            html`${title}${documentNumber !== '' && html`<br />${documentNumber}`}`,
        },
        { heading: '发布', nowrap: true, cell: ({ publishedOn }) => publishedOn.toString() },
        {
          heading: '最迟编入',
          nowrap: true,
          cell: ({ dueOn, isOverdue }) =>
            html`${dueOn.toString()} ${isOverdue && tag('已超期', 'late')}`,
        },
        { heading: '办理', cell: (policy) => (mayDraft ? unpackedActs(policy, csrf) : nothing) },
      ],
      rows: unpacked,
      empty: '没有待编入的新政策。',
    })}
    ${
      mayDraft &&
      details(
        `新政策应在发布后${includeWithin}个工作日内编入`,
        form({
          action: officePaths.policyPackDays,
          csrf,
          body: html`${textInput({
            name: 'days',
            label: '几个工作日内编入',
            hint: '归入“惠企政策”分类，或者关键词有“惠企”“涉企”的文件发布后，在这里和今日待办提醒',
            form:
              view.values['days'] === undefined
                ? { values: { days: String(includeWithin) }, problems: [] }
                : view,
            width: '3',
            inputmode: 'numeric',
            suffix: '个工作日',
          })}
          ${button('保存', { style: 'secondary' })}`,
        }),
        view.problems.length > 0,
      )
    }`
}

function unpackedActs({ documentId, indexNumber, title }: UnpackedPolicy, csrf: string): Html {
  return html`${link(
    '起草事项',
    `${officePaths.newPolicyItem}?basis=${encodeURIComponent(indexNumber)}`,
    title,
  )}
  ${form({
    action: officePaths.leaveOutPolicy(documentId),
    csrf,
    className: 'mq-inline-form',
    body: html`${textInput({
      name: 'reason',
      label: `不编入《${title}》的理由`,
      width: '20',
    })}
    ${button('不编入', { style: 'secondary', small: true, about: title })}`,
  })}`
}

function flaggedSection(items: readonly DeskItem[]): Html {
  const flagged = items.filter(({ flags, isRemoved }) => flags.length > 0 && !isRemoved)
  return html`<h2 class="govuk-heading-m">依据失效或者过期的事项</h2>
    ${table<DeskItem>({
      caption: '依据失效或者过期的事项',
      captionHidden: true,
      columns: [
        { heading: '事项', rowHeader: true, cell: titleCell },
        { heading: '原因', wide: true, cell: ({ flags }) => flags.map(flagInWords).join('；') },
        { heading: '所在服务包', cell: ({ packs }) => packs.join('、') },
      ],
      rows: flagged,
      empty: '没有需要处理的事项。',
    })}`
}

function packSection(pack: DeskPack, { mayDraft, csrf }: DeskPageProps): Html {
  const total = (count: (group: GroupCount) => number) =>
    pack.groups.reduce((sum, group) => sum + count(group), 0)
  const { word, tone } = EDITION_STATE_TAGS[pack.state]
  return html`<h3 class="govuk-heading-s">
      ${link(pack.title, officePaths.edition(pack.editionId))} ${tag(word, tone)}
    </h3>
    ${table<GroupCount>({
      caption: `${pack.title}：共${total(({ items }) => items)}项`,
      columns: [
        { heading: '类别', rowHeader: true, cell: ({ name }) => name },
        { heading: '事项', numeric: true, cell: ({ items }) => items },
        { heading: '依据失效或者过期', numeric: true, cell: ({ flagged }) => flagged },
        { heading: '没有公开', numeric: true, cell: ({ unpublished }) => unpublished },
      ],
      rows: pack.groups,
    })}
    ${
      mayDraft &&
      html`<div class="mq-steps">
        ${
          transition(pack.state, 'edit')
            ? link('编排', officePaths.editPolicyPack(pack.editionId), pack.title)
            : pack.isPublic &&
              act(officePaths.newEdition(pack.documentId), '起草修改稿', pack.title, csrf)
        }
        ${act(officePaths.copyPolicyPack(pack.documentId), `复制为${pack.pack.year + 1}年服务包`, pack.title, csrf)}
      </div>`
    }`
}

const act = (action: string, text: string, about: string, csrf: string) =>
  form({
    action,
    csrf,
    className: 'mq-inline-form',
    body: button(text, { style: 'secondary', small: true, about }),
  })

function itemSection(items: readonly DeskItem[]): Html {
  return html`<h2 class="govuk-heading-m">全部事项（${items.length}项）</h2>
    ${table<DeskItem>({
      caption: '全部事项',
      captionHidden: true,
      sticky: true,
      columns: [
        { heading: '事项', rowHeader: true, cell: titleCell },
        {
          heading: '状态',
          nowrap: true,
          cell: ({ state, isRemoved }) => {
            const { word, tone } = EDITION_STATE_TAGS[state]
            return isRemoved ? tag('已撤下') : tag(word, tone)
          },
        },
        { heading: '办理方式', nowrap: true, cell: ({ item }) => HANDLING_WORDS[item.handling] },
        {
          heading: '有效期至',
          nowrap: true,
          cell: ({ validUntil }) => validUntil?.toString() ?? '',
        },
        { heading: '所在服务包', cell: ({ packs }) => packs.join('、') },
        { heading: '提示', cell: ({ flags }) => noticeOf(flags) ?? '' },
      ],
      rows: items,
      empty: '还没有事项。',
    })}`
}

const titleCell = ({ title, editionId }: DeskItem) => link(title, officePaths.edition(editionId))
