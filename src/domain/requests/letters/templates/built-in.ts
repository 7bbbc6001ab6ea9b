import type { DispositionCode } from '../../../../law/dispositions.ts'
import { DISPOSITIONS } from '../../../../law/dispositions.ts'
import type { LetterId } from '../../../../law/letters.ts'
import type { AnswerLetter, TemplateId } from '../letter-kinds.ts'
import { ANSWERS, RECTIFICATION } from './answers.ts'
import { CONSULTATIONS } from './consultations.ts'
import { NOTICES } from './notices.ts'
import { SHEETS } from './sheets.ts'
import type { BuiltInTemplate } from './template.ts'

/** Every template that comes with the product, each with all its editions, the oldest first. */
export const BUILT_IN: readonly BuiltInTemplate[] = [
  ...NOTICES,
  ...CONSULTATIONS,
  ...ANSWERS,
  RECTIFICATION,
  ...SHEETS,
]

export const TEMPLATE_IDS: readonly TemplateId[] = [...new Set(BUILT_IN.map(({ id }) => id))]

export const isTemplateId = (text: string): text is TemplateId =>
  (TEMPLATE_IDS as readonly string[]).includes(text)

/** Our edition in force on a day; the first one for any day before it. */
export function builtInTemplate(id: TemplateId, on: Temporal.PlainDate): BuiltInTemplate {
  const editions = BUILT_IN.filter((one) => one.id === id)
  const inForce = editions.findLast(
    ({ validFrom }) => Temporal.PlainDate.compare(validFrom, on) <= 0,
  )
  return (inForce ?? editions[0])!
}

/** The template of a disposition's answer. @throws Error for F3, which has no letter */
export function answerTemplateId(code: DispositionCode): TemplateId {
  const { letter } = DISPOSITIONS[code]
  if (letter === null) throw new Error(`${code} has no letter`)
  return `${letter as AnswerLetter}-${code}`
}

/** The letter of a template. */
export function letterOf(template: TemplateId): LetterId {
  return template.replace(/-[A-F]\d[ab]?$/, '') as LetterId
}
