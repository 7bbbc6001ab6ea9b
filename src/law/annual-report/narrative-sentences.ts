/** Sentences of the running text, made comparable: no white space, ASCII digits, Chinese numerals before 件 as digits. */
export function comparableSentences(narrative: string): readonly string[] {
  return narrative
    .split('\n')
    .map((line) => line.replace(/\s/gu, ''))
    .flatMap((line) => line.split(/[。；;！？]/u))
    .map(withAsciiNumbers)
    .filter((sentence) => sentence !== '')
}

function withAsciiNumbers(sentence: string): string {
  return sentence
    .replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/(?<=\d)[,，](?=\d{3}(?!\d))/gu, '')
    .replace(/[零〇一二两三四五六七八九十百千万]+(?=(?:余)?[件起宗份])/gu, (numeral) =>
      String(parseChineseNumeral(numeral) ?? numeral),
    )
}

const DIGITS = '零一二三四五六七八九'
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** 十二 → 12, 一百零五 → 105, 两万 → 20000; undefined when it is no number. */
export function parseChineseNumeral(text: string): number | undefined {
  let total = 0
  let section = 0
  let digit: number | undefined
  for (const character of text.replaceAll('〇', '零').replaceAll('两', '二')) {
    const value = DIGITS.indexOf(character)
    if (value >= 0) {
      if (digit !== undefined && digit !== 0) return undefined
      digit = value
    } else if (character === '万') {
      total += (section + (digit ?? 0)) * 10_000
      section = 0
      digit = undefined
    } else {
      const unit = UNITS[character]
      if (unit === undefined) return undefined
      section += (digit ?? 1) * unit
      digit = undefined
    }
  }
  return total + section + (digit ?? 0)
}

/** Words that mark a sentence as about another year, another body or another kind of business. */
const OTHER_YEAR =
  /上年同期|去年同期|同比|环比|较上年|比上年|较去年|比去年|与上年|与去年|近[三五两]年/u

/** Whether a sentence speaks of this year alone. */
export function isOfYear(sentence: string, year: number | null): boolean {
  if (OTHER_YEAR.test(sentence)) return false
  const years = [...sentence.matchAll(/(20\d{2})年/gu)].map((match) => Number(match[1]))
  return year === null || years.every((named) => named === year)
}

const REGION_WORDS =
  /全[省市区县镇乡州盟旗]|各(?:部门|单位|镇|街道|乡镇|委办局|区县|县区)|区直|市直|县直/u

/** Whether a sentence speaks of the whole region rather than of the reporting organ. */
export function isOfRegion(sentence: string): boolean {
  return REGION_WORDS.test(sentence)
}
