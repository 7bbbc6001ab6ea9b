import type { BodyFacts } from './document-rules-body.ts'
import { confirmed, pending, type DocumentFacts, type HintFinding } from './document-rules-kinds.ts'
import { parseDocumentNumber } from './document-rules-number.ts'

/** AGENCY-001 … AGENCY-003: the organ in the header against its code, the title and the signature. */
export function checkAgency(facts: DocumentFacts, body: BodyFacts): HintFinding[] {
  return [...codeOfNumber(facts), ...subjectOfTitle(facts), ...signature(facts, body)]
}

/** AGENCY-001. Only where codes are known: an office that has registered none is not told that its own is strange. */
function codeOfNumber(facts: DocumentFacts): HintFinding[] {
  const number = parseDocumentNumber(facts.documentNumber)
  if (number === undefined || facts.organCodes.size === 0) return []
  const organs = facts.organCodes.get(number.code)
  if (organs === undefined)
    return [pending('AGENCY-001', 'documentNumber', `机关代字“${number.code}”没有登记过，请核对。`)]
  if (organs.some((organ) => isSameOrgan(organ, facts.publisher))) return []
  return [
    confirmed(
      'AGENCY-001',
      'documentNumber',
      `机关代字“${number.code}”属于${organs.join('、')}，发布机构却是${facts.publisher}。`,
    ),
  ]
}

/** AGENCY-002: 某某关于…的通知 */
function subjectOfTitle(facts: DocumentFacts): HintFinding[] {
  const subject = /^([\p{Script=Han}（）、\s]{3,60}?)关于/u.exec(facts.title)?.[1]?.trim()
  if (subject === undefined || facts.kind !== 'document') return []
  const organs = subject.split(/[\s、]+/)
  if (organs.some((organ) => isOwn(organ, facts))) return []
  return [
    pending('AGENCY-002', 'title', `标题里的机关是“${subject}”，发布机构是“${facts.publisher}”。`),
  ]
}

/** AGENCY-003 */
function signature(facts: DocumentFacts, body: BodyFacts): HintFinding[] {
  const organs = body.signature?.organs
  if (organs === undefined || organs.some((organ) => isOwn(organ, facts))) return []
  return [
    pending(
      'AGENCY-003',
      'publisher',
      `落款是“${organs.join('、')}”，发布机构是“${facts.publisher}”。`,
    ),
  ]
}

function isOwn(organ: string, { publisher, organNames }: DocumentFacts): boolean {
  const names = organNames.some((name) => isSameOrgan(name, publisher)) ? organNames : []
  return [publisher, ...names].some((name) => isSameOrgan(organ, name))
}

const SHORT_FORMS: readonly (readonly [RegExp, string])[] = [
  [/管理委员会/g, '管委'],
  [/管委会/g, '管委'],
  [/委员会/g, '委'],
  [/人民政府/g, '政府'],
  [/党政办公室/g, '办公室'],
  [/火炬高技术产业开发区|高新技术产业开发区/g, '高新区'],
  [/经济技术开发区/g, '经开区'],
  [/[（(].*?[）)]|\s/g, ''],
]

/**
 * Whether two names mean one organ: equal in their short forms, or one ends with the other (高新区管委办公室 ends
 * 威海高新区管委办公室), or one is made of the other's characters in their order, as abbreviations are.
 */
export function isSameOrgan(one: string, other: string): boolean {
  const [a, b] = [shortened(one), shortened(other)]
  if (a === '' || b === '') return false
  const [long, short] = a.length >= b.length ? [a, b] : [b, a]
  if (long === short || (short.length >= 3 && long.endsWith(short))) return true
  return (
    short.length >= 3 &&
    long.at(-1) === short.at(-1) &&
    isWithin(short, long) &&
    isNearlyAll(short, long)
  )
}

function shortened(name: string): string {
  return SHORT_FORMS.reduce((text, [from, to]) => text.replace(from, to), name)
}

function isWithin(short: string, long: string): boolean {
  let at = 0
  for (const sign of long) if (sign === short[at]) at += 1
  return at === short.length
}

/** 高新区管委办公室 is no abbreviation of 高新区管委: what is left out are words between, not an office below. */
const isNearlyAll = (short: string, long: string) => short.length * 2 >= long.length
