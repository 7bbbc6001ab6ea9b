/** What an applicant does on their own case, online. Whose case it is was established by the pass (`track.ts`). */
import { z } from 'zod'
import { inTransaction } from '../../../platform/database/database.ts'
import type { OfficialDocument } from '../../../platform/documents/official-document.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { formatChineseDate } from '../../../platform/kernel/time.ts'
import { optionalText, requiredText } from '../../../platform/web/form-fields.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { formatLetterNumber, type CaseState } from '../case-state.ts'
import { CLOCK_TO_COME, takeApplicantStep, type Handled } from '../handling/take-step.ts'
import { letterDocument } from '../letters/letter-content.ts'
import { listLetterRows, openSnapshot } from '../letters/letters-store.ts'
import { getOpenCase, listEvents } from '../requests-store.ts'
import { getTrackedCase, type ApplicantAct } from './track.ts'

export const OnlineCorrectionForm = z.object({
  subject: requiredText('所需信息的名称', { max: 200 }),
  description: requiredText('所需信息的描述', { max: 5000 }),
})
export type OnlineCorrectionForm = z.output<typeof OnlineCorrectionForm>

/**
 * The corrected application arrives the moment it is sent: 20 working days run anew from the next (条例 第三十条).
 * A correction after the limit is taken in and noted; whether there was good reason is for the office to say.
 * @throws Refusal `wrong-state` when none is awaited, `stale` when the office acted meanwhile
 */
export function correctOnline(
  room: CaseRoom,
  ref: CaseRef,
  form: OnlineCorrectionForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeApplicantStep(room, ref, 'receive-correction', now, ({ today }) => ({
    body: { type: 'corrected', payload: { ...form, clock: CLOCK_TO_COME } },
    happenedOn: today,
  }))
}

export const OnlineReasonsForm = z.object({
  reasons: requiredText('申请数量、频次的理由', { max: 5000 }),
})
export type OnlineReasonsForm = z.output<typeof OnlineReasonsForm>

/**
 * The applicant says why so much is asked for (条例 第三十五条); dated the day it is sent, also after the limit that was
 * set. Whether the reasons hold is for the office to say with its answer.
 * @throws Refusal `wrong-state` when none are asked for, `stale` when the office acted meanwhile
 */
export function giveReasonsOnline(
  room: CaseRoom,
  ref: CaseRef,
  { reasons }: OnlineReasonsForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeApplicantStep(room, ref, 'receive-reasons', now, ({ today }) => ({
    body: { type: 'reasons-given', payload: { reasons } },
    happenedOn: today,
  }))
}

export const OnlineWithdrawalForm = z.object({
  reason: optionalText('撤回的说明', { max: 500 }),
  confirmed: z.literal('yes', '撤回后不再办理，请勾选确认'),
})
export type OnlineWithdrawalForm = z.output<typeof OnlineWithdrawalForm>

/** Possible until the reply is issued. @throws Refusal `wrong-state`, `stale` */
export function withdrawOnline(
  room: CaseRoom,
  ref: CaseRef,
  { reason }: OnlineWithdrawalForm,
  now: Temporal.Instant,
): Promise<Handled> {
  const said = reason === undefined ? '' : `：${reason}`
  return takeApplicantStep(room, ref, 'withdraw', now, ({ today }) => ({
    body: { type: 'ended', payload: { ending: 'withdrawn', reason: `申请人在网上撤回${said}` } },
    happenedOn: today,
  }))
}

const DOWNLOADED = '申请人已在网上下载答复'

export interface TakenAnswer {
  readonly letterNumber: string
  readonly document: OfficialDocument
}

/**
 * The answer as it was signed and served on the platform. The first download goes on the file: it proves that the
 * answer arrived. @throws Refusal `wrong-state` before delivery, or when another way of delivery was used
 */
export async function takeAnswer(
  room: CaseRoom,
  id: number,
  now: Temporal.Instant,
): Promise<TakenAnswer> {
  const { may } = await getTrackedCase(room, id)
  assertMayAct(may, 'download')
  const { state } = await getOpenCase(room.db, id)
  const answer = await openAnswer(room, id, state)
  const events = await listEvents(room.db, id)
  const delivered = events.findLast(({ type }) => type === 'delivered')
  const isFirst = !events.some(
    ({ type, actorId, seq }) => type === 'noted' && actorId === null && seq > delivered!.seq,
  )
  if (isFirst) {
    await takeApplicantStep(room, { id, seenSeq: state.lastSeq }, 'note', now, ({ today }) => ({
      body: { type: 'noted', payload: { text: DOWNLOADED } },
      happenedOn: today,
    }))
  }
  return answer
}

/** The letter that went out; a case answered before letters were kept has only the signed text. */
async function openAnswer(room: CaseRoom, id: number, state: CaseState): Promise<TakenAnswer> {
  const letterNumber = formatLetterNumber(state.letter!.number)
  return inTransaction(room.db, async (tx) => {
    const rows = await listLetterRows(tx, id)
    const row = rows.find(
      ({ state: made, number }) =>
        made === 'final' && number !== null && formatLetterNumber(number) === letterNumber,
    )
    if (row) {
      const { content } = await openSnapshot(tx, room.sealer, row)
      return { letterNumber, document: letterDocument(content, row.finalisedAt ?? row.createdAt) }
    }
    const agency = await getAgency(tx, state.agencyId)
    return { letterNumber, document: plainAnswer(state, agency.name, letterNumber) }
  })
}

function plainAnswer(state: CaseState, author: string, letterNumber: string): OfficialDocument {
  const title = '政府信息公开申请答复书'
  const { on } = state.letter!
  return {
    title,
    author,
    madeAt: on.toZonedDateTime('Asia/Shanghai').toInstant(),
    blocks: [
      { kind: 'title', lines: [title] },
      { kind: 'line', align: 'center', text: letterNumber },
      ...state.reply!.draft.text.split('\n').map((text) => ({ kind: 'paragraph', text }) as const),
      { kind: 'line', align: 'right', text: author },
      { kind: 'line', align: 'right', text: formatChineseDate(on) },
    ],
  }
}

export const SuggestionForm = z.object({
  text: requiredText('建议主动公开的理由', { max: 1000 }),
})
export type SuggestionForm = z.output<typeof SuggestionForm>

/** 条例 第四十四条第二款. @throws Refusal `wrong-state` for information not given, or a suggestion still open */
export async function suggestPublication(
  room: CaseRoom,
  id: number,
  { text }: SuggestionForm,
  now: Temporal.Instant,
): Promise<void> {
  const { may, agencyId } = await getTrackedCase(room, id)
  assertMayAct(may, 'suggest')
  const written = await room.db
    .insertInto('conversions')
    .values({
      request_id: id,
      agency_id: agencyId,
      suggested_by: 'applicant',
      suggested_at: now,
      suggestion: text,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!written) throw new Refusal('wrong-state', '这项信息的主动公开建议已经收到，正在研究。')
}

export const RectificationForm = z.object({
  wrong: requiredText('哪一处记录不准确', { max: 1000 }),
  right: requiredText('应当怎样记录', { max: 1000 }),
  evidence: requiredText('能够证明的材料', { max: 1000 }),
})
export type RectificationForm = z.output<typeof RectificationForm>

/** 条例 第四十一条: sealed, because it speaks of the applicant. @throws Refusal `wrong-state`, `too-many` */
export async function askForRectification(
  room: CaseRoom,
  id: number,
  form: RectificationForm,
  now: Temporal.Instant,
): Promise<void> {
  const { may, agencyId } = await getTrackedCase(room, id)
  assertMayAct(may, 'rectify')
  await inTransaction(room.db, async (tx) => {
    await getOpenCase(tx, id)
    const waiting = await tx
      .selectFrom('rectification_asks')
      .select('id')
      .where('request_id', '=', id)
      .where('seen_at', 'is', null)
      .execute()
    if (waiting.length >= MOST_UNSEEN) {
      throw new Refusal('too-many', '已经提出的更正还在办理，请等工作人员处理后再提。')
    }
    const sealed_text = room.sealer.seal(JSON.stringify(form))
    await tx
      .insertInto('rectification_asks')
      .values({ request_id: id, agency_id: agencyId, sealed_text, asked_at: now })
      .execute()
  })
}

const MOST_UNSEEN = 3

function assertMayAct(may: ReadonlySet<ApplicantAct>, act: ApplicantAct): void {
  if (!may.has(act)) {
    throw new Refusal('wrong-state', '这件申请现在不能办理这一步，请查看最新进度。')
  }
}
