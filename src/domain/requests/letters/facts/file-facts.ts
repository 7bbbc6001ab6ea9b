/** Facts for the sheets of review, hand-over and archive. */
import { citeInFull } from '../../../../law/citations.ts'
import { DISPOSITIONS } from '../../../../law/dispositions.ts'
import {
  formatLetterNumber,
  formatRegisterNumber,
  isValidSignature,
  type Signature,
} from '../../case-state.ts'
import type { Facts } from '../vocabulary.ts'
import { courseOf } from './answer-facts.ts'
import { PUBLICATION_DAYS } from './record-facts.ts'
import { dayText, payloadOf, withoutStop, type LetterSource } from './source.ts'

/** 审查呈批单: the draft as it stands and the signatures that cover it; places for those that are missing stay empty. */
export function reviewFacts(source: LetterSource): Facts {
  const { current, names, on } = source
  const { reply } = current
  if (!reply) return {}
  const { draft } = reply
  const { label, article } = DISPOSITIONS[draft.disposition]
  const signed = (signature: Signature | null) =>
    signature && isValidSignature(current, signature)
      ? `${['同意', withoutStop(signature.opinion)].filter(Boolean).join('。')}。${names.get(signature.officerId) ?? ''}　${dayText(signature.on)}`
      : ''
  return {
    办理经过: courseOf(current) || '无',
    拟办意见: `${label}（${citeInFull(article, on)}）。${draft.text}`,
    拟办理由: draft.reasons,
    附件名单: draft.attachments.map(({ name }) => `《${name}》`).join('、') || '无',
    拟稿人: `${names.get(reply.draftedBy) ?? ''}　${dayText(reply.draftedOn)}`,
    保密审查意见: signed(reply.secrecy),
    法律审核意见: signed(reply.legal),
    签发意见: signed(reply.signOff),
  }
}

const OPINIONS = { agrees: '同意公开', objects: '不同意公开', other: '见下列理由' } as const

/** 第三方意见确认函 */
export function confirmationFacts(source: LetterSource): Facts {
  const { number, opinion, reasons } = payloadOf(source, 'consultation-answered')
  const asked = source.current.consultations.find((one) => one.number === number)!
  return {
    被征求意见人: source.consulted ?? '',
    涉及的信息: withoutStop(asked.about),
    征询日期: dayText(asked.sentOn),
    第三方意见: OPINIONS[opinion],
    第三方理由: withoutStop(reasons),
    意见日期: dayText(source.event!.happenedOn),
  }
}

/** 主动公开移送明细表; published within 20 working days as any other information (第二十六条) */
export function handoverFacts({ conversion, current, calendar }: LetterSource): Facts {
  const { registerYear, registerNumber, letter, subject } = current
  const decidedOn = conversion?.decision === 'approved' ? conversion.decidedOn : null
  const publishBy =
    decidedOn && calendar.whenMissing('by-weekday').addWorkingDays(decidedOn, PUBLICATION_DAYS)
  const row = [
    '1',
    subject,
    letter ? formatLetterNumber(letter.number) : '',
    formatRegisterNumber(registerYear, registerNumber),
    dayText(decidedOn),
    dayText(publishBy),
  ]
  return { 移送明细: [row] }
}

/** What a whole file holds, and by which names of papers it is counted. */
const CHECKLIST: readonly (readonly [string, RegExp])[] = [
  ['申请及身份证明', /申请及身份证明/],
  ['登记表、登记回执', /登记表|登记回执/],
  ['补正、说明理由、延期、收费等告知书及回复', /补正|说明理由|说明的理由|延期|延迟|收费|缴费/],
  ['征求意见的文书、意见和凭证', /征求意见|征询|被征求意见方|第三方意见|协助办理/],
  ['检索记录、结论依据材料', /检索记录|结论依据/],
  ['审查呈批单、审核签发记录', /审查呈批单|审核签发/],
  ['答复文书及附件', /答复书|答复附件|不予处理告知书|不再处理告知书|更正政府信息告知书/],
  ['送达凭证', /送达/],
]

/** 归档清单: counted from what the case knows; what is none is said, too. */
export function archiveFacts({ onFile }: LetterSource): Facts {
  return {
    归档核对: CHECKLIST.map(([label, names], at) => {
      const count = onFile.filter(([name]) => names.test(name)).length
      return [String(at + 1), label, count === 0 ? '无' : String(count), '']
    }),
  }
}
