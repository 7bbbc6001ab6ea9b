import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import type { Files } from '../../../platform/files/files.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { bodyFromText } from '../body.ts'
import type { EditionContent, EditionForm } from '../edition.ts'
import { recordScan } from '../gate/clearances-store.ts'
import { scanEdition } from '../gate/scan-edition.ts'
import { insertDocument, lockDocument } from '../documents-store.ts'
import {
  getEdition,
  insertEdition,
  listEditionsOfDocument,
  updateEditionContent,
} from '../editions-store.ts'
import { assertUnchanged, mayGoOn, refusalOf } from './gate.ts'
import { moveEdition, takeStep } from './steps.ts'
import { assertSubmittable, type SubmissionCheck } from './submission-check.ts'

const contentOf = (form: EditionForm): EditionContent => ({
  ...form,
  bodyHtml: bodyFromText(form.bodyHtml),
})

/**
 * Starts a document with its first edition.
 * @returns the edition's id
 * @throws Refusal `forbidden`
 */
export async function draftDocument(
  db: Db | Tx,
  officer: Officer,
  form: EditionForm,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'publications.draft', officer.agencyId)
  return inTransaction(db, async (tx) => {
    const documentId = await insertDocument(tx, officer.agencyId, now)
    const id = await insertEdition(
      tx,
      { documentId, number: 1, content: contentOf(form), draftedBy: officer.id },
      now,
    )
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'publications.draft'),
      action: 'edition.drafted',
      subject: `edition:${id}`,
    })
    return id
  })
}

/**
 * Changes an edition that is not yet public. A review it had is void from this moment, because it signed other content.
 * @param version the version the editor started from
 * @throws Refusal `stale` when somebody else saved meanwhile; `wrong-state` for a published edition
 */
export async function editDraft(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  version: number,
  form: EditionForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { edition } = await takeStep(tx, officer, editionId, 'edit')
    if (edition.kind !== form.kind) throw new Refusal('invalid', '文件的种类不能更改，请另行起草。')
    if (edition.version !== version)
      throw new Refusal(
        'stale',
        '在您编辑期间，别的同事保存了这份文件。您填写的内容仍在下面，请对照后再保存。',
      )
    await updateEditionContent(tx, editionId, contentOf(form), officer.id, now)
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'publications.draft'),
      action: 'edition.edited',
      subject: `edition:${editionId}`,
    })
  })
}

export interface Submission {
  /** for looking into attachments; an edition that has some cannot be submitted without */
  readonly files?: Files | undefined
  /** why what the gate found should go out all the same; the reviewer decides */
  readonly explanation?: string
  /** what other rooms demand before it goes */
  readonly checks?: readonly SubmissionCheck[]
}

/**
 * Sends a draft to 保密审查. It passes the gate first: what is found is mended, or explained to the reviewer; what could
 * not be opened cannot go on. The findings stay on record whatever comes of it.
 * @throws Refusal `incomplete` when a room's check fails, or something was found and not explained; `unapproved` when
 *   something could not be looked into; `stale` when somebody changed it meanwhile
 */
export async function submitForReview(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  now: Temporal.Instant,
  { files, explanation = '', checks = [] }: Submission = {},
): Promise<void> {
  // asked first, so that nobody makes the gate work who may not submit
  const before = await inTransaction(db, async (tx) => {
    const step = await takeStep(tx, officer, editionId, 'submit')
    await assertSubmittable(tx, step.edition, dayOf(now), checks)
    return step
  })
  const scan = await scanEdition(db, files, before.edition)
  const clearance = await inTransaction(db, async (tx) => {
    const { edition, to } = await takeStep(tx, officer, editionId, 'submit')
    assertUnchanged(scan, edition.contentHash)
    const recorded = await recordScan(tx, editionId, scan, now, explanation.trim())
    if (!mayGoOn(recorded)) return recorded
    await moveEdition(tx, officer, edition, { state: to, returnedReason: null }, now)
    return recorded
  })
  if (!mayGoOn(clearance)) throw refusalOf(clearance)
}

/** For colleagues only, and no part of what is signed: it may be written at any time. */
export async function writePrivateNote(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  note: string,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { agencyId } = await getEdition(tx, editionId)
    assertMay(officer, 'publications.draft', agencyId)
    const privateNote = note.trim().slice(0, LONGEST_NOTE)
    await tx
      .updateTable('editions')
      .set({ private_note: privateNote })
      .where('id', '=', editionId)
      .execute()
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'publications.draft'),
      action: 'edition.note-written',
      subject: `edition:${editionId}`,
    })
  })
}

const LONGEST_NOTE = 2000

/**
 * Opens a working copy beside the published edition, which stays online unchanged until the copy is published.
 * @returns the new edition's id
 * @throws Refusal `wrong-state` when a working copy is already open
 */
export async function startNewEdition(
  db: Db | Tx,
  officer: Officer,
  documentId: number,
  now: Temporal.Instant,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    // of two who begin at the same moment the second is told
    await lockDocument(tx, documentId)
    const editions = await listEditionsOfDocument(tx, documentId)
    const published = editions.find((edition) => edition.state === 'published')
    if (!published) throw new Refusal('not-found', '没有找到已发布的文件。')
    assertMay(officer, 'publications.draft', published.agencyId)
    if (editions[0]!.state !== 'published')
      throw new Refusal('wrong-state', '这份文件已有一个修改稿在办，请在那份稿子上修改。')
    const id = await insertEdition(
      tx,
      {
        documentId,
        number: published.number + 1,
        // what changed this time is yet to be said
        content: { ...published, publicNote: '' },
        attachments: published.attachments,
        draftedBy: officer.id,
      },
      now,
    )
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'publications.draft'),
      action: 'edition.drafted',
      subject: `edition:${id}`,
    })
    return id
  })
}
