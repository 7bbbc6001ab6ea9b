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

/** Year and number alone, as people remember them: `2020-3`; `''` for a number of another shape. */
export function documentNumberTail(text: string): string {
  const [, year, number] = YEAR_AND_NUMBER.exec(documentNumberKey(text)) ?? []
  return year === undefined ? '' : `${year}-${number}`
}

export function indexNumberKey(text: string): string {
  return plain(text).replace(/[^\p{L}\p{N}]/gu, '')
}

const YEAR_AND_SERIAL = /(?:^|[/-])((?:19|20)\d{2})-?(\d{3,7})$/u

/** Year and serial without the organ's code: `2020-1027`; `''` when it does not end so. */
export function indexNumberTail(text: string): string {
  const [, year, serial] = YEAR_AND_SERIAL.exec(plain(text)) ?? []
  return year === undefined ? '' : `${year}-${withoutLeadingZeros(serial!)}`
}

/** What a query may mean as a number of a document, best first. */
export interface NumbersInQuery {
  readonly documentNumbers: readonly string[]
  readonly documentNumberTails: readonly string[]
  readonly indexNumber: string | undefined
  readonly indexNumberTail: string | undefined
}

const NUMBER_IN_SENTENCE =
  /([\p{Script=Han}A-Z]{0,16})[〔(【[{]?((?:19|20)\d{2})(?:[〕)】\]}]|年)?第?(\d{1,6})号/gu

export function numbersInQuery(query: string): NumbersInQuery {
  const whole = documentNumberKey(query)
  const found = [
    ...plain(query).replace(OPENING, '〔').replace(CLOSING, '〕').matchAll(NUMBER_IN_SENTENCE),
  ]
  const documentNumbers = new Set<string>(whole === '' ? [] : [whole, `${whole}号`])
  const tails = new Set<string>()
  for (const [, organ = '', year, number] of found) {
    const tail = `〔${year}〕${withoutLeadingZeros(number!)}号`
    // the letters before it may belong to the sentence: 请问威高管发〔2020〕3号
    for (let start = 0; start < organ.length; start += 1)
      documentNumbers.add(`${organ.slice(start)}${tail}`)
    if (organ === '') tails.add(documentNumberTail(tail))
  }
  const indexNumber = indexNumberKey(query)
  return {
    documentNumbers: [...documentNumbers],
    documentNumberTails: [...tails],
    indexNumber:
      /^[\p{L}\p{N}]{6,60}$/u.test(indexNumber) && /\d/u.test(indexNumber)
        ? indexNumber
        : undefined,
    indexNumberTail: indexNumberTail(query) || undefined,
  }
}
