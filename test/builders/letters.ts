import type { CaseRoom } from '../../src/domain/requests/case-room.ts'
import {
  consult,
  recordOpinion,
  recordService,
} from '../../src/domain/requests/handling/consultations.ts'
import {
  askForCorrection,
  receiveCorrection,
} from '../../src/domain/requests/handling/corrections.ts'
import {
  askForReasons,
  delayReply,
  receiveReasons,
} from '../../src/domain/requests/handling/excessive-requests.ts'
import { extendDeadline } from '../../src/domain/requests/handling/extend-deadline.ts'
import { noticeFee } from '../../src/domain/requests/handling/fees.ts'
import type { Handled } from '../../src/domain/requests/handling/take-step.ts'
import { saveLetterSettings } from '../../src/domain/requests/letters/letter-settings.ts'
import {
  decideRectification,
  RectificationDecisionForm,
} from '../../src/domain/requests/rectification/decide-rectification.ts'
import {
  parseRectification,
  registerRectification,
} from '../../src/domain/requests/rectification/register-rectification.ts'
import { answer, at, buildCase, draftOf, REGISTRATION, type OfficeStaff } from './requests.ts'

const day = Temporal.PlainDate.from

/** Who decides on reconsideration, and how fees are paid: what an office sets once. */
export function setUpLetters(room: CaseRoom, { head }: OfficeStaff): Promise<void> {
  const form = {
    standing: 'dispatched',
    government: '示例市人民政府',
    superiorDepartment: undefined,
    court: '示例市中级人民法院',
    onlineReconsideration: '示例复议平台',
    zoneCommittee: '示例高新区管理委员会',
    ownNamePower: false,
    noticePrefix: undefined,
    outgoingPrefix: undefined,
    payment: '凭缴款通知到指定银行缴纳。',
  } as const
  return saveLetterSettings(room.db, head, form, at('2024-01-02'))
}

/** Asked to correct on 2024-03-05, corrected on 2024-03-08. */
export async function buildCorrectedCase(room: CaseRoom, { clerk }: OfficeStaff): Promise<Handled> {
  const registered = await buildCase(room, clerk, '2024-03-01')
  const items = '请写明地块的位置\n请写明批复的年份'
  const asked = { happenedOn: day('2024-03-05'), days: 10, items }
  const waiting = await askForCorrection(room, clerk, registered, asked, at('2024-03-05'))
  const corrected = {
    happenedOn: day('2024-03-08'),
    subject: '示例地块2019年征收批复',
    description: '示例路以东地块的征收批复。',
  }
  return receiveCorrection(room, clerk, waiting, corrected, at('2024-03-08'))
}

/** Reasons asked and given, the term delayed. */
export async function buildDelayedCase(room: CaseRoom, staff: OfficeStaff): Promise<Handled> {
  const { clerk, head } = staff
  const registered = await buildCase(room, clerk, '2024-03-01')
  const facts = '申请人在2024年2月提出四十件申请。'
  const question = { happenedOn: day('2024-03-05'), facts, replyWithinDays: 5 }
  const waiting = await askForReasons(room, clerk, registered, question, at('2024-03-05'))
  const given = { happenedOn: day('2024-03-08'), reasons: '撰写论文需要' }
  const examined = await receiveReasons(room, clerk, waiting, given, at('2024-03-08'))
  const delay = {
    happenedOn: day('2024-03-11'),
    untilOn: day('2024-05-31'),
    reason: '信息数量多、分布在多个科室',
  }
  return delayReply(room, head, examined, delay, at('2024-03-11'))
}

export async function buildExtendedCase(
  room: CaseRoom,
  { clerk, head }: OfficeStaff,
  given: Record<string, unknown> = {},
): Promise<Handled> {
  const registered = await buildCase(room, clerk, '2024-03-01', given)
  const extension = { happenedOn: day('2024-03-20'), days: 20, reason: '信息分散在多个科室。' }
  return extendDeadline(room, head, registered, extension, at('2024-03-20'))
}

/** 68 pages, 380 元; the notice served on 2024-03-05. */
export async function buildChargedCase(room: CaseRoom, { clerk }: OfficeStaff): Promise<Handled> {
  const registered = await buildCase(room, clerk, '2024-03-01')
  const fee = { basis: 'pages', quantity: 68, amountYuan: 380 } as const
  const form = { ...fee, happenedOn: day('2024-03-05') }
  return noticeFee(room, clerk, registered, form, at('2024-03-05'))
}

/** Third party, co-maker and another organ asked on 2024-03-05; each has the letter on 2024-03-06. */
export async function buildConsultedCase(room: CaseRoom, { clerk }: OfficeStaff): Promise<Handled> {
  let handled = await buildCase(room, clerk, '2024-03-01')
  for (const [kind, to] of [
    ['third-party', '示例丙'],
    ['co-maker', '示例规划局'],
    ['other-organ', '示例档案馆'],
  ] as const) {
    const form = { kind, to, isPerson: kind === 'third-party', about: '补偿协议' }
    const sent = { ...form, happenedOn: day('2024-03-05') }
    handled = await consult(room, clerk, handled, sent, at('2024-03-05'))
  }
  for (const number of [1, 2, 3]) {
    const served = { number, happenedOn: day('2024-03-06'), proof: '回执' }
    handled = await recordService(room, clerk, handled, served, at('2024-03-06'))
  }
  return handled
}

/** All have answered, the third party objects; the information is disclosed all the same. */
export async function buildOverruledCase(room: CaseRoom, staff: OfficeStaff): Promise<Handled> {
  let handled = await buildConsultedCase(room, staff)
  for (const number of [1, 2, 3]) {
    const opinion = number === 1 ? 'objects' : 'agrees'
    const form = { number, opinion, reasons: undefined, happenedOn: day('2024-03-11') } as const
    handled = await recordOpinion(room, staff.clerk, handled, form, at('2024-03-11'))
  }
  return answer(room, staff, handled, draftOf('A2'), at('2024-03-15'))
}

/** A record of the applicant corrected, or the request for it passed on. */
export async function buildRectifiedCase(
  room: CaseRoom,
  { clerk, head }: OfficeStaff,
  outcome: 'corrected' | 'forwarded',
): Promise<Handled> {
  const form = parseRectification({
    ...REGISTRATION,
    arrivedOn: '2024-03-01',
    subject: '示例登记表中的姓名',
    wrong: '“甲”误作“申”，应为“甲”',
    evidence: '身份证复印件',
  })
  if (!form.ok) throw new Error(JSON.stringify(form.problems))
  const opened = await registerRectification(room, clerk, form.value, at('2024-03-01'))
  const decision = RectificationDecisionForm.parse({
    outcome,
    forwardedTo: outcome === 'forwarded' ? '示例公安局' : '',
    text: '经核对底档属实。',
    way: 'direct',
    happenedOn: '2024-03-05',
  })
  return decideRectification(room, head, opened, decision, at('2024-03-05'))
}
