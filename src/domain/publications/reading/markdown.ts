import { Marked } from 'marked'
import type { ForeignDocument } from './foreign-document.ts'

const FRONT_MATTER = /^---\r?\n[\s\S]*?\r?\n---\r?\n/u
const FIRST_HEADING = /^\s*(?:<!--[\s\S]*?-->\s*)*#\s+(.+?)\s*#*\s*(?:\r?\n|$)/u

const markdown = new Marked({ gfm: true, async: false })

/** Markdown with tables. Its first heading is the title, which stands apart from the text. */
export function readMarkdown(source: string): ForeignDocument {
  const text = source.replace(/^\uFEFF/u, '').replace(FRONT_MATTER, '')
  const title = FIRST_HEADING.exec(text)?.[1]
  const body = title === undefined ? text : text.replace(FIRST_HEADING, '')
  // a line that begins with ideographic blanks is an indented paragraph, not code
  const plain = body.replace(/^[\t\u3000 ]+(?=\S)/gmu, (blanks) =>
    blanks.includes('\u3000') ? '' : blanks,
  )
  return { bodyHtml: markdown.parse(plain) as string, title: title && plainTitle(title) }
}

/** `**《办法》**` → `《办法》` */
const plainTitle = (title: string) =>
  title.replace(/[*_`]{1,3}/gu, '').replace(/[\s\u3000]+/gu, ' ')
