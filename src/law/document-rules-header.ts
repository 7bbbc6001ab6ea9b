import { checkIndexNumber, checkUscc } from './index-number.ts'
import type { BodyFacts } from './document-rules-body.ts'
import { genreOfTitle, RULE_GENRES } from './document-rules-classes.ts'
import {
  confirmed,
  pending,
  type DocumentFacts,
  type HintField,
  type HintFinding,
} from './document-rules-kinds.ts'
import { formatDocumentNumber, isSameNumber, parseDocumentNumber } from './document-rules-number.ts'

/** META, DOC, INDEX: the header by itself and against the text. */
export function checkHeader(facts: DocumentFacts, body: BodyFacts): HintFinding[] {
  return [
    ...missingFields(facts),
    ...genreAgainstTitle(facts),
    ...numberAgainstBody(facts, body),
    ...numberAgainstYear(facts),
    ...shapeOfNumber(facts),
    ...indexNumber(facts),
  ]
}

/** META-001. 名称、发布机构 and 组配分类 are refused by the form itself when they are missing. */
function missingFields(facts: DocumentFacts): HintFinding[] {
  const missing = (field: HintField, name: string) => [
    confirmed('META-001', field, `没有填写${name}。`),
  ]
  const isDocument = facts.kind === 'document'
  return [
    ...(facts.formedOn === null ? missing('formedOn', '成文日期') : []),
    ...(isDocument && facts.subjectCategory === '' ? missing('subjectCategory', '主题分类') : []),
    ...(isDocument && facts.genre === '' ? missing('genre', '体裁分类') : []),
    ...(isDocument && facts.normative && facts.documentNumber === ''
      ? missing('documentNumber', '发文字号')
      : []),
    ...(isDocument && facts.summary === '' && facts.keywords.length === 0
      ? [pending('META-001', 'keywords', '内容概述和关键词都是空的，读者不容易查到。')]
      : []),
    ...summaryRepeats(facts),
  ]
}

const LONGEST_SUMMARY = 200

function summaryRepeats({ summary, title }: DocumentFacts): HintFinding[] {
  if (summary !== '' && summary === title)
    return [confirmed('META-001', 'summary', '内容概述只是重复了标题。')]
  return summary.length > LONGEST_SUMMARY
    ? [pending('META-001', 'summary', `内容概述有${summary.length}个字，一般以一百字左右为宜。`)]
    : []
}

/** META-002 */
function genreAgainstTitle({ kind, genre, title }: DocumentFacts): HintFinding[] {
  const ending = genreOfTitle(title)
  if (kind !== 'document' || genre === '' || ending === undefined || ending === genre) return []
  // a 办法 printed with its cover is filed under either
  const isCover = RULE_GENRES.some((one) => one === genre || one === ending)
  return [
    (isCover ? pending : confirmed)(
      'META-002',
      'genre',
      `体裁分类是“${genre}”，标题却以“${ending}”结尾。`,
    ),
  ]
}

/** DOC-001, DOC-003 */
function numberAgainstBody({ documentNumber }: DocumentFacts, body: BodyFacts): HintFinding[] {
  const { ownNumbers } = body
  const inHeader = parseDocumentNumber(documentNumber)
  const written = ownNumbers.map(formatDocumentNumber).join('、')
  if (ownNumbers.length > 1)
    return [
      pending(
        'DOC-003',
        'documentNumber',
        `正文开头有${ownNumbers.length}个可能的文号：${written}。请核对哪一个是本文的。`,
      ),
    ]
  const [own] = ownNumbers
  if (own === undefined) return []
  if (documentNumber === '')
    return [confirmed('DOC-001', 'documentNumber', `著录项没有文号，正文写的是${written}。`)]
  if (inHeader === undefined || isSameNumber(inHeader, own)) return []
  return [
    confirmed(
      'DOC-001',
      'documentNumber',
      `著录项的文号是${documentNumber}，正文写的是${written}。`,
    ),
  ]
}

/** DOC-002 */
function numberAgainstYear({ documentNumber, formedOn }: DocumentFacts): HintFinding[] {
  const number = parseDocumentNumber(documentNumber)
  if (number === undefined || formedOn === null || number.year === formedOn.year) return []
  return [
    confirmed(
      'DOC-002',
      'documentNumber',
      `文号的年份是${number.year}年，成文日期是${formedOn.year}年。`,
    ),
  ]
}

/** DOC-004 */
function shapeOfNumber({ kind, documentNumber }: DocumentFacts): HintFinding[] {
  if (documentNumber === '' || kind !== 'document') return []
  const number = parseDocumentNumber(documentNumber)
  // 令第5号, 公告2020年第3号: other series, rightly written otherwise
  if (number === undefined) {
    if (/第?\d+号$/.test(documentNumber)) return []
    return [pending('DOC-004', 'documentNumber', '文号不是“机关代字〔年份〕序号”的形式，请核对。')]
  }
  const proper = formatDocumentNumber(number)
  return proper === documentNumber
    ? []
    : [
        confirmed(
          'DOC-004',
          'documentNumber',
          `文号应写作${proper}：六角括号，不空格，序号不补零。`,
        ),
      ]
}

/** INDEX-001 */
function indexNumber({ indexNumber: number, indexPrefix }: DocumentFacts): HintFinding[] {
  if (number !== null)
    return checkIndexNumber(number).map(({ message }) =>
      confirmed('INDEX-001', 'indexNumber', `${message}。`),
    )
  if (indexPrefix === null)
    return [
      confirmed('INDEX-001', 'indexNumber', '本机构没有登记统一社会信用代码，发布时编不出索引号。'),
    ]
  return checkUscc(indexPrefix)
    ? []
    : [
        pending(
          'INDEX-001',
          'indexNumber',
          `索引号将以${indexPrefix}开头，这不是校验位正确的统一社会信用代码。`,
        ),
      ]
}
