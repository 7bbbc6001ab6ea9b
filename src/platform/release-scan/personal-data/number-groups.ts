/** Groups of digits with what stands between them: people write one number in many pieces. */
export interface DigitGroup {
  readonly digits: string
  readonly start: number
  readonly end: number
  /** How it hangs together with the group before it; undefined: it does not. */
  readonly link: Link | undefined
}

export type Link = 'space' | 'hyphen' | 'cell' | 'line'

export interface NumberWindow {
  readonly digits: string
  readonly start: number
  readonly end: number
  readonly lengths: readonly number[]
  readonly links: ReadonlySet<Link>
  /** Links to digits before and behind it, of which it may be only a part. */
  readonly outer: readonly (Link | undefined)[]
}

export function digitGroups(text: string): DigitGroup[] {
  const groups: DigitGroup[] = []
  for (const match of text.matchAll(/\d+/g)) {
    const start = match.index
    const before = groups.at(-1)
    const link = before && linkOf(text.slice(before.end, start))
    groups.push({ digits: match[0], start, end: start + match[0].length, link })
  }
  return groups
}

function linkOf(between: string): Link | undefined {
  if (between.length > 4) return undefined
  if (/^ {1,2}$/.test(between)) return 'space'
  if (/^ ?[-·•・] ?$/.test(between)) return 'hyphen'
  if (/^ ?\t ?$/.test(between)) return 'cell'
  return /^ *-?\r?\n *$/.test(between) ? 'line' : undefined
}

/** Every run of linked groups with `least` to `most` digits together. */
export function* numberWindows(
  groups: readonly DigitGroup[],
  least: number,
  most: number,
): Generator<NumberWindow> {
  for (const [first, { start }] of groups.entries()) {
    let digits = ''
    const lengths: number[] = []
    const links = new Set<Link>()
    for (let last = first; last < groups.length; last += 1) {
      const group = groups[last]!
      if (last > first && group.link === undefined) break
      if (last > first) links.add(group.link!)
      digits += group.digits
      lengths.push(group.digits.length)
      if (digits.length > most) break
      if (digits.length < least) continue
      const outer = [groups[first]!.link, groups[last + 1]?.link]
      yield { digits, start, end: group.end, lengths: [...lengths], links: new Set(links), outer }
    }
  }
}

export const isOneEach = (lengths: readonly number[]) => lengths.every((length) => length === 1)
