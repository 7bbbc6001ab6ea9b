import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderPdf } from '../../platform/documents/pdf.ts'
import { qrSvg } from '../../platform/documents/qr-image.ts'
import { dayOf, formatChineseDate } from '../../platform/kernel/time.ts'
import type { ShownVillage } from './shown-village.ts'

const TEMPLATE = readFileSync(join(import.meta.dirname, 'village-sheet.typ'), 'utf8')
/** What fits on the page above the code. */
const MOST_ROWS = 12

/**
 * 张贴单页: one A4 page for the notice board with the newest of each row and a code that leads to the page, which shows
 * what is true on the day it is scanned.
 */
export async function villageSheet(shown: ShownVillage, address: URL): Promise<Uint8Array> {
  const { village, township, lines, documents, today } = shown
  const newest = new Map(documents.toReversed().map((document) => [document.itemId, document]))
  // what has content is what people stop for; rows keep their order otherwise
  const full = lines.filter(({ row }) => newest.has(row.itemId))
  const shownLines = [...full, ...lines.filter((line) => !full.includes(line))]
  return renderPdf(TEMPLATE, {
    village: village.name,
    township: township.name,
    printedOn: formatChineseDate(today),
    printed: { year: today.year, month: today.month, day: today.day },
    address: address.href,
    code: qrSvg(address.href),
    phone: township.phone,
    more: Math.max(0, lines.length - MOST_ROWS),
    rows: shownLines.slice(0, MOST_ROWS).map(({ row }) => {
      const document = newest.get(row.itemId)
      return {
        event: [row.levelOne, row.levelTwo].filter(Boolean).join(' / '),
        limit: row.limitWords,
        title: document?.title ?? '尚无公开的内容',
        on: document?.publishedAt ? dayOf(document.publishedAt).toString() : '',
      }
    }),
  })
}
