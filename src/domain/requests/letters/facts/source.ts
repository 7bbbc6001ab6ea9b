/** What the facts of a letter are gathered from. */
import type { WorkingCalendar } from '../../../../law/calendar/calendar.ts'
import type { LawSettings } from '../../../../law/settings.ts'
import { formatChineseDate } from '../../../../platform/kernel/time.ts'
import type { Agency } from '../../../organisations/agency.ts'
import type { Identity } from '../../applicant.ts'
import type { CaseEvent, EventOf, EventType } from '../../case.ts'
import type { CaseState } from '../../case-state.ts'
import type { LetterSettings } from '../letter-settings.ts'
import type { Facts, TypedPlaceholder } from '../vocabulary.ts'

export interface LetterSource {
  readonly agency: Agency
  readonly settings: LetterSettings
  readonly calendar: WorkingCalendar
  /** the whole life of the case */
  readonly events: readonly CaseEvent[]
  readonly current: CaseState
  /** the case as it was after the act that the letter tells of */
  readonly state: CaseState
  /** that act; undefined when the letter tells of none */
  readonly event: CaseEvent | undefined
  /** the act is decided and not yet served: what counts from service has no day yet */
  readonly isPlanned: boolean
  /** the day the letter bears: law and wording are those of this day */
  readonly on: Temporal.PlainDate
  /** opened for this letter; null when it names no applicant */
  readonly identity: Identity | null
  /** the consulted person or body, opened for this letter */
  readonly consulted: string | null
  readonly handlerName: string | null
  /** who drafted, reviewed and signed, by number */
  readonly names: ReadonlyMap<number, string>
  /** the letter whose service is proved */
  readonly served: Served | null
  /** the last suggestion to publish what was given, and what came of it */
  readonly conversion: Converted | null
  /** documents already on file: name, number, date */
  readonly onFile: readonly (readonly [name: string, number: string, date: string])[]
  readonly typed: Readonly<Partial<Record<TypedPlaceholder, string>>>
}

export interface Served {
  readonly title: string
  readonly number: string
  readonly on: Temporal.PlainDate | null
  readonly addressee: string
  readonly isAnswer: boolean
  readonly toApplicant: boolean
}

export interface Converted {
  readonly suggestion: string
  readonly decision: 'approved' | 'declined' | null
  readonly reason: string
  readonly decidedOn: Temporal.PlainDate | null
}

export type Gather = (source: LetterSource) => Facts

export const dayText = (day: Temporal.PlainDate | null | undefined): string =>
  day ? formatChineseDate(day) : ''

/** Sentences are put into sentences: their own full stop goes. */
export function withoutStop(text: string): string {
  return text.trim().replace(/[。．.]+$/, '')
}

/** The law settings the case was registered under. */
export const lawOf = ({ current }: LetterSource): LawSettings =>
  current.settings as unknown as LawSettings

/** The act's payload. @throws Error when the letter was asked for with another act */
export function payloadOf<T extends EventType>(
  { event }: LetterSource,
  type: T,
): EventOf<T>['payload'] {
  if (event?.type !== type) throw new Error(`this letter tells of ${type}, not of ${event?.type}`)
  return event.payload as EventOf<T>['payload']
}
