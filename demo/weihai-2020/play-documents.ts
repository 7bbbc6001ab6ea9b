import { REVIEW_ITEMS, EditionForm } from '../../src/domain/publications/edition.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { draftInterpretation } from '../../src/domain/policies/interpretations/draft-interpretation.ts'
import { InterpretationForm } from '../../src/domain/policies/interpretations/interpretation.ts'
import { addAttachments } from '../../src/domain/publications/handling/attachments.ts'
import {
  draftDocument,
  editDraft,
  submitForReview,
} from '../../src/domain/publications/handling/drafting.ts'
import { publishEdition } from '../../src/domain/publications/handling/publish.ts'
import { ReviewForm, reviewEdition } from '../../src/domain/publications/handling/review.ts'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import type { Files } from '../../src/platform/files/files.ts'
import { stageFile, type Upload } from '../../src/platform/files/stage-file.ts'
import { Refusal } from '../../src/platform/kernel/refusal.ts'
import type { DemoFile } from './attachments.ts'
import type { DemoDocument } from './documents.ts'
import type { Act } from './replay.ts'

/** Where documents and their files are. */
export interface DemoRoom {
  readonly db: Db
  /** left out where no document has an attachment */
  readonly files?: Files
}

const LARGEST = 2 * 1024 * 1024

/** Who works on the documents of one body. */
export interface DocumentDesk {
  readonly clerk: Officer
  readonly reviewer: Officer
  readonly head: Officer
}

/** The life of a document: drafted, submitted, reviewed, published, as far as it has come. */
export function documentActs(
  { db, files }: DemoRoom,
  desk: DocumentDesk,
  document: DemoDocument,
): Act[] {
  let editionId = 0
  const acts: Act[] = []
  // made while the story runs up to it
  const attached = files && document.attachment && making(document.attachment)
  const act = (at: string | undefined, run: Act['run']) => {
    if (at !== undefined) acts.push({ at: chinaMoment(at), run })
  }
  act(document.draftedAt, async (now) => {
    editionId = await draft(db, desk.clerk, document, now)
    const attachment = await attached
    if (files && attachment) await attach({ db, files }, desk.clerk, editionId, attachment, now)
  })
  act(document.submittedAt, (now) => submitForReview(db, desk.clerk, editionId, now, { files }))
  act(document.reviewedAt, (now) => passReview(db, desk.reviewer, editionId, now))
  act(document.publishedAt, async (now) => {
    await publishEdition(db, desk.head, editionId, now)
    await rememberVisits(db, editionId, document.visits ?? 0)
  })
  return acts
}

async function draft(
  db: Db,
  clerk: Officer,
  document: DemoDocument,
  now: Temporal.Instant,
): Promise<number> {
  if (document.interprets === undefined) return draftDocument(db, clerk, editionForm(document), now)
  const policy = await db
    .selectFrom('editions')
    .select('document_id')
    .where('title', '=', document.interprets)
    .executeTakeFirstOrThrow()
  const { title, text } = document
  const form = InterpretationForm.parse({ title, form: 'text', text, elements: {} })
  const editionId = await draftInterpretation(db, clerk, policy.document_id, form, now)
  const { version, ...edition } = await getEdition(db, editionId)
  const { genre = '', theme = '', keywords = [] } = document
  const structure = edition.structure as EditionForm['structure']
  const header = { ...edition, structure, genre, subjectCategory: theme, keywords: [...keywords] }
  await editDraft(db, clerk, editionId, version, header, now)
  return editionId
}

/** Undefined where this machine cannot print: the demo is there all the same. */
async function making({ name, make }: DemoFile): Promise<Upload | undefined> {
  try {
    return { name, content: await make() }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'unavailable') return undefined
    throw error
  }
}

async function attach(
  room: Required<DemoRoom>,
  clerk: Officer,
  editionId: number,
  upload: Upload,
  now: Temporal.Instant,
): Promise<void> {
  const file = await stageFile(room.files, upload, { maxBytes: LARGEST })
  await addAttachments(room, clerk, editionId, [{ file, role: 'attachment' }], now)
}

function editionForm(document: DemoDocument): EditionForm {
  return EditionForm.parse({
    title: document.title,
    publisher: document.publisher,
    category: document.category,
    genre: document.genre,
    subjectCategory: document.theme,
    keywords: document.keywords,
    summary: document.summary,
    disclosure: 'proactive',
    documentNumber: document.documentNumber,
    formedOn: document.formedOn,
    effectiveFrom: document.effectiveFrom,
    expiresOn: document.expiresOn,
    normativeKind: document.normativeKind,
    bodyHtml: document.text,
  })
}

/** Every item looked at, nothing found. */
export async function passReview(
  db: Db,
  reviewer: Officer,
  editionId: number,
  now: Temporal.Instant,
): Promise<void> {
  const { contentHash } = await getEdition(db, editionId)
  const form = ReviewForm.parse({
    contentHash: contentHash.toString('hex'),
    checks: Object.fromEntries(REVIEW_ITEMS.map((item) => [item, 'clear'])),
    conclusion: 'may-publish',
    opinion: '逐项审查，可以公开（示例）。',
  })
  await reviewEdition(db, reviewer, editionId, form, now)
}

/** Readings that took place before the demo was loaded. */
async function rememberVisits(db: Db, editionId: number, visits: number): Promise<void> {
  const { documentId } = await getEdition(db, editionId)
  await db.insertInto('document_visits').values({ document_id: documentId, visits }).execute()
}
