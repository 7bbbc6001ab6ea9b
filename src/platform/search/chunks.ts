/** Long texts are searched in pieces: a short one is checked faster, and says better where something stands. */
const CHUNK = 4000
/** What neighbouring pieces share, so that no phrase is cut in two. */
const OVERLAP = 200

export interface Chunk {
  readonly from: number
  readonly to: number
}

/** Pieces of a text in order, each ending at a line's or sentence's end where one is near. An empty text is one piece. */
export function chunksOf(text: string): Chunk[] {
  if (text.length <= CHUNK + OVERLAP) return [{ from: 0, to: text.length }]
  const chunks: Chunk[] = []
  let from = 0
  while (from < text.length) {
    const to = endOfChunk(text, from)
    chunks.push({ from, to })
    if (to === text.length) break
    from = wholeCharacter(text, to - OVERLAP)
  }
  return chunks
}

function endOfChunk(text: string, from: number): number {
  const latest = from + CHUNK
  if (latest + OVERLAP >= text.length) return text.length
  const line = text.lastIndexOf('\n', latest)
  if (line > latest - CHUNK / 4) return line + 1
  const sentence = text.lastIndexOf('。', latest)
  return sentence > latest - CHUNK / 4 ? sentence + 1 : wholeCharacter(text, latest)
}

/** Not between the halves of a character outside the basic plane. */
function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at
}
