/** What a policy document must have before it is submitted and after it is published, and what of it is there. Pure. */
import type { WorkingCalendar } from '../../law/calendar/calendar.ts'
import { CalendarMissing } from '../../law/calendar/calendar-missing.ts'
import {
  appliesAtShortNotice,
  filingDueOn,
  LEGALITY_REVIEW_DAYS,
  timeLegalityReview,
} from '../../law/normative-procedure.ts'
import { proposeTerm } from '../../law/validity-terms.ts'
import type { Edition } from '../publications/edition.ts'
import type { InterpretationPlan } from './interpretations/plan.ts'
import { isPolicyDocument } from './policy-document.ts'
import type { PolicySettings } from './policy-settings.ts'
import { newestOf, type NormativeRecord } from './records.ts'

export const CHECK_ITEMS = [
  'legality-review', // 合法性审核
  'collective-decision', // 集体审议
  'registration', // 统一登记号
  'term', // 施行日期和有效期
  'notice-period', // 公布与施行之间
  'interpretation', // 解读方案
  'filing', // 备案
] as const
export type CheckItem = (typeof CHECK_ITEMS)[number]

export interface ChecklistLine {
  readonly item: CheckItem
  /** `missing` stands in the way of submission; `advised` is only said; `later` is not yet due. */
  readonly state: 'done' | 'missing' | 'advised' | 'later'
  readonly says: string
}

export interface ChecklistFacts {
  readonly edition: Edition
  readonly records: readonly NormativeRecord[]
  readonly plan: InterpretationPlan | undefined
  readonly settings: PolicySettings
  readonly calendar: WorkingCalendar
  readonly publishedOn: Temporal.PlainDate | undefined
  readonly today: Temporal.PlainDate
}

/** The lines that concern this edition, in the order of its life. */
export function checklistOf(facts: ChecklistFacts): ChecklistLine[] {
  const { edition, settings } = facts
  const lines: ChecklistLine[] = []
  if (edition.normativeKind !== null)
    lines.push(
      legalityLine(facts),
      decisionLine(facts),
      registrationLine(facts),
      termLine(facts),
      ...noticeLine(facts),
    )
  if (isPolicyDocument(edition, settings)) lines.push(interpretationLine(facts))
  if (edition.normativeKind !== null) lines.push(filingLine(facts))
  return lines
}

const demanded = (demand: PolicySettings['legalityReview']) =>
  demand === 'required' ? 'missing' : 'advised'

// 国办发〔2018〕115号: not submitted for decision without the opinion
function legalityLine({ records, settings, calendar }: ChecklistFacts): ChecklistLine {
  const item = 'legality-review'
  const review = newestOf(records, item)
  const missing = demanded(settings.legalityReview)
  if (!review?.begunOn) return { item, state: missing, says: '还没有登记合法性审核意见' }
  if (review.conclusion === 'unlawful')
    return { item, state: missing, says: '审核意见为不合法，改好后请重新送审并登记' }
  const { least, most } = LEGALITY_REVIEW_DAYS
  const usual = `通常不少于${least}个、不超过${most}个工作日`
  try {
    const { workingDays, finding } = timeLegalityReview(review.begunOn, review.doneOn, calendar)
    const took = `审核用了${workingDays}个工作日`
    if (finding === 'in-time') return { item, state: 'done', says: `${review.body}，${took}` }
    return { item, state: 'advised', says: `${took}，${usual}` }
  } catch (error) {
    if (!(error instanceof CalendarMissing)) throw error
    return { item, state: 'done', says: review.body }
  }
}

function decisionLine({ records }: ChecklistFacts): ChecklistLine {
  const item = 'collective-decision'
  const decision = newestOf(records, item)
  return decision
    ? { item, state: 'done', says: `${decision.doneOn.toString()}，${decision.body}` }
    : { item, state: 'advised', says: '还没有登记集体审议决定' }
}

function registrationLine({ edition }: ChecklistFacts): ChecklistLine {
  const item = 'registration'
  return edition.registrationNumber === ''
    ? { item, state: 'advised', says: '还没有统一登记号' }
    : { item, state: 'done', says: edition.registrationNumber }
}

function termLine({ edition }: ChecklistFacts): ChecklistLine {
  const item = 'term'
  const { effectiveFrom, expiresOn, title } = edition
  if (!effectiveFrom) return { item, state: 'advised', says: '没有写施行日期' }
  const { expiresOn: proposed, years } = proposeTerm(title, effectiveFrom)
  if (!expiresOn)
    return {
      item,
      state: 'advised',
      says: `没有写有效期，通常为${years}年，即至${proposed.toString()}`,
    }
  if (Temporal.PlainDate.compare(expiresOn, proposed) > 0)
    return { item, state: 'advised', says: `有效期超过通常的${years}年（${proposed.toString()}）` }
  return { item, state: 'done', says: `${effectiveFrom.toString()}至${expiresOn.toString()}` }
}

function noticeLine({ edition, publishedOn, today }: ChecklistFacts): ChecklistLine[] {
  const { effectiveFrom } = edition
  if (!effectiveFrom || !appliesAtShortNotice(publishedOn ?? today, effectiveFrom)) return []
  return [{ item: 'notice-period', state: 'advised', says: '公布到施行不足30日，除非情况紧急' }]
}

// 国办发〔2016〕80号, 三同步: without a plan a policy document is not accepted
function interpretationLine({ plan, settings }: ChecklistFacts): ChecklistLine {
  const item = 'interpretation'
  if (!plan)
    return {
      item,
      state: demanded(settings.interpretation),
      says: '没有解读方案，也没有写明不解读的理由',
    }
  if (plan.exemption !== '') return { item, state: 'done', says: `不解读：${plan.exemption}` }
  return { item, state: 'done', says: `${plan.responsible}，${plan.plannedOn!.toString()}` }
}

function filingLine({ records, publishedOn, settings, today }: ChecklistFacts): ChecklistLine {
  const item = 'filing'
  const filing = newestOf(records, item)
  if (filing) return { item, state: 'done', says: `${filing.doneOn.toString()}，${filing.body}` }
  if (!publishedOn) return { item, state: 'later', says: `公布后${settings.filingDays}日内报送` }
  const dueOn = filingDueOn(publishedOn, settings.filingDays)
  const isLate = Temporal.PlainDate.compare(today, dueOn) > 0
  return {
    item,
    state: isLate ? 'advised' : 'later',
    says: `${dueOn.toString()}以前报送${isLate ? '，已经超过' : ''}`,
  }
}
