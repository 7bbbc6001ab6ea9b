const LONGEST = 254
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i

/** One plain address as people have it: no display name, no second address, nothing a header could be built from. */
export function parseMailAddress(text: string): string | undefined {
  const address = text.trim()
  const at = address.lastIndexOf('@')
  const isOne = LOCAL.test(address.slice(0, at)) && DOMAIN.test(address.slice(at + 1))
  return isOne && at <= 64 && address.length <= LONGEST ? address : undefined
}
