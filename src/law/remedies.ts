import type { WorkingCalendar } from './calendar/calendar.ts'
import type { LawSettings } from './settings.ts'

/**
 * R1: reconsideration first (复议前置). R2: reconsideration or suit, at choice. R3: against not answering in time.
 * 行政复议法 第二十三条, in force for acts from 2024-01-01; before that every route was a choice.
 */
export type RemedyRoute = 'R1' | 'R2' | 'R3'

/** The revised 行政复议法 applies to acts from this day. */
export const FIRST_ROUTE_DAY = '2024-01-01'

export const RECONSIDERATION_DAYS = 60
export const SUIT_MONTHS = 6
export const SUIT_AFTER_RECONSIDERATION_DAYS = 15

/** Whether the person was told of the right, the body and the term; if not, the term runs from later, one year at most. */
export type Told =
  | { readonly kind: 'with-the-act' }
  | { readonly kind: 'later'; readonly on: Temporal.PlainDate }
  | { readonly kind: 'never' }

export const TOLD: Told = { kind: 'with-the-act' }

/** A period in calendar days, months or years: its last day by number, and after rolling over days off. */
export interface CalendarPeriod {
  readonly from: Temporal.PlainDate
  readonly unrolledOn: Temporal.PlainDate
  /** A day off gives way to the next working day; a make-up day does not. 行诉解释 第四十八条、行政复议法 第八十八条 */
  readonly dueOn: Temporal.PlainDate
  readonly article: string
}

/**
 * Last day to apply for reconsideration: 60 days from knowing of the act. 行政复议法 第二十条. Not told of the right, the
 * body or the term: from when that became known, at most one year from knowing the act.
 *
 * @param knownOn service of the act; for inaction the last day of the reply period
 */
export function reconsiderationPeriod(
  knownOn: Temporal.PlainDate,
  told: Told,
  calendar: WorkingCalendar,
): CalendarPeriod {
  const term = { days: RECONSIDERATION_DAYS }
  return period(knownOn, untilTold(knownOn, told, term), '行政复议法 第二十条', calendar)
}

/**
 * Last day for a suit without reconsideration: 6 months from knowing of the act (行政诉讼法 第四十六条); not told: from
 * knowing, at most one year (行诉解释 第六十四条). Where the month has no such day, its last day.
 */
export function directSuitPeriod(
  knownOn: Temporal.PlainDate,
  told: Told,
  calendar: WorkingCalendar,
): CalendarPeriod {
  const article = told.kind === 'with-the-act' ? '行政诉讼法 第四十六条' : '行诉解释 第六十四条'
  return period(knownOn, untilTold(knownOn, told, { months: SUIT_MONTHS }), article, calendar)
}

/**
 * Last day for a suit after reconsideration: 15 days from receipt of the decision, or from the end of the period for
 * deciding when none was made. 行政诉讼法 第四十五条、行政复议法 第三十四条
 */
export function suitAfterReconsiderationPeriod(
  decisionServedOn: Temporal.PlainDate,
  calendar: WorkingCalendar,
): CalendarPeriod {
  const last = decisionServedOn.add({ days: SUIT_AFTER_RECONSIDERATION_DAYS })
  return period(decisionServedOn, last, '行政诉讼法 第四十五条', calendar)
}

function untilTold(
  knownOn: Temporal.PlainDate,
  told: Told,
  term: Temporal.DurationLike,
): Temporal.PlainDate {
  const longest = knownOn.add({ years: 1 })
  if (told.kind === 'with-the-act') return knownOn.add(term)
  if (told.kind === 'never') return longest
  const fromTelling = told.on.add(term)
  return Temporal.PlainDate.compare(fromTelling, longest) < 0 ? fromTelling : longest
}

function period(
  from: Temporal.PlainDate,
  unrolledOn: Temporal.PlainDate,
  article: string,
  calendar: WorkingCalendar,
): CalendarPeriod {
  return { from, unrolledOn, dueOn: calendar.rollForward(unrolledOn), article }
}

/** Whose act it is, as far as the body of reconsideration depends on it. */
export interface ActingAgency {
  readonly standing:
    | 'department' // 政府工作部门
    | 'government' // 人民政府
    | 'dispatched' // 派出机关，如开发区管委会
    | 'vertical' // 海关、金融、外汇管理、税务、国家安全机关
  /** department: its own level's government; government: the next higher; dispatched: the one that set it up. */
  readonly government: string
  /** 上一级主管部门, where there is one. */
  readonly superiorDepartment?: string
}

/**
 * The bodies a person may apply to. From 2024 the government alone (行政复议法 第二十四条、第二十七条); before, for a
 * department, its government or the superior department (2017年行政复议法 第十二条).
 */
export function reconsiderationBodies(agency: ActingAgency, actedOn: Temporal.PlainDate): string[] {
  const superior = agency.superiorDepartment === undefined ? [] : [agency.superiorDepartment]
  if (agency.standing === 'vertical') return superior
  if (agency.standing === 'department' && isBeforeRevision(actedOn)) {
    return [agency.government, ...superior]
  }
  return [agency.government]
}

const isBeforeRevision = (actedOn: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(actedOn, FIRST_ROUTE_DAY) < 0

export interface Remedy {
  readonly route: RemedyRoute
  /** A suit is only open after reconsideration. */
  readonly reconsiderationFirst: boolean
  /** 第二十三条第二款: the organ must say so when it acts. */
  readonly mustTellReconsiderationFirst: boolean
  /** 第二十二条: an act served online must name the online way to reconsideration. */
  readonly mustNameOnlineChannel: boolean
  readonly bodies: readonly string[]
  readonly articles: readonly string[]
  /** The sentence for the letter. */
  readonly clause: string
}

export interface RemedyFacts {
  readonly route: RemedyRoute
  readonly actedOn: Temporal.PlainDate
  readonly agency: ActingAgency
  readonly servedOnline?: boolean
  /** Court with jurisdiction, when known: 开发区 follow 行诉解释 第二十一条. */
  readonly court?: string
  /** How the letter calls itself: 本答复 unless told, 本告知, 本决定. */
  readonly actName?: string
}

/** What a letter must say about remedies. Terms for inaction run from the last day of the reply period. */
export function remedyOf(facts: RemedyFacts, settings: LawSettings): Remedy {
  const { route, actedOn, agency } = facts
  const revised = !isBeforeRevision(actedOn)
  const inactionFirst = route === 'R3' && settings.inactionRemedy === 'reconsideration-first'
  const reconsiderationFirst = revised && (route === 'R1' || inactionFirst)
  const bodies = reconsiderationBodies(agency, actedOn)
  const onlineChannel = revised && facts.servedOnline === true
  return {
    route,
    reconsiderationFirst,
    mustTellReconsiderationFirst: reconsiderationFirst && route === 'R1',
    mustNameOnlineChannel: onlineChannel,
    bodies,
    articles: articlesOf(route, revised, reconsiderationFirst),
    clause: clauseOf(facts, bodies, reconsiderationFirst),
  }
}

function articlesOf(route: RemedyRoute, revised: boolean, first: boolean): string[] {
  const item = route === 'R3' ? '第（三）项' : '第（四）项'
  return [
    '条例 第五十一条',
    ...(first ? [`行政复议法 第二十三条第一款${item}`] : []),
    revised ? '行政复议法 第二十条、第二十四条' : '行政复议法（2017年） 第九条、第十二条',
    first ? '行政诉讼法 第四十五条' : '行政诉讼法 第四十六条',
  ]
}

function clauseOf(facts: RemedyFacts, bodies: readonly string[], first: boolean): string {
  const act = facts.actName ?? '本答复'
  const whom = facts.route === 'R3' ? '对本机关逾期不予答复' : `对${act}`
  const since = facts.route === 'R3' ? '答复期限届满之日' : `收到${act}之日`
  const court = facts.court ?? '有管辖权的人民法院'
  const apply = `自${since}起${RECONSIDERATION_DAYS}日内向${bodies.join('或者')}申请行政复议`
  if (first) {
    return `如${whom}不服，应当先${apply}；对行政复议决定仍不服的，可以自收到行政复议决定书之日起${SUIT_AFTER_RECONSIDERATION_DAYS}日内向${court}提起行政诉讼。`
  }
  return `如${whom}不服，可以${apply}，也可以自${since}起${SUIT_MONTHS}个月内向${court}提起行政诉讼。`
}
