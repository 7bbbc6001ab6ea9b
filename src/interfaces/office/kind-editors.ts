import type { Edition } from '../../domain/publications/edition.ts'
import type { EditionKind } from '../../domain/publications/structures/kinds.ts'
import { officePaths } from './paths.ts'

/** Kinds whose text is made from fields, and where those are written. */
const EDITORS: Partial<Record<EditionKind, (editionId: number) => string>> = {
  'policy-item': officePaths.editPolicyItem,
  'policy-pack': officePaths.editPolicyPack,
}

export function editorOfKind({ id, kind }: Pick<Edition, 'id' | 'kind'>): string | undefined {
  return EDITORS[kind]?.(id)
}
