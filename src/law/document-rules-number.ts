/**
 * 发文字号 in running text. How two numbers are compared when somebody searches is told by
 * `domain/publications/search/number-keys.ts`; here they are taken apart.
 */
export interface DocumentNumber {
  /** 机关代字, e.g. 威高管办发 */
  readonly code: string
  readonly year: number
  readonly serial: number
  /** as written, blanks removed */
  readonly raw: string
}

const OPENING = '〔【[［（('
const CLOSING = '〕】]］）)'
const SHAPE = new RegExp(
  `([\\p{Script=Han}]{2,16})\\s*[${escape(OPENING)}]\\s*((?:19|20)\\d{2})\\s*[${escape(CLOSING)}]\\s*第?\\s*(\\d{1,5})\\s*号`,
  'gu',
)
/** Words that lead up to a number and are none of its code. */
const LEADING =
  /^.*(?:关于|根据|依据|按照|依照|参照|落实|执行|废止|修订|修改|转发|印发|文号|字号|号|见|和|与|及|以|的|对|将|由|原)(?=[\p{Script=Han}]{2,})/u

function escape(signs: string): string {
  return signs.replaceAll(/[[\]\\^-]/g, '\\$&')
}

/** All numbers in a text, in its order, each as often as it stands there. */
export function findDocumentNumbers(text: string): (DocumentNumber & { readonly at: number })[] {
  return [...text.matchAll(SHAPE)].map((found) => {
    const [whole, letters, year, serial] = found as unknown as [string, string, string, string]
    const code = letters.replace(LEADING, '')
    const raw = whole.slice(letters.length - code.length).replaceAll(/\s+/g, '')
    return { code, year: Number(year), serial: Number(serial), raw, at: found.index }
  })
}

/** A whole text that is one 文号, whatever its brackets and blanks; undefined for anything else. */
export function parseDocumentNumber(text: string): DocumentNumber | undefined {
  const bare = text.trim()
  const [found] = [...bare.matchAll(SHAPE)]
  if (!found || found[0].length !== bare.length) return undefined
  const [whole, code, year, serial] = found as unknown as [string, string, string, string]
  const raw = whole.replaceAll(/\s+/g, '')
  return { code, year: Number(year), serial: Number(serial), raw }
}

/** 威高管发〔2020〕3号: six-cornered brackets, no blanks, no zeros in front. GB/T 9704 7.2.5 */
export function formatDocumentNumber({ code, year, serial }: Omit<DocumentNumber, 'raw'>): string {
  return `${code}〔${year}〕${serial}号`
}

export function isSameNumber(one: DocumentNumber, other: DocumentNumber): boolean {
  return one.code === other.code && one.year === other.year && one.serial === other.serial
}
