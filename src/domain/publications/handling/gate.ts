import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay, may } from '../../accounts/permissions.ts'
import type { Edition } from '../edition.ts'
import { getEdition } from '../editions-store.ts'
import { UNREADABLE, mayPass, type Clearance, type EditionScan } from '../gate/clearance.ts'
import { findClearance, recordAcceptance, recordScan } from '../gate/clearances-store.ts'
import { scanEdition } from '../gate/scan-edition.ts'

/** Looks again, e.g. after the scanner failed or learned something. The newest word counts. */
export async function checkAgain(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  now: Temporal.Instant,
  files: Files | undefined,
): Promise<Clearance> {
  const edition = await getEdition(db, editionId)
  const { agencyId } = edition
  if (!may(officer, 'publications.draft', agencyId))
    assertMay(officer, 'publications.review', agencyId)
  if (!MAY_CHECK.has(edition.state))
    throw new Refusal('wrong-state', '只有还没有发布的稿子才需要检查。')
  const before = await findClearance(db, edition)
  const scan = await scanEdition(db, files, edition)
  return inTransaction(db, async (tx) => {
    const { contentHash } = await getEdition(tx, editionId)
    assertUnchanged(scan, contentHash)
    return recordScan(tx, editionId, scan, now, before?.explanation)
  })
}

const MAY_CHECK: ReadonlySet<string> = new Set([
  'draft',
  'returned',
  'in-review',
  'referred',
  'reviewed',
])

/** To the reviewer: nothing was found, or it was explained. */
export const mayGoOn = (clearance: Clearance) =>
  mayPass(clearance) || (clearance.outcome === 'blocked' && clearance.explanation !== '')

/** @throws Refusal `stale` */
export function assertUnchanged(scan: EditionScan, contentHash: Buffer): void {
  if (!scan.contentHash.equals(contentHash))
    throw new Refusal('stale', '检查期间文件内容有改动，请重新提交。')
}

/** Why a draft with this clearance cannot be submitted. */
export function refusalOf({ outcome, findings }: Clearance): Refusal {
  const unread = findings.filter(({ kind }) => kind === UNREADABLE)
  if (outcome === 'unreadable') {
    const names = [...new Set(unread.map(({ place }) => `《${place}》`))].join('、')
    return new Refusal('unapproved', `${names}没有检查完，不能送审。请更换文件，或者重新检查。`)
  }
  const message = `出门检查发现${findings.length}处问题。请修改；确需原样公开的，写明理由再送审。`
  return new Refusal('incomplete', message, [{ at: 'explanation', message }])
}

/**
 * The reviewer lets out what the gate found, with a reason. Does nothing when nothing was found.
 * @throws Refusal `unapproved` when the gate has not looked, or could not; `incomplete` without a reason
 */
export async function acceptFindings(
  tx: Tx,
  officer: Officer,
  edition: Edition,
  reason: string,
  now: Temporal.Instant,
): Promise<void> {
  const clearance = await findClearance(tx, edition)
  if (mayPass(clearance)) return
  if (clearance?.outcome !== 'blocked')
    throw new Refusal('unapproved', '这份文件还没有通过出门检查，请先重新检查。')
  if (reason.trim() === '') {
    const message = `出门检查有${clearance.findings.length}处发现，请写明为什么可以公开，或者退回修改`
    throw new Refusal('incomplete', message, [{ at: 'acceptance', message }])
  }
  const acceptance = { by: officer.id, at: now, reason: reason.trim() }
  await recordAcceptance(tx, edition.id, clearance, acceptance)
}
