/**
 * Acts whose letter was drawn up before them and is made final by them: the head agrees to an extension (条例
 * 第三十三条第二款) or sets a later term (第三十五条) with the notice in hand; a letter of consultation is sent as it was
 * written. Act and letter are one transaction. Which version was on the screen is asked, as with any signature.
 */
import type { z } from 'zod'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { formatChineseDate } from '../../../platform/kernel/time.ts'
import { optionalText, tickable } from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { consult, ConsultationForm } from '../handling/consultations.ts'
import { DelayForm, delayReply } from '../handling/excessive-requests.ts'
import { extendDeadline, ExtensionForm } from '../handling/extend-deadline.ts'
import {
  assertNotBefore,
  nothingElse,
  type Alongside,
  type Deciding,
  type Handled,
} from '../handling/take-step.ts'
import { makeFinal } from './finalise-letter.ts'
import { getLetterRow, openSnapshot, type LetterRow } from './letters-store.ts'
import {
  aboutPlan,
  findPlanned,
  planEvent,
  type PlanFields,
  type PlannedStep,
} from './plan-letter.ts'

const withLetter = {
  /** the letter's number and version that the page showed */
  seenLetter: optionalText('告知书', { max: 40 }),
  issueLetter: tickable(),
}

export const ExtensionWithLetter = ExtensionForm.extend(withLetter)
export const DelayWithLetter = DelayForm.extend(withLetter)
export const ConsultationWithLetter = ConsultationForm.extend(withLetter)

type Seen = z.output<z.ZodObject<typeof withLetter>>

/** 延长答复期限, with its notice. Refusals as `extendDeadline` and `issuePlanned`. */
export function extendWithLetter(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { seenLetter, issueLetter, ...form }: z.output<typeof ExtensionWithLetter>,
  now: Temporal.Instant,
): Promise<Handled> {
  const fields = { days: String(form.days), reason: form.reason }
  const act = { room, officer, ref, step: 'extend', fields, on: form.happenedOn, now } as const
  const alongside = issuing(act, { seenLetter, issueLetter })
  return extendDeadline(room, officer, ref, form, now, alongside)
}

/** 延迟答复的合理期限, with its notice. Refusals as `delayReply` and `issuePlanned`. */
export function delayWithLetter(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { seenLetter, issueLetter, ...form }: z.output<typeof DelayWithLetter>,
  now: Temporal.Instant,
): Promise<Handled> {
  const fields = { untilOn: form.untilOn.toString(), reason: form.reason }
  const act = { room, officer, ref, step: 'delay', fields, on: form.happenedOn, now } as const
  return delayReply(room, officer, ref, form, now, issuing(act, { seenLetter, issueLetter }))
}

/** 征求意见, with its letter. Refusals as `consult` and `issuePlanned`. */
export function consultWithLetter(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { seenLetter, issueLetter, ...form }: z.output<typeof ConsultationWithLetter>,
  now: Temporal.Instant,
): Promise<Handled> {
  const { kind, to, about, happenedOn: on } = form
  const act = { room, officer, ref, step: 'consult', fields: { kind, to, about }, on, now } as const
  return consult(room, officer, ref, form, now, issuing(act, { seenLetter, issueLetter }))
}

interface Act {
  readonly room: CaseRoom
  readonly officer: Officer
  readonly ref: CaseRef
  readonly step: PlannedStep
  /** what the act says, to be held against the letter */
  readonly fields: PlanFields
  readonly on: Temporal.PlainDate
  readonly now: Temporal.Instant
}

function issuing(act: Act, { seenLetter, issueLetter }: Seen): Alongside {
  if (!issueLetter || seenLetter === undefined) return nothingElse
  return (deciding) => issuePlanned(act, seenLetter, deciding)
}

/**
 * @throws Refusal `stale` when the letter is not the one that was on the screen, `invalid` when the act says something
 * else than the letter, `incomplete` when the days have moved since it was written
 */
async function issuePlanned(
  { room, officer, ref, step, fields, on, now }: Act,
  seen: string,
  { tx, state }: Deciding,
): Promise<void> {
  const [id, version] = seen.split(':').map(Number)
  const row = await getLetterRow(tx, ref.id, id ?? 0)
  if (row.about !== aboutPlan(step) || row.state !== 'draft' || row.version !== version) {
    throw new Refusal('stale', '拟好的文书刚刚被改过、定稿或者作废，请重新打开后再办。')
  }
  if (row.datedOn) assertNotBefore(on, row.datedOn, '日期不能早于拟好的文书的成文日期')
  const { plan = {}, facts } = await openSnapshot(tx, room.sealer, row)
  for (const [name, value] of Object.entries(fields)) {
    if (plan[name] === value) continue
    const message = '与拟好的文书不同：请改成一致，或者不要勾选一并定稿，另行生成文书'
    throw new Refusal('invalid', `${message}。`, [{ at: name, message }])
  }
  const event = planEvent(room, state, step, plan, on)
  const dueOn = 'clock' in event.payload ? event.payload.clock.replyDueOn : null
  const said = facts['延长后期限']
  if (typeof said === 'string' && dueOn && said !== formatChineseDate(dueOn)) {
    throw new Refusal('incomplete', '拟好的告知书以后答复期限有变动，请作废后重新生成。')
  }
  await makeFinal(tx, room, officer, row, now)
}

/** What stands in the form of an act that has a letter waiting: its fields, and which version they are of. */
export async function withPlannedLetter(
  room: CaseRoom,
  officer: Officer,
  requestId: number,
  step: PlannedStep,
): Promise<Readonly<Record<string, string>>> {
  const planned = await findPlanned(room, officer, requestId, step)
  if (!planned) return {}
  return { ...planned.fields, seenLetter: seenMark(planned.row), issueLetter: 'yes' }
}

const seenMark = ({ id, version }: LetterRow) => `${id}:${version}`
