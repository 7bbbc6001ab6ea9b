import { FINDING_KINDS } from '../../../platform/release-scan/kinds.ts'
import { findPersonalData } from '../../../platform/release-scan/personal-data/find-personal-data.ts'

/** What was replaced, as it is shown to the officer who did it. */
export interface Replacement {
  readonly kind: string
  readonly from: string
  readonly to: string
}

/** A stretch of a text and what stands there in the masked copy. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly to: string
  readonly kind: string
}

/** Numbers of persons, and the name that stands before one; in the order of the text. */
export function spansToMask(text: string): Span[] {
  const numbers = findPersonalData(text).map(({ kind, start, end, value }) => ({
    start,
    end,
    to: maskedAs(kind, value),
    kind: FINDING_KINDS[kind],
  }))
  const names = numbers.flatMap(({ start }) => nameBefore(text, start))
  // two numbers may stand behind one name
  const spans = new Map([...names, ...numbers].map((span) => [span.start, span]))
  return [...spans.values()].sort((a, b) => a.start - b.start)
}

const NAME =
  /(?:姓名|申请人|联系人|法定代表人|负责人|当事人|户主|本人)\s*[:：为是]?\s*([\p{Script=Han}·]{2,4})(?=[，,、；;\s（(。:：])/gu
const NAME_WITHIN = 40

/** 姓名：张三丰，身份证号…: the name that the number makes somebody's. */
function nameBefore(text: string, at: number): Span[] {
  const from = Math.max(0, at - NAME_WITHIN)
  const [last] = [...text.slice(from, at).matchAll(NAME)].slice(-1)
  const name = last?.[1]
  if (last === undefined || name === undefined) return []
  const start = from + last.index + last[0].length - name.length
  return [
    {
      start,
      end: start + name.length,
      to: `${[...name][0]}某${name.length > 2 ? '某' : ''}`,
      kind: '姓名',
    },
  ]
}

/** Enough of it for the person themselves to recognise it: 1101**********1234 */
function maskedAs(kind: string, value: string): string {
  const stars = (head: number, tail: number) =>
    value.slice(0, head) + '*'.repeat(Math.max(0, value.length - head - tail)) + value.slice(-tail)
  if (kind === 'id-number') return stars(4, 4)
  if (kind === 'mobile') return stars(3, 4)
  if (kind === 'bank-card') return stars(4, 4)
  if (kind === 'email') return value.replace(/^(.).*@/, '$1***@')
  return stars(2, 1)
}

/** One text laid out over several pieces: the first piece that a span touches gets what stands for it. */
export function maskPieces(
  pieces: readonly string[],
  replacements: Replacement[],
): readonly string[] {
  const text = pieces.join('')
  const masked = [...pieces]
  // from the end, so that what comes before keeps its place
  for (const { start, end, to, kind } of spansToMask(text).toReversed()) {
    replacements.unshift({ kind, from: text.slice(start, end), to })
    replaceIn(pieces, masked, { start, end, to })
  }
  return masked
}

function replaceIn(
  pieces: readonly string[],
  masked: string[],
  { start, end, to }: Pick<Span, 'start' | 'end' | 'to'>,
): void {
  let at = 0
  let written = false
  for (const [n, piece] of pieces.entries()) {
    const from = Math.max(start - at, 0)
    const until = Math.min(end - at, piece.length)
    if (from < piece.length && until > from) {
      masked[n] = masked[n]!.slice(0, from) + (written ? '' : to) + masked[n]!.slice(until)
      written = true
    }
    at += piece.length
  }
}
