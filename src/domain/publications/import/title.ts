import { titleLines } from '../../../law/document-rules-propose.ts'
import { letterKey } from '../../../platform/search/letters.ts'
import { textOfCleanBody } from '../body.ts'
import type { ForeignDocument } from '../reading/foreign-document.ts'

const LONGEST = 300
const LONGEST_LINE = 60
const MOST_LINES = 5

/**
 * A title for a document that the manifest gives none: what the file says itself, the title at the head of its text, a
 * short first line, at last the name of the file.
 */
export function titleFor(file: string, { title, bodyHtml }: ForeignDocument): string {
  const lines = textOfCleanBody(bodyHtml)
    .split('\n')
    .map((line) => line.trim())
  const [first = '', second] = lines.filter((line) => line !== '')
  const isTitle =
    second !== undefined && first.length <= LONGEST_LINE && !/[。；：，、,;:]$/u.test(first)
  const found = title || titleLines(lines)?.join('') || (isTitle && !first.includes('\t') && first)
  const words = (found || nameOf(file)).replace(/\s+/gu, ' ').trim()
  return [...words].slice(0, LONGEST).join('')
}

const nameOf = (file: string) =>
  file
    .split('/')
    .at(-1)!
    .replace(/\.[a-z]+$/iu, '')

const BLOCK = /^\s*<(p|h2|h3|h4)>((?:(?!<\/?(?:p|h[2-4])\b).)*)<\/\1>/su

/**
 * The body below its title: without the title again, which stands above the text; with the heading of the file where
 * that says something else.
 */
export function bodyBelow(title: string, { bodyHtml, heading }: ForeignDocument): string {
  const key = letterKey(title)
  if (heading !== undefined && heading !== '' && !key.includes(letterKey(heading)))
    return `<h2>${escaped(heading)}</h2>\n${bodyHtml}`
  let said = ''
  let rest = bodyHtml
  for (let count = 0; count < MOST_LINES; count += 1) {
    const block = BLOCK.exec(rest)
    if (block === null) break
    said += letterKey(textOfCleanBody(block[0]))
    rest = rest.slice(block[0].length)
    if (said === key && textOfCleanBody(rest) !== '') return rest.trim()
    if (!key.startsWith(said)) break
  }
  return bodyHtml
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
