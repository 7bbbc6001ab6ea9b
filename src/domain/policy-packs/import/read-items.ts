import type { Cell } from 'exceljs'
import { contentOf } from '../../../platform/files/content.ts'
import { inspectContent } from '../../../platform/files/inspect-content.ts'
import type { Problem } from '../../../platform/kernel/problem.ts'
import { accepted, rejected, type Checked } from '../../../platform/kernel/problem.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { chineseMessage } from '../../../platform/web/forms.ts'
import { ItemForm } from '../item-form.ts'
import {
  ITEM_COLUMNS,
  mergeFields,
  SAMPLE_TITLE,
  UnknownWords,
  type Fields,
  type ItemColumn,
} from './item-columns.ts'

export const MOST_IMPORTED = 300

/** Columns that a sheet cannot do without; the others may be left out. */
const NEEDED = new Set(['事项名称', '惠及对象', '兑现标准', '办理方式', '办理时限', '政策依据'])

/**
 * The items of a filled-in template: all of them, or everything that is wrong, row by row.
 * @param publisher of every item, as an officer's own form has it
 * @returns problems whose `at` is `行3` or empty, and whose message names row and column
 */
export async function readItems(
  content: Buffer,
  publisher: string,
): Promise<Checked<readonly ItemForm[]>> {
  const table = await readTable(content)
  if (!table.ok) return table
  const { columns, rows } = table.value
  const problems: Problem[] = []
  const forms: ItemForm[] = []
  for (const row of rows) {
    const checked = readRow(row, columns, publisher)
    if (checked.ok) forms.push(checked.value)
    else problems.push(...checked.problems)
  }
  problems.push(...repeatedTitles(forms))
  if (rows.length === 0) problems.push({ at: '', message: '表格里没有要导入的事项。' })
  return problems.length > 0 ? rejected(problems) : accepted(forms)
}

interface Row {
  readonly number: number
  readonly cells: ReadonlyMap<string, string>
}

interface Table {
  readonly columns: readonly ItemColumn[]
  readonly rows: readonly Row[]
}

async function readTable(content: Buffer): Promise<Checked<Table>> {
  const wrong = (message: string) => rejected([{ at: '', message }])
  try {
    if ((await inspectContent(contentOf(content))) !== 'xlsx')
      return wrong('请上传 .xlsx 文件，可以先下载模板填写。')
  } catch (error) {
    if (error instanceof Refusal) return wrong(error.message)
    throw error
  }
  // only here: a server that imports nothing does without its memory
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  try {
    // exceljs declares its own Buffer type, older than Node's
    await workbook.xlsx.load(content as unknown as Parameters<typeof workbook.xlsx.load>[0])
  } catch {
    return wrong('这个表格打不开，请重新保存为 .xlsx 后再上传。')
  }
  const [sheet] = workbook.worksheets
  if (!sheet) return wrong('文件里没有工作表。')
  const headers = new Map<number, string>()
  sheet.getRow(1).eachCell((cell, at) => headers.set(at, textOf(cell).trim()))
  const columns = ITEM_COLUMNS.filter(({ header }) => [...headers.values()].includes(header))
  const missing = [...NEEDED].filter((header) => !columns.some((one) => one.header === header))
  if (missing.length > 0) return wrong(`第一行缺少这些列：${missing.join('、')}。请使用模板。`)
  const rows: Row[] = []
  sheet.eachRow((row, number) => {
    const cells = new Map<string, string>()
    for (const [at, header] of headers) cells.set(header, textOf(row.getCell(at)).trim())
    const isBlank = [...cells.values()].every((cell) => cell === '')
    if (number > 1 && !isBlank && cells.get('事项名称') !== SAMPLE_TITLE)
      rows.push({ number, cells })
  })
  if (rows.length > MOST_IMPORTED) return wrong(`一次最多导入${MOST_IMPORTED}项，请分开导入。`)
  return accepted({ columns, rows })
}

/** Dates come as dates, numbers as numbers, rich text in runs: what a reader of the sheet sees. */
function textOf(cell: Cell): string {
  const { value } = cell
  // oxlint-disable-next-line no-restricted-globals -- what the library gives for a cell with a date, at midnight UTC
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return cell.text ?? ''
}

function readRow(
  { number, cells }: Row,
  columns: readonly ItemColumn[],
  publisher: string,
): Checked<ItemForm> {
  const problems: Problem[] = []
  const say = (header: string, message: string) =>
    problems.push({ at: `行${number}`, message: `第${number}行“${header}”：${message}` })
  const fields: Fields[] = [{ publisher }]
  for (const { header, read } of columns) {
    try {
      fields.push(read(cells.get(header) ?? ''))
    } catch (error) {
      if (!(error instanceof UnknownWords)) throw error
      say(header, error.message)
    }
  }
  const checked = ItemForm.safeParse(mergeFields(fields), { error: chineseMessage })
  if (checked.success && problems.length === 0) return accepted(checked.data)
  for (const { path, message } of checked.error?.issues ?? []) {
    const at = path.join('.')
    const column = ITEM_COLUMNS.find((one) => at === one.at || at.startsWith(`${one.at}.`))
    say(column?.header ?? '办理地点', message)
  }
  return rejected(problems)
}

function repeatedTitles(forms: readonly ItemForm[]): Problem[] {
  const titles = forms.map(({ title }) => title)
  return [...new Set(titles.filter((title, at) => titles.indexOf(title) !== at))].map((title) => ({
    at: '',
    message: `“${title}”在表格里出现了不止一次。`,
  }))
}
