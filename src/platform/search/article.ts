/** 第六十四条 and 第64条: the article of a law that a query asks for. */
export interface ArticleReference {
  /** as laws write it: 第六十四条 */
  readonly written: string
  /** as people type it: 第64条 */
  readonly typed: string
}

const DIGITS = '零一二三四五六七八九'
const NUMBER = `(?:\\d{1,4}|[零〇一二两三四五六七八九十百千]{1,9})`
// 三十条 after the name of a law is an article, 惠企三十条 the name of a policy
const ARTICLE = new RegExp(
  `(?:第|(?<=(?:法|条例|规定|办法|细则|规则)\\s*))(${NUMBER})条(?![例件款码约幅])(?:第${NUMBER}[款项])*`,
  'gu',
)

/** The first article that a text names; undefined for none. */
export function findArticle(text: string): ArticleReference | undefined {
  const [match] = text.matchAll(ARTICLE)
  const value = match && valueOf(match[1]!)
  if (value === undefined || value < 1 || value > MOST) return undefined
  return { written: `第${written(value)}条`, typed: `第${value}条` }
}

/** The text without the articles that it names, parted where they stood. */
export function withoutArticles(text: string): string[] {
  return text
    .replace(ARTICLE, ' ')
    .split(' ')
    .filter((part) => part !== '')
}

const MOST = 1999

/** 64 → 六十四, 105 → 一百零五, 12 → 十二. */
function written(value: number): string {
  const units = ['', '十', '百', '千']
  const digits = [...String(value)].map(Number)
  let text = ''
  for (const [index, digit] of digits.entries()) {
    const unit = units[digits.length - 1 - index]!
    if (digit > 0) text += `${DIGITS[digit]}${unit}`
    else if (!text.endsWith('零')) text += '零'
  }
  return text.replace(/零$/u, '').replace(/^一十/u, '十')
}

function valueOf(text: string): number {
  if (/^\d/u.test(text)) return Number(text)
  let total = 0
  let digit = 0
  for (const character of text.replace(/〇/gu, '零').replace(/两/gu, '二')) {
    const place = { 十: 10, 百: 100, 千: 1000 }[character]
    if (place === undefined) digit = DIGITS.indexOf(character)
    else {
      total += (digit || 1) * place
      digit = 0
    }
  }
  return total + digit
}
