import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildAgency } from '../../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  editionForm,
  type PublicationDesk,
} from '../../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import { getEdition } from '../editions-store.ts'
import { draftDocument, editDraft, startNewEdition } from './drafting.ts'
import { findPublicDocument } from '../public-document.ts'

const NOW = chinaMoment('2020-08-17T13:56')
const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code })

let database: TestDatabase
let agencyId: number
let desk: PublicationDesk
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  agencyId = await buildAgency(database.db)
  desk = await buildPublicationDesk(database.db, agencyId)
})

describe('what the web may not set', () => {
  test('the kind of a document stays what it was', async () => {
    const { db } = database
    const id = await draftDocument(db, desk.drafter, editionForm(), NOW)
    const { version } = await getEdition(db, id)
    await expect(
      editDraft(db, desk.drafter, id, version, editionForm({ kind: 'policy-pack' }), NOW),
    ).rejects.toEqual(refusal('invalid'))
  })

  test('of two working copies begun at once the second is told', async () => {
    const { db } = database
    const indexNumber = await buildPublishedDocument(db, desk, NOW)
    const { documentId } = (await findPublicDocument(db, indexNumber))!
    const begin = () => startNewEdition(db, desk.drafter, documentId, NOW)
    const results = await Promise.allSettled([begin(), begin(), begin()])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toEqual(refusal('wrong-state'))
  })
})
