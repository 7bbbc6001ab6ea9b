/** Text printed after the values belongs to the label less surely than text before them. */
const AFTER_WEIGHT = 0.6

/** What each character farther from the values costs: of two names before a row, the nearer is its label. */
const DISTANCE = 0.005

/** What each character between a label and its values costs. */
const TAIL = 0.06

/**
 * How much of an expected name is found, in order, in the text around a row of values: 0 to 1. Foreign characters in
 * between cost little, because vertical captions and wrapped neighbours are printed between the parts of a label;
 * characters between the name and the values cost much, because there another label stands.
 */
export function nameWithin(name: string, before: string, after: string): number {
  const near = before.slice(-(name.length * 2 + 30))
  const rest = after.slice(0, name.length + 10)
  if (!mayContain(name, near, rest)) return 0
  const text = near + rest
  let best = new Float64Array(name.length + 1)
  let tail = near.length
  for (let at = 0; at < text.length; at += 1) {
    const inNear = at < near.length
    const weight = inNear
      ? 1 - DISTANCE * (near.length - 1 - at)
      : AFTER_WEIGHT - DISTANCE * (at - near.length)
    const next = best.slice()
    for (let done = 1; done <= name.length; done += 1) {
      const taken = name[done - 1] === text[at] ? best[done - 1]! + weight : 0
      next[done] = Math.max(best[done]!, next[done - 1]!, taken)
    }
    if (inNear && next[name.length]! > best[name.length]!) tail = near.length - 1 - at
    best = next
  }
  const share = best[name.length]! / name.length
  return share * Math.max(0.2, 1 - TAIL * tail)
}

/** A cheap bound: a name most of whose characters are absent cannot be there. */
function mayContain(name: string, near: string, rest: string): boolean {
  let present = 0
  for (const character of name) {
    if (near.includes(character) || rest.includes(character)) present += 1
  }
  return present >= name.length * 0.55
}

/** How alike two whole labels are, 0 to 1: shared characters in order against the length of both. */
export function labelLikeness(name: string, label: string): number {
  if (name === label) return 1
  if (label.length > name.length * 4 + 8) return 0
  return (2 * commonLength(name, label)) / (name.length + label.length)
}

function commonLength(left: string, right: string): number {
  let row = new Uint16Array(right.length + 1)
  for (const character of left) {
    const next = new Uint16Array(right.length + 1)
    for (let at = 1; at <= right.length; at += 1) {
      next[at] = right[at - 1] === character ? row[at - 1]! + 1 : Math.max(row[at]!, next[at - 1]!)
    }
    row = next
  }
  return row[right.length]!
}
