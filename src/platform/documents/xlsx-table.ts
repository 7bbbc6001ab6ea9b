import { once } from 'node:events'
import { PassThrough, type Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import type { Worksheet } from 'exceljs'
import { printableText } from './printable-text.ts'
import { safeCellText } from './xlsx-text.ts'
import { setZipTimes } from './zip-times.ts'

export interface TableColumn {
  readonly header: string
  /** in characters of half width */
  readonly width: number
}

interface Table {
  readonly name: string
  readonly columns: readonly TableColumn[]
}

const ROWS_AT_A_TIME = 200

/** Text is written as text whatever it looks like; dates and numbers that nobody adds up come as text too. */
export type TableValue = string | number | null

/**
 * Streams a long list (a ledger, a register) as a workbook with one sheet: header row frozen and filterable, rows
 * written as they come, so memory does not grow with their number. Ends the stream.
 *
 * A reader who goes away ends the writing quietly. When `rows` fails, the stream is broken off, so that half a ledger
 * is never taken for a whole one, and the failure is thrown.
 */
export async function writeTable(
  stream: Writable,
  table: Table,
  rows: AsyncIterable<readonly TableValue[]>,
  madeAt?: Temporal.Instant,
): Promise<void> {
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true })
  if (madeAt) {
    // oxlint-disable-next-line no-restricted-globals -- the library takes nothing else
    const moment = new Date(madeAt.epochMilliseconds)
    Object.assign(workbook, { created: moment, modified: moment })
  }
  const sheet = workbook.addWorksheet(table.name, { views: [{ state: 'frozen', ySplit: 1 }] })
  writeHeader(sheet, table.columns)
  try {
    let written = 0
    for await (const row of rows) {
      sheet.addRow(row.map(tableValue)).commit()
      if (++written % ROWS_AT_A_TIME === 0) await pause(stream)
      if (stream.destroyed) return
    }
    sheet.commit()
    await workbook.commit()
  } catch (error) {
    stream.destroy(error instanceof Error ? error : undefined)
    throw error
  }
}

/** The same for a list of hundreds, held in memory: the same rows and moment give the same bytes. */
export async function tableBytes(
  table: Table,
  rows: AsyncIterable<readonly TableValue[]>,
  madeAt: Temporal.Instant,
): Promise<Uint8Array> {
  const stream = new PassThrough()
  const [bytes] = await Promise.all([buffer(stream), writeTable(stream, table, rows, madeAt)])
  return setZipTimes(new Uint8Array(bytes), madeAt)
}

function writeHeader(sheet: Worksheet, columns: readonly TableColumn[]): void {
  sheet.columns = columns.map(({ header, width }) => ({ header, width }))
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } }
  sheet.getRow(1).font = { name: '黑体', size: 11 }
  sheet.getRow(1).commit()
}

/** Lets others be served and the archive catch up, and waits for a reader slower than the database. */
async function pause(stream: Writable): Promise<void> {
  await setImmediate()
  if (!stream.writableNeedDrain || stream.destroyed) return
  const done = new AbortController()
  const { signal } = done
  await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })])
  done.abort()
}

function tableValue(value: TableValue): TableValue {
  return typeof value === 'string' ? safeCellText(printableText(value)) : value
}
