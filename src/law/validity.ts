import type { LawSettings } from './settings.ts'

/** 有效性: 尚未施行、有效、已修改、废止、失效. Computed for a day, never stored. */
export type Validity = 'not-yet-in-force' | 'in-force' | 'amended' | 'repealed' | 'expired'

export const VALIDITY_LABELS: Readonly<Record<Validity, string>> = {
  'not-yet-in-force': '尚未施行',
  'in-force': '有效',
  amended: '已修改',
  repealed: '废止',
  expired: '失效',
}

/** The dates in a document's life that its validity follows from. */
export interface ValidityDates {
  /** 施行日期; absent: in force from 成文 or 发布, whichever the caller knows. */
  readonly effectiveOn?: Temporal.PlainDate
  /** 有效期至: the last day in force. */
  readonly expiresOn?: Temporal.PlainDate
  /** The object is gone or the task done: invalid from this day. */
  readonly lapsedOn?: Temporal.PlainDate
  /** Repealed by an act, from this day. */
  readonly repealedOn?: Temporal.PlainDate
  /** Days from which an amendment or a consolidated text applies. */
  readonly amendedOn?: readonly Temporal.PlainDate[]
}

/** The same days as a record of a document holds them. */
export interface RecordedValidity {
  readonly effectiveFrom: Temporal.PlainDate | null
  readonly expiresOn: Temporal.PlainDate | null
  readonly repealedOn: Temporal.PlainDate | null
  readonly lapsedOn: Temporal.PlainDate | null
  readonly amendedOn: readonly Temporal.PlainDate[]
}

export function datesOfRecord(record: RecordedValidity): ValidityDates {
  const { effectiveFrom, expiresOn, repealedOn, lapsedOn, amendedOn } = record
  return {
    ...(effectiveFrom && { effectiveOn: effectiveFrom }),
    ...(expiresOn && { expiresOn }),
    ...(repealedOn && { repealedOn }),
    ...(lapsedOn && { lapsedOn }),
    ...(amendedOn.length > 0 && { amendedOn }),
  }
}

export interface ValidityFinding {
  readonly validity: Validity
  readonly label: string
  /** The day the status began; undefined when it held from the beginning. */
  readonly since?: Temporal.PlainDate
}

/**
 * The status of a document on a day. An end once reached stays: of repeal and expiry the earlier one counts. An amended
 * document is still in force, in its new text.
 */
export function validityOn(dates: ValidityDates, day: Temporal.PlainDate): ValidityFinding {
  const ended = endOf(dates)
  if (ended !== undefined && !isBefore(day, ended.on)) return found(ended.validity, ended.on)
  const { effectiveOn } = dates
  if (effectiveOn !== undefined && isBefore(day, effectiveOn)) return found('not-yet-in-force')
  const amendments = (dates.amendedOn ?? []).filter((on) => !isBefore(day, on))
  const latest = amendments.sort(Temporal.PlainDate.compare).at(-1)
  return latest === undefined ? found('in-force', effectiveOn) : found('amended', latest)
}

interface End {
  readonly validity: 'repealed' | 'expired'
  readonly on: Temporal.PlainDate
}

/** The first day without force, and why; undefined while no end is set. */
export function endOf(dates: ValidityDates): End | undefined {
  const ends: End[] = []
  if (dates.repealedOn !== undefined) ends.push({ validity: 'repealed', on: dates.repealedOn })
  if (dates.lapsedOn !== undefined) ends.push({ validity: 'expired', on: dates.lapsedOn })
  if (dates.expiresOn !== undefined) {
    ends.push({ validity: 'expired', on: dates.expiresOn.add({ days: 1 }) })
  }
  return ends.sort((a, b) => Temporal.PlainDate.compare(a.on, b.on))[0]
}

function found(validity: Validity, since?: Temporal.PlainDate): ValidityFinding {
  const label = VALIDITY_LABELS[validity]
  return since === undefined ? { validity, label } : { validity, label, since }
}

const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(a, b) < 0

export interface DatedDocument extends ValidityDates {
  /** 印发之日 */
  readonly issuedOn: Temporal.PlainDate
}

export interface DocumentCounts {
  /** 本年制发件数 */
  readonly issued: number
  /** 本年废止件数, expired ones included when the office counts them. */
  readonly repealed: number
  /** Expired in the year, whether or not they are in `repealed`. */
  readonly expired: number
  /** 现行有效件数 on 31 December. */
  readonly inForce: number
  /** The remark that the choice needs; undefined when nothing expired. */
  readonly note?: string
}

/**
 * The three numbers of the 2021 format's （一）项 row for a year. Whether 失效 counts among 废止 is the office's choice
 * (`settings.expiredCountAsRepealed`), and either way it is said. A document not yet in force on 31 December is issued
 * but not 现行有效.
 */
export function countDocuments(
  documents: readonly DatedDocument[],
  year: number,
  settings: LawSettings,
): DocumentCounts {
  const lastDay = Temporal.PlainDate.from({ year, month: 12, day: 31 })
  const ended = documents.map(endOf).filter((end) => end?.on.year === year)
  const expired = ended.filter((end) => end?.validity === 'expired').length
  const repealed = ended.length - (settings.expiredCountAsRepealed ? 0 : expired)
  const inForce = documents.filter(
    (document) => !isBefore(lastDay, document.issuedOn) && isInForce(document, lastDay),
  ).length
  const issued = documents.filter(({ issuedOn }) => issuedOn.year === year).length
  const counts = { issued, repealed, expired, inForce }
  if (expired === 0) return counts
  const verb = settings.expiredCountAsRepealed ? '含' : '不含'
  return { ...counts, note: `废止件数${verb}有效期届满等失效的${expired}件` }
}

/** 有效 or 已修改 on a day. */
export function isInForce(dates: ValidityDates, day: Temporal.PlainDate): boolean {
  const { validity } = validityOn(dates, day)
  return validity === 'in-force' || validity === 'amended'
}
