import { Marked } from 'marked'
import type { ForeignDocument } from './foreign-document.ts'

const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]*?\r?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/u
const BEFORE_HEADING = String.raw`^\s*(?:<!--[\s\S]*?-->\s*)*`
/** `# 标题`; underlined with `===`; or, in a text that knows no first level, `## 标题` */
const FIRST_HEADINGS = [
  new RegExp(`${BEFORE_HEADING}#[ \\t\\u3000]+(.+?)[ \\t]*#*[ \\t]*(?:\\r?\\n|$)`, 'u'),
  new RegExp(`${BEFORE_HEADING}([^\\s#>|*+-].*)\\r?\\n=+[ \\t]*(?:\\r?\\n|$)`, 'u'),
  new RegExp(
    `${BEFORE_HEADING}##[ \\t\\u3000]+(?!第[一1]|一、)(.+?)[ \\t]*#*[ \\t]*(?:\\r?\\n|$)`,
    'u',
  ),
]
const TITLE_IN_FRONT = /^(?:title|标题)\s*[:：]\s*(.+?)\s*$/imu

const markdown = new Marked({ gfm: true, async: false })

/** Markdown with tables. Its first heading is the title, which stands apart from the text. */
export function readMarkdown(source: string): ForeignDocument {
  const whole = source.replace(/^\uFEFF/u, '')
  const text = whole.replace(FRONT_MATTER, '')
  const first = FIRST_HEADINGS.find((shape) => shape.test(text))
  const heading = first && plainTitle(first.exec(text)![1]!)
  const body = first === undefined ? text : text.replace(first, '')
  // a line that begins with ideographic blanks is an indented paragraph, not code
  const plain = body.replace(/^[\t\u3000 ]+(?=\S)/gmu, (blanks) =>
    blanks.includes('\u3000') ? '' : blanks,
  )
  const title = heading ?? titleInFront(whole)
  return { bodyHtml: markdown.parse(plain) as string, title, heading }
}

/** What YAML in front of the text says. */
function titleInFront(source: string): string | undefined {
  const written = TITLE_IN_FRONT.exec(FRONT_MATTER.exec(source)?.[1] ?? '')?.[1]
  return written?.replace(/^(["'])(.*)\1$/u, '$2').trim() || undefined
}

/** `**《办法》**` → `《办法》` */
const plainTitle = (title: string) =>
  title
    .replace(/<[^>]*>/gu, '')
    .replace(/[*_`]{1,3}/gu, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replace(/[\s\u3000]+/gu, ' ')
    .trim()
