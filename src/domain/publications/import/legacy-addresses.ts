/** 原网址: addresses under which documents stood elsewhere, answered with a permanent redirect to where they are now. */

const LONGEST = 1000

/**
 * An address as it is kept and looked up: path and query, without the host, percent signs resolved where they can be.
 * Undefined for what is none.
 */
export function legacyAddress(text: string): string | undefined {
  const trimmed = text.trim().replace(/\s/gu, encodeURIComponent)
  if (trimmed === '') return undefined
  // www.example.gov.cn/art/1.html is meant as an address, art/1.html as a path
  const full = /^[a-z][a-z0-9+.-]*:\/\//iu.test(trimmed)
    ? trimmed
    : /^[\w-]+(?:\.[\w-]+)+(?::\d+)?\//u.test(trimmed) && !/^[^/]*\.s?html?\//iu.test(trimmed)
      ? `http://${trimmed}`
      : new URL(trimmed.replace(/^(?:\.{0,2}\/)+/u, '/'), 'http://legacy.invalid/').href
  const url = URL.parse(full)
  if (url === null || !/^https?:$/u.test(url.protocol)) return undefined
  const address = resolved(url.pathname + url.search)
  return address === '/' || address.length > LONGEST ? undefined : address
}

function resolved(address: string): string {
  try {
    return decodeURI(address).normalize('NFC')
  } catch {
    return address
  }
}

/** One that follows another in the same cell. */
const NEXT_ADDRESS = /[\s,;|，；、]+(?=(?:https?:\/\/|\/|www\.))/iu

/** What a manifest's cell says: one address or several, of which a document is known by each. */
export function splitAddresses(text: string): {
  readonly addresses: string[]
  readonly unreadable: string[]
} {
  const addresses = new Set<string>()
  const unreadable: string[] = []
  for (const one of text.trim().split(NEXT_ADDRESS)) {
    const written = one.replace(/[\s,;|，；、]+$/u, '')
    // 无、待补 and the like are no addresses
    const address = /[/.?]/u.test(written) ? legacyAddress(written) : undefined
    if (address !== undefined) addresses.add(address)
    else if (/[\p{L}\p{N}]/u.test(written) && written !== '无') unreadable.push(written)
  }
  return { addresses: [...addresses], unreadable }
}
