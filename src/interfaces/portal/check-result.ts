import { findCellName } from '../../domain/annual-report/cell-name.ts'
import {
  cellId,
  gridTable,
  type CellProblem,
} from '../../domain/annual-report/renderings/grid-table.ts'
import { reportGrids, type ReportGrid } from '../../domain/annual-report/renderings/layout.ts'
import type { ReadReport } from '../../domain/annual-report/reading/read-report-types.ts'
import { SECTION_TITLES } from '../../law/annual-report/formats.ts'
import type { ReportFigures, ReportFormat } from '../../law/annual-report/figures.ts'
import type { ReportProblem } from '../../law/annual-report/problem.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { linkButton } from '../../platform/web/components/button.ts'
import { pageHeading } from '../../platform/web/components/grid.ts'
import { inset } from '../../platform/web/components/notices.ts'
import { summaryList } from '../../platform/web/components/summary-list.ts'
import { tag } from '../../platform/web/components/tag.ts'
import { portalPage, type PortalFrame } from './layout.ts'
import * as paths from './paths.ts'
import { figuresToShow, rowsOutsideForm } from './read-figures.ts'
import { unreadNames } from './unread-names.ts'

export interface CheckResultProps {
  readonly report: ReadReport
  readonly filename: string | undefined
}

/** A problem with the number under which the page speaks of it. */
interface Sentence extends ReportProblem {
  readonly id: string
  readonly anchor: string
}

export function checkResultPage(frame: PortalFrame, { report, filename }: CheckResultProps): Html {
  const figures = figuresToShow(report)
  const sentences = report.problems.map((problem, index) => ({
    ...problem,
    anchor: `problem-${index + 1}`,
  }))
  const [active, requests, review] = reportGrids(figures)
  const about = (table: string) => sentences.filter(({ at }) => at.split('.')[0] === table)
  const tables = ['active', 'requests', 'review_litigation']
  const elsewhere = sentences.filter(({ at }) => !tables.includes(at.split('.')[0]!))
  return portalPage(frame, {
    title: '检查结果：年报检查',
    current: 'report-check',
    breadcrumbs: [
      { text: '政府信息公开年报', href: paths.REPORTS },
      { text: '年报检查', href: paths.CHECK },
      { text: '检查结果' },
    ],
    meta: { kind: 'site' },
    body: html`${pageHeading('检查结果', filename)} ${summary(report, figures)}
      ${elsewhere.length > 0 && part('文字和格式', elsewhere, figures.format)} ${unread(report)}
      ${outside(report)} ${tablePart(1, active, about('active'), sentences, figures)}
      ${tablePart(2, requests, about('requests'), sentences, figures)}
      ${tablePart(3, review, about('review_litigation'), sentences, figures)}
      ${linkButton('再检查一份', paths.CHECK, { style: 'secondary' })}
      <p class="govuk-body">本次提交的内容没有保存，离开本页后即不存在。</p>`,
  })
}

const FORMAT_NAMES: Readonly<Record<ReportFormat, string>> = {
  '2019': '2019年格式（国办公开办函〔2019〕60号）',
  '2021': '2021年格式（国办公开办函〔2021〕30号）',
}

function summary(
  { agency, year, format, problems, unread }: ReadReport,
  figures: ReportFigures,
): Html {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const warnings = problems.length - errors
  const verdict =
    problems.length > 0
      ? html`${errors > 0 && html`${tag(`${errors}处有误`, 'late')} `}${
          warnings > 0 && tag(`${warnings}处待核`, 'waiting')
        }`
      : unread.length > 0
        ? html`${tag('没有核对完', 'waiting')} 读出的部分未发现问题，没有读出的没有参加核对`
        : html`${tag('未发现问题', 'good')} 各表勾稽关系成立`
  return summaryList(
    [
      { key: '编制机关', value: agency ?? '没有读出' },
      { key: '年度', value: year === null ? '没有读出' : `${year}年` },
      {
        key: '格式',
        value: format ? FORMAT_NAMES[format] : `没有读出，暂按${FORMAT_NAMES[figures.format]}显示`,
      },
      { key: '结论', value: verdict },
      { key: '没有读出', value: unread.length > 0 ? `${unread.length}处，见下` : undefined },
    ],
    { compact: true },
  )
}

/** A table with the sentences about it at its side; signs in the table, words in the list, links both ways. */
function tablePart(
  section: 1 | 2 | 3,
  grid: ReportGrid,
  sentences: readonly Sentence[],
  all: readonly Sentence[],
  { format }: ReportFigures,
): Html {
  const table = gridTable(grid, { cellProblem: (path) => problemOf(path, all) })
  return html`<div class="mq-check">
    <h2 class="govuk-heading-m" id="table-${section}">${SECTION_TITLES[section]}</h2>
    ${
      sentences.length === 0
        ? table
        : html`<div class="mq-check__beside">${sentenceList(sentences, format)} ${table}</div>`
    }
  </div>`
}

function problemOf(path: string, sentences: readonly Sentence[]): CellProblem | undefined {
  const own = sentences.filter(({ cells }) => cells.includes(path))
  if (own.length === 0) return undefined
  const isError = own.some(({ severity }) => severity === 'error')
  return {
    severity: isError ? 'error' : 'warning',
    describedBy: own.map(({ anchor }) => anchor).join(' '),
  }
}

function part(title: string, sentences: readonly Sentence[], format: ReportFormat): Html {
  return html`<div class="mq-check">
    <h2 class="govuk-heading-m">${title}</h2>
    ${sentenceList(sentences, format)}
  </div>`
}

function sentenceList(sentences: readonly Sentence[], format: ReportFormat): Html {
  return html`<ul class="mq-check__sentences">
    ${sentences.map(
      ({ anchor, severity, message, cells }) =>
        html`<li class="mq-check__sentence mq-check__sentence--${severity}">
          <p id="${anchor}">
            ${severity === 'error' ? tag('有误', 'late') : tag('待核', 'waiting')} ${message}
          </p>
          ${cellLinks(cells, format)}
        </li> `,
    )}
  </ul>`
}

/** A sentence about a whole column of sums would drown in links: the first cells lead there. */
const MOST_LINKS = 5

function cellLinks(cells: readonly string[], format: ReportFormat): Html {
  const named = cells.flatMap((path) => {
    const name = findCellName(format, path)
    return name === undefined ? [] : [{ path, name }]
  })
  if (named.length === 0) return nothing
  const more = named.length - MOST_LINKS
  return html`<ul class="mq-check__cells">
    ${named
      .slice(0, MOST_LINKS)
      .map(
        ({ path, name }) =>
          html`<li><a class="govuk-link" href="#${cellId(path)}">${name}</a></li> `,
      )}
    ${more > 0 && html`<li>等${named.length}格</li>`}
  </ul>`
}

/** What could not be read is said, never guessed. */
function unread({ unread, format }: ReadReport): Html {
  if (unread.length === 0) return nothing
  const byReason = Map.groupBy(unread, ({ why }) => why)
  const names = (cells: typeof unread) => unreadNames(cells, format ?? '2021')
  return html`<div class="mq-check">
    <h2 class="govuk-heading-m" id="unread">没有读出来的</h2>
    ${inset(
      html`<p>下面这些没有读出，没有参加核对，请对照原文。表中以“未读”标出。</p>
        <ul class="govuk-list govuk-list--bullet">
          ${[...byReason].map(([why, cells]) => html`<li>${why}：${names(cells).join('；')}</li> `)}
        </ul>`,
    )}
  </div>`
}

/** Rows that the official form does not have cannot stand in its table. */
function outside(report: ReadReport): Html {
  const rows = rowsOutsideForm(report)
  if (rows.length === 0) return nothing
  return inset(
    html`<p>报告中还有规定格式以外的行：</p>
      <ul class="govuk-list govuk-list--bullet">
        ${rows.map(({ label, cells }) => html`<li>${label}：${cells.join('、')}</li> `)}
      </ul>`,
  )
}
