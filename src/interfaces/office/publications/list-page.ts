import type { WorkingCalendar } from '../../../law/calendar/calendar.ts'
import type { DeskFilter, DeskLine } from '../../../domain/publications/desk.ts'
import { EDITION_STATES } from '../../../domain/publications/edition.ts'
import { publicationClock } from '../../../domain/publications/publication-clock.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { button, buttonGroup, link, linkButton } from '../../../platform/web/components/button.ts'
import { checkboxes, select } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textInput } from '../../../platform/web/components/inputs.ts'
import { stepPagination } from '../../../platform/web/components/pagination.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { formView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { DISCLOSURE_NAMES, EDITION_STATE_TAGS } from '../words.ts'

export interface PublicationList {
  readonly lines: readonly DeskLine[]
  readonly filter: DeskFilter
  readonly page: number
  readonly hasMore: boolean
  readonly mayDraft: boolean
  readonly mayReview: boolean
  readonly today: Temporal.PlainDate
  readonly calendar: WorkingCalendar
}

export function publicationListPage(props: PublicationList): Html {
  return html`${pageHeading('文件发布')}
  ${buttonGroup([
    ...(props.mayDraft
      ? [
          linkButton('起草文件', officePaths.newPublication),
          linkButton('从文件导入', officePaths.importPublication, { style: 'secondary' }),
          link('成批导入', officePaths.batches),
        ]
      : []),
    link('提示词表', officePaths.wordLists),
    link('查不到的词', officePaths.searchMisses),
    link('订阅人数', officePaths.subscribers),
    ...(props.mayReview ? [link('成批审查', officePaths.reviewBatch)] : []),
  ])}
  ${filterForm(props.filter)}
  ${table<DeskLine>({
    caption: '文件与版本',
    captionHidden: true,
    sticky: true,
    columns: [
      { heading: '标题', rowHeader: true, cell: (line) => titleCell(line) },
      {
        heading: '状态',
        nowrap: true,
        cell: ({ state, publishAt }) =>
          html`${stateTag(state)}${state === 'scheduled' && publishAt && html`<br />${formatMinute(publishAt)}`}`,
      },
      { heading: '公开期限', nowrap: true, cell: (line) => clockCell(line, props) },
      { heading: '公开方式', nowrap: true, cell: (line) => DISCLOSURE_NAMES[line.disclosure] },
      { heading: '组配分类', nowrap: true, cell: (line) => line.category },
      { heading: '文号', nowrap: true, cell: (line) => line.documentNumber },
      { heading: '索引号', nowrap: true, cell: (line) => line.indexNumber ?? '' },
      { heading: '起草', nowrap: true, cell: (line) => line.drafterName },
      { heading: '最近改动', nowrap: true, cell: (line) => formatMinute(line.updatedAt) },
    ],
    rows: props.lines,
    empty: '没有符合条件的文件。',
  })}
  ${steps(props)}`
}

export function stateTag(state: DeskLine['state']): Html {
  const { word, tone } = EDITION_STATE_TAGS[state]
  return tag(word, tone)
}

/** 条例 第二十六条: how long is left, while it is not public. */
function clockCell(line: DeskLine, { today, calendar }: PublicationList): Html {
  const clock = publicationClock(line, today, calendar)
  if (clock === undefined) return nothing
  const { dueOn, workingDaysLeft: left } = clock
  const words = left < 0 ? `超期${-left}个工作日` : left === 0 ? '今天到期' : `剩${left}个工作日`
  const tone = left < 0 ? 'late' : left <= 5 ? 'urgent' : 'quiet'
  return html`${dueOn.toString()}<br />${tag(words, tone)}`
}

function titleCell(line: DeskLine): Html {
  const edition =
    line.number > 1 ? html` <span class="mq-nowrap">（第${line.number}版）</span>` : ''
  return html`${link(line.title, officePaths.edition(line.editionId))}${edition}`
}

function filterForm(filter: DeskFilter): Html {
  const overdue = filter.formedBy ? ['1'] : []
  const view = formView({ state: filter.state ?? '', text: filter.text ?? '', overdue })
  return form({
    action: officePaths.publications,
    method: 'get',
    label: '筛选',
    className: 'mq-filter',
    body: html`${select({
      name: 'state',
      label: '状态',
      form: view,
      blank: '全部',
      options: EDITION_STATES.filter((state) => state !== 'superseded' && state !== 'removed').map(
        (state) => ({
          value: state,
          text: EDITION_STATE_TAGS[state].word,
        }),
      ),
    })}
    ${textInput({ name: 'text', label: '标题、文号或索引号', form: view, width: '20' })}
    ${checkboxes({
      name: 'overdue',
      label: '公开期限',
      form: view,
      options: [{ value: '1', text: '只看超期未公开的' }],
    })}
    ${button('筛选', { style: 'secondary' })}`,
  })
}

function steps({ page, hasMore, filter }: PublicationList): Html {
  const href = (target: number) => {
    const query = new URLSearchParams({ page: String(target) })
    if (filter.state) query.set('state', filter.state)
    if (filter.text) query.set('text', filter.text)
    if (filter.formedBy) query.set('overdue', '1')
    return `${officePaths.publications}?${query}`
  }
  return stepPagination({
    label: '文件翻页',
    ...(page > 1 ? { previous: href(page - 1) } : {}),
    ...(hasMore ? { next: href(page + 1) } : {}),
  })
}
