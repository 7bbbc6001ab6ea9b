import { findPersonalData } from './personal-data/find-personal-data.ts'

const LONGEST = 24

/** The beginning of a text in quotation marks, with every longer number made unreadable. */
export function snippet(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim()
  const blurred = blur(plain)
  const short = [...blurred].slice(0, LONGEST).join('')
  return `“${short}${[...blurred].length > LONGEST ? '…' : ''}”`
}

function blur(text: string): string {
  let result = text
  for (const { start, end } of findPersonalData(text).toReversed()) {
    result = `${result.slice(0, start)}***${result.slice(end)}`
  }
  return result.replaceAll(/\d{7,}/g, (digits) => `${digits.slice(0, 2)}***`)
}
