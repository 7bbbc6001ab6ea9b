/** What this room demands of a draft before it goes to review; handed to the workflow by `app.ts`. */
import type { Tx } from '../../platform/database/database.ts'
import type { Problem } from '../../platform/kernel/problem.ts'
import type { Edition } from '../publications/edition.ts'
import type { EditionKind } from '../publications/structures/kinds.ts'
import { listItemsOfDocument } from './bindings-store.ts'
import { listRowsOn } from './rows-store.ts'

/** Kinds that have a column of their own are found there; the others hang on a row, or nobody would find them by it. */
const BOUND_KINDS: readonly EditionKind[] = ['document', 'interpretation']

/** Only the first edition is asked, and only where the body has a catalogue in force. 条例 第十二条、第二十二条 */
export async function checkCatalogueBinding(
  tx: Tx,
  edition: Edition,
  today: Temporal.PlainDate,
): Promise<Problem[]> {
  if (edition.firstPublishedAt || edition.disclosure !== 'proactive') return []
  if (!BOUND_KINDS.includes(edition.kind)) return []
  const [bound, rows] = [
    await listItemsOfDocument(tx, edition.documentId),
    await listRowsOn(tx, today, { agencyId: edition.agencyId }),
  ]
  if (bound.length > 0 || rows.length === 0) return []
  const message = '还没有挂接主动公开目录。请在下面的“归属”中挂接；没有合适条目的，先调整目录'
  return [{ at: 'catalogue', message }]
}
