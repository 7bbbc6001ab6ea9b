/** 文件之间的联系: what one document does to another, shown on both where both are public. */
import { sql } from 'kysely'
import { recordAudit } from '../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import type { Officer } from '../accounts/officer.ts'
import { actingAs, assertMay } from '../accounts/permissions.ts'
import { hasIndexNumber } from './index-number-match.ts'
import { publicationChanged } from './publication-changed.ts'

/**
 * Over `documents d`: its relations `r` from both sides (`this_end` is the end at which `d` stands), the other document
 * `o` and its edition `oe`, where that one is public, too.
 */
export const publicRelations = sql`
  (
    select kind, 'from' as this_end, to_id as other, applies_from, position
    from document_relations where from_id = d.id
    union all
    select kind, 'to', from_id, applies_from, position from document_relations where to_id = d.id
  ) r
  join documents o on o.id = r.other and o.status = 'published'
  join editions oe on oe.document_id = o.id and oe.state = 'published'`

export const RELATION_KINDS = [
  'interprets', // 解读
  'amends', // 修改
  'repeals', // 废止
  'forwards', // 转发
  'based-on', // 依据
  'result-of', // 征求意见的采纳情况、清理结果
  'answers', // 问答
  'contains', // 服务包含有的事项
  'keeps', // 清理：继续有效
  'to-be-amended', // 清理：拟修改
  'lapses', // 清理：宣布失效
] as const
export type RelationKind = (typeof RELATION_KINDS)[number]

/** Written only by the publication of a text that declares them (migrations/0054_validity.sql), never by hand. */
const DECLARED: readonly RelationKind[] = ['amends', 'repeals', 'keeps', 'to-be-amended', 'lapses']

/** What people link by hand. The others follow from a text that says so, and are signed with it. */
export const FREE_KINDS = [
  'forwards',
  'based-on',
  'result-of',
  'contains',
] as const satisfies readonly RelationKind[]

/** @throws Refusal `not-found` */
export async function getPublicDocumentId(db: Db | Tx, indexNumber: string): Promise<number> {
  const row = await db
    .selectFrom('documents')
    .select('id')
    .where(hasIndexNumber('index_number', indexNumber))
    .where('status', '=', 'published')
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有找到这个索引号的已公开文件。')
  return row.id
}

export interface NewRelation {
  readonly fromId: number
  readonly kind: RelationKind
  readonly toId: number
  /** when an amendment or a repeal takes effect */
  readonly appliesFrom?: Temporal.PlainDate | null
  readonly position?: number
}

/**
 * Links two documents. Linking them again changes the day and the place.
 * @throws Refusal `forbidden`; `not-found` for a document of another body that is not public; `invalid` for one with itself;
 *   `wrong-state` for what only a published text can do
 */
export async function addRelation(
  db: Db | Tx,
  officer: Officer,
  relation: NewRelation,
  now: Temporal.Instant,
): Promise<void> {
  const { fromId, kind, toId, appliesFrom = null, position = 0 } = relation
  if (fromId === toId) throw new Refusal('invalid', '文件不能与自己建立联系。')
  if (DECLARED.includes(kind))
    throw new Refusal('wrong-state', '修改、废止要写进稿子随文送审，请在“规范性文件”中登记。')
  await inTransaction(db, async (tx) => {
    await assertMayLink(tx, officer, fromId, toId)
    await tx
      .insertInto('document_relations')
      .values({
        from_id: fromId,
        kind,
        to_id: toId,
        applies_from: appliesFrom,
        position,
        created_by: officer.id,
        created_at: now,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['from_id', 'kind', 'to_id'])
          .doUpdateSet({ applies_from: appliesFrom, position }),
      )
      .execute()
    await record(tx, officer, 'document.linked', relation, now)
  })
}

/** @throws Refusal as `addRelation` */
export async function removeRelation(
  db: Db | Tx,
  officer: Officer,
  relation: Pick<NewRelation, 'fromId' | 'kind' | 'toId'>,
  now: Temporal.Instant,
): Promise<void> {
  const { fromId, kind, toId } = relation
  await inTransaction(db, async (tx) => {
    await assertMayLink(tx, officer, fromId, toId)
    await tx
      .deleteFrom('document_relations')
      .where('from_id', '=', fromId)
      .where('kind', '=', kind)
      .where('to_id', '=', toId)
      .execute()
    await record(tx, officer, 'document.unlinked', relation, now)
  })
}

export interface Relation {
  readonly kind: RelationKind
  /** `from`: this document interprets, amends … the other */
  readonly end: 'from' | 'to'
  readonly documentId: number
  readonly appliesFrom: Temporal.PlainDate | null
  /** of the newest edition, whatever its state: for colleagues only */
  readonly title: string
  readonly editionId: number
  readonly isPublic: boolean
  readonly isOwn: boolean
}

/** For the office: both ways, drafts of the own body too; of another body only what is public. */
export async function listRelations(
  db: Db | Tx,
  officer: Officer,
  documentId: number,
): Promise<Relation[]> {
  const rows = await db
    .with('ends', (ends) =>
      ends
        .selectFrom('document_relations')
        .select((eb) => [
          'kind',
          'to_id as other',
          'applies_from',
          'position',
          eb.val('from').as('this_end'),
        ])
        .where('from_id', '=', documentId)
        .unionAll(
          ends
            .selectFrom('document_relations')
            .select((eb) => [
              'kind',
              'from_id as other',
              'applies_from',
              'position',
              eb.val('to').as('this_end'),
            ])
            .where('to_id', '=', documentId),
        ),
    )
    .selectFrom('ends')
    .innerJoin('documents as d', 'd.id', 'ends.other')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('editions as e')
          .select(['e.id', 'e.title'])
          .whereRef('e.document_id', '=', 'd.id')
          .where((or) =>
            or.or([or('d.agency_id', '=', officer.agencyId), or('e.state', '=', 'published')]),
          )
          .orderBy('e.number', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.onTrue(),
    )
    .select([
      'ends.kind',
      'ends.this_end',
      'ends.applies_from',
      'd.id',
      'd.agency_id',
      'd.status',
      'newest.id as edition_id',
      'newest.title',
    ])
    .orderBy('ends.kind')
    .orderBy('ends.position')
    .orderBy('d.id')
    .execute()
  return rows.map((row) => ({
    kind: row.kind as RelationKind,
    end: row.this_end as 'from' | 'to',
    documentId: row.id,
    appliesFrom: row.applies_from,
    title: row.title,
    editionId: row.edition_id,
    isPublic: row.status === 'published',
    isOwn: row.agency_id === officer.agencyId,
  }))
}

async function assertMayLink(
  tx: Tx,
  officer: Officer,
  fromId: number,
  toId: number,
): Promise<void> {
  const rows = await tx
    .selectFrom('documents')
    .select(['id', 'agency_id', 'status'])
    .where('id', 'in', [fromId, toId])
    .execute()
  const [from, to] = [fromId, toId].map((id) => rows.find((row) => row.id === id))
  if (!from || !to) throw new Refusal('not-found', '没有找到要联系的文件。')
  assertMay(officer, 'publications.draft', from.agency_id)
  if (to.agency_id !== officer.agencyId && to.status !== 'published')
    throw new Refusal('not-found', '没有找到要联系的文件。')
}

async function record(
  tx: Tx,
  officer: Officer,
  action: string,
  { fromId, kind, toId }: Pick<NewRelation, 'fromId' | 'kind' | 'toId'>,
  now: Temporal.Instant,
): Promise<void> {
  await recordAudit(tx, now, {
    actor: actingAs(officer, 'publications.draft'),
    action,
    subject: `document:${fromId}`,
    detail: { kind, to: toId },
  })
  for (const documentId of [fromId, toId])
    await publicationChanged(tx, { documentId, agencyId: officer.agencyId })
}
