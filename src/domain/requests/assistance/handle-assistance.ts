import { sql } from 'kysely'
import type { WorkingCalendar } from '../../../law/calendar/calendar.ts'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { DEFAULT_WORKING_DAYS, type AssistanceForm, type ReplyForm } from './assistance.ts'

interface Room {
  readonly db: Db
  readonly calendar: WorkingCalendar
}

/**
 * Enters an assistance in its own yearly series, 协〔year〕n号, due in fifteen working days unless another day is named.
 * @returns its id
 * @throws Refusal `forbidden`; `invalid` for a day to come, a due day before the beginning, an unknown application
 */
export async function registerAssistance(
  { db, calendar }: Room,
  officer: Officer,
  form: AssistanceForm,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'requests.register', officer.agencyId)
  const today = dayOf(now)
  if (isAfter(form.begunOn, today)) throw invalid('begunOn', '日期不能晚于今天')
  const days = calendar.whenMissing('by-weekday')
  const dueOn = form.dueOn ?? days.addWorkingDays(form.begunOn, DEFAULT_WORKING_DAYS)
  if (isAfter(form.begunOn, dueOn)) throw invalid('dueOn', '办结期限早于收到或者发出的日期')
  return inTransaction(db, async (tx) => {
    const requestId = await requestOf(tx, officer.agencyId, form.requestNumber)
    const { id } = await tx
      .insertInto('assistance_cases')
      .values({
        agency_id: officer.agencyId,
        register_year: today.year,
        register_number: await nextNumber(tx, officer.agencyId, today.year),
        direction: form.direction,
        organ: form.organ,
        organ_letter: form.organLetter ?? '',
        about: form.about,
        begun_on: form.begunOn,
        due_on: dueOn,
        request_id: requestId,
        handler_id: officer.id,
        registered_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await log(tx, officer, 'assistance.registered', id, now)
    return id
  })
}

/**
 * The reply that ends it: ours to them, or theirs to us.
 * @throws Refusal `not-found`, `forbidden`; `wrong-state` when it has one; `invalid` for an impossible day
 */
export async function replyToAssistance(
  { db }: Room,
  officer: Officer,
  id: number,
  form: ReplyForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const found = await tx
      .selectFrom('assistance_cases')
      .select(['agency_id', 'begun_on', 'replied_on'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!found) throw new Refusal('not-found', '没有找到这件协助。')
    assertMay(officer, 'requests.register', found.agency_id)
    if (found.replied_on) throw new Refusal('wrong-state', '这件协助已经办结。')
    if (isAfter(form.repliedOn, dayOf(now))) throw invalid('repliedOn', '日期不能晚于今天')
    if (isAfter(found.begun_on, form.repliedOn)) {
      throw invalid('repliedOn', '复函日期早于收到或者发出的日期')
    }
    await tx
      .updateTable('assistance_cases')
      .set({ replied_on: form.repliedOn, result: form.result, reply: form.reply })
      .where('id', '=', id)
      .execute()
    await log(tx, officer, 'assistance.replied', id, now)
  })
}

const REGISTER_NUMBER = /(\d{4})\D{1,3}(\d{1,7})/

async function requestOf(
  tx: Tx,
  agencyId: number,
  typed: string | undefined,
): Promise<number | null> {
  if (typed === undefined) return null
  const match = REGISTER_NUMBER.exec(typed)
  const row =
    match &&
    (await tx
      .selectFrom('requests')
      .select('id')
      .where('agency_id', '=', agencyId)
      .where('register_year', '=', Number(match[1]))
      .where('register_number', '=', Number(match[2]))
      .executeTakeFirst())
  if (!row) throw invalid('requestNumber', '台账里没有这个登记号，应写作〔2024〕7号')
  return row.id
}

async function nextNumber(tx: Tx, agencyId: number, year: number): Promise<number> {
  const { last_number } = await tx
    .insertInto('assistance_counters')
    .values({ agency_id: agencyId, year, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['agency_id', 'year'])
        .doUpdateSet({ last_number: sql`assistance_counters.last_number + 1` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return last_number
}

function log(tx: Tx, officer: Officer, action: string, id: number, now: Temporal.Instant) {
  const actor = actingAs(officer, 'requests.register')
  return recordAudit(tx, now, { actor, action, subject: `assistance:${id}` })
}

const isAfter = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(one, other) > 0

const invalid = (at: string, message: string) =>
  new Refusal('invalid', `${message}。`, [{ at, message }])
