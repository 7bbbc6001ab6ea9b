/** Drafting an interpretation: an edition of its own kind, which goes the way of every publication. */
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import { bodyFromText } from '../../publications/body.ts'
import { EditionForm, type Edition } from '../../publications/edition.ts'
import { getEdition, listEditionsOfDocument } from '../../publications/editions-store.ts'
import { draftDocument, editDraft } from '../../publications/handling/drafting.ts'
import { ELEMENT_NAMES } from './check-interpretation.ts'
import { ELEMENTS, parseInterpretation, type InterpretationForm } from './interpretation.ts'

export const INTERPRETATION_CATEGORY = '政策解读'

/**
 * @param documentId the document it explains, public or in hand; it may be drafted, reviewed and published with it
 * @returns the interpretation's edition
 * @throws Refusal `forbidden`, `not-found`
 */
export async function draftInterpretation(
  db: Db,
  officer: Officer,
  documentId: number,
  form: InterpretationForm,
  now: Temporal.Instant,
): Promise<number> {
  const [edition] = await listEditionsOfDocument(db, documentId)
  if (!edition) throw new Refusal('not-found', '没有找到这份文件。')
  assertMay(officer, 'publications.draft', edition.agencyId)
  if (edition.kind !== 'document') throw new Refusal('wrong-state', '只有文件可以解读。')
  return draftDocument(db, officer, contentOf(form, edition.publisher, [documentId]), now)
}

/** @throws Refusal `wrong-state` for what is no interpretation; as `editDraft` */
export async function editInterpretation(
  db: Db,
  officer: Officer,
  editionId: number,
  version: number,
  form: InterpretationForm,
  now: Temporal.Instant,
): Promise<void> {
  const edition = await getEdition(db, editionId)
  assertMay(officer, 'publications.draft', edition.agencyId)
  const { interprets } = getInterpretation(edition)
  const content = contentOf(form, edition.publisher, interprets)
  await editDraft(db, officer, editionId, version, content, now)
}

/** @throws Refusal `wrong-state` */
export function getInterpretation(edition: Edition) {
  const structure =
    edition.kind === 'interpretation' ? parseInterpretation(edition.structure) : undefined
  if (!structure) throw new Refusal('wrong-state', '这份稿子不是政策解读。')
  return structure
}

function contentOf(
  given: InterpretationForm,
  publisher: string,
  interprets: readonly number[],
): EditionForm {
  const { title, form, link, speaker, elements } = given
  return EditionForm.parse({
    title,
    publisher,
    category: INTERPRETATION_CATEGORY,
    disclosure: 'proactive',
    bodyHtml: bodyOf(given),
    kind: 'interpretation',
    structure: { form, link, speaker, elements, interprets },
  })
}

/** The elements under their headings, so that they are searched, reviewed and printed like any text. */
function bodyOf({ text, elements }: InterpretationForm): string {
  const sections = ELEMENTS.filter((name) => elements[name] !== '').map(
    (name) => `<h2>${ELEMENT_NAMES[name]}</h2>\n${bodyFromText(elements[name])}`,
  )
  return [bodyFromText(text), ...sections].filter((part) => part !== '').join('\n')
}

/** Interpretations of a document in any state, for colleagues: the newest edition of each. */
export async function listInterpretations(db: Db | Tx, documentId: number): Promise<Edition[]> {
  const rows = await db
    .selectFrom('editions as e')
    .distinctOn('e.document_id')
    .select('e.id')
    .where('e.kind', '=', 'interpretation')
    .where('e.state', '!=', 'removed')
    .where(sql<boolean>`e.structure -> 'interprets' @> to_jsonb(${documentId}::bigint)`)
    .orderBy('e.document_id')
    .orderBy('e.number', 'desc')
    .execute()
  return Promise.all(rows.map(({ id }) => getEdition(db, id)))
}
