import { COLUMNS, type Column } from '../../domain/publications/import/columns.ts'
import type { ImportFinding } from '../../domain/publications/import/check-row.ts'
import type { PresentLine } from '../../domain/publications/import/prepare-batch.ts'
import type { Manifest } from '../../domain/publications/import/manifest.ts'

export interface ImportReport {
  readonly dryRun: boolean
  readonly rows: number
  imported: number
  already: number
  failed: number
  /** lines that name the file of an earlier line */
  repeated: number
  /** which number each line is in under */
  readonly documents: PresentLine[]
  readonly findings: ImportFinding[]
  /** how many lines say nothing in a column */
  readonly blank: Readonly<Partial<Record<Column, number>>>
  readonly unusedHeaders: readonly string[]
  /** sheets of the workbook that were not read */
  readonly otherSheets: readonly string[]
  /** readable files of the folder that the manifest does not name */
  unlisted: readonly string[]
}

const AGREED = COLUMNS.slice(0, 8)

export function newReport(
  dryRun: boolean,
  { rows, unused, otherSheets = [] }: Manifest,
): ImportReport {
  const blank = AGREED.map(
    (column) => [column, rows.filter(({ values }) => values[column] === '').length] as const,
  )
  return {
    dryRun,
    rows: rows.length,
    imported: 0,
    already: 0,
    failed: 0,
    repeated: 0,
    documents: [],
    findings: [],
    blank: Object.fromEntries(blank.filter(([, count]) => count > 0)),
    unusedHeaders: unused,
    otherSheets,
    unlisted: [],
  }
}

export function reportInJson(report: ImportReport) {
  const { findings, ...counts } = report
  const of = (wanted: ImportFinding['severity']) =>
    findings
      .filter(({ severity }) => severity === wanted)
      .toSorted((a, b) => a.line - b.line)
      .map(({ line, file, at, message }) => ({ line, file, at, message }))
  return { ...counts, problems: of('error'), notices: of('notice') }
}

const SHOWN = 50

export function reportInWords(report: ImportReport): string[] {
  const { dryRun, rows, imported, already, failed, repeated } = report
  const findings = report.findings.toSorted((a, b) => a.line - b.line)
  const problems = findings.filter(({ severity }) => severity === 'error')
  const notices = findings.filter(({ severity }) => severity === 'notice')
  return [
    ...listed('没有导入的', problems),
    ...listed('请核对的', notices),
    ...blankLines(report),
    ...(report.unusedHeaders.length > 0
      ? [`没有用到的表头：${report.unusedHeaders.join('、')}（要用请加 --mapping）`]
      : []),
    ...(report.otherSheets.length > 0
      ? [`没有读取的工作表：${report.otherSheets.join('、')}（只读第一张有表头的）`]
      : []),
    ...shortList('目录里有、清单没有的文件', report.unlisted),
    `清单 ${rows} 行：${dryRun ? '可以导入' : '导入'} ${imported} 件，此前已导入 ${already} 件，没有导入 ${failed} 件${repeated > 0 ? `，重复 ${repeated} 行` : ''}。`,
    ...(dryRun ? ['以上只是检查，没有写入任何文件。'] : []),
  ]
}

function listed(title: string, findings: readonly ImportFinding[]): string[] {
  if (findings.length === 0) return []
  const lines = findings
    .slice(0, SHOWN)
    .map(({ line, file, at, message }) => `  第${line}行 ${file || '（空）'} ${at}：${message}`)
  const rest = findings.length - SHOWN
  return [
    `${title}（${findings.length}）：`,
    ...lines,
    ...(rest > 0 ? [`  还有 ${rest} 条，加 --json 看全部`] : []),
  ]
}

const BLANK_WORDS: Readonly<Partial<Record<Column, string>>> = {
  title: '用文件自己的标题',
  publishedAt: '以成文日期为发布日期，成文日期也没有的以导入时间为发布日期',
  indexNumber: '由系统编制',
  category: '归入“其他文件”',
  address: '没有可跳转的原网址',
}

function blankLines({ blank }: ImportReport): string[] {
  return Object.entries(blank).map(([column, count]) => {
    const words = BLANK_WORDS[column as Column]
    return `${column} 空 ${count} 行${words === undefined ? '' : `：${words}`}`
  })
}

function shortList(title: string, files: readonly string[]): string[] {
  if (files.length === 0) return []
  const shown = files.slice(0, 10).join('、')
  return [`${title}（${files.length}）：${shown}${files.length > 10 ? '……' : ''}`]
}
