import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchPublications } from '../../src/domain/publications/search/search.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import { QUERIES, UNANSWERABLE } from './queries.ts'
import { loadRelevanceDocuments, meanOf, NOW, scoreSearch, type Scored } from './score.ts'

let database: TestDatabase
let scored: Scored[]
beforeAll(async () => {
  database = await createTestDatabase()
  scored = await scoreSearch(database.db, await loadRelevanceDocuments(database.db))
})
afterAll(() => database.close())

test('what is expected first comes first, for nearly every query', () => {
  const missed = scored
    .filter(({ expected, found }) => found[0] !== expected[0])
    .map(
      ({ query, expected, found }) =>
        `${query}: ${expected[0]}, found ${found.slice(0, 3).join(' ')}`,
    )
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(QUERIES.length * 0.05)
})

test('the first five hold what is expected', () => {
  expect(meanOf(scored, 'reciprocalRank')).toBeGreaterThanOrEqual(0.96)
  expect(meanOf(scored, 'recall')).toBeGreaterThanOrEqual(0.97)
})

test.each(UNANSWERABLE)('nothing is pretended to answer “%s”', async (query) => {
  const { hits, total } = await searchPublications(database.db, { query }, NOW)
  expect({ hits, total }).toEqual({ hits: [], total: 0 })
})
