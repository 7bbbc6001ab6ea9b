/** 预览链接: shows one draft to somebody without an account, for a while, and says afterwards who looked when. */
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { recordAudit } from '../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import type { Officer } from '../accounts/officer.ts'
import { actingAs, assertMay } from '../accounts/permissions.ts'
import type { Edition } from './edition.ts'
import { getEdition } from './editions-store.ts'

/** States of an edition that a link still shows: once it is public, or gone, the link leads nowhere. */
const SHOWN: readonly Edition['state'][] = [
  'draft',
  'in-review',
  'referred',
  'returned',
  'reviewed',
  'scheduled',
]

export const PREVIEW_DAYS = [1, 3, 7, 14] as const

export const PreviewForm = z.object({
  givenTo: z.string().trim().min(1, '请填写给谁看').max(60, '最多60个字'),
  days: z.coerce
    .number('请选择有效期')
    .refine((days) => PREVIEW_DAYS.some((one) => one === days), '请选择有效期'),
})
export type PreviewForm = z.infer<typeof PreviewForm>

const hashOf = (token: string) => createHash('sha256').update(token).digest()

/**
 * Makes a link to an edition that is not public.
 * @returns the token, shown this once: the records hold only its hash
 * @throws Refusal `forbidden`; `wrong-state` for what is public or over
 */
export async function createPreview(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  { givenTo, days }: PreviewForm,
  now: Temporal.Instant,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await inTransaction(db, async (tx) => {
    const edition = await getEdition(tx, editionId)
    assertMay(officer, 'publications.draft', edition.agencyId)
    if (!SHOWN.includes(edition.state))
      throw new Refusal('wrong-state', '已经公开或者撤下的版本不需要预览。')
    if (edition.disclosure !== 'proactive')
      throw new Refusal('wrong-state', '不拟主动公开的文件不能生成预览链接。')
    const { id } = await tx
      .insertInto('edition_previews')
      .values({
        edition_id: editionId,
        token_hash: hashOf(token),
        given_to: givenTo,
        created_by: officer.id,
        created_at: now,
        expires_at: now.add({ hours: days * 24 }),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'publications.draft'),
      action: 'preview.created',
      subject: `edition:${editionId}`,
      detail: { preview: id, days },
    })
  })
  return token
}

/** Ends a link before its time. @throws Refusal `forbidden`, `not-found` */
export async function revokePreview(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  previewId: number,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { agencyId } = await getEdition(tx, editionId)
    assertMay(officer, 'publications.draft', agencyId)
    const { numUpdatedRows } = await tx
      .updateTable('edition_previews')
      .set({ revoked_by: officer.id, revoked_at: now })
      .where('id', '=', previewId)
      .where('edition_id', '=', editionId)
      .where('revoked_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw new Refusal('not-found', '没有这个预览链接，或者已经收回。')
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'publications.draft'),
      action: 'preview.revoked',
      subject: `edition:${editionId}`,
      detail: { preview: previewId },
    })
  })
}

export interface PreviewOpening {
  /** of an attachment; undefined for the page */
  readonly fileId?: number
  /** network address */
  readonly address: string
}

/**
 * What a link shows at this moment; undefined for every link that shows nothing, whatever the reason. Each opening is
 * written down before anything is shown.
 */
export async function openPreview(
  db: Db,
  token: string,
  { fileId, address }: PreviewOpening,
  now: Temporal.Instant,
): Promise<{ edition: Edition; expiresAt: Temporal.Instant } | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined
  return inTransaction(db, async (tx) => {
    const preview = await tx
      .selectFrom('edition_previews as p')
      .innerJoin('editions as e', 'e.id', 'p.edition_id')
      .innerJoin('documents as d', 'd.id', 'e.document_id')
      .select(['p.id', 'p.edition_id', 'p.expires_at'])
      .where('p.token_hash', '=', hashOf(token))
      .where('p.expires_at', '>', now)
      .where('p.revoked_at', 'is', null)
      .where('e.state', 'in', [...SHOWN])
      .where('e.disclosure', '=', 'proactive')
      .where('d.status', '<>', 'removed')
      .executeTakeFirst()
    if (!preview) return undefined
    const edition = await getEdition(tx, preview.edition_id)
    const file = edition.attachments.find((one) => one.fileId === fileId)
    if (fileId !== undefined && !file) return undefined
    await tx
      .insertInto('edition_preview_openings')
      .values({ preview_id: preview.id, opened: file?.name ?? '', address, opened_at: now })
      .execute()
    return { edition, expiresAt: preview.expires_at }
  })
}

export interface Preview {
  readonly id: number
  readonly givenTo: string
  readonly creatorName: string
  readonly createdAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
  readonly revokedAt: Temporal.Instant | null
  readonly openings: readonly {
    readonly opened: string
    readonly address: string
    readonly openedAt: Temporal.Instant
  }[]
}

/** Newest first, each with its last hundred openings. */
export async function listPreviews(db: Db | Tx, editionId: number): Promise<Preview[]> {
  const rows = await db
    .selectFrom('edition_previews as p')
    .innerJoin('users as u', 'u.id', 'p.created_by')
    .selectAll('p')
    .select('u.display_name')
    .where('p.edition_id', '=', editionId)
    .orderBy('p.id', 'desc')
    .execute()
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const openings = await db
    .selectFrom('edition_preview_openings')
    .selectAll()
    .where('preview_id', 'in', ids)
    .orderBy('id', 'desc')
    .limit(100 * ids.length)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    givenTo: row.given_to,
    creatorName: row.display_name,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    openings: openings
      .filter(({ preview_id }) => preview_id === row.id)
      .map(({ opened, address, opened_at }) => ({ opened, address, openedAt: opened_at })),
  }))
}
