/** 本机构的选择 where the law leaves room, changed by its head or administrator. Cases keep what they began under. */
import {
  LAW_SETTINGS,
  parseLawSettings,
  SETTING_NAMES,
  type LawSettings,
  type SettingName,
} from '../../law/settings.ts'
import { recordAudit } from '../../platform/audit/audit-log.ts'
import { inTransaction, json, type Db } from '../../platform/database/database.ts'
import type { Checked } from '../../platform/kernel/problem.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import type { Officer } from '../accounts/officer.ts'
import { actingAs, assertMay } from '../accounts/permissions.ts'
import { getAgency } from '../organisations/agencies-store.ts'
import { lawSettingsOf } from './law-settings-of.ts'

/** Settings as a form sends them: every choice as text. What is not sent keeps its value. */
export function readSettings(
  typed: Readonly<Record<string, string>>,
  current: LawSettings,
): Checked<LawSettings> {
  const given = SETTING_NAMES.flatMap((name) => {
    const text = typed[name]
    return text === undefined || text === '' ? [] : [[name, valueOf(name, text)] as const]
  })
  return parseLawSettings({ ...current, ...Object.fromEntries(given) })
}

/** The choice that a text stands for; what stands for none is passed on, to be refused by name. */
function valueOf(name: SettingName, text: string): unknown {
  const choices: readonly unknown[] | { from: number } = LAW_SETTINGS[name].choices
  if ('from' in choices) {
    // full-width digits, as Chinese input methods type them
    const digits = text.normalize('NFKC')
    return /^\d{1,3}$/.test(digits) ? Number(digits) : text
  }
  return choices.find((one) => String(one) === text) ?? text
}

/**
 * @param seen the settings the officer had before them: a colleague's change in between is not overwritten unseen
 * @returns the names of what changed
 * @throws Refusal `forbidden`; `stale` when they have changed since
 */
export async function changeSettings(
  db: Db,
  officer: Officer,
  { seen, settings }: { readonly seen: string; readonly settings: LawSettings },
  now: Temporal.Instant,
): Promise<readonly SettingName[]> {
  assertMay(officer, 'settings.change', officer.agencyId)
  return inTransaction(db, async (tx) => {
    const { agencyId } = officer
    await tx.selectFrom('agencies').select('id').where('id', '=', agencyId).forUpdate().execute()
    const before = lawSettingsOf(await getAgency(tx, agencyId))
    if (fingerprintOf(before) !== seen) {
      throw new Refusal('stale', '其他同事刚刚修改了设置，请核对后再保存。')
    }
    const changed = SETTING_NAMES.filter((name) => before[name] !== settings[name])
    if (changed.length === 0) return []
    // only what departs from the default is kept, so that a setting says that somebody chose it
    const chosen = SETTING_NAMES.filter((name) => settings[name] !== LAW_SETTINGS[name].default)
    const law_settings = json<unknown>(
      Object.fromEntries(chosen.map((name) => [name, settings[name]])),
    )
    await tx.updateTable('agencies').set({ law_settings }).where('id', '=', agencyId).execute()
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'settings.change'),
      action: 'settings.changed',
      subject: `agency:${agencyId}`,
      detail: Object.fromEntries(
        changed.map((name) => [name, { from: before[name], to: settings[name] }]),
      ),
    })
    return changed
  })
}

/** All settings in one line, to tell whether they are still the ones that were shown. */
export function fingerprintOf(settings: LawSettings): string {
  return SETTING_NAMES.map((name) => String(settings[name])).join(',')
}
