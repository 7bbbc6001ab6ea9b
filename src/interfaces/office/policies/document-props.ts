import type { DeclaredAct } from '../../../domain/policies/acts.ts'
import type { InterpretationPlan } from '../../../domain/policies/interpretations/plan.ts'
import type { DocumentLink } from '../../../domain/policies/links.ts'
import type { NormativeRecord, RecordKind } from '../../../domain/policies/records.ts'
import type { DocumentValidity } from '../../../domain/policies/validity.ts'
import type { ChecklistLine } from '../../../domain/policies/checklist.ts'
import type { Edition } from '../../../domain/publications/edition.ts'

/** What the page of a policy document is made from. */
export interface PolicyDocumentPage {
  readonly edition: Edition
  readonly checklist: readonly ChecklistLine[]
  readonly records: readonly NormativeRecord[]
  readonly plan: InterpretationPlan | undefined
  readonly acts: readonly DeclaredAct[]
  readonly links: readonly DocumentLink[]
  readonly interpretations: readonly Edition[]
  readonly validity: DocumentValidity | undefined
  readonly csrf: string
  readonly may: {
    readonly register: boolean
    readonly declare: boolean
    readonly draft: boolean
    readonly plan: boolean
    readonly record: readonly RecordKind[]
    readonly publish: boolean
  }
}
