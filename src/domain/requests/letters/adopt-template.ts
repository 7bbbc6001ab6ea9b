import { sql } from 'kysely'
import { z } from 'zod'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { requiredDay, requiredInteger, requiredText } from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import { checkTemplate } from './elements.ts'
import type { TemplateId } from './letter-kinds.ts'
import { letterOf } from './templates/built-in.ts'

const Adoption = z.object({
  /** the agency's latest version when the page was read; 0 for none */
  seenVersion: requiredInteger('版本', { min: 0 }),
  validFrom: requiredDay('施行日期'),
  note: requiredText('修改说明', { max: 500 }),
})

export const TemplateForm = Adoption.extend({
  title: requiredText('标题', { max: 60 }),
  body: requiredText('正文', { max: 20_000 }),
})
export type TemplateForm = z.output<typeof TemplateForm>

export const ReturnForm = Adoption
export type ReturnForm = z.output<typeof ReturnForm>

/**
 * Takes an agency's own wording of a letter into use from a day on. Letters that exist keep theirs.
 *
 * @returns the number of the new version
 * @throws Refusal `incomplete` with a problem for each mandatory element that is missing and each placeholder that
 * does not exist; `invalid` for a day before today; `stale` when somebody else adopted one meanwhile; `forbidden`
 */
export function adoptTemplate(
  db: Db,
  officer: Officer,
  id: TemplateId,
  form: TemplateForm,
  now: Temporal.Instant,
  today: Temporal.PlainDate,
): Promise<number> {
  assertMay(officer, 'letters.adopt', officer.agencyId)
  const problems = [...checkTemplate(letterOf(id), form.title, form.body)]
  if (problems.length > 0) {
    throw new Refusal('incomplete', '模板不完整，没有保存。', problems)
  }
  return append(db, officer, id, form, now, today)
}

/** Goes back to the wording that comes with the product. Refusals as `adoptTemplate`. */
export function returnToBuiltIn(
  db: Db,
  officer: Officer,
  id: TemplateId,
  form: ReturnForm,
  now: Temporal.Instant,
  today: Temporal.PlainDate,
): Promise<number> {
  assertMay(officer, 'letters.adopt', officer.agencyId)
  return append(db, officer, id, { ...form, title: null, body: null }, now, today)
}

interface Adopted extends ReturnForm {
  readonly title: string | null
  readonly body: string | null
}

function append(
  db: Db,
  officer: Officer,
  id: TemplateId,
  { title, body, validFrom, note, seenVersion }: Adopted,
  now: Temporal.Instant,
  today: Temporal.PlainDate,
): Promise<number> {
  if (Temporal.PlainDate.compare(validFrom, today) < 0) {
    const message = '施行日期不能早于今天：已经发出的文书不受新模板影响'
    throw new Refusal('invalid', `${message}。`, [{ at: 'validFrom', message }])
  }
  const { agencyId } = officer
  return inTransaction(db, async (tx) => {
    const version = (await latestVersion(tx, agencyId, id)) + 1
    if (version !== seenVersion + 1) {
      throw new Refusal('stale', '其他同事刚刚修改了这个模板，请重新打开后再改。')
    }
    const row = { agency_id: agencyId, template: id, version, title, body, note }
    await tx
      .insertInto('letter_templates')
      .values({ ...row, valid_from: validFrom, adopted_by: officer.id, adopted_at: now })
      .execute()
    await recordAudit(tx, now, {
      actor: { id: officer.id, name: officer.displayName },
      action: body === null ? 'letter-template.returned' : 'letter-template.adopted',
      subject: `letter-template:${id}`,
      detail: { version, validFrom: validFrom.toString() },
    })
    return version
  })
}

/** Whoever adopts holds the agency's row, so that versions follow one another. */
async function latestVersion(tx: Tx, agencyId: number, id: TemplateId): Promise<number> {
  await sql`select 1 from agencies where id = ${agencyId} for update`.execute(tx)
  const { latest } = await tx
    .selectFrom('letter_templates')
    .select((eb) => eb.fn.max('version').as('latest'))
    .where('agency_id', '=', agencyId)
    .where('template', '=', id)
    .executeTakeFirstOrThrow()
  return latest ?? 0
}
