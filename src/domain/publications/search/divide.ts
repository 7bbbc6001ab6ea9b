/** Where a run of characters is taken apart into words: by what the texts themselves hold together. */
import { isIdeograph } from '../../../platform/search/letters.ts'
import type { Frequencies } from './frequencies.ts'

/** Cut where no text has the two characters beside each other: 地铁条例 → 地铁, 条例. */
export function divideWhereNothingStands(phrase: string, frequencies: Frequencies): string[] {
  return divided(phrase, frequencies, (pair) => pair === 0)
}

/** Cut also where two characters meet far more rarely than those on either side. */
export function divideWhereRare(phrase: string, frequencies: Frequencies): string[] {
  return divided(
    phrase,
    frequencies,
    (pair, before, after) => pair < RARE * Math.min(before, after),
  )
}

const RARE = 0.25

type IsBorder = (pair: number, before: number, after: number) => boolean

function divided(phrase: string, frequencies: Frequencies, isBorder: IsBorder): string[] {
  const characters = [...phrase]
  if (!characters.every(isIdeograph)) return [phrase]
  const pairs = characters.slice(0, -1).map((one, at) => frequencies.of(one + characters[at + 1]!))
  const words = ['']
  for (const [at, character] of characters.entries()) {
    words[words.length - 1] += character
    if (at < pairs.length && isBorder(pairs[at]!, pairs[at - 1] ?? 0, pairs[at + 1] ?? 0))
      words.push('')
  }
  // a character by itself says too little
  const telling = words.filter((word) => [...word].length > 1)
  return telling.length > 0 ? telling : [phrase]
}
