import { z } from 'zod'
import { DISPOSITIONS, DISPOSITION_CODES } from '../../../law/dispositions.ts'
import { GROUND_CODES } from '../../../law/grounds.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import {
  choice,
  optionalDay,
  optionalText,
  requiredText,
} from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { contentHashOf } from '../content-hash.ts'
import { WRITTEN_EVIDENCE, type Draft, type Evidence } from '../draft.ts'
import { checkDraft, groundsOf } from '../draft-rules.ts'
import { withLetterText } from '../letters/compose-answer.ts'
import { nonEmpty } from '../payload.ts'
import { takeStep, type Handled } from './take-step.ts'

const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]
const texts = z
  .unknown()
  .optional()
  .transform((value) => list(value).map((one) => String(one).trim()))

/** A reply as it is typed. The withheld parts of a partial disclosure are three equally long columns of fields. */
export const DraftForm = z
  .object({
    disposition: choice('答复类型', nonEmpty(DISPOSITION_CODES)),
    text: requiredText('答复内容', { max: 20_000 }),
    reasons: requiredText('理由', { max: 5000 }),
    withheldPart: texts,
    withheldGround: texts,
    withheldReason: texts,
    searchPlaces: optionalText('检索范围', { max: 2000 }),
    searchTerms: optionalText('检索用词', { max: 500 }),
    searchPeriod: optionalText('检索的时间范围', { max: 200 }),
    searchedBy: optionalText('检索人', { max: 100 }),
    searchedOn: optionalDay('检索日期'),
    searchResult: optionalText('检索结果', { max: 2000 }),
    evidence: optionalText('结论依据', { max: 5000 }),
  })
  .transform((form, context) => ({
    disposition: form.disposition,
    grounds: groundsOf(form.disposition, withheldParts(form, context)),
    text: form.text,
    reasons: form.reasons,
    withheld: withheldParts(form, context),
    evidence: [...searchRecord(form, context), ...writtenRecord(form)],
  }))
export type DraftForm = z.output<typeof DraftForm>

interface WithheldColumns {
  readonly withheldPart: readonly string[]
  readonly withheldGround: readonly string[]
  readonly withheldReason: readonly string[]
}

function withheldParts(form: WithheldColumns, context: z.RefinementCtx): Draft['withheld'] {
  const typed = form.withheldPart
    .map((part, index) => ({
      part,
      ground: GROUND_CODES.find((code) => code === form.withheldGround[index]),
      reason: form.withheldReason[index] ?? '',
    }))
    .filter(({ part, ground, reason }) => part !== '' || ground !== undefined || reason !== '')
  return typed.flatMap(({ part, ground, reason }) => {
    if (part !== '' && ground !== undefined && reason !== '') return [{ part, ground, reason }]
    const message = '每一项不予公开的部分，都要写明内容、依据和理由'
    context.addIssue({ code: 'custom', path: ['withheldPart'], message })
    return []
  })
}

interface SearchFields {
  readonly searchPlaces?: string | undefined
  readonly searchTerms?: string | undefined
  readonly searchPeriod?: string | undefined
  readonly searchedBy?: string | undefined
  readonly searchedOn?: Temporal.PlainDate | undefined
  readonly searchResult?: string | undefined
}

const SEARCH_LABELS = {
  searchPlaces: '检索范围',
  searchTerms: '检索用词',
  searchPeriod: '检索的时间范围',
  searchedBy: '检索人',
  searchedOn: '检索日期',
  searchResult: '检索结果',
} as const satisfies Record<keyof SearchFields, string>

/** A search record is whole or not there at all. */
function searchRecord(form: SearchFields, context: z.RefinementCtx): Evidence[] {
  const names = Object.keys(SEARCH_LABELS) as (keyof SearchFields)[]
  const missing = names.filter((name) => form[name] === undefined)
  if (missing.length === names.length) return []
  for (const name of missing) {
    const message = `检索记录不完整，请填写${SEARCH_LABELS[name]}`
    context.addIssue({ code: 'custom', path: [name], message })
  }
  if (!form.searchedOn || missing.length > 0) return []
  const record = {
    kind: 'search-record',
    places: form.searchPlaces ?? '',
    terms: form.searchTerms ?? '',
    period: form.searchPeriod ?? '',
    searchedBy: form.searchedBy ?? '',
    searchedOn: form.searchedOn,
    result: form.searchResult ?? '',
  } as const
  return [record]
}

/** The one field for the basis of a conclusion serves the kind of evidence its disposition asks for. */
function writtenRecord(form: {
  readonly disposition: Draft['disposition']
  readonly evidence?: string | undefined
}): Evidence[] {
  const kind = WRITTEN_EVIDENCE.find((one) => DISPOSITIONS[form.disposition].evidence.includes(one))
  return kind && form.evidence ? [{ kind, text: form.evidence }] : []
}

/**
 * Writes the reply, or writes it anew: every earlier signature is void then, whatever changed (条例 第三十六条). The
 * disposition must fit the course of the case and bring its evidence, e.g. a search record for 不掌握. The text of the
 * letter is made from it here and belongs to what is signed.
 *
 * @param draft the parsed form with the attachments that were stored before
 * @throws Refusal `incomplete` with the problems of the draft; and those of `takeStep`
 */
export function draftReply(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  draft: Draft,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'draft-reply', now, async ({ tx, state, today }) => {
    const problems = [...checkDraft(state, draft)]
    if (problems.length > 0) {
      throw new Refusal('incomplete', '答复还不完整，请按提示补充。', problems)
    }
    const { calendar } = room
    const whole = await withLetterText(tx, { state, draft, calendar, on: today })
    const payload = { draft: whole, contentHash: contentHashOf(whole) }
    return { body: { type: 'reply-drafted', payload }, happenedOn: today }
  })
}
