import { reportWarning, type ReportProblem } from './problem.ts'

/** Length of the compared pieces: long enough that two offices do not share it by chance. */
const PIECE = 10

/** From this share of identical pieces on, two texts are called 雷同. */
const ALIKE = 0.7

/** Section titles and the opening formula are the same everywhere and say nothing about copying. */
const COMMON_TEXT = /^(?:[一二三四五六]、|（[一二三四五六七八九]）[^。]{0,12}$|根据《|本报告)/u

/** TX-3: the running text compared with last year's and with sister units'. */
export function* checkLikeness(
  narrative: string,
  others: readonly { readonly name: string; readonly text: string }[],
): Generator<ReportProblem> {
  const own = piecesOf(narrative)
  if (own.size < 50) return
  for (const other of others) {
    const share = shareOf(own, piecesOf(other.text))
    if (share < ALIKE) continue
    yield reportWarning(
      'TX-3',
      ['narrative'],
      `正文有${Math.round(share * 100)}%与${other.name}相同，疑似雷同`,
    )
  }
}

function piecesOf(text: string): Set<string> {
  const pieces = new Set<string>()
  for (const line of text.split('\n')) {
    const words = line.replace(/[\s\d]/gu, '')
    if (COMMON_TEXT.test(words)) continue
    for (let at = 0; at + PIECE <= words.length; at += 1) pieces.add(words.slice(at, at + PIECE))
  }
  return pieces
}

function shareOf(own: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0
  for (const piece of own) if (other.has(piece)) shared += 1
  return shared / own.size
}
