import type { WorkingCalendar } from '../../../law/calendar/calendar.ts'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { FormTicket } from '../../../platform/sealing/form-ticket.ts'
import type { Sealer } from '../../../platform/sealing/sealer.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import { EditionForm } from '../../publications/edition.ts'
import { getEdition } from '../../publications/editions-store.ts'
import { draftDocument } from '../../publications/handling/drafting.ts'
import { addRelation } from '../../publications/relations.ts'
import {
  stageOn,
  type Consultation,
  type ConsultationForm,
  type OpinionChannel,
  type OpinionForm,
  type OutcomeForm,
  type RecordedOpinionForm,
} from './consultation.ts'
import { findConsultation, getConsultation, listOpinions } from './consultations-store.ts'
import { countOutcomes, resultBody } from './result-table.ts'

export interface ConsultationRoom {
  readonly db: Db
  readonly sealer: Sealer
  readonly calendar: WorkingCalendar
}

const CATEGORY = '征求意见'
/** No rule sets a day for the result; this is the practice, and it pairs every consultation with an end. */
const RESULT_WITHIN_DAYS = 20
/** Nobody writes an opinion in less. */
const LEAST_SECONDS = 3

/**
 * Drafts a consultation as a document that goes through review like any other; its clock begins with it.
 * @returns the edition's id
 */
export async function draftConsultation(
  { db, calendar }: ConsultationRoom,
  officer: Officer,
  form: ConsultationForm,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'consultations.edit', officer.agencyId)
  const days = calendar.whenMissing('by-weekday')
  return inTransaction(db, async (tx) => {
    const { shortName } = await getAgency(tx, officer.agencyId)
    const content = EditionForm.parse({
      title: form.title,
      publisher: shortName,
      category: CATEGORY,
      disclosure: 'proactive',
      bodyHtml: form.text,
      kind: 'consultation',
      structure: {
        opensOn: form.opensOn.toString(),
        closesOn: form.closesOn.toString(),
        shortReason: form.shortReason,
      },
    })
    const editionId = await draftDocument(tx, officer, content, now)
    const { documentId } = await getEdition(tx, editionId)
    await tx
      .insertInto('consultations')
      .values({
        document_id: documentId,
        agency_id: officer.agencyId,
        opens_on: form.opensOn,
        closes_on: form.closesOn,
        result_due_on: days.addWorkingDays(form.closesOn, RESULT_WITHIN_DAYS),
        created_by: officer.id,
        created_at: now,
      })
      .execute()
    await record(tx, officer, documentId, 'drafted', now)
    return editionId
  })
}

/**
 * Takes in an opinion from the portal, sealed: nobody reads it but the office, on the record. Sent twice it is one.
 * @throws Refusal `not-found` for what is not public, `wrong-state` outside its days, `too-many` when sent too fast
 */
export async function sendOpinion(
  { db, sealer }: ConsultationRoom,
  ticket: FormTicket,
  form: OpinionForm,
  now: Temporal.Instant,
): Promise<void> {
  if (now.epochMilliseconds - ticket.madeAt.epochMilliseconds < LEAST_SECONDS * 1000)
    throw new Refusal('too-many', '提交得太快了，请核对一遍再提交。填写的内容都还在。')
  await inTransaction(db, async (tx) => {
    const consultation = await findConsultation(tx, ticket.about)
    if (!consultation?.publishedAt) throw new Refusal('not-found', '没有找到这次征求意见。')
    if (stageOn(consultation, dayOf(now)) !== 'open')
      throw new Refusal('wrong-state', '现在不在征求意见的期限内。')
    await insertOpinion(tx, sealer, ticket.about, { ...form, channel: 'online' }, now, {
      ticketHash: ticket.hash,
    })
  })
}

/** Writes down an opinion that came by letter, in a meeting or by telephone. */
export async function recordOpinion(
  { db, sealer }: ConsultationRoom,
  officer: Officer,
  documentId: number,
  form: RecordedOpinionForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await takeOwn(tx, officer, documentId)
    await insertOpinion(tx, sealer, documentId, form, now, { officerId: officer.id })
    await record(tx, officer, documentId, 'opinion-recorded', now, { channel: form.channel })
  })
}

async function insertOpinion(
  tx: Tx,
  sealer: Sealer,
  documentId: number,
  form: { readonly opinion: string; readonly contact: string; readonly channel: OpinionChannel },
  now: Temporal.Instant,
  by: { readonly officerId?: number; readonly ticketHash?: Buffer },
): Promise<void> {
  await tx
    .insertInto('consultation_opinions')
    .values({
      consultation_id: documentId,
      received_at: now,
      channel: form.channel,
      sealed_text: sealer.seal(form.opinion),
      sealed_contact: form.contact === '' ? null : sealer.seal(form.contact),
      recorded_by: by.officerId ?? null,
      ticket_hash: by.ticketHash ?? null,
    })
    .onConflict((conflict) => conflict.column('ticket_hash').doNothing())
    .execute()
}

export interface OpenedOpinion {
  readonly text: string
  readonly contact: string | undefined
}

/** Opens what was written, and writes down who did. */
export async function readOpinion(
  { db, sealer }: ConsultationRoom,
  officer: Officer,
  documentId: number,
  opinionId: number,
  now: Temporal.Instant,
): Promise<OpenedOpinion> {
  return inTransaction(db, async (tx) => {
    await takeOwn(tx, officer, documentId)
    const row = await getOpinion(tx, documentId, opinionId)
    await record(tx, officer, documentId, 'opinion-read', now, { opinion: String(opinionId) })
    const contact = row.sealed_contact === null ? undefined : sealer.open(row.sealed_contact)
    return { text: sealer.open(row.sealed_text), contact }
  })
}

async function getOpinion(tx: Tx, documentId: number, opinionId: number) {
  const row = await tx
    .selectFrom('consultation_opinions')
    .selectAll()
    .where('id', '=', opinionId)
    .where('consultation_id', '=', documentId)
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有找到这条意见。')
  return row
}

/** Says what came of an opinion, in words that may be public. @throws Refusal `wrong-state` once the result is drafted */
export async function decideOpinion(
  { db }: ConsultationRoom,
  officer: Officer,
  documentId: number,
  opinionId: number,
  form: OutcomeForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const consultation = await takeOwn(tx, officer, documentId)
    if (consultation.resultEditionId !== null)
      throw new Refusal('wrong-state', '采纳情况已经起草，请在那份稿子上修改。')
    await getOpinion(tx, documentId, opinionId)
    await tx
      .updateTable('consultation_opinions')
      .set({ ...form, decided_by: officer.id, decided_at: now })
      .where('id', '=', opinionId)
      .execute()
    const detail = { opinion: String(opinionId), outcome: form.outcome }
    await record(tx, officer, documentId, 'opinion-decided', now, detail)
  })
}

/**
 * Drafts 采纳情况 once the consultation has ended and every opinion has its outcome; linked both ways with it.
 * @returns the edition's id
 * @throws Refusal `incomplete` while opinions wait, `wrong-state` before its end or when it is drafted already
 */
export async function draftResult(
  { db }: ConsultationRoom,
  officer: Officer,
  documentId: number,
  now: Temporal.Instant,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const consultation = await takeOwn(tx, officer, documentId)
    if (consultation.publishedAt === null) throw new Refusal('wrong-state', '征求意见还没有发布。')
    if (stageOn(consultation, dayOf(now)) !== 'closed')
      throw new Refusal('wrong-state', '征求意见的期限还没有结束。')
    if (consultation.resultEditionId !== null)
      throw new Refusal('wrong-state', '采纳情况已经起草，请在文件发布中继续办理。')
    const opinions = await listOpinions(tx, documentId)
    const waiting = opinions.filter(({ outcome }) => outcome === null).length
    if (waiting > 0) throw new Refusal('incomplete', `还有${waiting}条意见没有写明采纳情况。`)
    const { shortName } = await getAgency(tx, consultation.agencyId)
    const content = EditionForm.parse({
      title: `“${consultation.title}”意见采纳情况`,
      publisher: shortName,
      category: CATEGORY,
      disclosure: 'proactive',
      bodyHtml: resultBody(consultation.title, opinions),
      kind: 'consultation-result',
      structure: { consultation: documentId, ...countOutcomes(opinions) },
    })
    const editionId = await draftDocument(tx, officer, content, now)
    const { documentId: resultId } = await getEdition(tx, editionId)
    await tx
      .updateTable('consultations')
      .set({ result_document_id: resultId })
      .where('document_id', '=', documentId)
      .execute()
    await addRelation(tx, officer, { fromId: resultId, kind: 'result-of', toId: documentId }, now)
    await record(tx, officer, documentId, 'result-drafted', now)
    return editionId
  })
}

async function takeOwn(tx: Tx, officer: Officer, documentId: number): Promise<Consultation> {
  const consultation = await getConsultation(tx, documentId)
  assertMay(officer, 'consultations.edit', consultation.agencyId)
  return consultation
}

async function record(
  tx: Tx,
  officer: Officer,
  documentId: number,
  what: string,
  now: Temporal.Instant,
  detail: Readonly<Record<string, string>> = {},
): Promise<void> {
  await recordAudit(tx, now, {
    actor: actingAs(officer, 'consultations.edit'),
    action: `consultation.${what}`,
    subject: `consultation:${documentId}`,
    detail,
  })
}
