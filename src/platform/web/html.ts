/**
 * HTML as tagged templates. Everything put into a template is escaped unless it is itself a template's result
 * (or `raw`, which is for our own constants and for text that `sanitize-html` has passed).
 *
 *   html`<p>${name}</p>`                        escapes
 *   html`<ul>${items.map((i) => html`<li>${i}</li>`)}</ul>`   arrays are joined
 *   html`${count > 0 && html`<b>${count}</b>`}`               false, null and undefined print nothing
 *   html`<a href="${safeHref(url)}">`           for any address that did not come from our own code
 */

/** Markup that is safe to print as it stands. Only this file makes it, so that nothing read from JSON can pass for it. */
class Markup {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

export type Html = Markup

/** What may stand between the braces of a template. No promises: pages are rendered from data already read. */
export type Content = Html | string | number | boolean | null | undefined | readonly Content[]

export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  let text = strings[0]!
  for (let at = 0; at < values.length; at += 1) text += printed(values[at]) + strings[at + 1]!
  return new Markup(text)
}

/** For our own constants, and for text that has been sanitised. */
export function raw(text: string): Html {
  return new Markup(text)
}

/** A whole page as the string that goes over the wire. */
export function render(page: Html): string {
  return page.toString()
}

export const nothing: Html = raw('')

function printed(value: Content): string {
  if (typeof value === 'string') return escaped(value)
  if (value instanceof Markup) return value.toString()
  if (typeof value === 'number') return String(value)
  if (value === null || value === undefined || typeof value === 'boolean') return ''
  if (!Array.isArray(value)) throw new TypeError('A page was given a promise or an object')
  let text = ''
  for (const item of value as readonly Content[]) text += printed(item)
  return text
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  // most texts have nothing to escape, and looking is cheaper than replacing
  return /[&<>"']/.test(text) ? text.replaceAll(/[&<>"']/g, (found) => ESCAPES[found]!) : text
}

type AttributeValue = string | number | boolean | null | undefined

/**
 * Attributes with a leading space each: `html`<input${attributes({ id, required: true, 'aria-describedby': ids })}>``.
 * `true` prints the bare name; `false`, `null`, `undefined` and `''` in an id list print nothing.
 */
export function attributes(values: Readonly<Record<string, AttributeValue>>): Html {
  let text = ''
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null || value === false) continue
    text += value === true ? ` ${escaped(name)}` : ` ${escaped(name)}="${escaped(String(value))}"`
  }
  return raw(text)
}

/** Joins class names or id references, leaving out what is absent; undefined when nothing remains. */
export function joined(...parts: readonly (string | false | undefined)[]): string | undefined {
  const present = parts.filter((part) => part !== undefined && part !== false && part !== '')
  return present.length > 0 ? present.join(' ') : undefined
}

const SAFE_SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** The address itself when a link may point there, else `#`: refuses javascript:, data:, vbscript: and friends. */
export function safeHref(address: string): string {
  try {
    return SAFE_SCHEMES.has(new URL(address, 'http://relative.invalid/').protocol) ? address : '#'
  } catch {
    return '#'
  }
}

/** A path on this very site to go back to, else `fallback`: no other host, no scheme, no header splitting. */
export function localPath(address: unknown, fallback = '/'): string {
  if (typeof address !== 'string' || !address.startsWith('/')) return fallback
  // The URL parser drops tabs and newlines and reads a backslash as a slash: refuse all three.
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0020\\\u007f]/.test(address)) return fallback
  try {
    const url = new URL(address, 'http://local.invalid')
    return url.origin === 'http://local.invalid' && !url.pathname.startsWith('//')
      ? url.pathname + url.search + url.hash
      : fallback
  } catch {
    return fallback
  }
}
