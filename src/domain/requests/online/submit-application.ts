import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { inTransaction, type Tx } from '../../../platform/database/database.ts'
import { waitUntilDurable } from '../../../platform/database/durability.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { Sealer } from '../../../platform/sealing/sealer.ts'
import type { CaseRoom } from '../case-room.ts'
import { enterInRegister } from '../handling/register-request.ts'
import type { OnlineApplication } from './application.ts'
import {
  findSubmission,
  insertOnlineApplication,
  insertSubmission,
  type SubmittedCase,
} from './online-store.ts'
import { hashOfCode, hashOfContact, queryCodeOf } from './query-code.ts'
import { contactsOf, registrationsOf } from './registrations.ts'
import { tellRegistered } from './tell-applicant.ts'
import { openToken, sealToken, type OpenedToken, type TokenKind } from './sealed-token.ts'

/** A day is enough to look up a document's number; after that the form is opened anew. */
const TICKET: TokenKind<string> = { purpose: 'apply', schema: z.string().min(20), minutes: 24 * 60 }

/** Nobody reads and fills in four pages in less. */
const LEAST_SECONDS = 5

/** Given with the first page of the form: makes its submission one however often it is sent, and says when it began. */
export function newTicket(sealer: Sealer, now: Temporal.Instant): string {
  return sealToken(TICKET, randomBytes(18).toString('base64url'), sealer, now)
}

export type Ticket = OpenedToken<string>

export function openTicket(text: string, sealer: Sealer, now: Temporal.Instant) {
  return openToken(TICKET, text, sealer, now)
}

/** The receipt: the only time anybody is shown the codes. */
export interface Receipt {
  readonly submittedAt: Temporal.Instant
  readonly agencyId: number
  readonly cases: readonly (SubmittedCase & { readonly code: string })[]
  /** The form had been submitted before with other contents, and those stand. */
  readonly changedSince: boolean
}

/**
 * Takes in an application from the internet: one case of the register per content the applicant wants handled by
 * itself, by nobody's hand. 收到之日 is not fixed by it (条例 第三十一条第（三）项: the day both sides confirm) unless the
 * office has chosen otherwise, so the cases wait in `awaiting-confirmation`.
 *
 * The same form sent twice, also at the same moment, is one submission with one receipt.
 *
 * @param keepProofs puts the uploaded proofs to the case, in the same transaction
 * @throws Refusal `too-many` for a form sent faster than anybody can have read it
 */
export async function submitApplication(
  room: CaseRoom,
  agencyId: number,
  { application, ticket }: { application: OnlineApplication; ticket: Ticket },
  now: Temporal.Instant,
  keepProofs: (tx: Tx, requestId: number) => Promise<void>,
): Promise<Receipt> {
  if (now.epochMilliseconds - ticket.madeAt.epochMilliseconds < LEAST_SECONDS * 1000) {
    throw new Refusal('too-many', '提交得太快了，请核对一遍再提交。填写的内容都还在。')
  }
  const { sealer } = room
  const { details } = application
  const ticketHash = ticketHashOf(ticket, sealer)
  const contentHash = contentHashOf(application, sealer)
  await inTransaction(room.db, async (tx) => {
    const submissionId = await insertSubmission(tx, { ticketHash, contentHash, at: now })
    if (submissionId === undefined) return
    for (const [n, form] of registrationsOf(application, dayOf(now)).entries()) {
      const { id } = await enterInRegister(room, tx, { agencyId, actorId: null, form }, now)
      const code = queryCodeOf(ticket.value, n + 1, sealer)
      await insertOnlineApplication(tx, {
        requestId: id,
        submissionId,
        number: n + 1,
        codeHash: hashOfCode(code, sealer),
        contactHashes: contactsOf(application).map((one) => hashOfContact(code, one, sealer)),
        wantsMail: details.wantsMail,
      })
      await keepProofs(tx, id)
    }
    if (details.wantsMail) await tellRegistered(room, tx, { agencyId, email: details.email }, now)
  })
  await waitUntilDurable(room.db)
  const receipt = await findReceipt(room, { application, ticket })
  if (!receipt) throw new Error('a submission that was just written is not there')
  return receipt
}

/**
 * The receipt of a form that was submitted before: for a page loaded again, or a second press that came late.
 * @param given `application` undefined when what was sent now is not complete
 */
export async function findReceipt(
  { db, sealer }: CaseRoom,
  { application, ticket }: { application: OnlineApplication | undefined; ticket: Ticket },
): Promise<Receipt | undefined> {
  const submission = await findSubmission(db, ticketHashOf(ticket, sealer))
  if (!submission) return undefined
  const isSame = application && submission.contentHash.equals(contentHashOf(application, sealer))
  return {
    submittedAt: submission.submittedAt,
    agencyId: submission.agencyId,
    changedSince: isSame !== true,
    cases: submission.cases.map((one) => ({
      ...one,
      code: queryCodeOf(ticket.value, one.number, sealer),
    })),
  }
}

const ticketHashOf = ({ value }: Ticket, sealer: Sealer) =>
  sealer.blindIndex(`apply-ticket\n${value}`)

const contentHashOf = (application: OnlineApplication, sealer: Sealer) =>
  sealer.blindIndex(`apply-content\n${JSON.stringify(application)}`)
