import type { Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import { formatRegisterNumber } from '../case-state.ts'
import {
  formatAssistanceNumber,
  type AssistanceCase,
  type AssistanceResult,
  type Direction,
} from './assistance.ts'

export interface AssistanceCount {
  readonly incoming: number
  readonly outgoing: number
  /** of both, still without a reply */
  readonly open: number
}

const MOST = 500

/** The register of a year: begun in it, or open from earlier years. @throws Refusal `forbidden` */
export async function listAssistance(
  db: Db,
  officer: Officer,
  year: number,
): Promise<AssistanceCase[]> {
  assertMay(officer, 'requests.read', officer.agencyId)
  const rows = await withNames(db)
    .where('a.agency_id', '=', officer.agencyId)
    .where((eb) =>
      eb.or([
        eb('a.register_year', '=', year),
        eb.and([eb('a.replied_on', 'is', null), eb('a.register_year', '<', year)]),
      ]),
    )
    .orderBy('a.register_year', 'desc')
    .orderBy('a.register_number', 'desc')
    .limit(MOST)
    .execute()
  return rows.map(toCase)
}

/** @throws Refusal `not-found` also across agencies, `forbidden` */
export async function getAssistance(db: Db, officer: Officer, id: number): Promise<AssistanceCase> {
  const row = await withNames(db).where('a.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有找到这件协助。')
  assertMay(officer, 'requests.read', row.agency_id)
  return toCase(row)
}

/** 协助调查 n 件, as a report's narrative may name them: by the year they began in. */
export async function countAssistance(
  db: Db,
  agencyId: number,
  year: number,
): Promise<AssistanceCount> {
  const rows = await db
    .selectFrom('assistance_cases')
    .select((eb) => [
      'direction',
      eb.fn.countAll<number>().as('all'),
      eb.fn.countAll<number>().filterWhere('replied_on', 'is', null).as('open'),
    ])
    .where('agency_id', '=', agencyId)
    .where('register_year', '=', year)
    .groupBy('direction')
    .execute()
  const of = (direction: Direction) => rows.find((row) => row.direction === direction)
  return {
    incoming: of('incoming')?.all ?? 0,
    outgoing: of('outgoing')?.all ?? 0,
    open: (of('incoming')?.open ?? 0) + (of('outgoing')?.open ?? 0),
  }
}

function withNames(db: Db) {
  return db
    .selectFrom('assistance_cases as a')
    .innerJoin('users as u', 'u.id', 'a.handler_id')
    .leftJoin('requests as r', 'r.id', 'a.request_id')
    .select([
      'a.id',
      'a.agency_id',
      'a.register_year',
      'a.register_number',
      'a.direction',
      'a.organ',
      'a.organ_letter',
      'a.about',
      'a.begun_on',
      'a.due_on',
      'a.replied_on',
      'a.result',
      'a.reply',
      'a.request_id',
      'r.register_year as request_year',
      'r.register_number as request_number',
      'u.display_name',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof withNames>['execute']>>[number]

function toCase(row: Row): AssistanceCase {
  return {
    id: row.id,
    registerNumber: formatAssistanceNumber(row.register_year, row.register_number),
    direction: row.direction as Direction,
    organ: row.organ,
    organLetter: row.organ_letter,
    about: row.about,
    begunOn: row.begun_on,
    dueOn: row.due_on,
    repliedOn: row.replied_on,
    result: row.result as AssistanceResult | null,
    reply: row.reply,
    requestId: row.request_id,
    requestNumber:
      row.request_year === null || row.request_number === null
        ? null
        : formatRegisterNumber(row.request_year, row.request_number),
    handlerName: row.display_name,
  }
}
