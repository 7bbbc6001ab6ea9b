/**
 * The 索引号 that an address means, however it was typed: lower case, full-width characters, spaces around it.
 * Undefined for what cannot be one.
 */
export function parseIndexAddress(text: string): string | undefined {
  const indexNumber = text.normalize('NFKC').trim().toUpperCase()
  return /^[0-9A-Z-]{4,40}\/[0-9A-Z-]{4,40}$/.test(indexNumber) ? indexNumber : undefined
}
