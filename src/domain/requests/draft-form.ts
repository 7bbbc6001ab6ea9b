/** A reply as it is typed, and the draft that it means. */
import { z } from 'zod'
import { checkRecord, recordForms, recordText } from '../../law/conclusion-records.ts'
import { DISPOSITION_CODES, type DispositionCode } from '../../law/dispositions.ts'
import { GROUND_CODES } from '../../law/grounds.ts'
import { choice, optionalDay, optionalText, requiredText } from '../../platform/web/form-fields.ts'
import { WRITTEN_EVIDENCE, type Draft, type Evidence } from './draft.ts'
import { groundsOf, PARTS_MISSING } from './draft-rules.ts'
import { nonEmpty } from './payload.ts'

/** A column of fields of one name: a single one is sent as a text, several as a list. */
const texts = z
  .unknown()
  .optional()
  .transform((value) => (Array.isArray(value) ? value : [value]))
  .pipe(
    z.array(optionalText('不予公开的部分', { max: 2000 })).max(50, '不予公开的部分最多分列50项'),
  )
  .transform((values) => values.map((text) => text ?? ''))

/** The fields of conclusion records; which of them there are is `law/conclusion-records.ts`. */
const record = z
  .record(z.string(), optionalText('依据材料', { max: 5000 }))
  .optional()
  .catch(undefined)

/** The withheld parts of a partial disclosure are three equally long columns of fields. */
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
    record,
  })
  .transform((form, context) => ({
    disposition: form.disposition,
    grounds: groundsOf(form.disposition, withheldParts(form, context)),
    text: form.text,
    reasons: form.reasons,
    withheld: withheldParts(form, context),
    evidence: [
      ...searchRecord(form, context),
      ...conclusionRecords(form.disposition, form.record ?? {}, context),
    ],
  }))
export type DraftForm = z.output<typeof DraftForm>

interface WithheldColumns {
  readonly disposition: DispositionCode
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
  if (form.disposition === 'B1' && typed.length === 0) {
    context.addIssue({ code: 'custom', path: ['withheldPart'], message: PARTS_MISSING })
  }
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
  const searched = {
    kind: 'search-record',
    places: form.searchPlaces ?? '',
    terms: form.searchTerms ?? '',
    period: form.searchPeriod ?? '',
    searchedBy: form.searchedBy ?? '',
    searchedOn: form.searchedOn,
    result: form.searchResult ?? '',
  } as const
  return [searched]
}

/** The records that the disposition asks for; what was typed for another one is left aside. */
function conclusionRecords(
  code: DispositionCode,
  typed: Readonly<Record<string, string | undefined>>,
  context: z.RefinementCtx,
): Evidence[] {
  return recordForms(code).flatMap((form): Evidence[] => {
    const kind = WRITTEN_EVIDENCE.find((one) => one === form.kind)
    if (kind === undefined) return []
    const facts = Object.fromEntries(
      form.fields.flatMap(({ id }) => (typed[id] === undefined ? [] : [[id, typed[id]]])),
    )
    for (const { at, message } of checkRecord(form, facts)) {
      context.addIssue({ code: 'custom', path: at.split('.'), message })
    }
    return [{ kind, text: recordText(form, facts), facts }]
  })
}
