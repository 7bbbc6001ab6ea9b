/** 出门闸: what the gate found in an edition, and what became of it. */

export const CLEARANCE_OUTCOMES = ['clear', 'accepted', 'blocked', 'unreadable'] as const
export type ClearanceOutcome = (typeof CLEARANCE_OUTCOMES)[number]

/** Something in a text or a file that a reader should not get, or that nobody could look into. */
export interface EditionFinding {
  /** 正文、标题 …, or the name of the attachment */
  readonly place: string
  /** the attachment it is in; null for text and header */
  readonly fileId: number | null
  /** as the scanner calls it; `unreadable` for what it could not open */
  readonly kind: string
  /** page, sheet and cell, paragraph */
  readonly where: string
  /** a sentence for the officer, never with a whole number of a person */
  readonly message: string
}

export const UNREADABLE = 'unreadable'

/** What was looked at, by which rules, and what came out. */
export interface EditionScan {
  readonly contentHash: Buffer
  readonly scanner: string
  readonly findings: readonly EditionFinding[]
}

export interface Clearance extends EditionScan {
  readonly outcome: ClearanceOutcome
  /** 送审人的说明: why it should go out all the same */
  readonly explanation: string
  readonly scannedAt: Temporal.Instant
  readonly decidedBy: number | null
  readonly deciderName: string | null
  readonly decidedAt: Temporal.Instant | null
  readonly reason: string
}

export function outcomeOf({ findings }: Pick<EditionScan, 'findings'>): ClearanceOutcome {
  if (findings.some(({ kind }) => kind === UNREADABLE)) return 'unreadable'
  return findings.length > 0 ? 'blocked' : 'clear'
}

/** May what has this clearance go out? */
export function mayPass(clearance: Pick<Clearance, 'outcome'> | undefined): boolean {
  return clearance?.outcome === 'clear' || clearance?.outcome === 'accepted'
}
