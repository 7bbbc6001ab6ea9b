import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type {
  Proposal,
  ProposalForm,
  ProposalKind,
  ProposalResult,
  ProposalRole,
  ReplyAttribute,
} from './proposal.ts'

function selectProposals(db: Db | Tx) {
  return db
    .selectFrom('proposals as p')
    .leftJoin('documents as d', 'd.id', 'p.document_id')
    .selectAll('p')
    .select(['d.index_number', 'd.published_at', 'd.status as document_status'])
    .where('p.voided_at', 'is', null)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectProposals>['execute']>>[number]

function toProposal(row: Row): Proposal {
  const isPublic = row.document_status === 'published'
  return {
    id: row.id,
    agencyId: row.agency_id,
    kind: row.kind as ProposalKind,
    session: row.session,
    number: row.number,
    title: row.title,
    proposer: row.proposer,
    role: row.role as ProposalRole,
    coUnits: row.co_units,
    receivedOn: row.received_on,
    replyDueOn: row.reply_due_on,
    repliedOn: row.replied_on,
    result: row.result as ProposalResult | null,
    attribute: row.attribute as ReplyAttribute | null,
    ground: row.ground,
    reason: row.reason,
    publication: row.publication as Proposal['publication'],
    documentId: row.document_id,
    indexNumber: isPublic ? row.index_number : null,
    publishedAt: isPublic ? row.published_at : null,
    version: row.version,
  }
}

export async function getProposal(db: Db | Tx, id: number): Promise<Proposal> {
  const row = await selectProposals(db).where('p.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有找到这件建议提案。')
  return toProposal(row)
}

export async function getProposalForUpdate(tx: Tx, id: number): Promise<Proposal> {
  await sql`select id from proposals where id = ${id} for update`.execute(tx)
  return getProposal(tx, id)
}

export async function listProposals(db: Db, agencyId: number, year: number): Promise<Proposal[]> {
  const rows = await selectProposals(db)
    .where('p.agency_id', '=', agencyId)
    .where('p.received_on', '>=', firstDay(year))
    .where('p.received_on', '<', firstDay(year + 1))
    .orderBy('p.received_on', 'desc')
    .orderBy('p.id', 'desc')
    .execute()
  return rows.map(toProposal)
}

const firstDay = (year: number) => Temporal.PlainDate.from({ year, month: 1, day: 1 })

export async function insertProposal(
  tx: Tx,
  by: { readonly agencyId: number; readonly officerId: number },
  form: ProposalForm,
  now: Temporal.Instant,
): Promise<number> {
  const { id } = await tx
    .insertInto('proposals')
    .values({
      agency_id: by.agencyId,
      kind: form.kind,
      session: form.session,
      number: form.number,
      title: form.title,
      proposer: form.proposer,
      role: form.role,
      co_units: form.coUnits,
      received_on: form.receivedOn,
      reply_due_on: form.replyDueOn,
      recorded_by: by.officerId,
      recorded_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** 主办、会办 of a year by kind, how many were answered, and how many of the replies are public. */
export interface ProposalCount {
  readonly kind: ProposalKind
  readonly lead: number
  readonly assist: number
  readonly replied: number
  readonly published: number
}

export async function countProposals(
  db: Db | Tx,
  agencyId: number,
  year: number,
): Promise<ProposalCount[]> {
  const rows = await db
    .selectFrom('proposals as p')
    .leftJoin('documents as d', (join) =>
      join.onRef('d.id', '=', 'p.document_id').on('d.status', '=', 'published'),
    )
    .select(({ fn }) => [
      'p.kind',
      fn.countAll<number>().filterWhere('p.role', '=', 'lead').as('lead'),
      fn.countAll<number>().filterWhere('p.role', '=', 'assist').as('assist'),
      fn.count<number>('p.replied_on').as('replied'),
      fn.count<number>('d.id').as('published'),
    ])
    .where('p.agency_id', '=', agencyId)
    .where('p.voided_at', 'is', null)
    .where('p.received_on', '>=', firstDay(year))
    .where('p.received_on', '<', firstDay(year + 1))
    .groupBy('p.kind')
    .execute()
  return (['suggestion', 'proposal'] as const).map((kind) => {
    const row = rows.find((one) => one.kind === kind)
    const { lead = 0, assist = 0, replied = 0, published = 0 } = row ?? {}
    return { kind, lead, assist, replied, published }
  })
}

/** A public reply as the column shows it. Nothing that is not a published document is read. */
export interface PublicReply {
  readonly kind: ProposalKind
  readonly session: string
  readonly number: string
  readonly title: string
  readonly repliedOn: Temporal.PlainDate | null
  readonly indexNumber: string
  readonly publishedAt: Temporal.Instant
}

const MOST = 1000

export async function listPublicReplies(db: Db): Promise<PublicReply[]> {
  const rows = await db
    .selectFrom('proposals as p')
    .innerJoin('documents as d', 'd.id', 'p.document_id')
    .innerJoin('editions as e', (join) =>
      join.onRef('e.document_id', '=', 'd.id').on('e.state', '=', 'published'),
    )
    .select([
      'p.kind',
      'p.session',
      'p.number',
      'e.title',
      'p.replied_on',
      'd.index_number',
      'd.published_at',
    ])
    .where('p.voided_at', 'is', null)
    .where('d.status', '=', 'published')
    .orderBy('d.published_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({
    kind: row.kind as ProposalKind,
    session: row.session,
    number: row.number,
    title: row.title,
    repliedOn: row.replied_on,
    indexNumber: row.index_number!, // published
    publishedAt: row.published_at!, // published
  }))
}
