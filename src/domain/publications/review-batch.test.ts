import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildAgency, buildOfficer } from '../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  editionForm,
  type PublicationDesk,
} from '../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { chinaMoment } from '../../platform/kernel/time.ts'
import { getEdition } from './editions-store.ts'
import { draftDocument, editDraft, submitForReview } from './handling/drafting.ts'
import { listReviewBatch, reviewBatch } from './review-batch.ts'

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

const stateOf = async (id: number) => (await getEdition(database.db, id)).state
const edit = async (id: number, given: Parameters<typeof editionForm>[0]) => {
  const { version } = await getEdition(database.db, id)
  await editDraft(database.db, desk.drafter, id, version, editionForm(given), NOW)
}
describe('成批审查', () => {
  test('one record each; what has changed or was taken by a colleague is left, and the rest is signed', async () => {
    const { db } = database
    const submitted = async (given: Parameters<typeof editionForm>[0] = {}) => {
      const id = await draftDocument(db, desk.drafter, editionForm(given), NOW)
      await submitForReview(db, desk.drafter, id, NOW, { explanation: '说明' })
      return id
    }
    const [passed, changed, returned, found] = [
      await submitted(),
      await submitted(),
      await submitted(),
      await submitted({ bodyHtml: '<p>13800138000</p>' }),
    ]
    const items = await listReviewBatch(db, desk.reviewer)
    expect(items.map(({ edition, mayPass }) => [edition.id, mayPass])).toEqual([
      [passed, true],
      [changed, true],
      [returned, true],
      [found, false],
    ])
    const seen = (id: number) =>
      items.find(({ edition }) => edition.id === id)!.edition.contentHash.toString('hex')
    await edit(changed, { title: '又改了' })
    await submitForReview(db, desk.drafter, changed, NOW)
    const decide = (editionId: number, conclusion: 'may-publish' | 'return', opinion = '') => ({
      editionId,
      contentHash: seen(editionId),
      conclusion,
      opinion,
    })
    const outcomes = await reviewBatch(
      db,
      desk.reviewer,
      [
        decide(passed, 'may-publish'),
        decide(changed, 'may-publish'),
        decide(returned, 'return', '缺附件'),
        decide(found, 'may-publish'),
      ],
      NOW,
    )
    expect(outcomes.map(({ refused }) => refused === undefined)).toEqual([true, false, true, false])
    const ids = [passed, changed, returned, found]
    expect(await Promise.all(ids.map(stateOf))).toEqual([
      'reviewed',
      'in-review',
      'returned',
      'in-review',
    ])
    const records = await db
      .selectFrom('edition_reviews')
      .select('edition_id')
      .where('edition_id', 'in', ids)
      .orderBy('edition_id')
      .execute()
    expect(records.map(({ edition_id }) => edition_id)).toEqual([passed, returned])
  })

  test('nobody finds the own drafts in it', async () => {
    const { db } = database
    const both = await buildOfficer(db, agencyId, 'clerk', 'secrecy-reviewer')
    const id = await draftDocument(db, both, editionForm(), NOW)
    await submitForReview(db, both, id, NOW)
    expect(await listReviewBatch(db, both)).toEqual([])
    await expect(listReviewBatch(db, desk.drafter)).rejects.toEqual(refusal('forbidden'))
  })
})
