/** How a letter cites a rule: by its full title, as in force on the day of the act. */

interface Edition {
  readonly from: string
  readonly title: string
}

/**
 * Each work by the short name of our tables, its editions in order. Before 2019-05-15 the 条例 had other articles
 * (国务院令第492号), which nothing here cites.
 */
const WORKS: Readonly<Record<string, readonly Edition[]>> = {
  条例: [{ from: '2019-05-15', title: '《中华人民共和国政府信息公开条例》' }],
  行政复议法: [{ from: '1999-10-01', title: '《中华人民共和国行政复议法》' }],
  行政诉讼法: [{ from: '1990-10-01', title: '《中华人民共和国行政诉讼法》' }],
  '国办函〔2020〕109号': [
    { from: '2021-01-01', title: '《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）' },
  ],
}

/**
 * The citation of a table entry (`条例 第三十六条第（一）项；国办函〔2020〕109号`) as a letter writes it:
 * 《中华人民共和国政府信息公开条例》第三十六条第（一）项. Works not in force on the day are left out, and so are
 * instructions that bind only organs, as the report forms: no act is founded on them. Empty for an empty entry.
 */
export function citeInFull(entry: string, on: Temporal.PlainDate): string {
  return entry
    .split('；')
    .map((part) => citeOne(part.trim(), on))
    .filter((cited) => cited !== undefined)
    .join('、')
}

function citeOne(part: string, on: Temporal.PlainDate): string | undefined {
  const space = part.indexOf(' ')
  const name = space < 0 ? part : part.slice(0, space)
  const title = WORKS[name]?.findLast(
    ({ from }) => Temporal.PlainDate.compare(from, on) <= 0,
  )?.title
  return title && title + (space < 0 ? '' : part.slice(space + 1))
}
