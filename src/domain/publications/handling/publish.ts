import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf, formatMinute } from '../../../platform/kernel/time.ts'
import { formatIndexNumber } from '../../../law/index-number.ts'
import type { Officer } from '../../accounts/officer.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import type { Edition } from '../edition.ts'
import { markDocumentPublished, takeIndexSerial } from '../documents-store.ts'
import { listEditionsOfDocument, updateEditionState } from '../editions-store.ts'
import { mayPass } from '../gate/clearance.ts'
import { findClearance } from '../gate/clearances-store.ts'
import { publicationChanged } from '../publication-changed.ts'
import { moveEdition, takeStep } from './steps.ts'

/**
 * Puts a reviewed edition online (条例 第十七条：先审查、后公开). The first publication takes the next 索引号 of the
 * organ and year and fixes 发布日期; a later edition replaces the one before in the same instant.
 * @param approval hash of the content that was on the screen, undefined only for programs, which have none; and whether
 *   the edition before is sealed as well, because it holds what should not have been public
 * @returns the index number, the document's permanent address
 * @throws Refusal `forbidden` (the drafter), `wrong-state` (also before the embargo ends), `stale` for other content than
 *   was seen, `unapproved` without the gate's word, `incomplete` (no organ code for the index number)
 */
export async function publishEdition(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  now: Temporal.Instant,
  { seen, sealsPrevious = false }: Approval = {},
): Promise<string> {
  return inTransaction(db, async (tx) => {
    const { edition } = await takeStep(tx, officer, editionId, 'publish')
    assertSeen(edition, seen)
    await assertMayGoOut(tx, edition, now)
    return goOnline(tx, officer, edition, now, sealsPrevious ? 'removed' : 'superseded')
  })
}

export interface Approval {
  readonly seen?: string | undefined
  readonly sealsPrevious?: boolean
}

/** @throws Refusal `stale` */
export function assertSeen(edition: Edition, seen: string | undefined): void {
  if (seen !== undefined && edition.contentHash.toString('hex') !== seen)
    throw new Refusal('stale', '您看过以后文件内容有改动，请重新查看后再批准。')
}

/** What the database would refuse as well, in words. @throws Refusal `wrong-state`, `unapproved` */
export async function assertMayGoOut(
  tx: Tx,
  edition: Edition,
  at: Temporal.Instant,
): Promise<void> {
  if (edition.disclosure !== 'proactive')
    throw new Refusal('wrong-state', '公开方式不是“主动公开”的文件不能发布。')
  const { embargoUntil } = edition
  if (embargoUntil && Temporal.Instant.compare(at, embargoUntil) < 0)
    throw new Refusal('wrong-state', `这份文件${formatMinute(embargoUntil)}以前不得公开。`)
  await assertNotRemoved(tx, edition)
  if (!mayPass(await findClearance(tx, edition)))
    throw new Refusal('unapproved', '这份文件还没有通过出门检查，不能发布。')
}

async function assertNotRemoved(tx: Tx, { documentId }: Edition): Promise<void> {
  const { status } = await tx
    .selectFrom('documents')
    .select('status')
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow()
  if (status === 'removed')
    throw new Refusal('wrong-state', '这份文件已经撤下，不能再发布。请另行起草。')
}

/** The one way to the public, for whoever approved it: now, or at the hour that was set. */
export async function goOnline(
  tx: Tx,
  approver: Officer,
  edition: Edition,
  now: Temporal.Instant,
  previous: 'superseded' | 'removed' = 'superseded',
): Promise<string> {
  await replacePublished(tx, edition, previous, now)
  const indexNumber = edition.indexNumber ?? (await issueIndexNumber(tx, edition, now))
  await moveEdition(
    tx,
    approver,
    edition,
    { state: 'published', publishedBy: approver.id, publishedAt: now },
    now,
  )
  if (!edition.firstPublishedAt)
    await markDocumentPublished(tx, edition.documentId, { indexNumber, at: now })
  await publicationChanged(tx, { documentId: edition.documentId, agencyId: edition.agencyId })
  return indexNumber
}

/** Superseded, it can still be read as it stood on a day; removed, by nobody. */
async function replacePublished(
  tx: Tx,
  edition: Edition,
  state: 'superseded' | 'removed',
  now: Temporal.Instant,
): Promise<void> {
  const editions = await listEditionsOfDocument(tx, edition.documentId)
  const published = editions.find((other) => other.state === 'published')
  if (published) await updateEditionState(tx, published.id, { state }, now)
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
