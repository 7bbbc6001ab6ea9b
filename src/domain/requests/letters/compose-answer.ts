/** The text of an answer, made from its draft: what is reviewed, signed and sent is this text and no other. */
import type { WorkingCalendar } from '../../../law/calendar/calendar.ts'
import type { LawSettings } from '../../../law/settings.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import type { CaseState } from '../case-state.ts'
import type { Draft } from '../draft.ts'
import { checkLetterText } from './elements.ts'
import { answerRemedy } from './facts/answer-facts.ts'
import { gatherAnswerFacts } from './facts/gather.ts'
import { fillTemplate } from './fill.ts'
import { getLetterSettings } from './letter-settings.ts'
import { answerTemplateId, letterOf } from './templates/built-in.ts'
import { getTemplate } from './templates-store.ts'

export interface Composing {
  readonly state: CaseState
  readonly draft: Draft
  readonly calendar: WorkingCalendar
  /** the day of drafting: wording and law in force on it */
  readonly on: Temporal.PlainDate
}

/**
 * The draft together with the letter that says it, by the template in force. It names no applicant: the head of the
 * letter does, when it is issued.
 * @throws Refusal `incomplete` when the letter would lack a mandatory element
 */
export async function withLetterText(
  tx: Tx,
  { state, draft, calendar, on }: Composing,
): Promise<Draft> {
  const agency = await getAgency(tx, state.agencyId)
  const settings = await getLetterSettings(tx, agency)
  const id = answerTemplateId(draft.disposition)
  const template = await getTemplate(tx, agency.id, id, on)
  const facts = gatherAnswerFacts(
    letterOf(id),
    {
      agency,
      settings,
      calendar,
      events: [],
      current: state,
      state,
      event: undefined,
      on,
      identity: null,
      consulted: null,
      handlerName: null,
      names: new Map(),
      isPlanned: false,
      served: null,
      conversion: null,
      onFile: [],
      typed: {},
    },
    draft,
  )
  const body = fillTemplate(template.body, facts)
  const problems = [...checkLetterText(letterOf(id), body, facts)]
  if (problems.length > 0) throw new Refusal('incomplete', '答复文书缺少法定要素。', problems)
  const { version, title } = template
  return { ...draft, letter: { template: id, version, title, body } }
}

/**
 * Whether the remedies that the signed text tells are those of the day the letter is to bear: 复议前置 began on a day.
 * @throws Refusal `unapproved` when they are not: the answer has to be drafted and signed anew
 */
export async function assertRemedyOfDay(
  tx: Tx,
  state: CaseState,
  actedOn: Temporal.PlainDate,
): Promise<void> {
  const { draft, draftedOn } = state.reply!
  const settings = await getLetterSettings(tx, await getAgency(tx, state.agencyId))
  const law = state.settings as unknown as LawSettings
  const clause = (on: Temporal.PlainDate) => answerRemedy({ state, draft, settings, law, on })
  if (clause(draftedOn) === clause(actedOn)) return
  throw new Refusal(
    'unapproved',
    '拟稿以后救济途径的规定有变，答复中告知的途径已不正确，请重新拟稿、审核、签发。',
  )
}
