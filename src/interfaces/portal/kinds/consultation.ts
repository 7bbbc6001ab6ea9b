import { stageOn } from '../../../domain/participation/consultations/consultation.ts'
import { findConsultation } from '../../../domain/participation/consultations/consultations-store.ts'
import type { PublicDocument } from '../../../domain/publications/public-document.ts'
import { linkButton } from '../../../platform/web/components/button.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { participationPaths } from '../participation/paths.ts'
import type { PortalServices } from '../services.ts'

/** 征求意见: until when, and the way to say something; afterwards, by when the result is due. */
export async function showConsultation(
  { db }: PortalServices,
  document: PublicDocument,
  today: Temporal.PlainDate,
): Promise<Html | undefined> {
  const one = await findConsultation(db, document.documentId)
  if (!one) return undefined
  const days = `${one.opensOn.toString()}至${one.closesOn.toString()}`
  if (one.resultIndexNumber !== null)
    return inset(html`征求意见已经结束（${days}），采纳情况见旁边的“结果”。`)
  const stage = stageOn(one, today)
  if (stage === 'open')
    return html`${inset(`正在征求意见，期限为${days}。采纳情况将于${one.resultDueOn.toString()}前公布。`)}
    ${linkButton('提意见', participationPaths.opinionOn(document.indexNumber))}`
  if (stage === 'not-open') return inset(`征求意见的期限为${days}。`)
  return inset(`征求意见已经截止（${days}），采纳情况应于${one.resultDueOn.toString()}前公布。`)
}
