/** What an agency's letters state and no other record of it holds. Changed by its head or administrator, audited. */
import { z } from 'zod'
import { signingBody } from '../../../law/letters.ts'
import type { ActingAgency } from '../../../law/remedies.ts'
import type { LawSettings } from '../../../law/settings.ts'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, json, type Db, type Tx } from '../../../platform/database/database.ts'
import { choice, optionalText, tickable } from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import type { Agency } from '../../organisations/agency.ts'
import type { Series } from './letter-kinds.ts'

export const STANDINGS = ['department', 'government', 'dispatched', 'vertical'] as const

export const LetterSettingsForm = z
  .object({
    standing: choice('机关性质', STANDINGS),
    government: optionalText('行政复议机关', { max: 100 }),
    superiorDepartment: optionalText('上一级主管部门', { max: 100 }),
    court: optionalText('有管辖权的人民法院', { max: 100 }),
    onlineReconsideration: optionalText('提出行政复议申请的互联网渠道', { max: 300 }),
    zoneCommittee: optionalText('署名的管理委员会', { max: 100 }),
    ownNamePower: tickable(),
    noticePrefix: optionalText('告知书的机关代字', { max: 20 }),
    outgoingPrefix: optionalText('函件的机关代字', { max: 20 }),
    payment: optionalText('信息处理费的缴纳方式', { max: 1000 }),
  })
  // their acts are reconsidered by the next higher department alone (行政复议法 第二十七条)
  .refine(({ standing, superiorDepartment }) => standing !== 'vertical' || superiorDepartment, {
    path: ['superiorDepartment'],
    message: '实行垂直领导的机关，请填写上一级主管部门',
  })
export type LetterSettingsForm = z.output<typeof LetterSettingsForm>

const Stored = z.object({
  standing: z.enum(STANDINGS),
  government: z.string().optional(),
  superiorDepartment: z.string().optional(),
  court: z.string().optional(),
  onlineReconsideration: z.string().optional(),
  zoneCommittee: z.string().optional(),
  ownNamePower: z.boolean(),
  noticePrefix: z.string().optional(),
  outgoingPrefix: z.string().optional(),
  payment: z.string().optional(),
})
export type LetterSettings = z.infer<typeof Stored>

const STANDING_OF = {
  government: 'government',
  township: 'government',
  department: 'department',
  institution: 'department',
} as const satisfies Record<Agency['kind'], LetterSettings['standing']>

/** The agency's settings, or what follows from its kind while nobody has set any. */
export async function getLetterSettings(db: Db | Tx, agency: Agency): Promise<LetterSettings> {
  const row = await db
    .selectFrom('letter_settings')
    .select('settings')
    .where('agency_id', '=', agency.id)
    .executeTakeFirst()
  return row
    ? Stored.parse(row.settings)
    : { standing: STANDING_OF[agency.kind], ownNamePower: false }
}

/** @throws Refusal `forbidden` for everybody but head and administrator */
export async function saveLetterSettings(
  db: Db,
  officer: Officer,
  form: LetterSettingsForm,
  now: Temporal.Instant,
): Promise<void> {
  assertMay(officer, 'letters.adopt', officer.agencyId)
  const settings = Stored.parse(JSON.parse(JSON.stringify(form)))
  await inTransaction(db, async (tx) => {
    const row = { settings: json<unknown>(settings), updated_by: officer.id, updated_at: now }
    await tx
      .insertInto('letter_settings')
      .values({ agency_id: officer.agencyId, ...row })
      .onConflict((conflict) => conflict.column('agency_id').doUpdateSet(row))
      .execute()
    await recordAudit(tx, now, {
      actor: { id: officer.id, name: officer.displayName },
      action: 'letter-settings.saved',
      subject: `agency:${officer.agencyId}`,
      detail: { settings: { ...settings } },
    })
  })
}

/** The 机关代字 of a series. Answers bear the agency's own; the others follow from it unless set. */
export function prefixOf(series: Series, agency: Agency, settings: LetterSettings): string {
  const stem = agency.letterPrefix.replace(/复$/, '')
  switch (series) {
    case 'reply':
      return agency.letterPrefix
    case 'notice':
      return settings.noticePrefix ?? (stem && `${stem}知`)
    case 'outgoing':
      return settings.outgoingPrefix ?? (stem && `${stem}函`)
  }
}

/** Who signs and seals: the zone's committee where there is one and the office does not act in its own name. */
export function signerOf(agency: Agency, settings: LetterSettings, law: LawSettings): string {
  const body = signingBody(law, { ownNamePower: settings.ownNamePower })
  return body === 'zone-committee' ? (settings.zoneCommittee ?? agency.name) : agency.name
}

/** For pages only, until somebody has said which government decides: the law's own words for it. */
const SOME_GOVERNMENT = '本级人民政府'

/** Said wherever an answer cannot be drafted for want of it. */
export const NO_RECONSIDERATION_BODY =
  '还没有设置行政复议机关，文书写不出救济途径。请机构负责人或者系统管理员先在“文书设置”中填写。'

/** Whether the letters can name the body that decides on reconsideration. 行政复议法 第二十四条、第二十七条 */
export function namesReconsiderationBody({
  standing,
  government,
  superiorDepartment,
}: LetterSettings): boolean {
  return (standing === 'vertical' ? superiorDepartment : government) !== undefined
}

export function actingAgencyOf(settings: LetterSettings): ActingAgency {
  const { standing, government, superiorDepartment } = settings
  return {
    standing,
    government: government ?? SOME_GOVERNMENT,
    ...(superiorDepartment ? { superiorDepartment } : {}),
  }
}
