/** Facts for the forms that stay on file. */
import { DISPOSITIONS } from '../../../../law/dispositions.ts'
import {
  WANTED_FORMS,
  WANTED_ROUTES,
  type DeliveryWay,
  type RECTIFICATION_OUTCOMES,
} from '../../case.ts'
import { formatLetterNumber } from '../../case-state.ts'
import type { Facts } from '../vocabulary.ts'
import { FORM_WORDS, ROUTE_WORDS } from './case-facts.ts'
import { dayText, payloadOf, withoutStop, type LetterSource } from './source.ts'

const DELIVERY_WORDS = {
  direct: '直接送达',
  entrusted: '委托其他机关送达',
  'china-post': '邮政企业寄送',
  email: '电子邮件',
  platform: '平台送达',
} as const satisfies Record<DeliveryWay, string>

export function recordFacts({ current, event, handlerName, onFile, agency }: LetterSource): Facts {
  const { clock, delivery, letter, conclusion, reply } = current
  const disposition = conclusion?.disposition ?? reply?.draft.disposition
  return {
    查询码: `可以凭提交申请时取得的查询码在政府信息公开平台查询；没有查询码的，凭登记号和身份证明向${agency.name}查询`,
    确认日期: dayText(current.confirmedOn),
    补正告知期限: dayText(clock.correctionNoticeDueOn),
    经办人: handlerName ?? '',
    办理结果: disposition ? DISPOSITIONS[disposition].label : '',
    答复文号: letter ? formatLetterNumber(letter.number) : '',
    答复日期: dayText(letter?.on),
    送达日期: dayText(delivery?.on),
    归档号: current.archiveNumber ?? '',
    归档日期: dayText(current.closedOn),
    提供方式选项: ticked(WANTED_FORMS, FORM_WORDS, event && current.wantedForm),
    获取途径选项: ticked(WANTED_ROUTES, ROUTE_WORDS, event && current.wantedRoute),
    卷内文件: onFile.map((cells, at) => [String(at + 1), ...cells]),
  }
}

const RECTIFIED = {
  corrected: '予以更正',
  'not-corrected': '不予更正',
  forwarded: '本机关无权更正，转送有权更正的机关处理',
} as const satisfies Record<(typeof RECTIFICATION_OUTCOMES)[number], string>

/** 条例 第四十一条 */
export function rectificationFacts(source: LetterSource): Facts {
  const { outcome, forwardedTo, text } = payloadOf(source, 'rectification-decided')
  const { subject, description } = source.state
  const decided = forwardedTo ? `${RECTIFIED[outcome]}（${forwardedTo}）` : RECTIFIED[outcome]
  return {
    更正信息: withoutStop(`“${subject}”。${description.replaceAll('\n', '；')}`),
    更正决定: withoutStop(`${decided}。${text}`),
    有权机关: forwardedTo ?? '',
  }
}

/** How the answer was served is on record; of other letters the sheet itself is the proof. */
export function serviceFacts({ served, current, identity }: LetterSource): Facts {
  if (!served) return {}
  const { delivery } = served.isAnswer ? current : { delivery: null }
  const applicant = served.toApplicant ? identity : null
  return {
    送达文书: served.title,
    送达文号: served.number,
    文书日期: dayText(served.on),
    受送达人: served.addressee,
    送达地址: applicant?.address ?? '',
    受送达人电话: applicant?.phone ?? '',
    送达方式: delivery ? DELIVERY_WORDS[delivery.way] : '',
    送达日期: dayText(delivery?.on),
    送达凭证: delivery ? [delivery.trackingNumber, delivery.proof].filter(Boolean).join('；') : '',
  }
}

/** 条例 第四十四条; published within 20 working days as any other information (第二十六条) */
export function conversionFacts({ conversion, current, calendar }: LetterSource): Facts {
  if (!conversion) return { 转公开信息: current.subject }
  const { suggestion, decision, reason, decidedOn } = conversion
  const decided = { approved: '同意转为主动公开', declined: '不转为主动公开' } as const
  const approvedOn = decision === 'approved' ? decidedOn : null
  return {
    转公开信息: current.subject,
    审查意见: suggestion,
    审批决定: decision ? [decided[decision], reason].filter(Boolean).join('。') : '',
    公开时限: approvedOn
      ? dayText(calendar.whenMissing('by-weekday').addWorkingDays(approvedOn, PUBLICATION_DAYS))
      : '',
  }
}

export const PUBLICATION_DAYS = 20

/** Boxes before every choice, the chosen one filled. */
export function ticked<T extends string>(
  all: readonly T[],
  words: Readonly<Record<T, string>>,
  chosen: T | undefined,
): string {
  return all.map((one) => `${one === chosen ? '■' : '□'} ${words[one]}`).join('　')
}
