/**
 * 重复申请的线索 (条例 第三十六条第（六）项 and 第三十五条): what the same applicant asked before, and who else asked for
 * much the same. It only shows; whether it is the same information somebody has to read and decide.
 */
import { sql } from 'kysely'
import type { DispositionCode } from '../../../law/dispositions.ts'
import type { ApplicantClass } from '../../../law/annual-report/figures.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import { applicantKey } from '../applicant.ts'
import type { CaseRoom } from '../case-room.ts'
import type { Folded } from '../case-row.ts'
import { formatRegisterNumber, settingsOf } from '../case-state.ts'
import { lawSettingsOf } from '../law-settings-of.ts'
import { getOpenCase } from '../requests-store.ts'
import type { Status } from '../status.ts'
import { countOfApplicant, type ApplicantCount } from './month-count.ts'
import { likenessOf, listCandidates, pairsOf } from './similar-subjects.ts'

/** A case that may be about the same. Whose it is, is said only as "the same applicant" or "another". */
export interface EarlierCase {
  readonly id: number
  readonly registerNumber: string
  readonly subject: string
  readonly status: Status
  readonly receivedOn: Temporal.PlainDate | null
  readonly disposition: DispositionCode | null
  readonly concludedOn: Temporal.PlainDate | null
  readonly letterNumber: string | null
  readonly applicantClass: ApplicantClass
  readonly isSameApplicant: boolean
  /** 0 … 1 */
  readonly likeness: number
}

export interface Repeats {
  readonly count: ApplicantCount
  /** of the same applicant, the most alike first */
  readonly sameApplicant: readonly EarlierCase[]
  /** of others in the agency, only those much alike, the most alike first */
  readonly sameMatter: readonly EarlierCase[]
}

const MOST_OWN = 100
const MOST_SHOWN = 10
/** Below this two subjects merely share a street or a topic. */
export const ALIKE = 0.5

/** @throws Refusal `not-found` also across agencies, `forbidden` */
export async function findRepeats(room: CaseRoom, officer: Officer, id: number): Promise<Repeats> {
  const { state } = await getOpenCase(room.db, id)
  assertMay(officer, 'requests.read', state.agencyId)
  const key = Buffer.from(state.applicant.key, 'hex')
  const on = state.clock.receivedOn ?? state.arrivedOn
  const counted = { agencyId: state.agencyId, applicantKey: key, on, requestId: id }
  const [count, like] = await Promise.all([
    countOfApplicant(room.db, counted, settingsOf(state)),
    findLike(room.db, { ...counted, subject: state.subject }),
  ])
  return { count, ...like }
}

/** What the registration form says so far. */
export interface Unregistered {
  readonly name: string
  readonly idNumber: string | null
  readonly subject: string
}

/** The same question before the case is registered, as if it were received today. @throws Refusal `forbidden` */
export async function findRepeatsBefore(
  room: CaseRoom,
  officer: Officer,
  typed: Unregistered,
  today: Temporal.PlainDate,
): Promise<Repeats> {
  const { agencyId } = officer
  assertMay(officer, 'requests.register', agencyId)
  const key = Buffer.from(applicantKey(typed, room.sealer), 'hex')
  const settings = lawSettingsOf(await getAgency(room.db, agencyId))
  const [count, like] = await Promise.all([
    countOfApplicant(room.db, { agencyId, applicantKey: key, on: today }, settings),
    findLike(room.db, { agencyId, applicantKey: key, subject: typed.subject }),
  ])
  return { count, ...like }
}

interface Wanted {
  readonly agencyId: number
  readonly applicantKey: Buffer
  readonly subject: string
  readonly requestId?: number | undefined
}

async function findLike(db: Db, wanted: Wanted): Promise<Omit<Repeats, 'count'>> {
  const [own, candidates] = await Promise.all([
    earlierCases(db, wanted, 'own'),
    listCandidates(db, wanted.agencyId, wanted.subject),
  ])
  const alike = await mostAlike(db, wanted, candidates)
  return {
    sameApplicant: own.slice(0, MOST_SHOWN),
    sameMatter: alike.length === 0 ? [] : await earlierCases(db, wanted, alike),
  }
}

/** Of the candidates, those of others that are much alike: only they are read whole. */
async function mostAlike(
  db: Db,
  { applicantKey, subject, requestId }: Wanted,
  candidates: readonly number[],
): Promise<readonly number[]> {
  if (candidates.length === 0) return []
  const { rows } = await sql<{ id: number; subject: string }>`
    select id, subject from requests
    where id = any(${candidates}::bigint[]) and kind = 'application'
      and applicant_key <> ${applicantKey} and id < ${requestId ?? Number.MAX_SAFE_INTEGER}`.execute(
    db,
  )
  const pairs = pairsOf(subject)
  return rows
    .map((row) => ({ id: row.id, likeness: likenessOf(pairs, pairsOf(row.subject)) }))
    .filter(({ likeness }) => likeness >= ALIKE)
    .toSorted((a, b) => b.likeness - a.likeness || b.id - a.id)
    .slice(0, MOST_SHOWN)
    .map(({ id }) => id)
}

async function earlierCases(
  db: Db,
  { agencyId, applicantKey, subject, requestId }: Wanted,
  which: 'own' | readonly number[],
): Promise<EarlierCase[]> {
  let query = db
    .selectFrom('requests')
    .select([
      'id',
      'register_year',
      'register_number',
      'subject',
      'status',
      'received_on',
      'disposition',
      'concluded_on',
      'folded',
      'applicant_class',
      'applicant_key',
    ])
    .where('agency_id', '=', agencyId)
    .where('kind', '=', 'application')
  query =
    which === 'own'
      ? query.where('applicant_key', '=', applicantKey).orderBy('id', 'desc').limit(MOST_OWN)
      : query.where('id', 'in', which)
  if (requestId !== undefined) query = query.where('id', '<', requestId)
  const pairs = pairsOf(subject)
  return (await query.execute())
    .map((row) => ({
      id: row.id,
      registerNumber: formatRegisterNumber(row.register_year, row.register_number),
      subject: row.subject,
      status: row.status as Status,
      receivedOn: row.received_on,
      disposition: row.disposition as DispositionCode | null,
      concludedOn: row.concluded_on,
      letterNumber: (row.folded as Folded).letterNumber,
      applicantClass: row.applicant_class as ApplicantClass,
      isSameApplicant: row.applicant_key.equals(applicantKey),
      likeness: likenessOf(pairs, pairsOf(row.subject)),
    }))
    .toSorted((a, b) => b.likeness - a.likeness || b.id - a.id)
}
