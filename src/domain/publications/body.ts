import sanitizeHtml from 'sanitize-html'

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

function cleanOnce(source: string): string {
  return sanitizeHtml(source, {
    allowedTags: ALLOWED_TAGS,
    allowedAttributes: {
      a: ['href'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan', 'scope'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    transformTags: { h1: 'h2', div: 'p' },
  }).trim()
}

/** Plain paragraphs, as typed into a text field, become paragraphs of HTML; HTML stays HTML. */
export function bodyFromText(source: string): string {
  if (/<(p|h[1-6]|table|ul|ol|div|br|section)\b/i.test(source)) return cleanBody(source)
  const paragraphs = source
    .split(/\r?\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return cleanBody(paragraphs.map((line) => `<p>${escapeText(line)}</p>`).join('\n'))
}

/** The words alone, one block a line: for search, for the review and for the text download. */
export function textOfBody(bodyHtml: string): string {
  const broken = bodyHtml
    .replace(/<(\/p|\/h[2-4]|\/li|\/tr|\/caption|br\s*\/?|hr\s*\/?)>/gi, '$&\n')
    .replace(/<\/t[dh]>/gi, '$&\t')
  return decodeEntities(sanitizeHtml(broken, { allowedTags: [], allowedAttributes: {} }))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}

const escapeText = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** sanitize-html leaves exactly these entities in text. */
const decodeEntities = (text: string) =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
