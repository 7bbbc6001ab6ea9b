/**
 * The few signs with which a text is structured where the editor does not run:
 *
 *   # 标题   ## 小标题   ### 三级标题
 *   - 一项            1. 一项（从1起连续编号）
 *   > 引文
 *   | 项目 | 数量 |    一行表格；第二行写 |---|---|，第一行即为表头
 *   **加重**  [文字](网址)
 */
const HEADING = /^(#{1,3})\s+(.+)$/
const BULLET = /^[-*]\s+(.+)$/
const NUMBERED = /^(\d{1,3})\.\s+(.+)$/
const QUOTED = /^>\s+(.+)$/
const TABLE_ROW = /^\|.*\|$/
const TABLE_RULE = /^\|(?:\s*:?-{3,}:?\s*\|)+$/

export function htmlOfMarkup(source: string): string {
  const lines = source
    .split(/\r?\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const blocks: string[] = []
  for (let at = 0; at < lines.length;) {
    const { html, used } = block(lines, at)
    blocks.push(html)
    at += used
  }
  return blocks.join('\n')
}

interface Block {
  readonly html: string
  /** lines */
  readonly used: number
}

function block(lines: readonly string[], at: number): Block {
  const line = lines[at]!
  const heading = HEADING.exec(line)
  if (heading) {
    const level = heading[1]!.length + 1
    return { html: `<h${level}>${inline(heading[2]!)}</h${level}>`, used: 1 }
  }
  const quoted = QUOTED.exec(line)
  if (quoted) return { html: `<blockquote><p>${inline(quoted[1]!)}</p></blockquote>`, used: 1 }
  return bullets(lines, at) ?? numbers(lines, at) ?? tableRows(lines, at) ?? paragraph(line)
}

const paragraph = (line: string): Block => ({ html: `<p>${inline(line)}</p>`, used: 1 })

function bullets(lines: readonly string[], at: number): Block | undefined {
  const items = run(lines, at, (line) => BULLET.exec(line)?.[1])
  return items && list('ul', items)
}

/** 1. 2. 3. …; numbers that do not begin with one or do not follow each other are the text's own. */
function numbers(lines: readonly string[], at: number): Block | undefined {
  const items = run(lines, at, (line, count) => {
    const found = NUMBERED.exec(line)
    return found && Number(found[1]) === count + 1 ? found[2] : undefined
  })
  return items && list('ol', items)
}

function list(tag: 'ul' | 'ol', items: readonly string[]): Block {
  const inner = items.map((item) => `<li>${inline(item)}</li>`).join('')
  return { html: `<${tag}>${inner}</${tag}>`, used: items.length }
}

function tableRows(lines: readonly string[], at: number): Block | undefined {
  const rows = run(lines, at, (line) => (TABLE_ROW.test(line) ? line : undefined))
  if (!rows) return undefined
  const hasHeader = rows[1] !== undefined && TABLE_RULE.test(rows[1])
  const body = rows.slice(hasHeader ? 2 : 0).map((row) => cells(row, 'td'))
  const head = hasHeader ? `<thead>${cells(rows[0]!, 'th')}</thead>` : ''
  return { html: `<table>${head}<tbody>${body.join('')}</tbody></table>`, used: rows.length }
}

function cells(row: string, tag: 'td' | 'th'): string {
  const scope = tag === 'th' ? ' scope="col"' : ''
  const parts = row.slice(1, -1).split(/(?<!\\)\|/)
  const inner = parts.map((part) => inline(part.trim().replaceAll('\\|', '|')))
  return `<tr>${inner.map((cell) => `<${tag}${scope}>${cell}</${tag}>`).join('')}</tr>`
}

/** The lines from here on that belong together, as `pick` reads them. */
function run(
  lines: readonly string[],
  at: number,
  pick: (line: string, count: number) => string | undefined,
): readonly string[] | undefined {
  const found: string[] = []
  for (let line = lines[at]; line !== undefined; line = lines[at + found.length]) {
    const picked = pick(line, found.length)
    if (picked === undefined) break
    found.push(picked)
  }
  return found.length > 0 ? found : undefined
}

function inline(text: string): string {
  return escapeText(text)
    .replace(/\*\*(\S(?:.*?\S)?)\*\*/g, '<strong>$1</strong>')
    .replace(/\[([^[\]]+)\]\(([^()\s]+)\)/g, (_, words: string, address: string) => {
      return `<a href="${address.replaceAll('"', '%22')}">${words}</a>`
    })
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
