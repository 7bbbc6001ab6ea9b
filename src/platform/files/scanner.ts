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
