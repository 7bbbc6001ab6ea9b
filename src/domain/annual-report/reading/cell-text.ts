/** Characters that print nothing: zero-width spaces, joiners, byte order marks, soft hyphens, form feeds. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u2028-\u202E\u2060\uFEFF]/gu

/** White space of every kind, the ideographic and the no-break ones too. */
const SPACES = /[\s\u00A0\u3000]+/gu

/** Radicals that PDF files hand out for whole characters (⼈ for 人) and that Unicode does not fold by itself. */
const RADICALS: Readonly<Record<string, string>> = Object.fromEntries(
  '⺠民⻓长⻔门⻚页⻛风⻝食⻢马⻥鱼⻩黄⻬齐⻰龙⻅见⻉贝⻋车⻄西⺟母⻆角⻘青⻙韦⻣骨⻤鬼⻦鸟⻮齿⻳龟⻨麦⻧卤⻜飞⺒巳⺅人⺋卩⺘手⺡水⺣火⺮竹⺶羊⻊足⻌辶⻏邑⻖阜⻗雨'
    .match(/../gu)
    ?.map((pair) => [...pair] as [string, string]) ?? [],
)

/** Without what prints nothing, and with whole characters in place of radicals and compatibility forms. */
export function withoutInvisible(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(/[\u2F00-\u2FDF\uF900-\uFAFF]/gu, (form) => form.normalize('NFKC'))
    .replace(/[\u2E80-\u2EFF]/gu, (radical) => RADICALS[radical] ?? radical)
}

export function withoutSpaces(text: string): string {
  return withoutInvisible(text).replace(SPACES, '')
}

/** A published cell: trimmed, and a number torn apart by stray spaces put together again. */
export function cellText(text: string): string {
  const trimmed = withoutInvisible(text)
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/^[\s\u3000]+|[\s\u3000]+$/gu, '')
  const joined = trimmed.replace(/ /gu, '')
  if (isValue(joined)) return joined
  return trimmed.includes('\n') && !/\d\n+\d/u.test(trimmed)
    ? trimmed.replace(/\n+/gu, '')
    : trimmed
}

const NUMBER =
  /^[+＋﹢\-－−—–]?[\d０-９]+(?:[,，][\d０-９]{3})*(?:[.．][\d０-９]+)?(?:件|个|项|条|份|次|宗|起|元|万元|亿元)?$/u
const MARK = /^(?:[/\\／＼_＿\-－—–―─~～]+|无|○|〇|零)$/u

/** Whether a cell text is a number (with sign, unit, separators) or one of the marks that stand for none. */
export function isValue(text: string): boolean {
  return NUMBER.test(text) || MARK.test(text)
}

const HAN = /\p{Script=Han}/u

export function hasHan(text: string): boolean {
  return HAN.test(text)
}

/** Only the Chinese characters: what labels are compared by, whatever brackets and numbering stand around them. */
export function hanOnly(text: string): string {
  return text.replace(/[^\p{Script=Han}]/gu, '')
}

/** A label as the form writes it: no spaces, full-width brackets, `1.` for `1、`. */
export function normaliseLabel(text: string): string {
  return withoutSpaces(text)
    .replace(/\(/gu, '（')
    .replace(/\)/gu, '）')
    .replace(/^[０-９]/u, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/^(\d)[、．.,，]?(?=\p{Script=Han})/u, '$1.')
    .replace(/:/gu, '：')
    .replace(/,/gu, '，')
}
