import { z } from 'zod'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db, isUniqueViolation } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { announceChange } from '../../../platform/web/page-changes.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { CATALOGUE_TAG } from '../catalogue-changed.ts'
import { findVillageById, insertVillage, setVillageClosed } from '../villages-store.ts'

export const VillageForm = z.object({
  name: z.string().trim().min(2, '请填写村居名称').max(40),
  slug: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{2,40}$/, '网址名只用小写字母、数字和连字符，2至40个字符'),
  boardPlace: z.string().trim().max(100).default(''),
})
export type VillageForm = z.infer<typeof VillageForm>

/** Adds a 村居 with a page of its own. @throws Refusal `forbidden`, `invalid` for a name or address in use */
export async function addVillage(
  db: Db,
  officer: Officer,
  form: VillageForm,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'catalogue.edit', officer.agencyId)
  return inTransaction(db, async (tx) => {
    const id = await insertVillage(tx, { ...form, agencyId: officer.agencyId }).catch(refuseTwin)
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'catalogue.edit'),
      action: 'catalogue.village-added',
      subject: `village:${id}`,
    })
    await announceChange(tx, [CATALOGUE_TAG])
    return id
  })
}

function refuseTwin(error: unknown): never {
  if (!isUniqueViolation(error)) throw error
  const message = '这个名称或者网址名已经有村居使用'
  throw new Refusal('invalid', message, [{ at: 'slug', message }])
}

/** A 村居 merged or dissolved: its page goes, what was recorded of it stays. */
export async function closeVillage(
  db: Db,
  officer: Officer,
  id: number,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const village = await findVillageById(tx, id)
    if (!village) throw new Refusal('not-found', '没有找到这个村居。')
    assertMay(officer, 'catalogue.edit', village.agencyId)
    if (village.closedOn) throw new Refusal('wrong-state', '这个村居已经撤销。')
    await setVillageClosed(tx, id, dayOf(now))
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'catalogue.edit'),
      action: 'catalogue.village-closed',
      subject: `village:${id}`,
    })
    await announceChange(tx, [CATALOGUE_TAG])
  })
}
