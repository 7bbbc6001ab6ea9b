/** The links of a page or a style sheet, and the same page with links that work in a static copy. */
import { linkBetween, mirrorFile } from './mirror-path.ts'

/** Our templates write addresses of the own site from the root, in double quotes. */
const LINK = /\b(href|src)="(\/(?!\/)[^"]*)"/g
const FORM = /<form\b([^>]*)>/g
const STYLE_LINK = /url\((["']?)(\/(?!\/)[^"')]*)\1\)/g

const unescapeAttribute = (value: string) =>
  value.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'")
const escapeAttribute = (value: string) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

const withoutFragment = (address: string) => address.split('#')[0]!

/** Every address of the own site that a page of ours names. */
export function linksOf(page: string): string[] {
  return [...page.matchAll(LINK)].map(([, , value]) => withoutFragment(unescapeAttribute(value!)))
}

export function linksOfStyles(styles: string): string[] {
  return [...styles.matchAll(STYLE_LINK)].map(([, , value]) => withoutFragment(value!))
}

export interface Rewriting {
  /** The place of what is rewritten. */
  readonly place: string
  /** The address whose copy stands for this one; undefined: the copy has none. */
  readonly standsFor: (address: string) => string | undefined
  /** The address of the page that says so. */
  readonly leftOut: string
}

/** Links lead within the copy, and forms, which nobody there would read, to the page that says so. */
export function rewritePage(page: string, rewriting: Rewriting): string {
  const { place, leftOut } = rewriting
  const closed = escapeAttribute(linkBetween(place, mirrorFile(leftOut)))
  return page
    .replaceAll(LINK, (_, name: string, value: string) => {
      return `${name}="${escapeAttribute(rewritten(unescapeAttribute(value), rewriting))}"`
    })
    .replaceAll(FORM, (_, attributes: string) => {
      const others = attributes.replaceAll(/\s*\b(?:action|method|enctype)="[^"]*"/g, '')
      return `<form${others} action="${closed}" method="get">`
    })
    .replaceAll(/\s(?:formaction|formmethod|formenctype)="[^"]*"/g, '')
}

export function rewriteStyles(styles: string, rewriting: Rewriting): string {
  return styles.replaceAll(STYLE_LINK, (_, quote: string, value: string) => {
    return `url(${quote}${rewritten(value, rewriting)}${quote})`
  })
}

function rewritten(link: string, { place, standsFor, leftOut }: Rewriting): string {
  const target = standsFor(withoutFragment(link))
  const fragment = target === undefined ? '' : link.slice(withoutFragment(link).length)
  return linkBetween(place, mirrorFile(target ?? leftOut), fragment)
}
