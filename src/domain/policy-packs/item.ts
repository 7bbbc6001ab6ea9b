/** 惠企政策事项: what an edition of the kind `policy-item` holds in its `structure`. */
import { z } from 'zod'
import type { EditionStructure } from '../publications/structures/kinds.ts'
import { Criteria } from './criteria.ts'
import { HANDLING_MODES } from './vocabulary.ts'

export const Material = z.object({ name: z.string(), note: z.string() })
export type Material = z.infer<typeof Material>

/** 政策依据: a document of this platform, or one that is only named. */
export const Basis = z.object({
  documentId: z.number().int().positive().nullable(),
  /** as it was called when the item was written */
  title: z.string(),
  /** 条款 */
  clause: z.string(),
})
export type Basis = z.infer<typeof Basis>

export const PolicyItem = z.object({
  beneficiaries: z.string(),
  conditions: z.array(z.string()),
  criteria: Criteria,
  materials: z.array(Material),
  steps: z.array(z.string()),
  /** 兑现标准: amount or rate, in words */
  standard: z.string(),
  /** 申报或兑现时限, in words */
  timeLimit: z.string(),
  handling: z.enum(HANDLING_MODES),
  place: z.string(),
  phone: z.string(),
  link: z.string(),
  basis: z.array(Basis),
})
export type PolicyItem = z.infer<typeof PolicyItem>

/** What is stored was written by this room: anything else is a bug. */
export function policyItemOf(structure: EditionStructure | null): PolicyItem {
  return PolicyItem.parse(structure)
}
