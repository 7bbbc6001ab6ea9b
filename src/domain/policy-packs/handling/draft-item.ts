import type { Db } from '../../../platform/database/database.ts'
import type { Officer } from '../../accounts/officer.ts'
import { draftDocument, editDraft } from '../../publications/handling/drafting.ts'
import { itemEdition, itemOf, type ItemForm } from '../item-form.ts'
import { findBasis } from './find-basis.ts'

/**
 * Starts an item: a document like every other, which goes through review and the release gate before anybody sees it.
 * @returns the edition's id
 * @throws Refusal `forbidden`
 */
export async function draftItem(
  db: Db,
  officer: Officer,
  form: ItemForm,
  now: Temporal.Instant,
): Promise<number> {
  const item = itemOf(form, await findBasis(db, form.basis))
  return draftDocument(db, officer, itemEdition(form, item), now)
}

/**
 * Changes an item that is not yet public.
 * @param version the version the editor started from
 * @throws Refusal `stale` when somebody else saved meanwhile; `wrong-state` for a published edition
 */
export async function editItem(
  db: Db,
  officer: Officer,
  edition: { readonly id: number; readonly version: number },
  form: ItemForm,
  now: Temporal.Instant,
): Promise<void> {
  const item = itemOf(form, await findBasis(db, form.basis))
  await editDraft(db, officer, edition.id, edition.version, itemEdition(form, item), now)
}
