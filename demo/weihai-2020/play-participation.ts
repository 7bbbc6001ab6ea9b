import { ConsultationForm } from '../../src/domain/participation/consultations/consultation.ts'
import { listOpinions } from '../../src/domain/participation/consultations/consultations-store.ts'
import {
  decideOpinion,
  draftConsultation,
  draftResult,
  recordOpinion,
} from '../../src/domain/participation/consultations/handling.ts'
import {
  draftReply,
  recordReplied,
  registerProposal,
} from '../../src/domain/participation/proposals/handling.ts'
import { ProposalForm, ReplyForm } from '../../src/domain/participation/proposals/proposal.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { submitForReview } from '../../src/domain/publications/handling/drafting.ts'
import { publishEdition } from '../../src/domain/publications/handling/publish.ts'
import type { CaseRoom } from '../../src/domain/requests/case-room.ts'
import { chinaMoment, dayOf } from '../../src/platform/kernel/time.ts'
import { passReview, type DocumentDesk } from './play-documents.ts'
import type { Act } from './replay.ts'

const PROPOSALS = [
  ['18', '关于完善园区公交线路的提案', '已增设两条微循环线路，早晚高峰加密班次。'],
  ['37', '关于加强老旧小区改造的提案', '已完成三个小区的管网改造，年内再启动两个。'],
  ['52', '关于建设企业人才公寓的提案', '首批人才公寓已交付使用，申请办法见网站。'],
  ['76', '关于优化中小学课后服务的提案', '全部中小学开展课后服务，收费标准已公示。'],
  ['94', '关于完善社区养老设施的提案', '新建两处社区食堂，助餐补贴按月发放。'],
] as const

/** Five proposals of members, led and answered, each reply reviewed with its attribute and public. */
export function proposalActs({ db }: CaseRoom, desk: DocumentDesk): Act[] {
  return PROPOSALS.map(([number, title, text], at) => ({
    at: chinaMoment('2020-09-01T10:00').add({ hours: 24 * at }),
    run: async (now) => {
      const form = ProposalForm.parse({
        kind: 'proposal',
        session: '示例届四次',
        number,
        title,
        proposer: '示例委员',
        role: 'lead',
        receivedOn: '2020-03-20',
      })
      const id = await registerProposal(db, desk.clerk, form, now)
      const reply = ReplyForm.parse({
        result: 'A',
        attribute: 'proactive',
        text: `${text}（示例）`,
      })
      const editionId = await draftReply(db, desk.clerk, id, reply, now)
      await publish(db, desk, editionId, now, () =>
        recordReplied(db, desk.clerk, id, dayOf(now), now),
      )
    },
  }))
}

/** One consultation with what came of it, one that is open. */
export function consultationActs(room: CaseRoom, desk: DocumentDesk): Act[] {
  const { db } = room
  const ask = async (title: string, opensOn: string, closesOn: string, now: Temporal.Instant) => {
    const form = ConsultationForm.parse({
      title,
      text: '第一条 为了方便群众办事，制定本办法（示例）。\n第二条 窗口实行首问负责。\n第三条 本办法自公布之日起施行。',
      opensOn,
      closesOn,
    })
    const editionId = await draftConsultation(room, desk.clerk, form, now)
    await publish(db, desk, editionId, now)
    return (await getEdition(db, editionId)).documentId
  }
  let done = 0
  return [
    {
      at: chinaMoment('2026-03-02T09:00'),
      run: async (now) => {
        done = await ask('窗口服务规范（征求意见稿，示例）', '2026-03-02', '2026-03-31', now)
      },
    },
    {
      at: chinaMoment('2026-03-20T09:00'),
      run: async (now) => {
        for (const opinion of ['建议写明午间也有人值守。', '建议把办理时限压到一天。'])
          await recordOpinion(
            room,
            desk.clerk,
            done,
            { channel: 'meeting', opinion, contact: '' },
            now,
          )
      },
    },
    {
      at: chinaMoment('2026-04-10T09:00'),
      run: async (now) => {
        const [first, second] = await listOpinions(db, done)
        await decideOpinion(
          room,
          desk.clerk,
          done,
          first!.id,
          { outcome: 'adopted', summary: '写明午间值守', response: '' },
          now,
        )
        await decideOpinion(
          room,
          desk.clerk,
          done,
          second!.id,
          {
            outcome: 'partly',
            summary: '压缩办理时限',
            response: '简单事项一天办结，其余按法定时限',
          },
          now,
        )
        await publish(db, desk, await draftResult(room, desk.clerk, done, now), now)
      },
    },
    {
      at: chinaMoment('2026-11-09T09:00'),
      run: (now) => ask('便民热线办理办法（征求意见稿，示例）', '2026-11-10', '2026-12-10', now),
    },
  ]
}

async function publish(
  db: CaseRoom['db'],
  desk: DocumentDesk,
  editionId: number,
  now: Temporal.Instant,
  between: () => Promise<void> = async () => {},
): Promise<void> {
  await submitForReview(db, desk.clerk, editionId, now)
  await passReview(db, desk.reviewer, editionId, now)
  await between()
  await publishEdition(db, desk.head, editionId, now)
}
