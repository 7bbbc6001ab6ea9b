import {
  datesOfRecord,
  validityOn,
  type RecordedValidity,
  type Validity,
} from '../../law/validity.ts'
import { nothing, type Html } from '../../platform/web/html.ts'
import { tag, type Tone } from '../../platform/web/components/tag.ts'

export interface Dated extends RecordedValidity {
  readonly normativeKind: string | null
}

const LOOKS: Readonly<Record<Validity, { readonly word: string; readonly tone: Tone }>> = {
  'in-force': { word: '现行有效', tone: 'good' },
  'not-yet-in-force': { word: '尚未施行', tone: 'waiting' },
  amended: { word: '已修改', tone: 'active' },
  repealed: { word: '已废止', tone: 'quiet' },
  expired: { word: '已失效', tone: 'quiet' },
}

export const VALIDITY_WORDS: Readonly<Record<Validity, string>> = {
  'in-force': LOOKS['in-force'].word,
  'not-yet-in-force': LOOKS['not-yet-in-force'].word,
  amended: LOOKS.amended.word,
  repealed: LOOKS.repealed.word,
  expired: LOOKS.expired.word,
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
  const dates = datesOfRecord(document)
  if (document.normativeKind === null && Object.keys(dates).length === 0) return nothing
  const { validity } = validityOn(dates, today)
  if (show === 'lapsed-only' && validity === 'in-force') return nothing
  return validityMark(validity)
}

/** The mark alone, for a validity already told. */
export function validityMark(validity: Validity): Html {
  const { word, tone } = LOOKS[validity]
  return tag(word, tone)
}
