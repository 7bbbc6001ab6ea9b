import { parseLawSettings, type LawSettings } from '../../law/settings.ts'
import type { Agency } from '../organisations/agency.ts'

/** The choices of the body where the law leaves room. Each case records them as they stood when it began. */
export function lawSettingsOf(agency: Agency): LawSettings {
  const parsed = parseLawSettings(agency.lawSettings)
  if (parsed.ok) return parsed.value
  const names = parsed.problems.map(({ at }) => at).join(', ')
  throw new Error(`agency ${agency.id} has law settings that cannot be read: ${names}`)
}
