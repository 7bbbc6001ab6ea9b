import type { z } from 'zod'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { parseForm } from '../../../platform/web/forms.ts'

/** @throws Refusal `invalid` with what is wrong in each field */
export function checkedForm<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = parseForm(schema, body)
  if (result.ok) return result.value
  throw new Refusal('invalid', '有内容需要改正。', result.problems)
}
