/** 新出台的惠企政策应当在几个工作日内编入服务包: which have not been, and by when they should. */
import { sql } from 'kysely'
import type { WorkingCalendar } from '../../law/calendar/calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/database.ts'
import { recordAudit } from '../../platform/audit/audit-log.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import type { Officer } from '../accounts/officer.ts'
import { assertMay } from '../accounts/permissions.ts'
import { POLICY_CATEGORY } from './item-form.ts'

export const DEFAULT_INCLUDE_WITHIN_DAYS = 7

/** Whatever is filed under 惠企政策, or carries one of these words. */
const KEYWORDS = [POLICY_CATEGORY, '惠企', '涉企', '涉企政策']
/** What is older has been thought about, or nobody will. */
const LOOK_BACK_DAYS = 365
const MOST = 100

export interface UnpackedPolicy {
  readonly documentId: number
  readonly indexNumber: string
  readonly title: string
  readonly documentNumber: string
  readonly publishedOn: Temporal.PlainDate
  /** the last working day on which it is in time */
  readonly dueOn: Temporal.PlainDate
  readonly isOverdue: boolean
}

/** Published policies of the last year that no item of the body is based on and nobody decided to leave out. */
export async function listUnpackedPolicies(
  db: Db,
  agencyId: number,
  calendar: WorkingCalendar,
  today: Temporal.PlainDate,
): Promise<UnpackedPolicy[]> {
  const [days, { rows }] = await Promise.all([
    getIncludeWithinDays(db, agencyId),
    sql<{
      id: number
      index_number: string
      title: string
      document_number: string
      published_at: Temporal.Instant
    }>`
      select d.id, d.index_number, e.title, e.document_number, d.published_at
      from documents d
      join editions e on e.document_id = d.id and e.state = 'published'
      where d.agency_id = ${agencyId} and d.status = 'published' and e.kind = 'document'
        and (e.category = ${POLICY_CATEGORY} or e.keywords && ${KEYWORDS}::text[])
        and d.published_at > ${today.subtract({ days: LOOK_BACK_DAYS })}::date
        and (e.expires_on is null or e.expires_on >= ${today}::date)
        and (e.repealed_on is null or e.repealed_on > ${today}::date)
        and not exists (select from policy_pack_omissions o where o.document_id = d.id)
        and not exists (
          select from editions i join documents x on x.id = i.document_id and x.status <> 'removed'
          where i.kind = 'policy-item' and i.state <> 'superseded'
            and i.structure @> jsonb_build_object('basis', jsonb_build_array(jsonb_build_object('documentId', d.id)))
        )
      order by d.published_at limit ${MOST}
    `.execute(db),
  ])
  const counting = calendar.whenMissing('by-weekday')
  return rows.map((row) => {
    const publishedOn = dayOf(row.published_at)
    const dueOn = counting.addWorkingDays(publishedOn, days)
    return {
      documentId: row.id,
      indexNumber: row.index_number,
      title: row.title,
      documentNumber: row.document_number,
      publishedOn,
      dueOn,
      isOverdue: Temporal.PlainDate.compare(dueOn, today) < 0,
    }
  })
}

/** Working days. */
export async function getIncludeWithinDays(db: Db, agencyId: number): Promise<number> {
  const row = await db
    .selectFrom('policy_pack_settings')
    .select('include_within_days')
    .where('agency_id', '=', agencyId)
    .executeTakeFirst()
  return row?.include_within_days ?? DEFAULT_INCLUDE_WITHIN_DAYS
}

/** @param days working days, 1 to 60. @throws Refusal `forbidden`, `invalid` */
export async function setIncludeWithinDays(
  db: Db,
  officer: Officer,
  days: number,
  now: Temporal.Instant,
): Promise<void> {
  assertMay(officer, 'publications.draft', officer.agencyId)
  if (!Number.isInteger(days) || days < 1 || days > 60)
    throw new Refusal('invalid', '应是1至60之间的整数', [
      { at: 'days', message: '应是1至60之间的整数' },
    ])
  await inTransaction(db, async (tx) => {
    const row = { agency_id: officer.agencyId, include_within_days: days }
    await tx
      .insertInto('policy_pack_settings')
      .values(row)
      .onConflict((conflict) =>
        conflict.column('agency_id').doUpdateSet({ include_within_days: days }),
      )
      .execute()
    await recordAudit(tx, now, {
      actor: { id: officer.id, name: officer.displayName },
      action: 'policy-pack.days-set',
      subject: `agency:${officer.agencyId}`,
      detail: { days },
    })
  })
}

/** Decides that a policy needs no item. @throws Refusal `forbidden`, `not-found`, `incomplete` without a reason */
export async function leaveOut(
  db: Db,
  officer: Officer,
  documentId: number,
  reason: string,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const document = await tx
      .selectFrom('documents')
      .select('agency_id')
      .where('id', '=', documentId)
      .executeTakeFirst()
    if (!document) throw new Refusal('not-found', '没有找到这份文件。')
    assertMay(officer, 'publications.draft', document.agency_id)
    if (reason.trim() === '')
      throw new Refusal('incomplete', '请写明不编入的理由。', [
        { at: 'reason', message: '请写明不编入的理由' },
      ])
    await tx
      .insertInto('policy_pack_omissions')
      .values({
        document_id: documentId,
        reason: reason.trim().slice(0, 500),
        decided_by: officer.id,
        decided_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await recordAudit(tx, now, {
      actor: { id: officer.id, name: officer.displayName },
      action: 'policy-pack.left-out',
      subject: `document:${documentId}`,
    })
  })
}
