import type { ListedDocument } from '../../domain/publications/public-documents.ts'
import { validityOn, type Validity } from '../../law/validity.ts'
import { nothing, type Html } from '../../platform/web/html.ts'
import { tag, type Tone } from '../../platform/web/components/tag.ts'

type Dated = Pick<ListedDocument, 'effectiveFrom' | 'expiresOn' | 'repealedOn' | 'normativeKind'>

const LOOKS: Readonly<Record<Validity, { readonly word: string; readonly tone: Tone }>> = {
  'in-force': { word: '现行有效', tone: 'good' },
  'not-yet-in-force': { word: '尚未施行', tone: 'waiting' },
  amended: { word: '已修改', tone: 'active' },
  repealed: { word: '已废止', tone: 'quiet' },
  expired: { word: '已失效', tone: 'quiet' },
}

/**
 * Computed for the day of reading, never typed. Only documents that have a validity carry it: 规章、规范性文件, and
 * whatever has a day of force or of end. A list marks only those that do not apply today.
 */
export function validityTag(
  document: Dated,
  today: Temporal.PlainDate,
  show: 'always' | 'lapsed-only',
): Html {
  if (!hasValidity(document)) return nothing
  const { validity } = validityOn(
    {
      ...(document.effectiveFrom ? { effectiveOn: document.effectiveFrom } : {}),
      ...(document.expiresOn ? { expiresOn: document.expiresOn } : {}),
      ...(document.repealedOn ? { repealedOn: document.repealedOn } : {}),
    },
    today,
  )
  if (show === 'lapsed-only' && validity === 'in-force') return nothing
  const { word, tone } = LOOKS[validity]
  return tag(word, tone)
}

function hasValidity(document: Dated): boolean {
  const { effectiveFrom, expiresOn, repealedOn, normativeKind } = document
  return (normativeKind ?? effectiveFrom ?? expiresOn ?? repealedOn) !== null
}
