import type { CleanupStructure } from '../../src/domain/policies/cleanups/cleanup.ts'
import { noticeBody } from '../../src/domain/policies/cleanups/result-lists.ts'
import { draftDocument } from '../../src/domain/publications/handling/drafting.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { editionForm, type PublicationDesk } from './publications.ts'

/** A notice of results in draft that keeps and repeals the newest so many documents, half each. */
export async function declaredNotice(
  db: Db,
  desk: PublicationDesk,
  documents: number,
  now: Temporal.Instant,
): Promise<number> {
  const newest = await db
    .selectFrom('documents')
    .select(['id', 'index_number'])
    .where('status', '=', 'published')
    .orderBy('id', 'desc')
    .limit(documents)
    .execute()
  const structure: CleanupStructure = {
    cleanupId: 1,
    appliesFrom: null,
    results: newest.map(({ id, index_number: indexNumber }, at) => ({
      documentId: id,
      title: `示例事项${id}管理办法`,
      documentNumber: `示规${id}`,
      indexNumber: indexNumber!, // published
      publisher: '示例机关',
      result: at % 2 === 0 ? 'keep' : 'repeal',
      reason: '',
    })),
  }
  const form = editionForm({
    title: '关于公布清理结果的通知',
    kind: 'cleanup-result',
    structure,
    bodyHtml: noticeBody('现将结果公布如下。', structure),
  })
  return draftDocument(db, desk.drafter, form, now)
}
