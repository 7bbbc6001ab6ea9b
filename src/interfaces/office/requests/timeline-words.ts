import { formatLetterNumber } from '../../../domain/requests/case-state.ts'
import type { CaseEvent, EventOf } from '../../../domain/requests/case.ts'
import { DISPOSITIONS } from '../../../law/dispositions.ts'
import { QUESTION_IDS, QUESTIONS } from '../../../law/examination.ts'
import { RECTIFICATION_NAMES } from './ledger-words.ts'
import { REMEDY_KIND_NAMES, REMEDY_RESULT_NAMES } from '../words.ts'
import {
  CHANNEL_NAMES,
  CONFIRMATION_NAMES,
  CONSULTATION_NAMES,
  DELIVERY_NAMES,
  ENDING_NAMES,
  OPINION_NAMES,
} from './words.ts'

/** One event of a case as the timeline tells it. */
export interface Told {
  readonly title: string
  readonly lines: readonly string[]
}

const told = (title: string, ...lines: (string | null | false | undefined)[]): Told => ({
  title,
  lines: lines.filter((line): line is string => typeof line === 'string' && line !== ''),
})

const decided = (
  name: string,
  payload: { decision: string; opinion: string; contentHash: string },
): Told =>
  told(
    payload.decision === 'approved' ? `${name}：同意` : `${name}：退回`,
    payload.opinion,
    `签署的内容散列：${payload.contentHash.slice(0, 16)}`,
  )

/** Which answers led there; an id of an older tree is shown as it stands. */
function toldAnswers(answers: EventOf<'examined'>['payload']['answers']): string {
  return answers
    .map(({ question, answer }) => {
      const asked = QUESTION_IDS.find((id) => id === question)
      const known = asked && QUESTIONS[asked].answers.find(({ id }) => id === answer)
      return known ? known.text : answer
    })
    .join(' → ')
}

export function tellEvent(event: CaseEvent): Told {
  switch (event.type) {
    case 'registered':
      return told(
        '收到并登记',
        `渠道：${CHANNEL_NAMES[event.payload.channel]}`,
        event.payload.signedOn && `签收日期：${event.payload.signedOn.toString()}`,
        event.payload.part &&
          `一份申请分成${event.payload.part.of}件登记，这是第${event.payload.part.number}件`,
        event.payload.writtenDownBy &&
          `口头申请，由${event.payload.writtenDownBy}代填（条例 第二十九条）`,
        event.payload.assistance && `提供的帮助：${event.payload.assistance}`,
      )
    case 'receipt-confirmed':
      return told(
        `与申请人确认收到（${CONFIRMATION_NAMES[event.payload.way]}）`,
        event.payload.note,
      )
    case 'correction-asked':
      return told(`告知补正，限${event.payload.days}个工作日`, ...event.payload.items)
    case 'corrected':
      return told('收到补正，期限重新起算', `所需信息：${event.payload.subject}`)
    case 'reasons-asked':
      return told('要求说明理由', event.payload.facts)
    case 'reasons-given':
      return told('收到申请人的说明', event.payload.reasons)
    case 'delayed':
      return told(`延迟答复至${event.payload.untilOn.toString()}`, event.payload.reason)
    case 'extended':
      return told(`延长答复期限${event.payload.days}个工作日`, event.payload.reason)
    case 'fee-noticed':
      return told(
        `通知收费${event.payload.amountYuan}元`,
        `${event.payload.quantity}${event.payload.basis === 'items' ? '件' : '页'}`,
      )
    case 'fee-paid':
      return told(
        `已缴费${event.payload.amountYuan}元，期限重新起算`,
        `票据号：${event.payload.receiptNumber}`,
      )
    case 'consultation-sent':
      return told(
        `征求${CONSULTATION_NAMES[event.payload.kind]}意见（第${event.payload.number}件）`,
        `对象：${event.payload.toShown}`,
        event.payload.about,
      )
    case 'consultation-served':
      return told(`第${event.payload.number}件征求意见，对方已收到`, event.payload.proof)
    case 'consultation-answered':
      return told(
        `第${event.payload.number}件征求意见：${OPINION_NAMES[event.payload.opinion]}`,
        event.payload.reasons,
      )
    case 'consultation-lapsed':
      return told(`第${event.payload.number}件征求意见逾期未答复`)
    case 'third-party-told':
      return told(
        `已告知第三方公开的决定（第${event.payload.number}件征求意见）`,
        DELIVERY_NAMES[event.payload.way],
        event.payload.proof,
      )
    case 'answer-ordered':
      return told(
        `第${event.payload.remedy}件复议、诉讼纠正了答复，重新办理`,
        event.payload.orders,
        event.payload.dueOn && `限${event.payload.dueOn.toString()}以前重新答复`,
      )
    case 'examined':
      return told(
        '审查（七步法）',
        `结论：${DISPOSITIONS[event.payload.disposition].label}`,
        toldAnswers(event.payload.answers),
      )
    case 'reply-drafted':
      return told(
        '拟出答复',
        DISPOSITIONS[event.payload.draft.disposition].label,
        `内容散列：${event.payload.contentHash.slice(0, 16)}`,
      )
    case 'reply-taken-back':
      return told('撤回拟稿', event.payload.reason)
    case 'secrecy-reviewed':
      return decided('保密审查', event.payload)
    case 'legally-reviewed':
      return decided('法律审核', event.payload)
    case 'signed-off':
      return decided('签发', event.payload)
    case 'issued':
      return told(`编号发出：${formatLetterNumber(event.payload.letterNumber)}`)
    case 'delivered':
      return told(
        `送达（${DELIVERY_NAMES[event.payload.way]}）`,
        event.payload.trackingNumber && `邮件编号：${event.payload.trackingNumber}`,
        event.payload.proof,
        event.payload.inTime === false && '超过答复期限',
        event.payload.inTime === true && '在答复期限内',
      )
    case 'ended':
      return told(`终结：${ENDING_NAMES[event.payload.ending]}`, event.payload.reason)
    case 'rectification-decided':
      return told(
        RECTIFICATION_NAMES[event.payload.outcome],
        event.payload.forwardedTo && `有权更正的机关：${event.payload.forwardedTo}`,
        event.payload.text,
        `告知方式：${DELIVERY_NAMES[event.payload.way]}`,
      )
    case 'closed':
      return told('归档', event.payload.archiveNumber && `归档号：${event.payload.archiveNumber}`)
    case 'remedy-filed':
      return told(`${REMEDY_KIND_NAMES[event.payload.kind]}`, `受理：${event.payload.body}`)
    case 'remedy-decided':
      return told(
        `第${event.payload.number}件复议、诉讼：${REMEDY_RESULT_NAMES[event.payload.result]}`,
        event.payload.summary,
      )
    case 'clock-recomputed':
      return told('按新的放假通知重算期限', event.payload.notice)
    case 'handler-assigned':
      return told('转交同事')
    case 'noted':
      return told('记事', event.payload.text)
  }
}
