import { raw, type Html } from '../../platform/web/html.ts'

/** From here on a telephone would show one character a line. */
const WIDE_COLUMNS = 6

const TABLE = /<table\b[\s\S]*?<\/table>/g

/**
 * The text of a document as its page shows it: tables too wide for a telephone scroll in a region of their own, which the
 * keyboard reaches. The text itself is what was reviewed and stays as it is.
 */
export function prose(bodyHtml: string): Html {
  if (!bodyHtml.includes('<table')) return raw(bodyHtml)
  let tables = 0
  return raw(
    bodyHtml.replaceAll(TABLE, (table) => {
      tables += 1
      // a table within a table is left alone
      if (columnsOf(table) < WIDE_COLUMNS || table.lastIndexOf('<table') > 0) return table
      return `<div class="mq-scroll" role="region" aria-label="第${tables}张表格" tabindex="0">${table}</div>`
    }),
  )
}

function columnsOf(table: string): number {
  const rows = table.split(/<tr\b/).slice(1)
  return Math.max(0, ...rows.map((row) => row.match(/<t[dh]\b/g)?.length ?? 0))
}
