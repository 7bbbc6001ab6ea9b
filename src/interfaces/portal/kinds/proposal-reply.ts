import { z } from 'zod'
import {
  PROPOSAL_KIND_LABELS,
  PROPOSAL_KINDS,
} from '../../../domain/participation/proposals/proposal.ts'
import type { PublicDocument } from '../../../domain/publications/public-document.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import type { Html } from '../../../platform/web/html.ts'
import type { PortalServices } from '../services.ts'

const Structure = z.object({
  kind: z.enum(PROPOSAL_KINDS),
  session: z.string(),
  number: z.string(),
  proposer: z.string(),
  coUnits: z.string(),
  result: z.enum(['A', 'B', 'C']),
  publication: z.enum(['full', 'summary']),
})

const RESULTS = {
  A: '所提问题已经解决或者基本解决',
  B: '列入计划逐步解决',
  C: '留作参考',
} as const

/** 建议提案答复: what it answers, and whether this is the whole reply. */
export async function showReply(
  _: PortalServices,
  document: PublicDocument,
): Promise<Html | undefined> {
  const checked = Structure.safeParse(document.structure)
  if (!checked.success) return undefined
  const { kind, session, number, proposer, coUnits, result, publication } = checked.data
  return summaryList(
    [
      { key: PROPOSAL_KIND_LABELS[kind], value: `${session}第${number}号` },
      { key: '提出人', value: proposer || undefined },
      { key: '会办单位', value: coUnits || undefined },
      { key: '办理结果', value: RESULTS[result] },
      { key: '公开范围', value: publication === 'full' ? '全文' : '摘要' },
    ],
    { compact: true },
  )
}
