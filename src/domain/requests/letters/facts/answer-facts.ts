/** Facts of the answer: what was decided, on which article, why, and what can be done against it. */
import { citeInFull } from '../../../../law/citations.ts'
import { DISPOSITIONS, remedyRoute } from '../../../../law/dispositions.ts'
import { GROUNDS } from '../../../../law/grounds.ts'
import { remedyOf } from '../../../../law/remedies.ts'
import type { LawSettings } from '../../../../law/settings.ts'
import { Refusal } from '../../../../platform/kernel/refusal.ts'
import { formatLetterNumber, type CaseState } from '../../case-state.ts'
import type { Draft, Evidence } from '../../draft.ts'
import {
  actingAgencyOf,
  namesReconsiderationBody,
  NO_RECONSIDERATION_BODY,
  type LetterSettings,
} from '../letter-settings.ts'
import type { Facts } from '../vocabulary.ts'
import { FORM_WORDS, ROUTE_WORDS } from './case-facts.ts'
import { dayText, lawOf, type LetterSource } from './source.ts'

export function answerFacts(source: LetterSource, draft: Draft): Facts {
  const { state, on, settings } = source
  const { article } = DISPOSITIONS[draft.disposition]
  return {
    办理经过: courseOf(state),
    依据条款: citeInFull(article, on),
    ...evidenceFacts(draft),
    答复内容: draft.text,
    理由: draft.reasons,
    不予公开部分: withheldOf(draft, on),
    提供情况: provisionOf(state, draft),
    救济途径: answerRemedy({ state, draft, settings, on, law: lawOf(source) }),
    补正截止日: dayText(state.clock.correctionDueOn),
    缴费截止日: dayText(state.clock.paymentDueOn),
    收费金额: String(state.fees.at(-1)?.amountYuan ?? ''),
  }
}

/** What the records behind the conclusion say that the applicant must be told as well. */
function evidenceFacts({ evidence }: Draft): Facts {
  const record = (kind: Evidence['kind']) => {
    const found = evidence.find((one) => one.kind === kind)
    return found && found.kind !== 'search-record' ? (found.facts ?? {}) : {}
  }
  const { place, way: how } = record('publication-place')
  const { law, provision } = record('prohibiting-law')
  const { rules, office, way } = record('special-rules')
  const { organ, contact } = record('duty-basis')
  const { letterNumber, deliveredOn } = record('earlier-reply')
  return {
    公开出处: told(place, how),
    禁止公开的规定: `${law ?? ''}${provision ?? ''}`,
    专门规定: told(rules && `请依照${rules}`, office && `向${office}查询`, way),
    // 条例 第三十六条第（五）项：能够确定负责公开的机关的，告知其名称、联系方式
    负责机关: told(organ && `负责公开该信息的机关：${organ}`, contact && `联系方式：${contact}`),
    先前答复: told(
      letterNumber,
      deliveredOn && `于${dayText(Temporal.PlainDate.from(deliveredOn))}送达`,
    ),
  }
}

const told = (...parts: readonly (string | undefined)[]) =>
  parts
    .filter((part) => part !== undefined && part !== '')
    .map((part) => part!.replace(/[。．.]+$/, ''))
    .join('，')

/** What was answered before and set aside: an answer given anew says so first. */
function orderOf({ order, earlierAnswers, remedies }: CaseState): string[] {
  const given = earlierAnswers.at(-1)
  const remedy = order && remedies.find(({ number }) => number === order.remedy)
  if (!order || !remedy) return []
  const decision = remedy.kind === 'reconsideration' ? '行政复议决定' : '判决'
  const told = `本机关于${dayText(order.on)}收到${remedy.body}作出的${decision}，现重新答复`
  if (!given) return [told]
  const { number, on } = given.letter
  return [`本机关曾于${dayText(on)}作出${formatLetterNumber(number)}答复`, told]
}

/** 补正、说明理由、征求意见、收费、延期, as far as they happened, without naming anybody. */
export function courseOf(state: CaseState): string {
  const sentences = [...orderOf(state), ...courseSentences(state)]
  return sentences.length === 0 ? '' : `${sentences.join('；')}。`
}

function courseSentences({
  corrections,
  reasonsAskedOn,
  consultations,
  fees,
  extension,
}: CaseState): string[] {
  return [
    ...corrections.map(({ askedOn, correctedOn }) =>
      correctedOn
        ? `本机关于${dayText(askedOn)}告知补正，于${dayText(correctedOn)}收到补正后的申请`
        : `本机关于${dayText(askedOn)}告知补正`,
    ),
    ...(reasonsAskedOn ? [`本机关于${dayText(reasonsAskedOn)}要求说明理由`] : []),
    ...consultations.map(
      ({ sentOn, kind }) => `本机关于${dayText(sentOn)}书面征求${CONSULTED[kind]}意见`,
    ),
    ...fees.map(({ noticedOn, paidOn }) =>
      paidOn
        ? `本机关于${dayText(noticedOn)}送达收费通知书，费用于${dayText(paidOn)}缴清`
        : `本机关于${dayText(noticedOn)}送达收费通知书`,
    ),
    ...(extension
      ? [
          `经本机关政府信息公开工作机构负责人同意，于${dayText(extension.on)}告知延长答复期限${extension.days}个工作日`,
        ]
      : []),
  ]
}

const CONSULTED = {
  'third-party': '第三方',
  'co-maker': '共同制作机关',
  'other-organ': '其他机关',
} as const

function withheldOf({ withheld }: Draft, on: Temporal.PlainDate): string {
  return withheld
    .map(({ part, ground, reason }, at) => {
      const { label, article } = GROUNDS[ground]
      return `${at + 1}．${part}：${label}，依据${citeInFull(article, on)}不予公开。理由：${ended(reason)}`
    })
    .join('\n')
}

const ended = (text: string) => (/[。！？.]$/.test(text) ? text : `${text}。`)

const PROVIDED: readonly Draft['disposition'][] = ['A2', 'B1']

/** 条例 第四十条: in the form and by the route that was asked for. */
function provisionOf({ wantedForm, wantedRoute }: CaseState, draft: Draft): string {
  if (!PROVIDED.includes(draft.disposition)) return ''
  const attached = draft.attachments.map(({ name }) => `《${name}》`).join('、')
  const what = attached === '' ? '上述可以公开的信息' : `上述信息（${attached}）`
  const form = FORM_WORDS[wantedForm]
  return wantedForm === 'on-site'
    ? `${what}安排${form}。`
    : `${what}以${form}形式、通过${ROUTE_WORDS[wantedRoute]}提供。`
}

interface Remedied {
  readonly state: CaseState
  readonly draft: Draft
  readonly settings: LetterSettings
  readonly law: LawSettings
  readonly on: Temporal.PlainDate
}

/** The clause of an answer that bears this day: 复议前置 or a choice, the body, the terms. */
export function answerRemedy({ state, draft, settings, law, on }: Remedied): string {
  const { letter } = DISPOSITIONS[draft.disposition]
  const withheldOn = draft.withheld.map(({ ground }) => ground)
  const route = remedyRoute(draft.disposition, { actedOn: on, withheldOn }, law) ?? 'R2'
  const servedOnline = state.wantedRoute === 'email' || state.wantedRoute === 'platform'
  const actName = letter === 'reply' ? '本答复' : '本告知'
  return remedyClause({ route, settings, law, on, servedOnline, actName })
}

interface Clause {
  readonly route: 'R1' | 'R2' | 'R3'
  readonly settings: LetterSettings
  readonly law: LawSettings
  readonly on: Temporal.PlainDate
  readonly servedOnline: boolean
  readonly actName: string
}

/** @throws Refusal `incomplete` until the office has said who decides on reconsideration */
export function remedyClause({ route, settings, law, on, servedOnline, actName }: Clause): string {
  // 行政复议法 第二十三条第二款、行诉解释 第六十四条: a letter that names no body tells no remedy
  if (!namesReconsiderationBody(settings)) throw new Refusal('incomplete', NO_RECONSIDERATION_BODY)
  const { court } = settings
  const facts = { route, actedOn: on, agency: actingAgencyOf(settings), servedOnline, actName }
  const remedy = remedyOf({ ...facts, ...(court ? { court } : {}) }, law)
  if (!remedy.mustNameOnlineChannel) return remedy.clause
  // 行政复议法 第二十二条：通过互联网渠道送达的，应当同时提供提交行政复议申请书的互联网渠道
  const channel = settings.onlineReconsideration ?? `${remedy.bodies.join('、')}公布的互联网渠道`
  return `${remedy.clause}行政复议申请书也可以通过${channel}提交。`
}
