/** Stands for the organ in the address of a document whose number, from another site, has only one part. */
export const NO_ORGAN = '-'

const PART = String.raw`[\p{L}\p{N}][\p{L}\p{N}_.-]{0,59}`
const TWO_PARTS = new RegExp(`^(?:${NO_ORGAN}|${PART})/${PART}$`, 'u')

/**
 * The 索引号 that an address means, however it was typed: lower case, full-width characters, spaces around it; `-/K12`
 * for a number without an organ's code. Undefined for what cannot be one.
 */
export function parseIndexAddress(text: string): string | undefined {
  const indexNumber = text.normalize('NFKC').trim().toUpperCase()
  if (!TWO_PARTS.test(indexNumber) || !/[\p{L}\p{N}]$/u.test(indexNumber)) return undefined
  return indexNumber.startsWith(`${NO_ORGAN}/`) ? indexNumber.slice(2) : indexNumber
}
