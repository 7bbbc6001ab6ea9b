import type { BodyFacts, DisclosureMark } from './document-rules-body.ts'
import { genreOfTitle } from './document-rules-classes.ts'
import { confirmed, pending, type DocumentFacts, type HintFinding } from './document-rules-kinds.ts'
import { findWords, findWrongWords } from './document-rules-words.ts'

/** MARK, READ, ATT, WORD: what the text says and what must stand beside it. */
export function checkTexts(facts: DocumentFacts, body: BodyFacts): HintFinding[] {
  return [
    ...markAgainstAttribute(facts, body),
    ...interpretation(facts),
    ...attachments(facts),
    ...words(facts),
  ]
}

const MARK_NAMES = {
  proactive: '主动公开',
  'on-request': '依申请公开',
  withheld: '不予公开',
} as const satisfies Record<DisclosureMark, string>

/** MARK-001, MARK-002 */
function markAgainstAttribute(facts: DocumentFacts, { mark, signature }: BodyFacts): HintFinding[] {
  const { disclosure, kind, documentNumber } = facts
  if (mark === undefined) {
    const isOfficial = kind === 'document' && documentNumber !== '' && signature !== undefined
    return isOfficial
      ? [
          pending(
            'MARK-002',
            'disclosure',
            '文末没有“（此件公开发布）”之类的标注，请与发文稿纸核对公开方式。',
          ),
        ]
      : []
  }
  if (mark === disclosure) return []
  return [
    confirmed(
      'MARK-001',
      'disclosure',
      `公开方式是“${MARK_NAMES[disclosure]}”，文末标注的是“${MARK_NAMES[mark]}”。`,
    ),
  ]
}

const POLICIES = ['意见', '决定', '办法', '规定', '细则', '措施', '方案', '规划']

/** READ-001: 谁起草谁解读; a 规范性文件 always, other policies by their title. */
function interpretation(facts: DocumentFacts): HintFinding[] {
  if (facts.kind !== 'document' || facts.hasInterpretation || facts.disclosure !== 'proactive')
    return []
  if (facts.normative)
    return [
      confirmed(
        'READ-001',
        'normativeKind',
        '规范性文件还没有关联政策解读，解读应与文件同步公布。',
      ),
    ]
  const genre = genreOfTitle(facts.title)
  const isPolicy =
    (genre !== undefined && POLICIES.includes(genre)) ||
    /(?:办法|规定|意见|细则|措施|政策)》?的通知$/.test(facts.title)
  return isPolicy ? [pending('READ-001', 'title', '看来是政策性文件，还没有关联政策解读。')] : []
}

/** ATT-001 */
function attachments({ text, attachmentNames }: DocumentFacts): HintFinding[] {
  const line = /^附件[:：\d１-９]/m.exec(text)
  const isInside = /^附件\s*[\d１-９一二三四五六七八九]*\s*$/m.test(text)
  if (line && attachmentNames.length === 0 && !isInside)
    return [
      pending(
        'ATT-001',
        'attachments',
        '正文写有附件，文件却没有上传附件，正文里也没有附件的内容。',
      ),
    ]
  return []
}

const FORMS: Readonly<Record<string, 'title' | 'summary' | 'bodyHtml'>> = {
  标题: 'title',
  内容概述: 'summary',
  正文: 'bodyHtml',
}

/** WORD-001, WORD-002 */
function words(facts: DocumentFacts): HintFinding[] {
  const texts = { 标题: facts.title, 内容概述: facts.summary, 正文: facts.text }
  return Object.entries(texts).flatMap(([name, text]) => {
    const field = FORMS[name]!
    const wrong = findWrongWords(text, facts.wrongWords).map(
      ({ word, right, certain, times, around }) =>
        (certain ? confirmed : pending)(
          'WORD-001',
          field,
          `${name}的“${word}”${certain ? '应' : '可能应'}为“${right}”${often(times)}：…${around}…`,
        ),
    )
    const sensitive = findWords(text, facts.sensitiveWords).map(({ word, right, times, around }) =>
      pending(
        'WORD-002',
        field,
        `${name}有敏感词“${word}”${often(times)}${right && `（${right}）`}：…${around}…`,
      ),
    )
    return [...wrong, ...sensitive]
  })
}

const often = (times: number) => (times > 1 ? `，共${times}处` : '')
