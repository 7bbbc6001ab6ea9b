import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { formatIndexNumber } from '../../../law/index-number.ts'
import type { Officer } from '../../accounts/officer.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import type { Edition } from '../edition.ts'
import { markDocumentPublished, takeIndexSerial } from '../documents-store.ts'
import { listEditionsOfDocument, updateEditionState } from '../editions-store.ts'
import { publicationChanged } from '../publication-changed.ts'
import { moveEdition, takeStep } from './steps.ts'

/**
 * Puts a reviewed edition online (条例 第十七条：先审查、后公开). The first publication takes the next 索引号 of the
 * organ and year and fixes 发布日期; a later edition replaces the one before in the same instant.
 * @returns the index number, the document's permanent address
 * @throws Refusal `forbidden` (the drafter), `wrong-state`, `incomplete` (no organ code for the index number)
 */
export async function publishEdition(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  now: Temporal.Instant,
): Promise<string> {
  return inTransaction(db, async (tx) => {
    const { edition, to } = await takeStep(tx, officer, editionId, 'publish')
    if (edition.disclosure !== 'proactive')
      throw new Refusal('wrong-state', '公开方式不是“主动公开”的文件不能发布。')
    await supersedePublished(tx, edition, now)
    const indexNumber = edition.indexNumber ?? (await issueIndexNumber(tx, edition, now))
    await moveEdition(
      tx,
      officer,
      edition,
      { state: to, publishedBy: officer.id, publishedAt: now },
      now,
    )
    if (!edition.firstPublishedAt)
      await markDocumentPublished(tx, edition.documentId, { indexNumber, at: now })
    await publicationChanged(tx, { documentId: edition.documentId, agencyId: edition.agencyId })
    return indexNumber
  })
}

async function supersedePublished(tx: Tx, edition: Edition, now: Temporal.Instant): Promise<void> {
  const editions = await listEditionsOfDocument(tx, edition.documentId)
  const published = editions.find((other) => other.state === 'published')
  if (published) await updateEditionState(tx, published.id, { state: 'superseded' }, now)
}

async function issueIndexNumber(tx: Tx, edition: Edition, now: Temporal.Instant): Promise<string> {
  const { indexPrefix } = await getAgency(tx, edition.agencyId)
  if (!indexPrefix)
    throw new Refusal(
      'incomplete',
      '本机构没有登记统一社会信用代码，无法编制索引号。请系统管理员先补登。',
    )
  const { year } = dayOf(now)
  const serial = await takeIndexSerial(tx, indexPrefix, year)
  return formatIndexNumber({ organCode: indexPrefix, year, serial })
}

/** Sends a reviewed edition back instead of publishing it. @throws Refusal `incomplete` without a reason */
export async function returnEdition(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  reason: string,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { edition, to } = await takeStep(tx, officer, editionId, 'return')
    if (reason.trim() === '')
      throw new Refusal('incomplete', '请写明退回的理由。', [
        { at: 'reason', message: '请写明退回的理由' },
      ])
    await moveEdition(tx, officer, edition, { state: to, returnedReason: reason.trim() }, now)
  })
}
