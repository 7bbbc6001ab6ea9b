/**
 * 文号 and 索引号 as they are compared, however they were typed: 威高管发〔2020〕3号 = 威高管发[2020]003 号, and
 * 11371000004359440c2020-1027 names the same document as 11371000004359440C/2020-01027.
 */

const plain = (text: string) => text.normalize('NFKC').toUpperCase().replace(/\s+/gu, '')

const OPENING = /[〔【[({〈《「﹝]/gu
const CLOSING = /[〕】\])}〉》」﹞]/gu

const withoutLeadingZeros = (digits: string) => digits.replace(/^0+(?=\d)/u, '')

/** `''` for an empty number. */
export function documentNumberKey(text: string): string {
  return plain(text)
    .replace(OPENING, '〔')
    .replace(CLOSING, '〕')
    .replace(/第(?=\d)/gu, '')
    .replace(/\d+/gu, withoutLeadingZeros)
    .replace(/[^\p{L}\p{N}〔〕]/gu, '')
}

const YEAR_AND_NUMBER = /〔(\d{4})〕(\d{1,6})号?$/u
const ORDER_NUMBER = /令(\d{1,6})号?$/u

/** Year and number alone, as people remember them: `2020-3`, of an order `令-288`; `''` for a number of another shape. */
export function documentNumberTail(text: string): string {
  const key = documentNumberKey(text)
  const [, year, number] = YEAR_AND_NUMBER.exec(key) ?? []
  if (year !== undefined) return `${year}-${number}`
  const [, order] = ORDER_NUMBER.exec(key) ?? []
  return order === undefined ? '' : `令-${order}`
}

export function indexNumberKey(text: string): string {
  return plain(text).replace(/[^\p{L}\p{N}]/gu, '')
}

const YEAR_AND_SERIAL = /(?:^|[/-])((?:19|20)\d{2})(?:-(\d{1,7})|(\d{3,7}))$/u

/** Year and serial without the organ's code: `2020-1027`; `''` when it does not end so. */
export function indexNumberTail(text: string): string {
  const [, year, after, grown] = YEAR_AND_SERIAL.exec(plain(text)) ?? []
  return year === undefined ? '' : `${year}-${withoutLeadingZeros((after ?? grown)!)}`
}

/** A number without its organ, and what was typed where the organ stands. */
export interface TailInQuery {
  readonly tail: string
  readonly organ: string
}

/** What a query may mean as a number of a document, best first. */
export interface NumbersInQuery {
  readonly documentNumbers: readonly string[]
  readonly documentNumberTails: readonly TailInQuery[]
  readonly indexNumber: string | undefined
  readonly indexNumberTail: string | undefined
  /** a 文号 of which the year was left out, as the beginning and the end of its key */
  readonly withoutYear: { readonly organ: string; readonly end: string } | undefined
  /** there is nothing in it but a document's number */
  readonly isNumber: boolean
}

const NUMBER_IN_SENTENCE =
  /([\p{Script=Han}A-Z]{0,16})[〔(【[{]?((?:19|20)\d{2})(?:[〕)】\]}]|年)?第?(\d{1,6})号/gu
const ORDER_IN_SENTENCE = /([\p{Script=Han}]{0,16})(?:令第?(\d{1,6})号|第?(\d{1,6})号令)/gu
const ONLY_NUMBER =
  /^[\p{Script=Han}A-Z、,·]{0,30}(?:〔(?:19|20)\d{2}〕第?\d{1,6}号?|令第?\d{1,6}号?|第?\d{1,6}号令)(?:文件?)?$/u

const YEAR_FIRST = /((?:19|20)\d{2})年?([\p{Script=Han}A-Z]{2,10}?)第?(\d{1,6})号/gu
const NO_BRACKETS =
  /^\s*([\p{Script=Han}A-Z]{2,12}?)\s*((?:19|20)\d{2})[\s年-]+第?(\d{1,6})号?\s*$/u
const NO_YEAR = /^([\p{Script=Han}]{2,10}?)第?(\d{1,6})号(?:文件?)?$/u
const INDEX_NUMBER = /^[\dA-Z]+(?:[-/][\dA-Z]+)+$/u

export function numbersInQuery(asked: string): NumbersInQuery {
  const query = asked.replace(/^\s*(?:索引号|文号)[:：\s]*/u, '')
  const whole = documentNumberKey(query)
  const bracketed = plain(query).replace(OPENING, '〔').replace(CLOSING, '〕')
  const documentNumbers = new Set<string>(whole === '' ? [] : [whole, `${whole}号`])
  const tails: TailInQuery[] = []
  for (const [, organ = '', year, number] of bracketed.matchAll(NUMBER_IN_SENTENCE)) {
    const end = `〔${year}〕${withoutLeadingZeros(number!)}号`
    // the letters before it may belong to the sentence: 请问威高管发〔2020〕3号
    for (let start = 0; start < organ.length; start += 1)
      documentNumbers.add(`${organ.slice(start)}${end}`)
    tails.push({ tail: documentNumberTail(end), organ })
  }
  for (const [, organ = '', after, before] of bracketed.matchAll(ORDER_IN_SENTENCE)) {
    const tail = `令-${withoutLeadingZeros((after ?? before)!)}`
    tails.push({ tail, organ: organ.replace(/第$/u, '') })
  }
  for (const [, year, organ, number] of bracketed.matchAll(YEAR_FIRST))
    documentNumbers.add(`${organ}〔${year}〕${withoutLeadingZeros(number!)}号`)
  const [, bare, bareYear, bareNumber] = NO_BRACKETS.exec(query.normalize('NFKC')) ?? []
  if (bare !== undefined)
    documentNumbers.add(`${bare}〔${bareYear}〕${withoutLeadingZeros(bareNumber!)}号`)
  const [, organ, end] = NO_YEAR.exec(bracketed) ?? []
  const indexNumber = indexNumberKey(query)
  return {
    documentNumbers: [...documentNumbers],
    documentNumberTails: tails,
    indexNumber:
      /^[\p{L}\p{N}]{6,60}$/u.test(indexNumber) && /\d/u.test(indexNumber)
        ? indexNumber
        : undefined,
    indexNumberTail: indexNumberTail(query) || undefined,
    withoutYear:
      organ === undefined || organ.endsWith('令')
        ? undefined
        : { organ: `${organ}〔`, end: `〕${withoutLeadingZeros(end!)}号` },
    isNumber:
      ONLY_NUMBER.test(bracketed) || (asked !== query && /\d/u.test(query)) || isIndexNumber(query),
  }
}

const isIndexNumber = (query: string) => {
  const bare = plain(query)
  return INDEX_NUMBER.test(bare) && /\d{4}/u.test(bare) && !/^\d[\d-]*$/u.test(bare)
}

/**
 * How well a document's number, known by its tail, fits the organ that was typed, from 0 to 1; undefined where it is
 * another organ's. Orders are cited by short names of their organs: 市场监管总局 for 国家市场监督管理总局.
 */
export function organFit(
  numberKey: string,
  { documentNumberTails }: NumbersInQuery,
): number | undefined {
  const tail = documentNumberTail(numberKey)
  const fits = documentNumberTails
    .filter((typed) => typed.tail === tail)
    .map(({ organ }) =>
      tail.startsWith('令') ? shareOf(organ, numberKey) : endOf(organ, numberKey),
    )
  const best = Math.max(-1, ...fits)
  return best < LEAST_FIT ? undefined : best
}

const LEAST_FIT = 0.5

/**
 * The code of an organ may be typed from its middle on, or with a sentence before it, but it is no other code: 岚政办发 is
 * not 岚政人.
 */
function endOf(typed: string, numberKey: string): number {
  if (typed === '') return LEAST_FIT
  const organ = numberKey.slice(0, numberKey.indexOf('〔'))
  if (organ.endsWith(typed)) return 1
  return typed.length > TELLING && organ.endsWith(typed.slice(-TELLING)) ? LEAST_FIT : 0
}

/** So many last characters of a code are hardly another's. */
const TELLING = 3

function shareOf(organ: string, numberKey: string): number {
  const characters = [...new Set(organ)]
  if (characters.length === 0) return LEAST_FIT
  return characters.filter((one) => numberKey.includes(one)).length / characters.length
}
