/**
 * A submitted form, from body to typed value, and back onto the page when something is wrong.
 *
 *   const schema = z.object({ title: requiredText('标题', { max: 200 }), receivedOn: requiredDay('收到日期') })
 *   const checked = parseForm(schema, request.body)
 *   if (!checked.ok) return page(422, formView(request.body, checked.problems))   // nothing typed is lost
 *
 * Field builders live in `form-fields.ts`; components take the `FormView` and find their own value and message.
 */
import type { Problem, Checked } from '../kernel/problem.ts'
import { accepted, rejected } from '../kernel/problem.ts'
import { z } from 'zod'

/** What stands in the fields of a page: raw text as it was typed, and what is wrong with it. */
export interface FormView {
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly problems: readonly Problem[]
}

export function parseForm<T>(schema: z.ZodType<T>, body: unknown): Checked<T> {
  const result = schema.safeParse(nested(body), { error: chineseMessage })
  if (result.success) return accepted(result.data)
  return rejected(firstPerField(result.error.issues))
}

type Nested = { [name: string]: unknown }

/** No field of ours lies deeper; a name of a million parts would exhaust the stack. */
const DEEPEST = 8

/** `agency.name` and `items.0.pages` become objects and lists; any other name stays where it is. */
function nested(body: unknown): unknown {
  const root: Nested = Object.create(null)
  if (typeof body !== 'object' || body === null) return root
  for (const [name, value] of Object.entries(body)) {
    const path = name.split('.', DEEPEST + 1)
    if (path.length > DEEPEST) continue
    const last = path.pop()!
    let place = root
    for (const step of path) {
      const next = place[step]
      place = isNested(next) ? next : (place[step] = Object.create(null) as Nested)
    }
    place[last] = value
  }
  return withLists(root)
}

/** Only our own objects, which have no prototype to pollute. */
function isNested(value: unknown): value is Nested {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null
}

function withLists(value: unknown): unknown {
  if (!isNested(value)) return value
  const entries = Object.entries(value).map(([name, part]) => [name, withLists(part)] as const)
  const isList = entries.length > 0 && entries.every(([name]) => /^\d{1,4}$/.test(name))
  if (!isList) return Object.fromEntries(entries)
  return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, part]) => part)
}

/** The form as it was sent, with its problems, to be shown again. Also the way to prefill: `formView(row)`. */
export function formView(body: unknown, problems: readonly Problem[] = []): FormView {
  const values: Record<string, string | readonly string[]> = Object.create(null)
  if (typeof body !== 'object' || body === null) return { values, problems }
  for (const [name, value] of Object.entries(body)) {
    if (name === 'csrf') continue
    if (Array.isArray(value)) values[name] = value.map(asText)
    else if (value !== undefined && value !== null) values[name] = asText(value)
  }
  return { values, problems }
}

export const emptyForm: FormView = { values: {}, problems: [] }

/** The one value of a field, or an empty string. */
export function valueOf(form: FormView, name: string): string {
  const value = form.values[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}

/** All values of a field that may be ticked several times. */
export function valuesOf(form: FormView, name: string): readonly string[] {
  const value = form.values[name]
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}

export function problemOf(form: FormView, name: string): Problem | undefined {
  return form.problems.find(({ at }) => at === name)
}

/** The id of a field's control, which the error summary links to. */
export function fieldId(name: string): string {
  return `field-${name.replaceAll(/[^\w-]/g, '-')}`
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'object' ? '' : String(value)
}

function firstPerField(issues: readonly z.core.$ZodIssue[]): readonly Problem[] {
  const problems = new Map<string, Problem>()
  for (const issue of issues) {
    const at = issue.path.join('.')
    if (!problems.has(at)) problems.set(at, { at, message: issue.message })
  }
  return [...problems.values()]
}

/** Sentences for schemas that brought none of their own. A schema's own message always comes first. */
export const chineseMessage: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return '请填写此项'
      return issue.expected === 'number' ? '请填写数字' : '内容的类型不对，请重新填写'
    case 'invalid_value':
      return issue.input === undefined || issue.input === '' ? '请选择一项' : '请从列出的选项中选择'
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_format':
      return FORMAT_MESSAGES[issue.format] ?? '格式不对，请检查后重新填写'
    case 'not_multiple_of':
      return `应是${issue.divisor}的倍数`
    case 'unrecognized_keys':
      return `有不认识的字段：${issue.keys.join('、')}`
    default:
      return '内容不对，请检查后重新填写'
  }
}

const FORMAT_MESSAGES: Readonly<Record<string, string>> = {
  date: '日期应写作2020-08-17这样的格式',
  email: '电子邮箱应写作name@example.cn这样的格式',
  url: '网址应以http://或者https://开头',
}

function tooSmall(issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>): string {
  if (issue.origin === 'string') {
    return Number(issue.minimum) <= 1 ? '请填写此项' : `至少写${issue.minimum}个字`
  }
  if (issue.origin === 'array') return `至少选${issue.minimum}项`
  return issue.inclusive === false ? `应大于${issue.minimum}` : `不能小于${issue.minimum}`
}

function tooBig(issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>): string {
  if (issue.origin === 'string') return `不能超过${issue.maximum}个字`
  if (issue.origin === 'array') return `最多选${issue.maximum}项`
  return issue.inclusive === false ? `应小于${issue.maximum}` : `不能大于${issue.maximum}`
}
