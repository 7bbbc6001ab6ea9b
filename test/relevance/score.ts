/** Search over the relevance documents, scored: used by the test that holds it and by the bench that prints it. */
import { findLeadAgency } from '../../src/domain/organisations/agencies-store.ts'
import { COLUMNS, type Column } from '../../src/domain/publications/import/columns.ts'
import { importSite } from '../../src/domain/publications/import/import-site.ts'
import { searchPublications } from '../../src/domain/publications/search/search.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { buildAgency } from '../builders/people.ts'
import { DOCUMENTS, type RelevanceDocument } from './documents.ts'
import { QUERIES, type RelevanceQuery } from './queries.ts'

export const NOW = chinaMoment('2024-01-02T09:00')
const WITHIN = 5

export interface Scored extends RelevanceQuery {
  /** what came first */
  readonly found: readonly string[]
  /** 1 ÷ rank of the first expected; 0 beyond the first ten */
  readonly reciprocalRank: number
  /** share of the expected among the first five */
  readonly recall: number
}

/** Takes the documents in as an old site's, and says which index number each got. */
export async function loadRelevanceDocuments(db: Db): Promise<Map<string, string>> {
  await buildAgency(db, { name: '临澄市人民政府' })
  const agency = (await findLeadAgency(db))!
  const texts = new Map(DOCUMENTS.map(({ id, text }) => [`${id}.txt`, Buffer.from(text)]))
  const request = {
    agency: { ...agency, indexPrefix: '11371000004359440C' },
    folder: { read: async (file: string) => texts.get(file)!, list: async () => [...texts.keys()] },
    manifest: { rows: DOCUMENTS.map(rowOf), unused: [], missing: [] },
    manifestName: 'relevance.csv',
    basis: '为测量检索而编写的文件',
  }
  for await (const { findings } of importSite(db, request, NOW)) {
    const [error] = findings.filter(({ severity }) => severity === 'error')
    if (error) throw new Error(`${error.file}: ${error.message}`)
  }
  return new Map(DOCUMENTS.map(({ id }, index) => [indexNumberOf(index), id]))
}

const indexNumberOf = (index: number) =>
  `11371000004359440C/2019-${String(index + 1).padStart(5, '0')}`

function rowOf(document: RelevanceDocument, index: number) {
  const blank = Object.fromEntries(COLUMNS.map((column) => [column, ''])) as Record<Column, string>
  return {
    line: index + 2,
    values: {
      ...blank,
      file: `${document.id}.txt`,
      title: document.title,
      documentNumber: document.documentNumber ?? '',
      publishedAt: document.publishedOn,
      indexNumber: indexNumberOf(index),
      category: document.category ?? '政府文件',
    },
  }
}

export async function scoreSearch(db: Db, ids: ReadonlyMap<string, string>): Promise<Scored[]> {
  const scored: Scored[] = []
  for (const query of QUERIES) {
    const { hits } = await searchPublications(db, { query: query.query, pageSize: 10 }, NOW)
    const found = hits.map(({ indexNumber }) => ids.get(indexNumber)!)
    const rank = found.findIndex((id) => query.expected.includes(id)) + 1
    const among = query.expected.filter((id) => found.slice(0, WITHIN).includes(id))
    scored.push({
      ...query,
      found,
      reciprocalRank: rank === 0 ? 0 : 1 / rank,
      recall: among.length / query.expected.length,
    })
  }
  return scored
}

export function meanOf(scored: readonly Scored[], of: 'reciprocalRank' | 'recall'): number {
  return scored.reduce((sum, one) => sum + one[of], 0) / scored.length
}
