/** The SQL of letters. Texts go in and out sealed. */
import { z } from 'zod'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Sealer } from '../../../platform/sealing/sealer.ts'
import type { LetterNumber } from '../case.ts'
import { LetterContent, letterHash } from './letter-content.ts'
import type { Series } from './letter-kinds.ts'
import type { Facts } from './vocabulary.ts'

export type LetterState = 'draft' | 'final' | 'discarded'

/** A letter as a list shows it, without its text. */
export interface LetterRow {
  readonly id: number
  readonly requestId: number
  readonly agencyId: number
  readonly letter: LetterContent['letter']
  readonly template: string
  readonly about: string
  readonly state: LetterState
  readonly version: number
  readonly number: LetterNumber | null
  readonly datedOn: Temporal.PlainDate | null
  readonly createdAt: Temporal.Instant
  readonly finalisedAt: Temporal.Instant | null
}

/** What is sealed: the letter, and the facts it was made from, which an edited text is held against. */
const Snapshot = z.object({
  content: LetterContent,
  facts: z.record(z.string(), z.union([z.string(), z.array(z.array(z.string()))])),
  plan: z.record(z.string(), z.string()).optional(),
})

export interface Snapshot {
  readonly content: LetterContent
  readonly facts: Facts
  /** the fields of an act that was not recorded yet when its letter was drawn up */
  readonly plan?: Readonly<Record<string, string>> | undefined
}

export interface Author {
  readonly id: number
  readonly at: Temporal.Instant
}

export interface NewLetter {
  readonly requestId: number
  readonly agencyId: number
  readonly template: string
  readonly about: string
  readonly datedOn: Temporal.PlainDate
}

export async function insertLetter(
  tx: Tx,
  sealer: Sealer,
  letter: NewLetter,
  snapshot: Snapshot,
  author: Author,
): Promise<number> {
  const { id } = await tx
    .insertInto('letters')
    .values({
      request_id: letter.requestId,
      agency_id: letter.agencyId,
      letter: snapshot.content.letter,
      template: letter.template,
      about: letter.about,
      dated_on: letter.datedOn,
      state: 'draft',
      last_version: 1,
      created_by: author.id,
      created_at: author.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertVersion(tx, sealer, { letterId: id, version: 1 }, snapshot, author)
  return id
}

async function insertVersion(
  tx: Tx,
  sealer: Sealer,
  { letterId, version }: { readonly letterId: number; readonly version: number },
  snapshot: Snapshot,
  author: Author,
): Promise<void> {
  await tx
    .insertInto('letter_versions')
    .values({
      letter_id: letterId,
      version,
      sealed: sealer.seal(JSON.stringify(snapshot)),
      sha256: letterHash(snapshot.content),
      written_by: author.id,
      written_at: author.at,
    })
    .execute()
}

/** @throws Refusal `stale` when somebody else wrote a version since `seenVersion` was read */
export async function appendVersion(
  tx: Tx,
  sealer: Sealer,
  { letterId, seenVersion }: { readonly letterId: number; readonly seenVersion: number },
  snapshot: Snapshot,
  author: Author,
): Promise<number> {
  const version = seenVersion + 1
  const moved = await tx
    .updateTable('letters')
    .set({ last_version: version })
    .where('id', '=', letterId)
    .where('last_version', '=', seenVersion)
    .where('state', '=', 'draft')
    .returning('id')
    .executeTakeFirst()
  if (!moved) throw staleLetter()
  await insertVersion(tx, sealer, { letterId, version }, snapshot, author)
  return version
}

export interface Numbered {
  readonly series: Series
  readonly number: LetterNumber
}

export async function markFinal(
  tx: Tx,
  letterId: number,
  numbered: Numbered | null,
  author: Author,
): Promise<void> {
  await tx
    .updateTable('letters')
    .set({
      state: 'final',
      finalised_by: author.id,
      finalised_at: author.at,
      ...(numbered && { series: numbered.series, ...numbered.number }),
    })
    .where('id', '=', letterId)
    .execute()
}

export async function markDiscarded(tx: Tx, letterId: number): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('letters')
    .set({ state: 'discarded' })
    .where('id', '=', letterId)
    .where('state', '=', 'draft')
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw staleLetter()
}

function staleLetter(): Refusal {
  return new Refusal('stale', '这份文书刚刚被其他同事改过或者定稿，请重新打开后再改。')
}

const COLUMNS = [
  'id',
  'request_id as requestId',
  'agency_id as agencyId',
  'letter',
  'template',
  'about',
  'state',
  'last_version as version',
  'prefix',
  'year',
  'number',
  'dated_on as datedOn',
  'created_at as createdAt',
  'finalised_at as finalisedAt',
] as const

/** All letters of a case, the oldest first. */
export async function listLetterRows(db: Db | Tx, requestId: number): Promise<LetterRow[]> {
  const rows = await db
    .selectFrom('letters')
    .select(COLUMNS)
    .where('request_id', '=', requestId)
    .orderBy('id')
    .execute()
  return rows.map(toRow)
}

/** @throws Refusal `not-found`, also for a letter of another case */
export async function getLetterRow(
  db: Db | Tx,
  requestId: number,
  letterId: number,
): Promise<LetterRow> {
  const row = await db
    .selectFrom('letters')
    .select(COLUMNS)
    .where('id', '=', letterId)
    .where('request_id', '=', requestId)
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有找到这份文书。')
  return toRow(row)
}

interface Columns extends Omit<LetterRow, 'number' | 'letter' | 'state'> {
  readonly letter: string
  readonly state: string
  readonly prefix: string | null
  readonly year: number | null
  readonly number: number | null
}

function toRow({ prefix, year, number, letter, state, ...row }: Columns): LetterRow {
  return {
    ...row,
    letter: letter as LetterRow['letter'],
    state: state as LetterState,
    number: prefix === null || year === null || number === null ? null : { prefix, year, number },
  }
}

/** The last version. @throws Error when what was stored is not what was hashed */
export async function openSnapshot(
  db: Db | Tx,
  sealer: Sealer,
  { id, version }: LetterRow,
): Promise<Snapshot> {
  const row = await db
    .selectFrom('letter_versions')
    .select(['sealed', 'sha256'])
    .where('letter_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  const snapshot = parseSnapshot(sealer.open(row.sealed))
  if (!letterHash(snapshot.content).equals(row.sha256)) {
    throw new Error(`letter ${id} version ${version} is not what was hashed`)
  }
  return snapshot
}

/** @throws ZodError, SyntaxError when the text is not a letter */
export function parseSnapshot(text: string): Snapshot {
  return Snapshot.parse(JSON.parse(text)) as Snapshot
}
