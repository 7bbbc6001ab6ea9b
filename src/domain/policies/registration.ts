/** 统一登记、统一编号: the second number of a normative document, given in order by one act. */
import { sql } from 'kysely'
import { formatRegistrationNumber } from '../../law/registration-number.ts'
import { recordAudit } from '../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import type { Officer } from '../accounts/officer.ts'
import { actingAs, assertMay } from '../accounts/permissions.ts'
import { getEditionForUpdate, updateEditionContent } from '../publications/editions-store.ts'
import { getPolicySettings } from './policy-settings.ts'

/**
 * Gives a normative document its 统一登记号, the next of its body and year, and writes it into the draft: part of what is
 * signed, so before submission. A document keeps its number for good; asked again, the same comes back.
 * @returns the number
 * @throws Refusal `forbidden`; `wrong-state` for what is no normative document, or was submitted; `incomplete` without codes
 */
export async function registerNormative(
  db: Db,
  officer: Officer,
  editionId: number,
  now: Temporal.Instant,
): Promise<string> {
  return inTransaction(db, async (tx) => {
    const edition = await getEditionForUpdate(tx, editionId)
    assertMay(officer, 'policies.register', edition.agencyId)
    if (edition.normativeKind === null)
      throw new Refusal('wrong-state', '只有规章和行政规范性文件编登记号，请先在稿子里写明性质。')
    if (edition.state !== 'draft' && edition.state !== 'returned')
      throw new Refusal('wrong-state', '登记号要随文本一起审查，送审以后不能再编。')
    const number =
      (await findNumber(tx, edition.documentId)) ?? (await issueNumber(tx, officer, edition, now))
    if (edition.registrationNumber !== number)
      await updateEditionContent(
        tx,
        editionId,
        { ...edition, registrationNumber: number },
        officer.id,
        now,
      )
    return number
  })
}

async function findNumber(tx: Tx, documentId: number): Promise<string | undefined> {
  const row = await tx
    .selectFrom('normative_registrations')
    .select('number')
    .where('document_id', '=', documentId)
    .executeTakeFirst()
  return row?.number
}

async function issueNumber(
  tx: Tx,
  officer: Officer,
  { documentId, agencyId }: { readonly documentId: number; readonly agencyId: number },
  now: Temporal.Instant,
): Promise<string> {
  const { registrationPattern, placeCode, makerCode } = await getPolicySettings(tx, agencyId)
  if (placeCode === '' && makerCode === '')
    throw new Refusal('incomplete', '还没有设置登记号的代码，请先到“规范性文件设置”中填写。')
  const { year } = dayOf(now)
  const serial = await takeSerial(tx, agencyId, year)
  const number = formatRegistrationNumber(registrationPattern, {
    placeCode,
    makerCode,
    year,
    serial,
  })
  await tx
    .insertInto('normative_registrations')
    .values({
      document_id: documentId,
      agency_id: agencyId,
      year,
      serial,
      number,
      registered_by: officer.id,
      registered_at: now,
    })
    .execute()
  await recordAudit(tx, now, {
    actor: actingAs(officer, 'policies.register'),
    action: 'policy.registered',
    subject: `document:${documentId}`,
    detail: { number },
  })
  return number
}

/** No gap and no double: the row is locked until the act commits. */
async function takeSerial(tx: Tx, agencyId: number, year: number): Promise<number> {
  const { last_number: serial } = await tx
    .insertInto('normative_counters')
    .values({ agency_id: agencyId, year, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['agency_id', 'year'])
        .doUpdateSet({ last_number: sql`normative_counters.last_number + 1` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return serial
}
