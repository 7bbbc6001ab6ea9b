/** Hints beside an interpretation. Pure; a hint never stands in the way. */
import type { Problem } from '../../../platform/kernel/problem.ts'
import type { Element, InterpretationForm } from './interpretation.ts'
import { ELEMENTS } from './interpretation.ts'

export const ELEMENT_NAMES: Readonly<Record<Element, string>> = {
  background: '背景依据',
  goals: '目标任务',
  content: '主要内容',
  scope: '适用范围',
  standards: '执行标准',
  notes: '注意事项',
  keywords: '关键词诠释',
  benefits: '惠民利民举措',
  changes: '新旧政策差异',
}

/** Letters that count; marks and blanks are set differently by every hand. */
const lettersOf = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '')

const RUN = 12

/**
 * The share of an interpretation, 0 to 1, that stands word for word in the document it explains: letters within runs of at
 * least twelve that both have.
 */
export function copiedShare(interpretation: string, document: string): number {
  const [text, source] = [lettersOf(interpretation), lettersOf(document)]
  if (text.length < RUN) return 0
  const runs = new Set<string>()
  for (let at = 0; at + RUN <= source.length; at += 1) runs.add(source.slice(at, at + RUN))
  let copied = 0
  let countedTo = 0
  for (let at = 0; at + RUN <= text.length; at += 1) {
    if (!runs.has(text.slice(at, at + RUN))) continue
    copied += at + RUN - Math.max(at, countedTo)
    countedTo = at + RUN
  }
  return copied / text.length
}

/** From here on an interpretation repeats its document rather than explains it. */
const TOO_MUCH = 0.5
const SHORT = 200

/**
 * Which elements are missing, and whether the text is a mere abstract. What was shown or said elsewhere needs no text here.
 * @param documentText the words of the document it explains
 */
export function checkInterpretation(
  given: Pick<InterpretationForm, 'form' | 'elements' | 'text'>,
  documentText: string,
): Problem[] {
  const missing = ELEMENTS.filter((name) => given.elements[name] === '')
  const words = [given.text, ...ELEMENTS.map((name) => given.elements[name])].join('\n')
  const hints: Problem[] = missing.map((name) => ({
    at: `elements.${name}`,
    message: `没有写${ELEMENT_NAMES[name]}`,
  }))
  if (given.form !== 'text' && given.form !== 'questions') return hints
  const share = copiedShare(words, documentText)
  if (share >= TOO_MUCH)
    hints.push({
      at: 'text',
      message: `约${Math.round(share * 100)}%的文字与文件原文相同，解读不应只是原文的摘录`,
    })
  else if (lettersOf(words).length < SHORT)
    hints.push({ at: 'text', message: '篇幅很短，请确认读者看得明白' })
  return hints
}
