/** 0 for `A`, 27 for `AB`, from a cell's name. */
export function columnOf(name: string): number {
  let column = 0
  for (const letter of name) {
    const value = letter.toUpperCase().codePointAt(0)! - 64
    if (value < 1 || value > 26) break
    column = column * 26 + value
  }
  return column - 1
}

export function columnName(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCodePoint(65 + (column % 26))
}

/** Numbers that follow each other, as first and last. */
export function ranges(numbers: Iterable<number>): [number, number][] {
  const found: [number, number][] = []
  for (const number of [...numbers].sort((left, right) => left - right)) {
    const last = found.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else found.push([number, number])
  }
  return found
}
