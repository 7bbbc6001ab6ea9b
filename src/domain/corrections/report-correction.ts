import type { WorkingCalendar } from '../../law/calendar/calendar.ts'
import { recordAudit } from '../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import type { FormTicket } from '../../platform/sealing/form-ticket.ts'
import type { Sealer } from '../../platform/sealing/sealer.ts'
import {
  ANSWER_WORKING_DAYS,
  EXPOSURE_WORKING_DAYS,
  hashOfReceipt,
  receiptOf,
  type CorrectionForm,
  type CorrectionKind,
} from './correction.ts'

export interface CorrectionRoom {
  readonly db: Db
  readonly sealer: Sealer
  readonly calendar: WorkingCalendar
}

/** What it is about: a public document, or a page of the platform of this body. */
export interface CorrectionSubject {
  readonly agencyId: number
  readonly documentId?: number | undefined
}

export interface Reported {
  readonly receipt: string
  readonly dueOn: Temporal.PlainDate
}

/** Nobody describes a mistake in less. */
const LEAST_SECONDS = 3
/** Open ones of one body from which on no more are taken in. */
const MOST_WAITING = 500

/**
 * Takes in what a reader reports; sent twice, also at the same moment, it is one. The contact is sealed.
 * @returns the number under which its state is found again
 * @throws Refusal `too-many` for a form sent faster than anybody writes, or when too many wait
 */
export async function reportCorrection(
  { db, sealer, calendar }: CorrectionRoom,
  ticket: FormTicket,
  { agencyId, documentId }: CorrectionSubject,
  form: CorrectionForm,
  now: Temporal.Instant,
): Promise<Reported> {
  if (now.epochMilliseconds - ticket.madeAt.epochMilliseconds < LEAST_SECONDS * 1000)
    throw new Refusal('too-many', '提交得太快了，请核对一遍再提交。填写的内容都还在。')
  const receipt = receiptOf(ticket.hash, sealer)
  const dueOn = calendar
    .whenMissing('by-weekday')
    .addWorkingDays(dayOf(now), workingDaysFor(form.kind))
  return inTransaction(db, async (tx) => {
    await refuseFlood(tx, agencyId)
    const row = await tx
      .insertInto('corrections')
      .values({
        agency_id: agencyId,
        document_id: documentId ?? null,
        place: form.place ?? '',
        kind: form.kind,
        text: form.text,
        contact_sealed: form.contact === undefined ? null : sealer.seal(form.contact),
        receipt_hash: hashOfReceipt(receipt, sealer),
        ticket_hash: ticket.hash,
        received_at: now,
        due_on: dueOn,
      })
      .onConflict((conflict) => conflict.column('ticket_hash').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (row)
      await recordAudit(tx, now, {
        actor: { id: null, name: '读者' },
        action: 'correction.reported',
        subject: `correction:${row.id}`,
      })
    return { receipt, dueOn }
  })
}

const workingDaysFor = (kind: CorrectionKind) =>
  kind === 'exposure' ? EXPOSURE_WORKING_DAYS : ANSWER_WORKING_DAYS

async function refuseFlood(tx: Tx, agencyId: number): Promise<void> {
  const { waiting } = await tx
    .selectFrom('corrections')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('agency_id', '=', agencyId)
    .where('settled_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (waiting >= MOST_WAITING)
    throw new Refusal('too-many', '等待处理的纠错很多，请过几天再来，或者打电话告诉我们。')
}
