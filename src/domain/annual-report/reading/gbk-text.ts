/** Node decodes GBK but does not encode it: the decoder turned around, for test files in the old encoding. */
export function encodeGbk(text: string): Uint8Array {
  codes ??= gbkCodes()
  const known = codes
  return new Uint8Array(
    [...text].flatMap((character) => {
      const code = character.charCodeAt(0)
      return code < 0x80 ? [code] : [...(known.get(character) ?? [0x3f])]
    }),
  )
}

let codes: ReadonlyMap<string, readonly number[]> | undefined

function gbkCodes(): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, readonly number[]>()
  const decoder = new TextDecoder('gbk')
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const character = decoder.decode(new Uint8Array([high, low]))
      if (character.length === 1) found.set(character, [high, low])
    }
  }
  return found
}
