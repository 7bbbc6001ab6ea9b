import { z } from 'zod'
import { CHANNELS } from '../../../law/catalogue/grassroots.ts'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf, parseDay } from '../../../platform/kernel/time.ts'
import { announceChange } from '../../../platform/web/page-changes.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { CATALOGUE_TAG } from '../catalogue-changed.ts'
import { findItem, findRowInForce } from '../rows-store.ts'
import { findVillageById } from '../villages-store.ts'

/** One use of a channel that leaves no trace on the website. */
export const EvidenceForm = z.object({
  channel: z.enum(CHANNELS, '请选择渠道'),
  villageId: z
    .union([z.literal(''), z.coerce.number().int().positive()])
    .default('')
    .transform((id) => (id === '' ? null : id)),
  doneOn: z
    .string()
    .trim()
    .transform((text, context) => {
      const day = parseDay(text)
      if (day) return day
      context.addIssue({ code: 'custom', message: '请填写公开日期，如2026-01-01' })
      return z.NEVER
    }),
  note: z.string().trim().max(200, '说明最多200个字').default(''),
})
export type EvidenceForm = z.infer<typeof EvidenceForm>

/**
 * 登记线下公开: a board, a visit, a broadcast (条例 第二十三条、第二十五条). It keeps a row that asks for no website.
 * @throws Refusal `invalid` for a day to come, a channel the row does not have, a village of another body
 */
export async function recordOffline(
  db: Db,
  officer: Officer,
  itemId: number,
  form: EvidenceForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const item = await findItem(tx, itemId)
    if (!item) throw new Refusal('not-found', '没有找到这个目录条目。')
    assertMay(officer, 'catalogue.edit', item.agencyId)
    const row = await findRowInForce(tx, itemId)
    if (!row) throw new Refusal('wrong-state', '这个条目已经取消，不再登记。')
    if (form.channel === 'website' || row.channels[form.channel] === undefined)
      refuse('channel', '条目没有列这个渠道')
    if (Temporal.PlainDate.compare(form.doneOn, dayOf(now)) > 0)
      refuse('doneOn', '公开日期不能晚于今天')
    if (form.villageId !== null) {
      const village = await findVillageById(tx, form.villageId)
      if (village?.agencyId !== item.agencyId) refuse('villageId', '没有这个村居')
    }
    await tx
      .insertInto('catalogue_evidence')
      .values({
        item_id: itemId,
        agency_id: officer.agencyId,
        channel: form.channel,
        village_id: form.villageId,
        done_on: form.doneOn,
        note: form.note,
        recorded_by: officer.id,
        recorded_at: now,
      })
      .execute()
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'catalogue.edit'),
      action: 'catalogue.offline-recorded',
      subject: `catalogue-item:${itemId}`,
      detail: { channel: form.channel, doneOn: form.doneOn.toString() },
    })
    await announceChange(tx, [CATALOGUE_TAG])
  })
}

function refuse(at: string, message: string): never {
  throw new Refusal('invalid', message, [{ at, message }])
}
