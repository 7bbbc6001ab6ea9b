import { z } from 'zod'
import { parseDay } from '../../platform/kernel/time.ts'

const read = (text: string, context: z.RefinementCtx): Temporal.PlainDate | null => {
  if (text === '') return null
  const day = parseDay(text)
  if (day) return day
  context.addIssue({ code: 'custom', message: '日期应写作2020-08-17这样的格式' })
  return z.NEVER
}

export const optionalDay = z.string().trim().default('').transform(read)

export const requiredDay = (what: string) =>
  z
    .string()
    .trim()
    .min(1, `请填写${what}`)
    .transform((text, context) => read(text, context)!)
