import type { WorkingCalendar } from './calendar/calendar.ts'
import { CalendarMissing } from './calendar/calendar-missing.ts'
import type { BodyFacts } from './document-rules-body.ts'
import { confirmed, pending, type DocumentFacts, type HintFinding } from './document-rules-kinds.ts'
import { GENERAL_TERM, publicationLimit } from './publication-limit.ts'

const { compare } = Temporal.PlainDate

/** DATE-001 … DATE-004 */
export function checkDates(
  facts: DocumentFacts,
  body: BodyFacts,
  calendar: WorkingCalendar,
): HintFinding[] {
  return [
    ...publishedInTime(facts, calendar),
    ...publishedBeforeFormed(facts),
    ...formedAgainstSignature(facts, body),
    ...impossibleDates(body),
    ...impossibleOrder(facts),
  ]
}

/** DATE-001, 条例 第二十六条. Before publication it is reckoned as of today. */
function publishedInTime(facts: DocumentFacts, calendar: WorkingCalendar): HintFinding[] {
  const { formedOn, publishedOn, isPublished, disclosure } = facts
  if (formedOn === null || disclosure !== 'proactive' || compare(publishedOn, formedOn) <= 0)
    return []
  try {
    const { dueOn } = publicationLimit(formedOn, GENERAL_TERM, calendar.whenMissing('refuse'))
    if (compare(publishedOn, dueOn) <= 0) return []
    const verb = isPublished ? `发布日期${publishedOn}已经` : '今天已经'
    return [
      confirmed(
        'DATE-001',
        'formedOn',
        `应在${dueOn}以前公开（成文之日起20个工作日），${verb}超过。`,
      ),
    ]
  } catch (error) {
    if (!(error instanceof CalendarMissing)) throw error
    return [confirmed('DATE-001', 'formedOn', `不能核对20个工作日的期限：${error.message}`)]
  }
}

/** DATE-002 */
function publishedBeforeFormed({
  formedOn,
  publishedOn,
  isPublished,
}: DocumentFacts): HintFinding[] {
  if (formedOn === null || compare(publishedOn, formedOn) >= 0) return []
  const message = isPublished
    ? `发布日期${publishedOn}早于成文日期${formedOn}。`
    : `成文日期${formedOn}还没有到。`
  return [confirmed('DATE-002', 'formedOn', message)]
}

/** DATE-003 */
function formedAgainstSignature(
  { formedOn }: DocumentFacts,
  { signature }: BodyFacts,
): HintFinding[] {
  if (formedOn === null || signature === undefined || signature.on.equals(formedOn)) return []
  return [
    confirmed('DATE-003', 'formedOn', `著录的成文日期是${formedOn}，正文落款是${signature.on}。`),
  ]
}

const WEEKDAYS = '一二三四五六日'

/** DATE-004 */
function impossibleDates({ dates }: BodyFacts): HintFinding[] {
  return dates.flatMap(({ raw, day, weekday }) => {
    if (day === undefined)
      return [confirmed('DATE-004', 'bodyHtml', `正文有不存在的日期“${raw}”。`)]
    if (weekday === undefined || weekday === day.dayOfWeek) return []
    const right = WEEKDAYS[day.dayOfWeek - 1]
    return [confirmed('DATE-004', 'bodyHtml', `正文写“${raw}”，这一天是星期${right}。`)]
  })
}

const EARLIEST = 1949

function impossibleOrder({
  formedOn,
  effectiveFrom,
  expiresOn,
  repealedOn,
}: DocumentFacts): HintFinding[] {
  const found: HintFinding[] = []
  if (formedOn && formedOn.year < EARLIEST)
    found.push(pending('DATE-004', 'formedOn', `成文日期在${EARLIEST}年以前，请核对。`))
  if (formedOn && effectiveFrom && compare(effectiveFrom, formedOn) < 0)
    found.push(
      pending('DATE-004', 'effectiveFrom', `施行日期${effectiveFrom}早于成文日期${formedOn}。`),
    )
  if (formedOn && expiresOn && compare(expiresOn, formedOn) < 0)
    found.push(
      confirmed('DATE-004', 'expiresOn', `有效期至${expiresOn}，早于成文日期${formedOn}。`),
    )
  if (effectiveFrom && repealedOn && compare(repealedOn, effectiveFrom) < 0)
    found.push(
      pending('DATE-004', 'repealedOn', `废止日期${repealedOn}早于施行日期${effectiveFrom}。`),
    )
  return found
}

/** DATE-005, NORM-001: what the closing clauses say against the header. */
export function checkClauses(facts: DocumentFacts, body: BodyFacts): HintFinding[] {
  return [...effectiveClause(facts, body), ...expiryClause(facts, body), ...normative(facts, body)]
}

function effectiveClause(
  { effectiveFrom, formedOn, normative }: DocumentFacts,
  { effective }: BodyFacts,
): HintFinding[] {
  const found = (message: string, certain: boolean) => [
    (certain ? confirmed : pending)('DATE-005', 'effectiveFrom', message),
  ]
  if (effective === undefined) return []
  if (effective === 'issued') {
    if (effectiveFrom !== null && formedOn !== null && compare(effectiveFrom, formedOn) < 0)
      return found(`正文写自印发之日起施行，施行日期却是${effectiveFrom}。`, false)
    return effectiveFrom === null && normative
      ? found('正文写自印发之日起施行，施行日期没有填写。', false)
      : []
  }
  if (effectiveFrom === null) return found(`正文写自${effective}起施行，施行日期没有填写。`, true)
  return effectiveFrom.equals(effective)
    ? []
    : found(`正文写自${effective}起施行，施行日期填的是${effectiveFrom}。`, true)
}

function expiryClause(
  { expiresOn, effectiveFrom }: DocumentFacts,
  { expires, term }: BodyFacts,
): HintFinding[] {
  if (expires !== undefined) {
    if (expiresOn?.equals(expires)) return []
    const given = expiresOn === null ? '没有填写' : `填的是${expiresOn}`
    return [confirmed('DATE-005', 'expiresOn', `正文写有效期至${expires}，有效期${given}。`)]
  }
  if (term === undefined) return []
  if (expiresOn === null)
    return [pending('DATE-005', 'expiresOn', `正文写有效期${term}年，有效期至没有填写。`)]
  if (effectiveFrom === null) return []
  // 五年 from 1 September ends on 31 August; some offices count the day itself
  const last = effectiveFrom.add({ years: term })
  const isRight = expiresOn.equals(last) || expiresOn.equals(last.subtract({ days: 1 }))
  return isRight
    ? []
    : [
        pending(
          'DATE-005',
          'expiresOn',
          `正文写有效期${term}年，自${effectiveFrom}起应到${last.subtract({ days: 1 })}，填的是${expiresOn}。`,
        ),
      ]
}

function normative(facts: DocumentFacts, body: BodyFacts): HintFinding[] {
  if (!facts.normative) return []
  const found: HintFinding[] = []
  if (facts.registrationNumber === '')
    found.push(pending('NORM-001', 'registrationNumber', '规范性文件没有填写统一登记号。'))
  if (facts.effectiveFrom === null && body.effective === undefined)
    found.push(confirmed('NORM-001', 'effectiveFrom', '规范性文件没有施行日期，正文也没有写。'))
  if (facts.expiresOn === null && body.expires === undefined && body.term === undefined)
    found.push(pending('NORM-001', 'expiresOn', '规范性文件没有写明有效期。'))
  return found
}
