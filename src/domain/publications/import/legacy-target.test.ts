import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildAgency } from '../../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
} from '../../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import { findLegacyTarget } from './legacy-target.ts'

const NOW = chinaMoment('2026-05-01T10:00')

const TABLE: Readonly<Record<string, readonly string[]>> = {
  art: ['/art/2019/art_7.html'],
  query: ['/show.jsp?id=5&type=2'],
  otherQuery: ['/show.jsp?id=6&type=2'],
  column: ['/col/col12/'],
  bare: ['/zwgk/wj'],
  mixed: ['/Info/Detail.aspx?ID=9'],
  lower: ['/case/page.html'],
  upper: ['/Case/Page.html'],
  chinese: ['/文件/一.html'],
}

let database: TestDatabase
const numbers = new Map<string, string>()
beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  const desk = await buildPublicationDesk(db, await buildAgency(db))
  for (const [name, addresses] of Object.entries(TABLE)) {
    const number = await buildPublishedDocument(db, desk, NOW, { title: name })
    numbers.set(number, name)
    const { id } = await db
      .selectFrom('documents')
      .select('id')
      .where('index_number', '=', number)
      .executeTakeFirstOrThrow()
    await db
      .insertInto('legacy_addresses')
      .values(addresses.map((address) => ({ address, document_id: id, created_at: NOW })))
      .execute()
  }
})
afterAll(() => database.close())

test.each([
  ['/art/2019/art_7.html', 'art'],
  ['/art/2019/art_7.html?from=timeline&isappinstalled=0', 'art'],
  ['/art/2019/art_8.html', undefined],
  ['/show.jsp?id=5&type=2', 'query'],
  ['/show.jsp?type=2&id=5', 'query'],
  ['/show.jsp?from=groupmessage&type=2&id=5&isappinstalled=0', 'query'],
  ['/show.jsp/?id=5&type=2', 'query'],
  ['/show.jsp?type=2&id=6', 'otherQuery'],
  ['/show.jsp?id=5', undefined],
  ['/show.jsp?id=7&type=2', undefined],
  ['/show.jsp', undefined],
  ['/col/col12/', 'column'],
  ['/col/col12', 'column'],
  ['/col/col12?uid=3', 'column'],
  ['/zwgk/wj/', 'bare'],
  ['/zwgk/wj/?a=1', 'bare'],
  ['/info/detail.aspx?ID=9', 'mixed'],
  ['/INFO/DETAIL.ASPX?x=1&ID=9', 'mixed'],
  ['/info/detail.aspx?ID=10', undefined],
  ['/case/page.html', 'lower'],
  ['/Case/Page.html', 'upper'],
  ['/CASE/PAGE.HTML', /^(lower|upper)$/],
  ['/%E6%96%87%E4%BB%B6/%E4%B8%80.html', 'chinese'],
  ['/', undefined],
  ['/?id=5', undefined],
  ['/show.jsp?id=5%', undefined],
] as const)('%s leads to %s', async (asked, name) => {
  const found = await findLegacyTarget(database.db, asked)
  const target = found === undefined ? undefined : numbers.get(found)
  if (name instanceof RegExp) expect(target).toMatch(name)
  else expect(target).toBe(name)
})

test('a hundred strangers who ask for nothing at once are all answered', async () => {
  const asked = Array.from({ length: 100 }, (_, at) =>
    findLegacyTarget(database.db, `/nothing/${at}.html`),
  )
  expect(new Set(await Promise.all(asked))).toEqual(new Set([undefined]))
})
