import sanitizeHtml from 'sanitize-html'
import { htmlOfMarkup } from './body-markup.ts'

/** What a document's text may consist of: structure and tables, no script, no style, no remote content. */
const ALLOWED_TAGS = [
  'h2',
  'h3',
  'h4',
  'p',
  'br',
  'hr',
  'blockquote',
  'ol',
  'ul',
  'li',
  'strong',
  'em',
  'b',
  'i',
  'u',
  'sub',
  'sup',
  'a',
  'table',
  'caption',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'th',
  'td',
]

/** What stands in these is for machines: it goes with them. */
const NO_TEXT_TAGS = [
  'style',
  'script',
  'textarea',
  'option',
  'noscript',
  'title',
  'template',
  'xml',
]

/** Cleans an editor's or an imported file's HTML by an allow-list. Idempotent. */
export function cleanBody(source: string): string {
  // broken nesting is mended in steps: what one pass closes, the next may still move
  let cleaned = cleanOnce(source)
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const again = cleanOnce(cleaned)
    if (again === cleaned) break
    cleaned = again
  }
  return cleaned
}

const MOST_PASSES = 10

/** Of notes at the foot and the places they are called from; nothing else may be named. */
const NOTE_ID = /^(?:foot|end)note(?:-ref)?-\d{1,4}$/

function cleanOnce(source: string): string {
  return sanitizeHtml(source, {
    allowedTags: ALLOWED_TAGS,
    nonTextTags: NO_TEXT_TAGS,
    allowedAttributes: {
      a: ['href', 'id'],
      li: ['id'],
      ol: ['start'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan', 'scope'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    transformTags: {
      h1: 'h2',
      h5: 'h4',
      h6: 'h4',
      div: 'p',
      a: (tagName, { href, id }) => ({
        tagName,
        attribs: { ...kept('href', href, /^[^\s]/), ...kept('id', id, NOTE_ID) },
      }),
      li: (tagName, { id }) => ({ tagName, attribs: kept('id', id, NOTE_ID) }),
      ol: (tagName, { start }) => ({ tagName, attribs: kept('start', start, SPAN) }),
      td: (tagName, { colspan, rowspan }) => ({ tagName, attribs: spans(colspan, rowspan) }),
      th: (tagName, { colspan, rowspan, scope }) => ({
        tagName,
        attribs: { ...spans(colspan, rowspan), ...kept('scope', scope, SCOPE) },
      }),
    },
    // a line left empty is spacing, and spacing is the stylesheet's
    exclusiveFilter: ({ tag, text }) => tag === 'p' && text.trim() === '',
  }).trim()
}

const SPAN = /^[1-9]\d{0,2}$/
const SCOPE = /^(?:col|row|colgroup|rowgroup)$/

function spans(colspan: string | undefined, rowspan: string | undefined) {
  return { ...kept('colspan', colspan, MERGED), ...kept('rowspan', rowspan, MERGED) }
}

/** A span of one says nothing. */
const MERGED = /^(?!1$)[1-9]\d{0,2}$/

function kept(
  name: string,
  value: string | undefined,
  shape: RegExp,
): Readonly<Record<string, string>> {
  return value !== undefined && shape.test(value) ? { [name]: value } : {}
}

/** Whether a text already is HTML, as the editor and the readers of files send it. */
export function isHtml(source: string): boolean {
  return /<(p|h[1-6]|table|ul|ol|div|br|section|blockquote)\b/i.test(source)
}

/** What is typed without the editor becomes HTML: a line is a paragraph; signs make headings, lists and tables. */
export function bodyFromText(source: string): string {
  return cleanBody(isHtml(source) ? source : htmlOfMarkup(source))
}

/** The words alone, one block a line: for search, for the review and for the text download. */
export function textOfBody(bodyHtml: string): string {
  return linesOf(sanitizeHtml(withBreaks(bodyHtml), { allowedTags: [], allowedAttributes: {} }))
}

/** As `textOfBody`, of what `cleanBody` returned: in it, every `<` begins a tag and every `>` ends one. */
export function textOfCleanBody(bodyHtml: string): string {
  return linesOf(withBreaks(bodyHtml).replace(/<[^>]*>/g, ''))
}

const withBreaks = (bodyHtml: string) =>
  bodyHtml
    .replace(/<(\/p|\/h[2-4]|\/li|\/tr|\/caption|br\s*\/?|hr\s*\/?)>/gi, '$&\n')
    .replace(/<\/t[dh]>/gi, '$&\t')

function linesOf(text: string): string {
  return decodeEntities(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}

/** sanitize-html leaves exactly these entities in text. */
const decodeEntities = (text: string) =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
