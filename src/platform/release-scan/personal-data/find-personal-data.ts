import { cardLikeness } from './bank-card.ts'
import { hasRegionAndBirthday, isIdentityNumber, isOldIdentityNumber } from './identity-number.ts'
import { isMobileIn, isMobileNumber } from './mobile.ts'
import { digitGroups, isOneEach, numberWindows, type NumberWindow } from './number-groups.ts'
import { plainText } from './plain-digits.ts'
import { findEmails, findPlates, type PersonalKind } from './letters-and-digits.ts'

/** A number or address of a person in a text. */
export interface PersonalDatum {
  readonly kind: PersonalKind
  /** In the original text, from and up to. */
  readonly start: number
  readonly end: number
  /** Without separators, in plain digits. */
  readonly value: string
}

interface Found {
  readonly kind: PersonalKind
  readonly start: number
  readonly end: number
  readonly value: string
}

/** In the order of the text; of two that overlap only the surer. What is already masked is nobody's number. */
export function findPersonalData(original: string): PersonalDatum[] {
  if (!/\p{Nd}|@|＠|[〇○零一二三四五六七八九幺]{11}/u.test(original)) return []
  const { text, at } = plainText(original)
  const numbers = findNumbers(text)
  const found = [...numbers, ...findPlates(text), ...findEmails(text)]
  return withoutOverlaps(found, text.length).map(({ kind, start, end, value }) => ({
    kind,
    start: at[start]!,
    end: at[end]!,
    value,
  }))
}

function findNumbers(text: string): Found[] {
  const groups = digitGroups(text)
  const found: Found[] = []
  for (const window of numberWindows(groups, 11, 19)) {
    const number = recognise(text, window)
    if (number) found.push(number)
  }
  return found
}

function recognise(text: string, window: NumberWindow): Found | undefined {
  const { digits, start, end } = window
  const last = digits.length === 17 && /^ ?-?[Xx](?![0-9A-Za-z])/.exec(text.slice(end, end + 4))
  if (last && isIdentityIn(`${digits}X`, window)) {
    return { kind: 'id-number', start, end: end + last[0].length, value: `${digits}X` }
  }
  if (digits.length === 18 && isIdentityIn(digits, window)) {
    return { kind: 'id-number', start, end, value: digits }
  }
  if (digits.length === 15 && isOldIdentityIn(text, window)) {
    return { kind: 'id-number', start, end, value: digits }
  }
  if (digits.length >= 16 && isCardIn(text, window)) {
    return { kind: 'bank-card', start, end, value: digits }
  }
  if (digits.length === 11 && isMobileIn(text, window)) {
    return { kind: 'mobile', start, end, value: digits }
  }
  const isLong = digits.length === 13 && window.lengths.length === 1 && digits.startsWith('86')
  if (isLong && isMobileNumber(digits.slice(2)) && text[start - 1] === '+') {
    return { kind: 'mobile', start, end, value: digits.slice(2) }
  }
  return undefined
}

const MOST_PIECES = 7

function isIdentityIn(number: string, { lengths, outer }: NumberWindow): boolean {
  const isPlausible = lengths.length <= MOST_PIECES || isOneEach(lengths)
  return isPlausible && !outer.includes('hyphen') && isIdentityNumber(number)
}

function isOldIdentityIn(text: string, { digits, start, lengths, outer }: NumberWindow): boolean {
  const before = text.slice(Math.max(0, start - 16), start)
  return (
    lengths.length <= 3 &&
    !outer.includes('hyphen') &&
    /(?:身份证|证件号|公民身份)[^\n\d]{0,10}$/.test(before) &&
    isOldIdentityNumber(digits)
  )
}

const THING =
  /(?:订单|单号|编号|编码|代码|流水|合同|备案|登记|许可证|工单|户号|条码|批次)[^，。；、\s\d]{0,4}[:：]?\s*$/
const CARD = /(?:卡号|账号|帐号|银行|储蓄|借记|信用卡|开户|收款|visa|card)[^\n\d]{0,16}$/i

function isCardIn(text: string, window: NumberWindow): boolean {
  const { digits, start, lengths, links, outer } = window
  const likeness = cardLikeness(digits)
  if (likeness === 'no' || outer.includes('hyphen')) return false
  const before = text.slice(Math.max(0, start - 24), start)
  if (THING.test(before) || /[A-Za-z]$/.test(before)) return false
  if (digits.length === 18 && hasRegionAndBirthday(digits)) return false
  const isGrouped = lengths.length > 1 && isGroupedAsCard(lengths) && links.size === 1
  if (lengths.length > 1 && !isGrouped && !isOneEach(lengths)) return false
  if (lengths.length > 1 && !isOneEach(lengths) && (links.has('cell') || outer.includes('space'))) {
    return false
  }
  return likeness === 'surely' || isGrouped || CARD.test(before)
}

/** 6222 0212 3456 7890 123, 622202 1234567890123, or broken once at the end of a line. */
function isGroupedAsCard(lengths: readonly number[]): boolean {
  const allButLast = lengths.slice(0, -1)
  return lengths.length === 2 || allButLast.every((length) => length === 4)
}

const SURENESS: Readonly<Record<PersonalKind, number>> = {
  'id-number': 0,
  email: 1,
  'bank-card': 2,
  plate: 3,
  mobile: 4,
}

function withoutOverlaps(found: readonly Found[], length: number): Found[] {
  const kept: Found[] = []
  const taken = new Uint8Array(length)
  const bySureness = found.toSorted(
    (left, right) => SURENESS[left.kind] - SURENESS[right.kind] || left.start - right.start,
  )
  for (const one of bySureness) {
    if (taken.subarray(one.start, one.end).includes(1)) continue
    taken.fill(1, one.start, one.end)
    kept.push(one)
  }
  return kept.sort((left, right) => left.start - right.start)
}
