/** 政策问答: what a reader asks under a policy, and what its signed answer holds. */
import { z } from 'zod'
import type { EditionStructure } from '../../publications/structures/kinds.ts'

/** What a reader sends. */
export const QuestionForm = z.object({
  question: z
    .string()
    .trim()
    .min(5, '请把问题写清楚，至少5个字')
    .max(500, '问题最多500个字，请只写要问的事'),
  /** only to tell the asker that an answer is there; kept sealed */
  contact: z.string().trim().max(100, '联系方式最多100个字').default(''),
})
export type QuestionForm = z.infer<typeof QuestionForm>

/** What an officer writes: the question in words that may be shown to everybody, and the answer. */
export const AnswerForm = z.object({
  question: z.string().trim().min(1, '请写可以公开的问题').max(500),
  answer: z.string().trim().min(1, '请写答复').max(20_000),
})
export type AnswerForm = z.infer<typeof AnswerForm>

export const QuestionStructure = z.object({
  question: z.string().min(1),
  /** number of the policy it is asked about */
  answers: z.number().int().positive(),
})
export type QuestionStructure = z.infer<typeof QuestionStructure>

export function parseQuestion(structure: EditionStructure | null): QuestionStructure | undefined {
  const parsed = QuestionStructure.safeParse(structure)
  return parsed.success ? parsed.data : undefined
}
