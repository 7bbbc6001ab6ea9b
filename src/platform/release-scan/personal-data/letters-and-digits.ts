export type PersonalKind = 'id-number' | 'mobile' | 'bank-card' | 'plate' | 'email'

interface Found {
  readonly kind: PersonalKind
  readonly start: number
  readonly end: number
  readonly value: string
}

const PROVINCE = '[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新]'
/**
 * 机动车号牌, GA 36: five characters, the last perhaps 挂学警港澳领; new-energy vehicles six, D to K standing first for
 * small and D or F last for large ones. No I, no O.
 */
const PLATE = new RegExp(
  `${PROVINCE}[A-HJ-NP-Z][ ·•・-]?(?:[A-HJK][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[A-HJK]|[A-HJ-NP-Z0-9]{5}|[A-HJ-NP-Z0-9]{4}[挂学警港澳领])(?![A-Z0-9])`,
  'gi',
)

export function findPlates(text: string): Found[] {
  return [...text.matchAll(PLATE)].flatMap((match) => {
    const value = match[0].replaceAll(/[ ·•・-]/g, '').toUpperCase()
    const serial = value.slice(2)
    // at most two letters among the five; words and model names have more
    const letters = serial.replaceAll(/[^A-Z]/g, '').length
    const isWord = letters > 2 || /^[a-z]/.test(match[0].slice(1))
    // 京B2-20080001 is a licence, 新D2024〕 a year
    const isYear = /^(?:19|20)\d{2}[〕\]）年]/.test(text.slice(match.index + 2))
    if (isWord || isYear) return []
    return [{ kind: 'plate', start: match.index, end: match.index + match[0].length, value }]
  })
}

const EMAIL =
  /(?<![A-Za-z0-9._%+-])[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_])? ?@ ?(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])/g
/** `logo@2x.png` is a picture. */
const FILE_ENDING = /\.(?:png|jpe?g|gif|svg|webp|css|js|ts|pdf|docx?|xlsx?)$/i

export function findEmails(text: string): Found[] {
  if (!text.includes('@')) return []
  return [...text.matchAll(EMAIL)]
    .filter(([value]) => !FILE_ENDING.test(value))
    .map((match) => ({
      kind: 'email',
      start: match.index,
      end: match.index + match[0].length,
      value: match[0].replaceAll(' ', ''),
    }))
}
