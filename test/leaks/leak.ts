import type { FindingKind } from '../../src/platform/release-scan/kinds.ts'

/** A file with one thing in it that must not go out, and the kinds under which it must be reported: these and no other. */
export interface Leak {
  readonly how: string
  readonly file: string
  readonly kinds: readonly FindingKind[]
  make(): Buffer | Promise<Buffer>
}

/** A file as offices make them every day: nothing may be reported. */
export interface Ordinary {
  readonly how: string
  readonly file: string
  make(): Buffer | Promise<Buffer>
}
