import { createHash } from 'node:crypto'

/**
 * Where an address lies in a static copy, and how its pages link to each other there. A server of files knows no queries,
 * so an address with one gets a folder of its own, named by its hash.
 */
export function mirrorFile(address: string, isPage: boolean): string {
  const { pathname, search } = new URL(address, 'http://mirror')
  const path = decodeURIComponent(pathname).replace(/^\/+/, '')
  if (!isPage) return search === '' ? path : `${path}~${hashOf(search)}`
  const folder = [path.replace(/\/+$/, ''), ...(search === '' ? [] : [`~${hashOf(search)}`])]
  return [...folder.filter((part) => part !== ''), 'index.html'].join('/')
}

/** The address that a page of the copy links to instead. */
export function mirrorAddress(address: string): string {
  const { pathname, search, hash } = new URL(address, 'http://mirror')
  if (search === '') return `${pathname}${hash}`
  return `${pathname.replace(/\/+$/, '')}/~${hashOf(search)}/${hash}`
}

/** The same parameters in another order are the same page. */
function hashOf(search: string): string {
  const parameters = new URLSearchParams(search)
  parameters.sort()
  return createHash('sha256').update(parameters.toString()).digest('hex').slice(0, 16)
}

const LINK = /\b(href|src)="(\/(?!\/)[^"]*)"/g

const unescapeAttribute = (value: string) =>
  value.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'")
const escapeAttribute = (value: string) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

/** Every address of the own site that a page of ours names; our templates write them from the root, in double quotes. */
export function linksOf(page: string): string[] {
  return [...page.matchAll(LINK)].map(([, , value]) => unescapeAttribute(value!).split('#')[0]!)
}

/** @param isLeftOut addresses that the copy does not have: they lead to the page that says so */
export function rewriteLinks(
  page: string,
  isLeftOut: (address: string) => boolean,
  leftOutPage: string,
): string {
  return page.replaceAll(LINK, (_, name: string, value: string) => {
    const address = unescapeAttribute(value)
    const target = isLeftOut(address) ? leftOutPage : mirrorAddress(address)
    return `${name}="${escapeAttribute(target)}"`
  })
}
