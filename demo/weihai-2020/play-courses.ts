/** Cases of the running year with a course of their own: every page of the desk has one to show. All invented. */
import type { Officer } from '../../src/domain/accounts/officer.ts'
import type { CaseRoom } from '../../src/domain/requests/case-room.ts'
import { suggestConversion } from '../../src/domain/requests/conversion/conversions.ts'
import { reviewFiling } from '../../src/domain/requests/filing/review-filing.ts'
import {
  consult,
  recordOpinion,
  recordService,
} from '../../src/domain/requests/handling/consultations.ts'
import { askForCorrection } from '../../src/domain/requests/handling/corrections.ts'
import { withdrawRequest } from '../../src/domain/requests/handling/end-request.ts'
import { askForReasons } from '../../src/domain/requests/handling/excessive-requests.ts'
import { extendDeadline } from '../../src/domain/requests/handling/extend-deadline.ts'
import { noticeFee } from '../../src/domain/requests/handling/fees.ts'
import { addNote, assignHandler } from '../../src/domain/requests/handling/keep-file.ts'
import { registerRequest } from '../../src/domain/requests/handling/register-request.ts'
import type { Handled } from '../../src/domain/requests/handling/take-step.ts'
import { decideRectification } from '../../src/domain/requests/rectification/decide-rectification.ts'
import { registerRectification } from '../../src/domain/requests/rectification/register-rectification.ts'
import { getOpenCase } from '../../src/domain/requests/requests-store.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import type { DemoArrival } from './demo-case.ts'
import { registration, type CaseDesk } from './play-case.ts'
import type { Act } from './replay.ts'

const on = (day: string) => ({ happenedOn: Temporal.PlainDate.from(day) })

type Step = readonly [
  at: string,
  run: (handled: Handled, now: Temporal.Instant) => Promise<Handled>,
]

/** A case and what happened to it, each step on what the one before left. */
function life(
  begin: readonly [at: string, run: (now: Temporal.Instant) => Promise<Handled>],
  ...steps: readonly Step[]
): Act[] {
  let handled: Handled
  const first: Act = {
    at: chinaMoment(begin[0]),
    run: async (now) => {
      handled = await begin[1](now)
    },
  }
  const rest = steps.map(([at, run]) => ({
    at: chinaMoment(at),
    run: async (now: Temporal.Instant) => {
      handled = await run(handled, now)
    },
  }))
  return [first, ...rest]
}

/** Handed in at the counter. */
const atCounter = (arrivedOn: string, applicantName: string, subject: string): DemoArrival => ({
  channel: 'in_person',
  arrivedOn,
  applicantClass: 'natural_person',
  applicantName,
  subject,
  wantedForm: 'paper',
  wantedRoute: 'post',
})

/** 第三方、共同制作机关、延期、补正、收费、说明理由、更正. */
export function courseActs(room: CaseRoom, { clerk, head }: CaseDesk): Act[] {
  const register = (arrival: DemoArrival) => (now: Temporal.Instant) =>
    registerRequest(room, clerk, registration(arrival), now)
  const rectification = (arrivedOn: string, name: string, subject: string) => {
    const arrival = atCounter(arrivedOn, name, subject)
    return (now: Temporal.Instant) => registerRectification(room, clerk, registration(arrival), now)
  }
  return [
    ...life(
      ['2026-11-04T09:20', register(atCounter('2026-11-04', '示例申请人子', '示例项目的补偿协议'))],
      [
        '2026-11-06T10:00',
        (one, now) => {
          const about = '补偿协议中的姓名、账号和补偿金额'
          const party = { kind: 'third-party', to: '示例第三方甲', isPerson: true, about } as const
          return consult(room, clerk, one, { ...party, ...on('2026-11-06') }, now)
        },
      ],
      [
        '2026-11-09T15:00',
        (one, now) => {
          const service = { number: 1, proof: '邮件签收回执（示例）', ...on('2026-11-09') }
          return recordService(room, clerk, one, service, now)
        },
      ],
    ),
    ...life(
      [
        '2026-10-19T09:20',
        register(atCounter('2026-10-19', '示例申请人丑', '示例联合发文的会签材料')),
      ],
      [
        '2026-10-22T10:00',
        (one, now) => {
          const about = '会签材料能否公开'
          const maker = {
            kind: 'co-maker',
            to: '示例共同制作机关',
            isPerson: false,
            about,
          } as const
          return consult(room, clerk, one, { ...maker, ...on('2026-10-22') }, now)
        },
      ],
      [
        '2026-10-30T11:00',
        (one, now) => {
          const opinion = { number: 1, opinion: 'agrees', reasons: '同意公开（示例）。' } as const
          return recordOpinion(room, clerk, one, { ...opinion, ...on('2026-10-30') }, now)
        },
      ],
      [
        '2026-11-12T16:00',
        (one, now) => {
          const extension = { days: 10, reason: '会签材料页数较多，需要逐页核对（示例）。' }
          return extendDeadline(room, head, one, { ...extension, ...on('2026-11-12') }, now)
        },
      ],
    ),
    ...life(
      ['2026-11-12T09:20', register(atCounter('2026-11-12', '示例申请人寅', '示例工程的全部文件'))],
      [
        '2026-11-16T10:00',
        (one, now) => {
          const notice = { days: 10, items: '请写明是哪一个工程\n请写明需要哪一类文件' }
          return askForCorrection(room, clerk, one, { ...notice, ...on('2026-11-16') }, now)
        },
      ],
    ),
    ...life(
      [
        '2026-11-05T09:20',
        register({
          ...atCounter('2026-11-05', '示例咨询有限公司', '示例档案的复制件'),
          applicantClass: 'company',
        }),
      ],
      [
        '2026-11-16T15:00',
        (one, now) => {
          const fee = { basis: 'pages', quantity: 68, amountYuan: 380 } as const
          return noticeFee(room, clerk, one, { ...fee, ...on('2026-11-16') }, now)
        },
      ],
    ),
    ...life(
      ['2026-11-13T09:20', register(atCounter('2026-11-13', '示例申请人卯', '示例事项的历年台账'))],
      [
        '2026-11-17T10:00',
        (one, now) => {
          const facts = '本月已提出多件内容相近的申请（示例）。'
          const question = { facts, replyWithinDays: 10, ...on('2026-11-17') }
          return askForReasons(room, clerk, one, question, now)
        },
      ],
    ),
    ...life(
      ['2026-09-14T09:20', rectification('2026-09-14', '示例申请人辰', '示例名册中的出生年份')],
      [
        '2026-09-18T10:00',
        (one, now) => {
          const decision = {
            outcome: 'corrected',
            forwardedTo: undefined,
            text: '经核对原始登记，已予更正（示例）。',
            way: 'direct',
          } as const
          return decideRectification(room, head, one, { ...decision, ...on('2026-09-18') }, now)
        },
      ],
    ),
    ...life(['2026-11-17T14:20', rectification('2026-11-17', '示例申请人巳', '示例证明中的住址')]),
  ]
}

/** 备案: two cases of a unit, one of them with the office's opinion. */
export function unitActs(
  room: CaseRoom,
  { unit, head }: { readonly unit: Officer; readonly head: Officer },
): Act[] {
  const register = (arrival: DemoArrival) => (now: Temporal.Instant) =>
    registerRequest(room, unit, registration(arrival), now)
  return [
    ...life(
      [
        '2026-10-12T09:40',
        register(atCounter('2026-10-12', '示例申请人午', '示例产业政策的兑现名单')),
      ],
      [
        '2026-10-15T10:00',
        (one, now) => {
          const reason = '申请人来函撤回（示例）。'
          return withdrawRequest(room, unit, one, { reason, ...on('2026-10-15') }, now)
        },
      ],
    ),
    ...life(
      ['2026-11-09T09:40', register(atCounter('2026-11-09', '示例申请人未', '示例招商协议'))],
      [
        '2026-11-13T10:00',
        async (one, now) => {
          const opinion = '请注意征求协议对方的意见，期限自收到之日起计算（示例）。'
          await reviewFiling(room.db, head, one, { conclusion: 'opinion', opinion }, now)
          return one
        },
      ],
    ),
  ]
}

/** A case handed to a colleague, a note on one that waits, and 转主动公开 suggested for one that was answered. */
export function handoverActs(
  room: CaseRoom,
  { clerk, colleague }: CaseDesk & { readonly colleague: Officer },
): Act[] {
  const caseOf = async (subject: string) => {
    const { id } = await room.db
      .selectFrom('requests')
      .select('id')
      .where('subject', '=', subject)
      .where('agency_id', '=', clerk.agencyId)
      .executeTakeFirstOrThrow()
    return { id, seenSeq: (await getOpenCase(room.db, id)).state.lastSeq }
  }
  return [
    {
      at: chinaMoment('2026-11-13T09:00'),
      run: async (now) => {
        const one = await caseOf('示例产业园2025年度考核结果')
        await assignHandler(room, clerk, one, { handlerId: colleague.id }, now)
      },
    },
    {
      at: chinaMoment('2026-11-19T10:00'),
      run: async (now) => {
        const one = await caseOf('示例村居公共服务设施的建设计划')
        await addNote(room, clerk, one, { text: '上午致电申请人，未接通（示例）。' }, now)
      },
    },
    {
      at: chinaMoment('2026-11-10T10:00'),
      run: async (now) => {
        const { id } = await caseOf('示例开放数据目录的更新记录')
        const text = '已有多人申请同类记录，建议转为主动公开（示例）。'
        await suggestConversion(room.db, clerk, id, { text }, now)
      },
    },
  ]
}
