import { isIndexNumber } from '../../law/index-number.ts'

/** Stands for the organ in the address of a document whose number, from another site, has only one part. */
const NO_ORGAN = '-'
/** Stands for the second and every further slash of a number: an address has two parts, and proxies refuse `%2F`. */
const FURTHER_SLASH = '~'

/** The two last parts of a document's address: `A/B/C` → `A/B~C`, `K12` → `-/K12`. */
export function indexAddress(indexNumber: string): string {
  const [organ = '', ...rest] = indexNumber.split('/')
  const parts = rest.length === 0 ? [NO_ORGAN, organ] : [organ, rest.join(FURTHER_SLASH)]
  return parts.map(encodeURIComponent).join('/')
}

/**
 * The 索引号 that an address or a form's field means, however it was typed: lower case, full-width characters, spaces
 * around it. In capitals, which name the same document. Undefined for what cannot be one.
 */
export function parseIndexAddress(text: string): string | undefined {
  const address = text.normalize('NFKC').trim().toUpperCase()
  const number = address.startsWith(`${NO_ORGAN}/`) ? address.slice(2) : address
  const indexNumber = number.replaceAll(FURTHER_SLASH, '/')
  return isIndexNumber(indexNumber) ? indexNumber : undefined
}
