import type { ValueKind } from './expected-rows.ts'

/** More ways than this to cut a run are no information; more steps than this are no way to find out. */
const MOST_WAYS = 5_000
const MOST_STEPS = 100_000

/** One way to cut a run into cells. */
export type Cut = readonly string[]

/**
 * All ways to cut a run of values without borders into `kinds.length` cells: `007` into 0|0|7. A number never begins
 * with a superfluous zero, a sign begins a number and only in a column of changes, a decimal point and a unit stand
 * only in an amount, a mark such as `/` is a cell by itself. Pieces that were printed apart stay apart.
 *
 * @returns undefined when there are too many ways to be of use.
 */
export function waysToCut(
  pieces: readonly string[],
  kinds: readonly ValueKind[],
): readonly Cut[] | undefined {
  const ways: Cut[] = []
  const cells: string[] = []
  const lengths = pieces.map((piece) => piece.length)
  let steps = 0
  const walk = (piece: number, at: number, left: number): void => {
    steps += 1
    if (steps > MOST_STEPS || ways.length > MOST_WAYS) return
    const text = pieces[piece]
    if (text === undefined) {
      if (cells.length === kinds.length) ways.push([...cells])
      return
    }
    if (at === text.length) {
      walk(piece + 1, 0, left)
      return
    }
    if (cells.length === kinds.length || left < kinds.length - cells.length) return
    for (let to = at + 1; to <= text.length; to += 1) {
      const cell = text.slice(at, to)
      if (!fits(cell, kinds[cells.length]!) || !mayEndAt(text, at, to)) continue
      cells.push(cell)
      walk(piece, to, left - cell.length)
      cells.pop()
    }
  }
  walk(
    0,
    0,
    lengths.reduce((sum, length) => sum + length, 0),
  )
  return steps > MOST_STEPS || ways.length > MOST_WAYS ? undefined : ways
}

const COUNT = /^(?:[0０]|[1-9１-９][\d０-９]*|[/／\\_＿—–―─-])$/u
const CHANGE = /^(?:[+＋\-－]?(?:[0０]|[1-9１-９][\d０-９]*)|[/／\\_＿—–―─-])$/u
const AMOUNT =
  /^(?:(?:[0０]|[1-9１-９][\d０-９]*)(?:[.．][\d０-９]*)?(?:万元|亿元|元)?|[/／\\_＿—–―─-])$/u

function fits(cell: string, kind: ValueKind): boolean {
  if (kind === 'count' || kind === 'count-or-blank') return COUNT.test(cell)
  return kind === 'change' ? CHANGE.test(cell) : AMOUNT.test(cell)
}

/** A cell cannot end before or inside a decimal fraction, nor before its unit. */
function mayEndAt(text: string, from: number, to: number): boolean {
  const next = text[to]
  if (next === undefined) return true
  if (/[.．万亿元]/u.test(next)) return false
  return !(/[.．][\d０-９]*$/u.test(text.slice(from, to)) && /[\d０-９]/u.test(next))
}

/** The cells on which all ways agree; `null` where they differ. */
export function agreedCells(ways: readonly Cut[], count: number): readonly (string | null)[] {
  return Array.from({ length: count }, (_, at) => {
    const first = ways[0]?.[at]
    return first !== undefined && ways.every((way) => way[at] === first) ? first : null
  })
}
