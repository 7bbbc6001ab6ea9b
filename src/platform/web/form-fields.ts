/**
 * The fields of our forms as zod schemas whose messages name the field. A browser sends a blank field as `''`:
 * the `required…` builders ask for it by name, the `optional…` ones turn it into `undefined`.
 *
 *   z.object({
 *     title: requiredText('标题', { max: 200 }),
 *     note: optionalText('备注'),
 *     receivedOn: requiredDay('收到日期'),           // Temporal.PlainDate
 *     channel: choice('收到方式', ['post', 'email']),
 *     copies: requiredInteger('份数', { min: 1, max: 99 }),
 *     topics: choices('主题', ['land', 'housing']),  // zero or more ticked boxes
 *     confirmed: ticked('请确认已经核对'),
 *   })
 */
import { parseDay } from '../kernel/time.ts'
import { z } from 'zod'

const DATE_SHAPE = '日期应写作2020-08-17这样的格式'
// PostgreSQL stores no NUL, and other control characters only come from broken copies; tab and newline are text.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

/** A browser leaves a box that is not ticked out of the form altogether; blank fields it sends. Both may be absent. */
const submitted = z.unknown().optional()

interface TextLimits {
  readonly max?: number
  readonly min?: number
}

function cleaned(value: unknown): string {
  const text = Array.isArray(value) ? value[0] : value
  if (typeof text !== 'string') return ''
  return text.replaceAll('\r\n', '\n').replaceAll(CONTROL, '').trim()
}

/** Length in characters as a reader counts them, not in UTF-16 halves: rare characters of names take two. */
function lengthOf(text: string): number {
  return [...text].length
}

function withinLimits(label: string, { min = 1, max = 5000 }: TextLimits) {
  return (text: string, context: z.RefinementCtx) => {
    const length = lengthOf(text)
    if (length < min) context.addIssue({ code: 'custom', message: `${label}至少写${min}个字` })
    if (length > max) {
      context.addIssue({
        code: 'custom',
        message: `${label}不能超过${max}个字，现在是${length}个字`,
      })
    }
  }
}

export function requiredText(label: string, limits: TextLimits = {}) {
  return submitted
    .transform(cleaned)
    .pipe(z.string().min(1, { error: `请填写${label}`, abort: true }))
    .superRefine(withinLimits(label, limits))
}

export function optionalText(label: string, limits: TextLimits = {}) {
  const check = withinLimits(label, limits)
  return submitted
    .transform((value) => cleaned(value) || undefined)
    .superRefine((text, context) => {
      if (text !== undefined) check(text, context)
    })
}

export function requiredDay(label: string) {
  return submitted.transform((value, context): Temporal.PlainDate => {
    const text = cleaned(value)
    const day = parseDay(text)
    if (day !== undefined) return day
    const message = text === '' ? `请填写${label}` : `${label}不对：${DATE_SHAPE}`
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })
}

export function optionalDay(label: string) {
  return submitted.transform((value, context): Temporal.PlainDate | undefined => {
    const text = cleaned(value)
    if (text === '') return undefined
    const day = parseDay(text)
    if (day === undefined) {
      context.addIssue({ code: 'custom', message: `${label}不对：${DATE_SHAPE}` })
      return z.NEVER
    }
    return day
  })
}

export function choice<const T extends readonly [string, ...string[]]>(label: string, values: T) {
  return submitted.transform(cleaned).pipe(z.enum(values, { error: `请选择${label}` }))
}

export function optionalChoice<const T extends readonly [string, ...string[]]>(
  label: string,
  values: T,
) {
  return submitted
    .transform((value) => cleaned(value) || undefined)
    .pipe(z.enum(values, { error: `${label}请从列出的选项中选择` }).optional())
}

export function choices<const T extends readonly [string, ...string[]]>(label: string, values: T) {
  return submitted
    .transform((value) => (Array.isArray(value) ? value : value ? [value] : []))
    .pipe(z.array(z.enum(values, { error: `${label}请从列出的选项中选择` })))
}

interface NumberLimits {
  readonly min?: number
  readonly max?: number
}

/** Whole numbers, also when typed in full-width digits, as Chinese input methods do. */
function wholeNumber(text: string): number | undefined {
  const digits = text.normalize('NFKC')
  return /^[+-]?\d{1,15}$/.test(digits) ? Number(digits) : undefined
}

export function requiredInteger(label: string, limits: NumberLimits = {}) {
  return submitted.transform((value, context): number => {
    const text = cleaned(value)
    if (text === '') {
      context.addIssue({ code: 'custom', message: `请填写${label}` })
      return z.NEVER
    }
    return checkedNumber(label, text, limits, context)
  })
}

export function optionalInteger(label: string, limits: NumberLimits = {}) {
  return submitted.transform((value, context): number | undefined => {
    const text = cleaned(value)
    return text === '' ? undefined : checkedNumber(label, text, limits, context)
  })
}

function checkedNumber(
  label: string,
  text: string,
  { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER }: NumberLimits,
  context: z.RefinementCtx,
): number {
  const number = wholeNumber(text)
  if (number !== undefined && number >= min && number <= max) return number
  let message = `${label}应是整数`
  if (number !== undefined) message = `${label}不能${number < min ? `小于${min}` : `大于${max}`}`
  context.addIssue({ code: 'custom', message })
  return z.NEVER
}

/** A box that must be ticked to go on. */
export function ticked(message: string) {
  return submitted.transform((value, context): true => {
    if (typeof value === 'string' && value !== '') return true
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })
}

/** A box that may be ticked. */
export function tickable() {
  return submitted.transform((value) => typeof value === 'string' && value !== '')
}
