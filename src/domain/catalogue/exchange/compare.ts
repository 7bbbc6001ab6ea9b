import { GRASSROOTS_FIELDS, LEVEL_LABELS, LEVELS } from '../../../law/catalogue/grassroots.ts'
import { STATUTORY_ITEMS } from '../../../law/catalogue/statutory.ts'
import type { Problem } from '../../../platform/kernel/problem.ts'
import type { Change } from '../adjustments-store.ts'
import { RowForm, type CatalogueRow, type RowContent } from '../row.ts'
import { cellsOf, COLUMNS, MANNER_LABELS, parseChannels, WHOLE_SOCIETY } from './columns.ts'
import type { SheetLine } from './read-workbook.ts'

/** A unit that may own rows, under every name that tables use for it. */
export interface Owner {
  readonly id: number
  readonly name: string
  readonly shortName: string
}

/** What importing a line would do. */
export type LineResult =
  | { readonly at: SheetLine; readonly result: 'new'; readonly change: Change }
  | {
      readonly at: SheetLine
      readonly result: 'changed'
      readonly change: Change
      readonly differs: readonly string[]
    }
  | { readonly at: SheetLine; readonly result: 'same' }
  | { readonly at: SheetLine; readonly result: 'wrong'; readonly problems: readonly Problem[] }

export interface Comparison {
  readonly lines: readonly LineResult[]
  /** Rows in force that the workbook does not have; they stay unless somebody ends them. */
  readonly missing: readonly CatalogueRow[]
}

/** Holds the lines of a workbook against the rows in force. Nothing is changed here. */
export function compareWithCatalogue(
  lines: readonly SheetLine[],
  rows: readonly CatalogueRow[],
  owners: readonly Owner[],
): Comparison {
  const byCode = new Map(rows.map((row) => [row.code, row]))
  const seen = new Set<string>()
  const results = lines.map((at, index) => {
    const code = at.cells.code ?? ''
    const twin = seen.has(code)
    seen.add(code)
    return compareLine(at, index, { twin, row: byCode.get(code), owners })
  })
  return { lines: results, missing: rows.filter(({ code }) => !seen.has(code)) }
}

interface Beside {
  readonly twin: boolean
  readonly row: CatalogueRow | undefined
  readonly owners: readonly Owner[]
}

function compareLine(at: SheetLine, index: number, { twin, row, owners }: Beside): LineResult {
  const code = at.cells.code ?? ''
  const problems: Problem[] = []
  if (code === '') problems.push({ at: 'code', message: '没有序号' })
  if (twin) problems.push({ at: 'code', message: `序号“${code}”在表中出现了两次` })
  const content = readLine(at, row?.position ?? index, owners, problems)
  if (content === undefined || problems.length > 0) return { at, result: 'wrong', problems }
  if (!row) return { at, result: 'new', change: { act: 'add', code, content } }
  const differs = differences(row, content)
  if (differs.length === 0) return { at, result: 'same' }
  return { at, result: 'changed', change: { act: 'change', itemId: row.itemId, content }, differs }
}

function readLine(
  { cells }: SheetLine,
  position: number,
  owners: readonly Owner[],
  problems: Problem[],
): RowContent | undefined {
  const branch = readBranch(cells.branch ?? '')
  const channels = parseChannels(cells.channels ?? '')
  if (channels === undefined)
    problems.push({ at: 'channels', message: '有认不出的公开渠道，请用目录中的名称' })
  const owner = findOwner(cells.owner ?? '', owners)
  if (owner === undefined)
    problems.push({ at: 'owner', message: `没有名为“${cells.owner ?? ''}”的机构` })
  const checked = RowForm.safeParse({
    ...branch,
    levelOne: cells.levelOne,
    levelTwo: cells.levelTwo,
    content: cells.content,
    basis: cells.basis,
    limitWords: cells.limitWords,
    atLeastEveryMonths: cells.atLeastEveryMonths ?? '',
    ownerId: owner?.id ?? 1,
    ownerWords: owner && owner.shortName !== cells.owner ? cells.owner : '',
    channels: channels ?? { website: 'must' },
    audience: cells.audience === WHOLE_SOCIETY ? '' : cells.audience,
    manner: cells.manner?.startsWith(MANNER_LABELS['on-request']) ? 'on-request' : 'proactive',
    levels: LEVELS.filter((level) => isLevelNamed(cells.levels ?? '', LEVEL_LABELS[level])),
    note: cells.note,
    position,
  })
  if (checked.success) return checked.data
  for (const { path, message } of checked.error.issues)
    problems.push({ at: String(path[0] ?? ''), message })
  return undefined
}

/** 县级、县、区（县）级 name the same level. */
const isLevelNamed = (cell: string, label: string) => cell.includes(label[0]!)

function readBranch(cell: string): { part: 'statutory' | 'grassroots'; branch: string } {
  const code = /^2[01]\.[ct]?\d{1,2}/.exec(cell)?.[0]
  if (code !== undefined) return { part: 'statutory', branch: code }
  const item = STATUTORY_ITEMS.find(({ label }) => label === cell)
  if (item) return { part: 'statutory', branch: item.code }
  const field = GRASSROOTS_FIELDS.find((known) => known === cell.replace(/领域$/, ''))
  return { part: 'grassroots', branch: field ?? cell }
}

function findOwner(cell: string, owners: readonly Owner[]): Owner | undefined {
  const wanted = cell.replaceAll(/\s/g, '')
  return owners.find(({ name, shortName }) => wanted === name || wanted === shortName)
}

/** The headers of the columns that the line would change. */
function differences(row: CatalogueRow, content: RowContent): string[] {
  const before = cellsOf(row)
  const after = cellsOf({ ...row, ...content })
  return COLUMNS.filter(({ key }) => before[key] !== after[key]).map(({ header }) => header)
}
