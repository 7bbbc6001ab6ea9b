/** What the ledger can be searched by, as conditions on its rows. */
import { sql, type SelectQueryBuilder } from 'kysely'
import type { APPLICANT_CLASSES } from '../../law/applicants.ts'
import type { WorkingCalendar } from '../../law/calendar/calendar.ts'
import type { CHANNELS } from '../../law/clock/case.ts'
import type { DispositionCode } from '../../law/dispositions.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { DB } from '../../platform/database/schema.ts'
import type { Officer } from '../accounts/officer.ts'
import type { RequestKind } from './request-kind.ts'
import type { Status } from './status.ts'

/** Absent: not filtered by. Days are computed for the day of asking, never stored. */
export interface LedgerFilter {
  readonly kind?: RequestKind | undefined
  readonly status?: Status | undefined
  readonly applicantClass?: (typeof APPLICANT_CLASSES)[number] | undefined
  readonly channel?: (typeof CHANNELS)[number] | undefined
  readonly disposition?: DispositionCode | undefined
  readonly registerYear?: number | undefined
  readonly handlerId?: number | undefined
  /** `overdue`: the reply period is over and no answer has left; `soon`: it ends within `SOON_WORKING_DAYS` */
  readonly due?: 'overdue' | 'soon' | undefined
  /** part of the subject, or a register number such as 〔2020〕7号, 2020-7 */
  readonly text?: string | undefined
}

export const SOON_WORKING_DAYS = 5

export type LedgerRows = SelectQueryBuilder<DB, 'requests', object>

interface Desk {
  readonly db: Tx
  readonly calendar: WorkingCalendar
  /** few subjects hold the text of the filter: they are found by the index of terms */
  readonly isTextRare: boolean
}

/** The cases of the officer's agency that the filter lets through. */
export function filtered(
  desk: Desk,
  officer: Officer,
  filter: LedgerFilter,
  today: Temporal.PlainDate,
): LedgerRows {
  const { status, applicantClass, channel, disposition, registerYear, handlerId } = filter
  let query = filter.due
    ? dueWithin(desk, officer, filter.due, today)
    : desk.db.selectFrom('requests').where('requests.agency_id', '=', officer.agencyId)
  if (filter.kind) query = query.where('kind', '=', filter.kind)
  if (status) query = query.where('status', '=', status)
  if (applicantClass) query = query.where('applicant_class', '=', applicantClass)
  if (channel) query = query.where('channel', '=', channel)
  if (disposition) query = query.where('disposition', '=', disposition)
  if (registerYear) query = query.where('register_year', '=', registerYear)
  if (handlerId) query = query.where('handler_id', '=', handlerId)
  return filter.text ? matching(query, filter.text, desk.isTextRare) : query
}

/** Open cases by their due day, few among very many, which have an index of their own. */
function dueWithin(
  { db, calendar }: Desk,
  officer: Officer,
  due: 'overdue' | 'soon',
  today: Temporal.PlainDate,
): LedgerRows {
  const open = db
    .selectFrom('requests')
    .where('requests.agency_id', '=', officer.agencyId)
    .where((eb) => eb.or([eb('concluded_on', 'is', null), eb('owes_answer', '=', true)]))
  if (due === 'overdue') return open.where('reply_due_on', '<', today)
  const soon = calendar.whenMissing('by-weekday').addWorkingDays(today, SOON_WORKING_DAYS)
  return open.where('reply_due_on', '>=', today).where('reply_due_on', '<=', soon)
}

const REGISTER_NUMBER = /^\D{0,8}(\d{4})\s*[〕\])）年—-]\s*第?(\d{1,7})号?$/

const wordOf = (text: string) => text.trim().toLowerCase()

/** The word that subjects are searched for; undefined when the text is the number of a case, or nothing. */
export function searchedWord(text: string): string | undefined {
  const wanted = wordOf(text)
  return wanted === '' || REGISTER_NUMBER.test(wanted) ? undefined : wanted
}

function matching(query: LedgerRows, text: string, isRare: boolean): LedgerRows {
  const wanted = wordOf(text)
  const number = REGISTER_NUMBER.exec(wanted)
  if (number) {
    return query
      .where('register_year', '=', Number(number[1]))
      .where('register_number', '=', Number(number[2]))
  }
  const holding = query.where(sql<boolean>`strpos(lower(subject), ${wanted}) > 0`)
  // the index has rows by every pair of neighbouring characters; where many hold the text, reading on is cheaper
  if (!isRare) return holding
  return holding.where(sql<boolean>`subject_terms(subject) @> ${termsOf(wanted)}::text[]`)
}

function termsOf(text: string): string[] {
  const characters = [...text]
  if (characters.length < 2) return characters
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}
