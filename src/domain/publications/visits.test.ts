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
  const visits = createVisitCounter(db)
  visits.count(documentId)
  visits.count(documentId)
  await visits.flush()
  expect(await heard).toBe(documentTag(documentId))
  expect(await findPublicDocument(db, indexNumber)).toMatchObject({ visits: 2 })
  await listener.end()
})
