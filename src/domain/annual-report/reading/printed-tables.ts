import type { ReportFigures } from '../../../law/annual-report/figures.ts'
import {
  REPORT_FORMS,
  REQUEST_COLUMNS,
  REQUESTS_CORNER_NOTE,
  RESULTS_CAPTION,
  REVIEW_COLUMNS,
} from '../../../law/annual-report/formats.ts'

/** One cell of a table as the official form prints it. Test material: the reader is tried on many spellings of it. */
export interface PrintedCell {
  readonly text: string
  readonly colspan: number
  readonly rowspan: number
}

export type PrintedRow = readonly PrintedCell[]

function cell(text: string | null, colspan = 1, rowspan = 1): PrintedCell {
  return { text: text ?? '', colspan, rowspan }
}

/** Table 二, all blocks one under the other, twelve columns wide so that two, three and four columns divide it. */
export function printedActive(figures: ReportFigures): readonly PrintedRow[] {
  return REPORT_FORMS[figures.format].active.flatMap((block) => {
    const width = 12 / (block.columns.length + 1)
    const rows = figures.active.rows.filter((row) => block.rows.some(({ key }) => key === row.key))
    return [
      [cell(block.clause, 12)],
      [cell('信息内容', width), ...block.columns.map((column) => cell(column, width))],
      ...rows.map((row) => [cell(row.label, width), ...row.cells.map((text) => cell(text, width))]),
    ]
  })
}

const LABEL_COLUMNS = 3

/** Table 三 with its merged captions. */
export function printedRequests(figures: ReportFigures): readonly PrintedRow[] {
  const [person, ...others] = REQUEST_COLUMNS
  const organisations = others.slice(0, -1)
  const heading: PrintedRow[] = [
    [cell(REQUESTS_CORNER_NOTE, LABEL_COLUMNS, 3), cell('申请人情况', REQUEST_COLUMNS.length)],
    [cell(person.label, 1, 2), cell('法人或其他组织', organisations.length), cell('总计', 1, 2)],
    organisations.map((column) => cell(column.label)),
  ]
  return [...heading, ...resultRows(figures)]
}

function resultRows(figures: ReportFigures): readonly PrintedRow[] {
  const forms = REPORT_FORMS[figures.format].requests
  const results = forms.filter(({ part }) => part === 'result' || part === 'result-total')
  return forms.map((form) => {
    const values = figures.requests.rows.find(({ key }) => key === form.key)?.cells ?? []
    const cells = values.map((text) => cell(text))
    const isResult = results.includes(form)
    if (!isResult) return [cell(form.caption, LABEL_COLUMNS), ...cells]
    const first = form === results[0] ? [cell(RESULTS_CAPTION, 1, results.length)] : []
    if (form.group === null) return [...first, cell(form.caption, 2), ...cells]
    const group = forms.filter((other) => other.group === form.group)
    const caption = form === group[0] ? [cell(form.group, 1, group.length)] : []
    return [...first, ...caption, cell(form.caption), ...cells]
  })
}

/** Table 四: three heading rows and one row of fifteen. */
export function printedReview(figures: ReportFigures): readonly PrintedRow[] {
  const captions = REVIEW_COLUMNS.map(({ label }) => label)
  const review = figures.review_litigation
  return [
    [cell('行政复议', 5), cell('行政诉讼', 10)],
    [
      ...captions.map((caption) => cell(caption, 1, 2)),
      cell('未经复议直接起诉', 5),
      cell('复议后起诉', 5),
    ],
    [...captions, ...captions].map((caption) => cell(caption)),
    [...review.reconsideration, ...review.direct_suit, ...review.after_reconsideration].map(
      (text) => cell(text),
    ),
  ]
}
