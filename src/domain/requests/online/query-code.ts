/**
 * The code by which an applicant finds their case again. It is printed once, on the receipt, and kept nowhere: the
 * database holds a keyed hash, so neither the office nor a stolen copy can say what it was.
 */
import { timingSafeEqual } from 'node:crypto'
import type { Sealer } from '../../../platform/sealing/sealer.ts'

/** Without the letters and digits that are mistaken for one another: 0 and O; 1, I and L; U and V, of which V stays. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 12
/** Bytes from here on would make the first letters likelier than the rest. */
const FAIR = Math.floor(256 / ALPHABET.length) * ALPHABET.length

/** How many contacts an application can have: telephone and e-mail, of the applicant and of the agent. */
export const MOST_CONTACTS = 4

/**
 * The code of the n-th case of a submission, computed from the form's secret with our key: the same form sent twice is
 * shown the same code, although nobody kept it.
 */
export function queryCodeOf(secret: string, number: number, sealer: Sealer): string {
  let code = ''
  for (let round = 0; code.length < LENGTH; round += 1) {
    for (const byte of sealer.blindIndex(`query-code\n${secret}\n${number}\n${round}`)) {
      if (byte < FAIR && code.length < LENGTH) code += ALPHABET[byte % ALPHABET.length]!
    }
  }
  return code
}

/** As printed: ABCD-EFGH-JKMN. */
export function printedCode(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? code
}

/** As typed: any case, full width, with or without dashes and blanks. Undefined for what cannot be a code. */
export function parseQueryCode(text: string): string | undefined {
  const code = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-–—－·]/g, '')
  const isCode = code.length === LENGTH && [...code].every((letter) => ALPHABET.includes(letter))
  return isCode ? code : undefined
}

export function hashOfCode(code: string, sealer: Sealer): Buffer {
  return sealer.blindIndex(`query-code-hash\n${code}`)
}

/** A telephone number or an e-mail address as it is compared: however it was spaced, with or without +86. */
export function normalContact(contact: string): string {
  const text = contact.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
  if (text.includes('@')) return text
  return text.replaceAll(/[^\d]/g, '').replace(/^(?:0{0,2}86)(?=1\d{10}$)/, '')
}

/** Bound to the code: the same contact gives another hash with every application. */
export function hashOfContact(code: string, contact: string, sealer: Sealer): Buffer {
  return sealer.blindIndex(`query-contact\n${code}\n${normalContact(contact)}`)
}

/** Compares with every one of them and as often as ever, so that the time taken tells nothing. */
export function isOneOf(hash: Buffer, known: readonly Buffer[]): boolean {
  const none = Buffer.alloc(hash.length)
  let found = false
  for (let n = 0; n < MOST_CONTACTS; n += 1) {
    if (timingSafeEqual(hash, known[n] ?? none) && n < known.length) found = true
  }
  return found
}
