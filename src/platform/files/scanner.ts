export type ScanVerdict =
  | { readonly state: 'clean' }
  | { readonly state: 'infected'; readonly found: string }
  /** Nothing is known about the file, so it stays where it is. */
  | { readonly state: 'unknown'; readonly reason: ScanTrouble }

export type ScanTrouble = 'unreachable' | 'timeout' | 'unintelligible' | 'too-large'

/** Never throws: what cannot be scanned is `unknown`. */
export type Scanner = (content: AsyncIterable<Buffer>) => Promise<ScanVerdict>

/** Where a virus scanner listens. */
export type ScannerAddress =
  | { readonly host: string; readonly port: number }
  | { readonly path: string }

/** `host:port`, `[::1]:port` or the absolute path of a socket; undefined when it is neither. */
export function parseScannerAddress(text: string): ScannerAddress | undefined {
  if (text.startsWith('/')) return { path: text }
  const found = /^(\[[\da-f:]+\]|[^\s:/[\]]+):(\d{1,5})$/i.exec(text)
  const host = found?.[1]?.replaceAll(/[[\]]/g, '')
  const port = Number(found?.[2])
  return host !== undefined && port <= 65_535 ? { host, port } : undefined
}
