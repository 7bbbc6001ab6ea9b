import { html, nothing, type Html } from '../../platform/web/html.ts'

/** What an address may name besides its path, when another page is meant; all else shows the same page. */
const TELLING = ['agency', 'part', 'branch', 'validity', 'year', 'page']

/** The one address of a page, of all under which it is shown. */
export function canonicalOf(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://localhost')
  const kept = new URLSearchParams()
  for (const name of TELLING) {
    const value = searchParams.get(name)
    if (value && !(name === 'page' && value === '1')) kept.set(name, value)
  }
  const own = pathname.replace(/(?<=.)\/+$/, '')
  return kept.size === 0 ? own : `${own}?${kept}`
}

/** Only where the site's own address is known: what a request claims, anybody may forge. */
export function canonicalLink(origin: string | undefined, path: string | false): Html {
  if (origin === undefined || path === false) return nothing
  return html`<link rel="canonical" href="${new URL(path, origin).href}" />`
}
