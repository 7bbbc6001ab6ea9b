/** The text of a notice of results: what is said, and after it the lists as tables, so that they are signed and searched. */
import { bodyFromText, textOfBody } from '../../publications/body.ts'
import {
  CLEANUP_RESULT_NAMES,
  CLEANUP_RESULTS,
  type CleanupResult,
  type CleanupStructure,
} from './cleanup.ts'

export const LIST_TITLES: Readonly<Record<CleanupResult, string>> = {
  keep: '继续有效的规范性文件目录',
  amend: '拟修改的规范性文件目录',
  repeal: '废止的规范性文件目录',
  lapse: '宣布失效的规范性文件目录',
}

const NUMERALS = ['一', '二', '三', '四']

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The whole text: what the officers wrote, then the lists. */
export function noticeBody(text: string, structure: CleanupStructure): string {
  return [bodyFromText(text), resultLists(structure)].join('\n')
}

/** A list for each result that occurs, numbered in the order of the results. */
function resultLists({ results }: CleanupStructure): string {
  const present = CLEANUP_RESULTS.filter((result) => results.some((one) => one.result === result))
  const lists = present.map((result, at) =>
    listOf(
      `${NUMERALS[at]}、${LIST_TITLES[result]}`,
      results.filter((one) => one.result === result),
      result !== 'keep',
    ),
  )
  return lists.join('\n')
}

/** Whether a notice's text still holds exactly the lists that its publication will act on. */
export function showsItsLists(bodyText: string, structure: CleanupStructure): boolean {
  const squeezed = (words: string) => words.replaceAll(/\s+/g, '')
  return squeezed(bodyText).endsWith(squeezed(textOfBody(resultLists(structure))))
}

function listOf(
  title: string,
  documents: CleanupStructure['results'],
  withReasons: boolean,
): string {
  const headings = ['序号', '标题', '文号', '制定机关', ...(withReasons ? ['理由'] : [])]
  const rows = documents.map((one, at) => {
    const cells = [
      String(at + 1),
      // the document's permanent address
      `<a href="/content/${encodeURI(one.indexNumber)}">${escape(one.title)}</a>`,
      escape(one.documentNumber),
      escape(one.publisher),
      ...(withReasons ? [escape(one.reason)] : []),
    ]
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
  })
  return `<h2>${escape(title)}</h2>
<table><caption>共${documents.length}件</caption>
<thead><tr>${headings.map((heading) => `<th scope="col">${heading}</th>`).join('')}</tr></thead>
<tbody>${rows.join('')}</tbody></table>`
}

/** 继续有效12件，拟修改1件…: for the covering text. */
export function resultsInWords({ results }: CleanupStructure): string {
  return CLEANUP_RESULTS.map((result) => ({
    result,
    count: results.filter((one) => one.result === result).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ result, count }) => `${CLEANUP_RESULT_NAMES[result]}${count}件`)
    .join('，')
}
