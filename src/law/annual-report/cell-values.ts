import type { Cell } from './figures.ts'

/**
 * What a cell says. `absent` is a mark for 不适用 (`/`, `—`, `_`, 无): 0 in sums. `blank` is not zero, but counts as
 * nothing in sums. `unread` could not be read and must not be used at all.
 */
export type CellValue =
  | {
      readonly kind: 'number'
      readonly value: number
      readonly unit: string
      readonly text: string
    }
  | { readonly kind: 'blank' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unread' }
  | { readonly kind: 'malformed'; readonly text: string }

const BLANK: CellValue = { kind: 'blank' }
const ABSENT: CellValue = { kind: 'absent' }
const UNREAD: CellValue = { kind: 'unread' }

const ABSENT_MARK = /^(?:[/\\／＼_＿\-–—―－─ー一~～]+|无|不适用|[Nn]\/?[Aa]|[oOОО〇○零])$/u
const NUMBER = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?(件|个|项|条|份|次|宗|起|元|万元|亿元)?$/u

/** Reads one cell: full-width digits and signs, thousands separators and units are understood. */
export function parseCell(cell: Cell): CellValue {
  if (cell === null) return UNREAD
  const text = normaliseNumberText(cell)
  if (text === '') return BLANK
  if (ABSENT_MARK.test(text)) return ABSENT
  const match = NUMBER.exec(text)
  if (!match) return { kind: 'malformed', text: cell.trim() }
  const [, sign = '', whole = '', fraction = '', unit = ''] = match
  const digits = `${sign}${whole.replaceAll(',', '')}${fraction}`
  return { kind: 'number', value: Number(digits), unit, text: digits }
}

/** The number a cell contributes to a sum, or undefined when it must not be summed. */
export function summand(value: CellValue): number | undefined {
  if (value.kind === 'number') return value.value
  return value.kind === 'blank' || value.kind === 'absent' ? 0 : undefined
}

/** Whether the cell carries something a reader would call filled in. */
export function isFilled(value: CellValue): boolean {
  return value.kind === 'number' || value.kind === 'absent'
}

/** Full-width digits, signs, dots and commas to ASCII; every kind of white space dropped. */
export function normaliseNumberText(text: string): string {
  return text
    .replace(/[\s\u200B-\u200D\uFEFF]/gu, '')
    .replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[＋﹢]/gu, '+')
    .replace(/[－−﹣‐‑]/gu, '-')
    .replace(/^[—–](?=\d)/u, '-')
    .replace(/[．]/gu, '.')
    .replace(/(?<=\d)[，,](?=\d{3}(?!\d))/gu, ',')
}
