import type { TrackedCase } from '../../../domain/requests/online/track.ts'
import { formatChineseDate } from '../../../platform/kernel/time.ts'

/** Where the case stands and what happens next, in a sentence somebody can act on. */
export function nextSentence(tracked: TrackedCase): string {
  const anew = tracked.isAnew ? '原来的答复已被复议决定或者判决纠正，正在重新办理。' : ''
  return anew + sentenceOf(tracked)
}

function sentenceOf(tracked: TrackedCase): string {
  const { replyDueOn, status } = tracked
  const by = replyDueOn ? `最迟${formatChineseDate(replyDueOn)}答复您。` : ''
  switch (status) {
    case 'awaiting-confirmation':
      return '申请已经登记。工作人员会按您留下的方式与您联系确认收到，目标是1个工作日之内；确认之后答复期限才起算。'
    case 'examining':
      return `正在查找、审核。${by}`
    case 'consulting':
      return `您申请的信息涉及其他人或者其他机关，正在征求意见；这段时间依法不计入答复期限。${by}`
    case 'awaiting-correction':
      return correctionSentence(tracked)
    case 'awaiting-reasons':
      return `请在下面说明申请数量、频次的理由。${by}`
    case 'awaiting-payment':
      return feeSentence(tracked)
    case 'answered':
      return '答复书已经作出，正按您选择的途径送达。'
    case 'delivered':
      return deliveredSentence(tracked)
    case 'ended':
      return '这件申请已经终结，不再办理。需要的话可以重新申请。'
  }
}

function correctionSentence({ correction }: TrackedCase): string {
  const until = correction?.dueOn
    ? `请在${formatChineseDate(correction.dueOn)}以前补正。`
    : '请补正。'
  return `申请的内容还不够明确。${until}收到补正后，20个工作日的答复期限重新起算；没有正当理由逾期不补正的，视为放弃申请。`
}

function feeSentence({ fee }: TrackedCase): string {
  const until = fee?.dueOn ? `请在${formatChineseDate(fee.dueOn)}以前缴清。` : ''
  return `这件申请需要缴纳信息处理费${fee?.amountYuan ?? ''}元。${until}缴清的次日起，答复期限重新起算；逾期未缴纳的，视为放弃申请。`
}

const WAYS = {
  direct: '当面送达',
  entrusted: '委托其他机关送达',
  'china-post': '由中国邮政寄出',
  email: '发到您的电子邮箱',
  platform: '放在本网站，供您下载',
} as const

function deliveredSentence({ answer }: TrackedCase): string {
  const delivery = answer?.delivery
  if (!delivery) return '已经答复。'
  const tracking = delivery.trackingNumber ? `，邮件号码${delivery.trackingNumber}` : ''
  return `答复已于${formatChineseDate(delivery.on)}${WAYS[delivery.way]}${tracking}。`
}
