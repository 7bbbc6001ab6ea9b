import { recordAudit } from '../../../platform/audit/audit-log.ts'
import {
  inTransaction,
  type Db,
  type Tx,
  isUniqueViolation,
} from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import { EditionForm } from '../../publications/edition.ts'
import { getEdition } from '../../publications/editions-store.ts'
import { draftDocument } from '../../publications/handling/drafting.ts'
import {
  PROPOSAL_KIND_LABELS,
  type Proposal,
  type ProposalForm,
  type ReplyForm,
} from './proposal.ts'
import { getProposalForUpdate, insertProposal } from './proposals-store.ts'

const CATEGORY = '建议提案办理'
/** 登记交办. @throws Refusal `forbidden`; `invalid` for a number that stands in the register already */
export async function registerProposal(
  db: Db,
  officer: Officer,
  form: ProposalForm,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'proposals.edit', officer.agencyId)
  if (Temporal.PlainDate.compare(form.receivedOn, dayOf(now)) > 0)
    refuse('receivedOn', '交办日期不能晚于今天')
  return inTransaction(db, async (tx) => {
    const by = { agencyId: officer.agencyId, officerId: officer.id }
    const id = await insertProposal(tx, by, form, now).catch(refuseTwin)
    await record(tx, officer, id, 'registered', now)
    return id
  })
}

function refuseTwin(error: unknown): never {
  if (isUniqueViolation(error)) refuse('number', '同一届次的这个编号已经登记过')
  throw error
}

/**
 * Drafts the reply, text and attribute together, as a document that goes through 保密审查 and the gate. What is not to be
 * public is reviewed in the same way and stays where it is.
 * @returns the edition's id
 * @throws Refusal `wrong-state` for one we only assist with, or whose reply is drafted already
 */
export async function draftReply(
  db: Db,
  officer: Officer,
  id: number,
  form: ReplyForm,
  now: Temporal.Instant,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const proposal = await takeOwn(tx, officer, id)
    if (proposal.role !== 'lead') throw new Refusal('wrong-state', '会办件由主办单位答复和公开。')
    if (proposal.documentId !== null)
      throw new Refusal('wrong-state', '复文已经起草，请在文件发布中继续办理。')
    const { shortName } = await getAgency(tx, proposal.agencyId)
    const content = EditionForm.parse({
      title: replyTitle(proposal),
      publisher: shortName,
      category: CATEGORY,
      disclosure: form.attribute,
      bodyHtml: form.text,
      kind: 'proposal-reply',
      structure: replyStructure(proposal, form),
    })
    const editionId = await draftDocument(tx, officer, content, now)
    const { documentId } = await getEdition(tx, editionId)
    await tx
      .updateTable('proposals')
      .set((eb) => ({
        document_id: documentId,
        result: form.result,
        attribute: form.attribute,
        ground: form.attribute === 'proactive' ? null : form.ground,
        reason: form.reason,
        publication: form.publication,
        version: eb('version', '+', 1),
      }))
      .where('id', '=', id)
      .execute()
    await record(tx, officer, id, 'reply-drafted', now, { attribute: form.attribute })
    return editionId
  })
}

const replyTitle = ({ kind, session, number, title }: Proposal) =>
  `关于${session}第${number}号${PROPOSAL_KIND_LABELS[kind].slice(-2)}“${title}”的答复`

/** What readers see beside the text: never who proposed it but by name. */
function replyStructure(proposal: Proposal, form: ReplyForm) {
  const { kind, session, number, proposer, coUnits } = proposal
  const { result, publication } = form
  return { kind, session, number, proposer, coUnits, result, publication }
}

/**
 * 答复: the day on which the reply went to those who proposed it; the publication clock runs from it.
 * @throws Refusal `incomplete` before the reply passed its review; `invalid` for a day to come
 */
export async function recordReplied(
  db: Db,
  officer: Officer,
  id: number,
  repliedOn: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const proposal = await takeOwn(tx, officer, id)
    if (proposal.repliedOn !== null) throw new Refusal('wrong-state', '已经登记过答复日期。')
    if (Temporal.PlainDate.compare(repliedOn, dayOf(now)) > 0)
      refuse('repliedOn', '答复日期不能晚于今天')
    if (Temporal.PlainDate.compare(repliedOn, proposal.receivedOn) < 0)
      refuse('repliedOn', '答复日期不能早于交办日期')
    if (proposal.role === 'lead' && !(await isReplyReviewed(tx, proposal)))
      throw new Refusal('incomplete', '复文和公开属性还没有通过审查，不能登记答复。')
    await tx
      .updateTable('proposals')
      .set((eb) => ({ replied_on: repliedOn, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
    await record(tx, officer, id, 'replied', now, { repliedOn: repliedOn.toString() })
  })
}

async function isReplyReviewed(tx: Tx, { documentId }: Proposal): Promise<boolean> {
  if (documentId === null) return false
  const row = await tx
    .selectFrom('editions')
    .select('id')
    .where('document_id', '=', documentId)
    .where('state', 'in', ['reviewed', 'scheduled', 'published', 'superseded'])
    .executeTakeFirst()
  return row !== undefined
}

/** Strikes out an entry made by mistake; it is read no more and counts nowhere. */
export async function voidProposal(
  db: Db,
  officer: Officer,
  id: number,
  reason: string,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const proposal = await takeOwn(tx, officer, id)
    if (reason.trim() === '') refuse('reason', '请写明作废的理由')
    if (proposal.documentId !== null)
      throw new Refusal('wrong-state', '复文已经起草的不能作废登记。')
    await tx
      .updateTable('proposals')
      .set({ voided_at: now, voided_reason: reason.trim() })
      .where('id', '=', id)
      .execute()
    await record(tx, officer, id, 'voided', now)
  })
}

async function takeOwn(tx: Tx, officer: Officer, id: number): Promise<Proposal> {
  const proposal = await getProposalForUpdate(tx, id)
  assertMay(officer, 'proposals.edit', proposal.agencyId)
  return proposal
}

function refuse(at: string, message: string): never {
  throw new Refusal('invalid', message, [{ at, message }])
}

async function record(
  tx: Tx,
  officer: Officer,
  id: number,
  what: string,
  now: Temporal.Instant,
  detail: Readonly<Record<string, string>> = {},
): Promise<void> {
  await recordAudit(tx, now, {
    actor: actingAs(officer, 'proposals.edit'),
    action: `proposal.${what}`,
    subject: `proposal:${id}`,
    detail,
  })
}
