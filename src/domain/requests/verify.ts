/** Proves that the records are what was recorded: every chain, every fold, every row, every number of the register. */
import type { Db } from '../../platform/database/database.ts'
import { formatRegisterNumber } from './case-state.ts'
import type { StoredEvent } from './event-chain.ts'
import {
  BATCH,
  findDifference,
  readBatch,
  refold,
  type CaseRecord,
  type Recorded,
} from './recorded-cases.ts'

export interface VerifyProgress {
  readonly kind: 'progress'
  readonly checked: number
  readonly total: number
}

export interface VerifyFinding {
  readonly kind: 'finding'
  readonly agencyId: number
  /** 〔2020〕7号, as the row says */
  readonly registerNumber: string
  readonly requestId: number | null
  /** The first event that does not hold; null when the events hold and something else does not. */
  readonly seq: number | null
  readonly type: string | null
  readonly message: string
}

/** Reads every case once, in batches, in constant memory; at most one finding a case. */
export async function* verifyRequests(db: Db): AsyncGenerator<VerifyProgress | VerifyFinding> {
  const { total } = await db
    .selectFrom('requests')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  let checked = 0
  let after = 0
  for (;;) {
    const batch = await readBatch(db, after)
    for (const one of batch) {
      const finding = verifyCase(one)
      if (finding) yield finding
      after = one.row.id
    }
    checked += batch.length
    yield { kind: 'progress', checked, total }
    if (batch.length < BATCH) break
  }
  yield* verifyRegister(db)
}

function verifyCase(recorded: Recorded): VerifyFinding | undefined {
  const { row } = recorded
  const folded = refold(recorded)
  if ('broken' in folded) return found(row, folded.broken.message, folded.broken.event)
  const difference = findDifference(recorded, folded.state)
  return difference === undefined ? undefined : found(row, difference)
}

export function found(row: CaseRecord, message: string, event?: StoredEvent): VerifyFinding {
  return {
    kind: 'finding',
    agencyId: row.agency_id,
    registerNumber: formatRegisterNumber(row.register_year, row.register_number),
    requestId: row.id,
    seq: event?.seq ?? null,
    type: event?.type ?? null,
    message,
  }
}

/** Numbers run from 1 without gaps: a case that was taken out whole leaves its number behind. */
async function* verifyRegister(db: Db): AsyncGenerator<VerifyFinding> {
  const rows = await db
    .selectFrom('request_counters as counter')
    .leftJoin('requests as request', (join) =>
      join
        .onRef('request.agency_id', '=', 'counter.agency_id')
        .onRef('request.register_year', '=', 'counter.year'),
    )
    .select((eb) => [
      'counter.agency_id',
      'counter.year',
      'counter.last_number',
      eb.fn.count<number>('request.id').as('cases'),
    ])
    .groupBy(['counter.agency_id', 'counter.year', 'counter.last_number'])
    .execute()
  for (const { agency_id, year, last_number, cases } of rows) {
    if (cases === last_number) continue
    const message = `${year}年登记号编到${last_number}号，台账中有${cases}件，有登记号缺失`
    const registerNumber = formatRegisterNumber(year, last_number)
    const nowhere = { requestId: null, seq: null, type: null } as const
    yield { kind: 'finding', agencyId: agency_id, registerNumber, ...nowhere, message }
  }
}
