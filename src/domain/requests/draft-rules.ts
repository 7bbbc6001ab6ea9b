/** What a reply must contain, and what the case must have been through, for each disposition. Pure. */
import { checkRecord, recordForms } from '../../law/conclusion-records.ts'
import {
  DISPOSITIONS,
  EVIDENCE_LABELS,
  type DispositionCode,
  type EvidenceKind,
} from '../../law/dispositions.ts'
import { mustDiscloseDespite, type GroundCode } from '../../law/grounds.ts'
import type { Problem } from '../../platform/kernel/problem.ts'
import type { CaseState } from './case-state.ts'
import type { Draft } from './draft.ts'

/** The grounds that a reply stands on: fixed by the disposition, or those of the parts withheld. */
export function groundsOf(
  code: DispositionCode,
  withheld: readonly { readonly ground: GroundCode }[],
): GroundCode[] {
  const { ground } = DISPOSITIONS[code]
  if (ground) return [ground]
  return [...new Set(withheld.map((part) => part.ground))].sort()
}

/** 条例 第三十七条 */
export const PARTS_MISSING = '部分公开的，请逐项写明不予公开的部分及理由（条例 第三十七条）'

/** Everything that keeps this draft from being this case's reply; nothing when it may go to review. */
export function* checkDraft(state: CaseState, draft: Draft): Generator<Problem> {
  yield* checkCourse(state, draft.disposition)
  yield* checkEvidence(draft)
  yield* checkWithheld(state, draft)
  yield* checkAttached(draft)
}

/** Files go out where something is given, or pointed to; an answer that refuses carries none by mistake. */
const MAY_ATTACH: readonly DispositionCode[] = ['A1', 'A2', 'B1', 'E3']

function* checkAttached({ disposition, attachments }: Draft): Generator<Problem> {
  if (attachments.length === 0 || MAY_ATTACH.includes(disposition)) return
  const message = `这类答复不提供信息，请先在“答复附件”页移除${attachments.length}个附件`
  yield { at: 'disposition', message }
}

/** The course of the case that a disposition presupposes. */
function* checkCourse(state: CaseState, code: DispositionCode): Generator<Problem> {
  const at = 'disposition'
  const { waitingFor } = state.clock
  if (code === 'F3') {
    yield { at, message: '撤回、合并等其他情形不作答复书，请用“撤回”或者“终结”办理' }
  }
  if ((waitingFor === 'correction') !== (code === 'F1')) {
    const message =
      code === 'F1'
        ? '没有要求补正，或者已经补正，不能按逾期不补正处理（条例 第三十条）'
        : '申请人尚未补正，只能按逾期不补正处理（条例 第三十条）'
    yield { at, message }
  }
  if ((waitingFor === 'payment') !== (code === 'F2')) {
    const message =
      code === 'F2'
        ? '没有收费通知，或者已经缴费，不能按逾期不缴费处理'
        : '申请人尚未缴费，只能按逾期不缴费处理（国办函〔2020〕109号）'
    yield { at, message }
  }
  if (code === 'D3' && !state.corrections.some(({ correctedOn }) => correctedOn)) {
    yield { at, message: '没有经过补正，不能答复“补正后仍不明确”（条例 第三十条）' }
  }
  if (code === 'C4' && !state.consultations.some(({ kind }) => kind === 'third-party')) {
    yield { at, message: '须先书面征求第三方意见（条例 第三十二条）' }
  }
  if (code === 'E4' && state.reasonsAskedOn === null) {
    yield { at, message: '须先要求申请人说明理由（条例 第三十五条）' }
  }
}

/** Kept by the case itself: its notices, their service and what came back are events. */
const IN_THE_CASE: readonly EvidenceKind[] = ['correction-record', 'fee-record', 'closing-record']

function* checkEvidence({ disposition, evidence }: Draft): Generator<Problem> {
  const needed = DISPOSITIONS[disposition].evidence.filter((kind) => !IN_THE_CASE.includes(kind))
  for (const kind of needed) {
    if (evidence.some((one) => one.kind === kind)) continue
    const at = kind === 'search-record' ? 'searchPlaces' : 'disposition'
    yield { at, message: `请填写${EVIDENCE_LABELS[kind]}` }
  }
  for (const form of recordForms(disposition)) {
    const given = evidence.find(({ kind }) => kind === form.kind)
    if (given && given.kind !== 'search-record') yield* checkRecord(form, given.facts ?? {})
  }
}

function* checkWithheld(state: CaseState, draft: Draft): Generator<Problem> {
  const { disposition, withheld, grounds } = draft
  if (disposition === 'B1' && withheld.length === 0) {
    yield {
      at: 'withheldPart',
      message: PARTS_MISSING,
    }
  }
  if (disposition !== 'B1' && withheld.length > 0) {
    yield { at: 'withheldPart', message: '只有部分公开才列明不予公开的部分' }
  }
  const asked = state.consultations.filter(({ kind }) => kind === 'third-party')
  const thirdPartyConsents = asked.length > 0 && asked.every(({ opinion }) => opinion === 'agrees')
  if (grounds.includes('X15') && mustDiscloseDespite('X15', { thirdPartyConsents })) {
    yield {
      at: 'disposition',
      message: '第三方同意公开，不能以损害第三方权益为由不予公开（条例 第十五条）',
    }
  }
}
