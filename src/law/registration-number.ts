import type { Problem } from '../platform/kernel/problem.ts'

/** 统一登记号: place, maker, year and serial in the order and with the signs a registering office has chosen. */
export interface RegistrationParts {
  /** 地区代码, e.g. of the place */
  readonly placeCode: string
  /** 制定机关代码 */
  readonly makerCode: string
  readonly year: number
  readonly serial: number
}

/** Place, maker, year, four figures: the shape most often met. */
export const USUAL_PATTERN = '{地区}{机关}-{年份}-{序号:4}'

const SLOT = /\{([^{}:]*)(?::(\d+))?\}/g
const NAMES = ['地区', '机关', '年份', '序号']

/** What is wrong with a pattern: an unknown slot, no serial or no year, a sign that no number should have. */
export function checkRegistrationPattern(pattern: string): Problem[] {
  const at = 'registrationPattern'
  const slots = [...pattern.matchAll(SLOT)].map(([, name, width]) => ({ name: name!, width }))
  const unknown = slots.find(({ name }) => !NAMES.includes(name))
  if (unknown) return [{ at, message: `不认识“{${unknown.name}}”，可用：地区、机关、年份、序号` }]
  const missing = ['年份', '序号'].find((name) => slots.every((slot) => slot.name !== name))
  if (missing) return [{ at, message: `登记号须含{${missing}}，否则会重复` }]
  if (
    slots.some(({ name, width }) => width !== undefined && (name !== '序号' || Number(width) > 7))
  )
    return [{ at, message: '只有序号可以写位数，最多7位，如{序号:4}' }]
  if (!/^[\p{L}\p{N}—〔〕()（）/.号第-]*$/u.test(pattern.replaceAll(SLOT, '')))
    return [{ at, message: '登记号只能由文字、数字、短横线、斜线和括号组成' }]
  return []
}

/** The number, e.g. `SLGXJF-2020-0003`. @param pattern one that `checkRegistrationPattern` has no problem with */
export function formatRegistrationNumber(pattern: string, parts: RegistrationParts): string {
  const values: Readonly<Record<string, string>> = {
    地区: parts.placeCode,
    机关: parts.makerCode,
    年份: String(parts.year),
  }
  return pattern.replaceAll(SLOT, (_, name: string, width: string | undefined) =>
    name === '序号' ? String(parts.serial).padStart(Number(width ?? 1), '0') : (values[name] ?? ''),
  )
}
