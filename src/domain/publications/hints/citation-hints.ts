import { sql } from 'kysely'
import { citedNumbers, citedTitles, readBody } from '../../../law/document-rules-body.ts'
import {
  confirmed,
  pending,
  type DocumentFacts,
  type HintFinding,
} from '../../../law/document-rules-kinds.ts'
import { formatDocumentNumber, parseDocumentNumber } from '../../../law/document-rules-number.ts'
import type { Db } from '../../../platform/database/database.ts'
import { letterKey } from '../../../platform/search/letters.ts'
import { documentNumberKey } from '../search/number-keys.ts'

interface Held {
  readonly title: string
  readonly number_key: string
  readonly title_key: string
  readonly ended_on: Temporal.PlainDate | null
}

/** CITE-001, CITE-002: 文号 and 《》 in the text, looked up among what is published here. */
export async function citationHints(
  db: Db,
  facts: DocumentFacts,
  today: Temporal.PlainDate,
): Promise<HintFinding[]> {
  const { ownNumbers } = readBody(facts.text)
  const inHeader = parseDocumentNumber(facts.documentNumber)
  const own = inHeader ? [...ownNumbers, inHeader] : ownNumbers
  const numbers = citedNumbers(facts.text, own).map((number) => ({
    code: number.code,
    text: formatDocumentNumber(number),
    key: documentNumberKey(formatDocumentNumber(number)),
  }))
  const titles = citedTitles(facts.text).map((text) => ({ text, key: letterKey(text) }))
  const held = await listHeld(
    db,
    numbers.map(({ key }) => key),
    titles.map(({ key }) => key),
  )
  const isMeantToEnd = (text: string) => endsHere(facts.text, text)
  const ended = [
    ...numbers.map(({ text, key }) => [text, held.find((one) => one.number_key === key)] as const),
    ...titles.map(
      ({ text, key }) => [`《${text}》`, held.find((one) => one.title_key === key)] as const,
    ),
  ].flatMap(([text, found]) =>
    found?.ended_on && Temporal.PlainDate.compare(found.ended_on, today) <= 0 && !isMeantToEnd(text)
      ? [confirmed('CITE-001', 'bodyHtml', `引用的${text}已于${found.ended_on}废止或者失效。`)]
      : [],
  )
  const missing = numbers
    .filter(
      ({ key, code }) => facts.organCodes.has(code) && !held.some((one) => one.number_key === key),
    )
    .map(({ text }) =>
      pending('CITE-002', 'bodyHtml', `引用的${text}在本平台没有公开，请核对文号。`),
    )
  return [...ended, ...missing]
}

/** Where the text itself says that the cited document ends, that it has ended is no surprise. */
function endsHere(text: string, cited: string): boolean {
  const bare = text.replaceAll(/\s+/g, '')
  const at = bare.indexOf(cited)
  return (
    at >= 0 && /^[^。\n]{0,60}(?:同时)?(?:废止|失效|停止执行)/.test(bare.slice(at + cited.length))
  )
}

async function listHeld(
  db: Db,
  numberKeys: readonly string[],
  titleKeys: readonly string[],
): Promise<Held[]> {
  if (numberKeys.length === 0 && titleKeys.length === 0) return []
  const { rows } = await sql<Held>`
    select s.title, s.number_key, s.title_key, v.ended_on
    from search_documents s join document_validity v on v.document_id = s.document_id
    where (s.number_key <> '' and s.number_key = any (${[...numberKeys]}::text[]))
      or s.title_key = any (${[...titleKeys]}::text[])
    limit 200
  `.execute(db)
  return rows
}
