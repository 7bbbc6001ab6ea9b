import { listItemsOfDocument } from '../../../domain/catalogue/bindings-store.ts'
import { hasCatalogue, listRowsOn } from '../../../domain/catalogue/rows-store.ts'
import { findDeterminationOfDocument } from '../../../domain/determinations/determinations-store.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { link } from '../../../platform/web/components/button.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import type { OfficeServices } from '../services.ts'

/** On the page of an edition: the rows of the catalogue it keeps, and the line of the ledger it comes from. */
export async function belongingPart(
  { db, clock }: OfficeServices,
  { documentId, agencyId }: Edition,
): Promise<Html> {
  const [items, determination, catalogue] = await Promise.all([
    listItemsOfDocument(db, documentId),
    findDeterminationOfDocument(db, documentId),
    hasCatalogue(db, agencyId),
  ])
  if (!catalogue && items.length === 0 && !determination) return nothing
  const rows = items.length === 0 ? [] : await listRowsOn(db, dayOf(clock()))
  const names = rows
    .filter(({ itemId }) => items.includes(itemId))
    .map(
      ({ code, levelOne, levelTwo }) =>
        `${code} ${[levelOne, levelTwo].filter(Boolean).join(' / ')}`,
    )
  return html`<h2 class="govuk-heading-m">归属</h2>
    ${summaryList(
      [
        {
          key: '目录条目',
          value: html`${names.length > 0 ? names.join('；') : tag('没有挂接', 'urgent')}
          ${link('挂接目录', officePaths.catalogueOfDocument(documentId))}`,
        },
        {
          key: '公文公开属性',
          value:
            determination &&
            link(determination.documentNumber, officePaths.determination(determination.id)),
        },
      ],
      { compact: true },
    )}`
}
