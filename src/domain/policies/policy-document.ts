import type { NormativeKind } from '../publications/edition.ts'
import type { EditionKind } from '../publications/structures/kinds.ts'
import type { PolicySettings } from './policy-settings.ts'

interface Described {
  readonly kind: EditionKind
  readonly category: string
  readonly disclosure: string
  readonly normativeKind: NormativeKind | null
}

/**
 * 政策性文件, of which an interpretation is expected: 规章, 规范性文件, and what the office files under a category it has
 * named. Documents that are not published are not interpreted.
 */
export function isPolicyDocument(
  { kind, category, disclosure, normativeKind }: Described,
  { policyCategories }: Pick<PolicySettings, 'policyCategories'>,
): boolean {
  if (kind !== 'document' || disclosure !== 'proactive') return false
  return normativeKind !== null || policyCategories.includes(category)
}
