/** Proves that letters are what was written: every text hashes to what was recorded, every issued answer has its letter. */
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import type { Sealer } from '../../../platform/sealing/sealer.ts'
import { formatRegisterNumber } from '../case-state.ts'
import { letterHash } from './letter-content.ts'
import { parseSnapshot } from './letters-store.ts'

export interface LetterFinding {
  readonly agencyId: number
  /** 〔2020〕7号, of its case */
  readonly registerNumber: string
  readonly letterId: number | null
  readonly message: string
}

const BATCH = 200

/** Reads every version once, in batches, in constant memory; opens each with the installation's key. */
export async function* verifyLetters(db: Db, sealer: Sealer): AsyncGenerator<LetterFinding> {
  let after = { letter: 0, version: 0 }
  for (;;) {
    const batch = await readVersions(db, after)
    for (const one of batch) {
      const message = faultOf(sealer, one)
      if (message) yield { ...whereOf(one), letterId: one.letter_id, message }
    }
    const last = batch.at(-1)
    if (!last || batch.length < BATCH) break
    after = { letter: last.letter_id, version: last.version }
  }
  yield* unsentAnswers(db)
  yield* gapsInSeries(db)
}

type Version = Awaited<ReturnType<typeof readVersions>>[number]

function readVersions(db: Db, after: { readonly letter: number; readonly version: number }) {
  return db
    .selectFrom('letter_versions as v')
    .innerJoin('letters as l', 'l.id', 'v.letter_id')
    .innerJoin('requests as r', 'r.id', 'l.request_id')
    .select(['v.letter_id', 'v.version', 'v.sealed', 'v.sha256', 'l.agency_id'])
    .select(['r.register_year', 'r.register_number'])
    .where((eb) =>
      eb(eb.refTuple('v.letter_id', 'v.version'), '>', eb.tuple(after.letter, after.version)),
    )
    .orderBy('v.letter_id')
    .orderBy('v.version')
    .limit(BATCH)
    .execute()
}

const whereOf = (one: Pick<Version, 'agency_id' | 'register_year' | 'register_number'>) => ({
  agencyId: one.agency_id,
  registerNumber: formatRegisterNumber(one.register_year, one.register_number),
})

function faultOf(sealer: Sealer, { version, sealed, sha256 }: Version): string | undefined {
  try {
    const { content } = parseSnapshot(sealer.open(sealed))
    if (letterHash(content).equals(sha256)) return undefined
    return `文书第${version}稿与记录的散列不符`
  } catch {
    return `文书第${version}稿打不开：被改动，或者密钥不符`
  }
}

/** An answer signed with its text and issued without its letter: somebody took the letter away. */
async function* unsentAnswers(db: Db): AsyncGenerator<LetterFinding> {
  const rows = await db
    .selectFrom('request_events as e')
    .innerJoin('requests as r', 'r.id', 'e.request_id')
    .select(['r.agency_id', 'r.register_year', 'r.register_number'])
    .where('e.type', '=', 'issued')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('request_events as d')
          .select('d.seq')
          .whereRef('d.request_id', '=', 'e.request_id')
          .where('d.type', '=', 'reply-drafted')
          .where(sql<boolean>`d.payload #> '{draft,letter}' is not null`),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('letters as l')
            .select('l.id')
            .whereRef('l.request_id', '=', 'e.request_id')
            .where('l.series', '=', 'reply')
            .where('l.state', '=', 'final'),
        ),
      ),
    )
    .execute()
  for (const row of rows) {
    yield { ...whereOf(row), letterId: null, message: '答复已经发出，但没有留存答复文书' }
  }
}

/** 文号 follow one another: whoever takes a letter out leaves its number behind. */
async function* gapsInSeries(db: Db): AsyncGenerator<LetterFinding> {
  const rows = await db
    .selectFrom('letters')
    .select(['agency_id', 'series', 'year'])
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('number').as('last')])
    .where('series', 'in', ['notice', 'outgoing'])
    .groupBy(['agency_id', 'series', 'year'])
    .execute()
  for (const { agency_id: agencyId, year, count, last } of rows) {
    if (Number(count) === last) continue
    const registerNumber = `〔${year}〕`
    const message = `文号编到${last}号，文书只有${Number(count)}份`
    yield { agencyId, registerNumber, letterId: null, message }
  }
}
