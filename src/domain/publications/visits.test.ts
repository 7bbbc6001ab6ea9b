import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildAgency } from '../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
} from '../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { connectClient } from '../../platform/database/connect.ts'
import { chinaMoment } from '../../platform/kernel/time.ts'
import { findPublicDocument } from './public-document.ts'
import { documentTag } from './publication-changed.ts'
import { createVisitCounter } from './visits.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

test('written visits are announced, so that no kept page goes on showing the old number', async () => {
  const { db, connection } = database
  const desk = await buildPublicationDesk(db, await buildAgency(db))
  const indexNumber = await buildPublishedDocument(db, desk, chinaMoment('2020-08-17T13:56'))
  const { documentId } = (await findPublicDocument(db, indexNumber))!
  const listener = await connectClient(connection)
  const heard = new Promise<string | undefined>((resolve) =>
    listener.on('notification', ({ payload }) => resolve(payload)),
  )
  await listener.query('listen mingqu_pages')
  const visits = createVisitCounter(db, () => chinaMoment('2020-08-18T09:00'))
  visits.count(documentId)
  visits.count(documentId)
  await visits.flush()
  expect(await heard).toBe(documentTag(documentId))
  expect(await findPublicDocument(db, indexNumber)).toMatchObject({ visits: 2 })
  await listener.end()
})

test('a reader counts once a day for a document, and is forgotten with the day', async () => {
  const { db } = database
  const desk = await buildPublicationDesk(db, await buildAgency(db))
  const published = chinaMoment('2020-08-17T13:56')
  const [first, second] = [
    await buildPublishedDocument(db, desk, published),
    await buildPublishedDocument(db, desk, published),
  ]
  const idOf = async (indexNumber: string) =>
    (await findPublicDocument(db, indexNumber))!.documentId
  let now = chinaMoment('2020-08-18T09:00')
  const visits = createVisitCounter(db, () => now)
  for (let reload = 0; reload < 3; reload += 1) visits.count(await idOf(first), 'one reader')
  visits.count(await idOf(first), 'another reader')
  visits.count(await idOf(second), 'one reader')
  now = chinaMoment('2020-08-19T00:01')
  visits.count(await idOf(first), 'one reader')
  await visits.flush()
  expect(await findPublicDocument(db, first)).toMatchObject({ visits: 3 })
  expect(await findPublicDocument(db, second)).toMatchObject({ visits: 1 })
})
