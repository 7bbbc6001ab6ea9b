import type { ActiveRow, ActiveRowKey, ReportFormat } from '../../law/annual-report/figures.ts'
import { REPORT_FORMS } from '../../law/annual-report/formats.ts'
import { formatWanYuan } from '../supervision/money.ts'
import type { ReportCounts } from './counting/report-counts.ts'

/** Table 二 in printed order. */
export function activeRows(format: ReportFormat, counts: ReportCounts): ActiveRow[] {
  const cells = format === '2019' ? cells2019 : cells2021
  return REPORT_FORMS[format].active.flatMap(({ clause, columns, rows }) =>
    rows.map(({ key, label }) => ({ clause, key, label, columns, cells: cells(key, counts) })),
  )
}

function cells2019(key: ActiveRowKey, counts: ReportCounts): readonly string[] {
  switch (key) {
    case 'regulations':
      return documentCells('regulation', counts)
    case 'normative_documents':
      return documentCells('normative', counts)
    case 'fees':
      return itemCells(key, counts)
    case 'procurement':
      return [String(counts.procurement.entries), formatWanYuan(counts.procurement.yuan)]
    default:
      return [...itemCells(key, counts), decisionCell(key, counts)]
  }
}

function cells2021(key: ActiveRowKey, counts: ReportCounts): readonly string[] {
  switch (key) {
    case 'regulations':
      return documentCells('regulation', counts)
    case 'normative_documents':
      return documentCells('normative', counts)
    case 'fees':
      return [formatWanYuan(counts.feeIncome.yuan)]
    default:
      return [decisionCell(key, counts)]
  }
}

function documentCells(kind: 'regulation' | 'normative', { documents }: ReportCounts): string[] {
  const row = documents.find((candidate) => candidate.kind === kind)
  return (row?.counts ?? [0, 0, 0]).map(String)
}

function itemCells(key: ActiveRowKey, { items }: ReportCounts): string[] {
  const row = items.find((candidate) => candidate.kind === key)
  return [String(row?.before ?? 0), signed((row?.added ?? 0) - (row?.ended ?? 0))]
}

/** 本年增/减 carries its sign: +1, -1, 0. */
function signed(change: number): string {
  return change > 0 ? `+${change}` : String(change)
}

/** Nothing recorded is a blank, never a zero. */
function decisionCell(key: ActiveRowKey, { decisions }: ReportCounts): string {
  return String(decisions.find((candidate) => candidate.kind === key)?.decisions ?? '')
}
