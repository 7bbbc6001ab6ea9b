import type { DeskFilter, DeskLine } from '../../../domain/publications/desk.ts'
import { EDITION_STATES } from '../../../domain/publications/edition.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { button, link, linkButton } from '../../../platform/web/components/button.ts'
import { select } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textInput } from '../../../platform/web/components/inputs.ts'
import { stepPagination } from '../../../platform/web/components/pagination.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { formView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { DISCLOSURE_NAMES, EDITION_STATE_TAGS } from '../words.ts'

export interface PublicationList {
  readonly lines: readonly DeskLine[]
  readonly filter: DeskFilter
  readonly page: number
  readonly hasMore: boolean
  readonly mayDraft: boolean
}

export function publicationListPage(props: PublicationList): Html {
  return html`${pageHeading('文件发布')}
  ${props.mayDraft && linkButton('起草文件', officePaths.newPublication)}
  ${filterForm(props.filter)}
  ${table<DeskLine>({
    caption: '文件与版本',
    captionHidden: true,
    sticky: true,
    columns: [
      { heading: '标题', rowHeader: true, cell: (line) => titleCell(line) },
      { heading: '状态', nowrap: true, cell: ({ state }) => stateTag(state) },
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

function titleCell(line: DeskLine): Html {
  const edition =
    line.number > 1 ? html` <span class="mq-nowrap">（第${line.number}版）</span>` : ''
  return html`${link(line.title, officePaths.edition(line.editionId))}${edition}`
}

function filterForm(filter: DeskFilter): Html {
  const view = formView({ state: filter.state ?? '', text: filter.text ?? '' })
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
      options: EDITION_STATES.filter((state) => state !== 'superseded').map((state) => ({
        value: state,
        text: EDITION_STATE_TAGS[state].word,
      })),
    })}
    ${textInput({ name: 'text', label: '标题、文号或索引号', form: view, width: '20' })}
    ${button('筛选', { style: 'secondary' })}`,
  })
}

function steps({ page, hasMore, filter }: PublicationList): Html {
  const href = (target: number) => {
    const query = new URLSearchParams({ page: String(target) })
    if (filter.state) query.set('state', filter.state)
    if (filter.text) query.set('text', filter.text)
    return `${officePaths.publications}?${query}`
  }
  return stepPagination({
    label: '文件翻页',
    ...(page > 1 ? { previous: href(page - 1) } : {}),
    ...(hasMore ? { next: href(page + 1) } : {}),
  })
}
