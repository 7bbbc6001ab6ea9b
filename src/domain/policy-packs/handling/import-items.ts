import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import { draftDocument } from '../../publications/handling/drafting.ts'
import { itemEdition, itemOf, type ItemForm } from '../item-form.ts'
import { findBasis } from './find-basis.ts'

/**
 * Drafts all items of a spreadsheet, or none. Each goes to review by itself.
 * @returns the editions' ids, in the order of the rows
 * @throws Refusal `forbidden`; `invalid` when the body already has an item of such a name
 */
export async function importItems(
  db: Db,
  officer: Officer,
  forms: readonly ItemForm[],
  now: Temporal.Instant,
): Promise<number[]> {
  assertMay(officer, 'publications.draft', officer.agencyId)
  const basis = await findBasis(
    db,
    forms.flatMap((form) => form.basis),
  )
  return inTransaction(db, async (tx) => {
    const taken = await tx
      .selectFrom('editions as e')
      .innerJoin('documents as d', 'd.id', 'e.document_id')
      .select('e.title')
      .distinct()
      .where('d.agency_id', '=', officer.agencyId)
      .where('d.status', '!=', 'removed')
      .where('e.kind', '=', 'policy-item')
      .where('e.state', '!=', 'superseded')
      .where('e.title', 'in', ['', ...forms.map(({ title }) => title)])
      .execute()
    if (taken.length > 0)
      throw new Refusal(
        'invalid',
        '表格里有已经登记的事项。',
        taken.map(({ title }) => ({ at: 'file', message: `已有同名事项“${title}”` })),
      )
    const ids: number[] = []
    let at = 0
    for (const form of forms) {
      const own = basis.slice(at, (at += form.basis.length))
      ids.push(await draftDocument(tx, officer, itemEdition(form, itemOf(form, own)), now))
    }
    return ids
  })
}
