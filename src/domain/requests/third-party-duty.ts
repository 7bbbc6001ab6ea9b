/** 条例 第三十二条: a third party whose objection did not prevail is told in writing what is disclosed, and why. */
import type { CaseState, Consultation } from './case-state.ts'

/**
 * Third parties that said no and whose information goes out all the same, and who were not told yet. Silence is no
 * objection: then the organ decides under the general rules, and owes no letter. Where part is withheld because of a
 * third party (第十五条), the objection may have been heeded, and whether a letter is owed is the officer's to say.
 */
export function untoldThirdParties(state: CaseState): readonly Consultation[] {
  return overruledThirdParties(state).filter(({ toldOn }) => toldOn === null)
}

export function overruledThirdParties({
  reply,
  consultations,
}: CaseState): readonly Consultation[] {
  const draft = reply?.draft
  const discloses = draft?.disposition === 'A2' || draft?.disposition === 'B1'
  if (!discloses || draft.withheld.some(({ ground }) => ground === 'X15')) return []
  return consultations.filter(
    ({ kind, opinion }) => kind === 'third-party' && opinion === 'objects',
  )
}
