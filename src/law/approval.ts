import type { DispositionCode } from './dispositions.ts'
import type { LawSettings } from './settings.ts'

/**
 * 经办 → 保密审查 → 法律审核 → 负责人签发. Legal review and sign-off, each by somebody who wrote no version of the draft,
 * are the floor and no setting of an office touches them. What it may choose: which replies need 保密审查 (条例 第十七条
 * leaves the procedure to each organ), and whether it stands before legal review or beside it.
 */
export function needsSecrecyReview(code: DispositionCode, settings: LawSettings): boolean {
  if (settings.secrecyReview === 'every') return true
  return settings.secrecyReview === 'disclosing' && isDisclosing(code)
}

/** Something leaves the organ that was not public before. */
export function isDisclosing(code: DispositionCode): boolean {
  return code === 'A2' || code === 'B1'
}
