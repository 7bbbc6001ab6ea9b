import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildAgency } from '../../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  clearReview,
  editionForm,
  finishEdition,
  type PublicationDesk,
} from '../../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import { getEdition } from '../editions-store.ts'
import { draftDocument, editDraft, submitForReview } from './drafting.ts'
import { publishEdition } from './publish.ts'
import { listReferrals, recordReferralAnswer } from './refer-upwards.ts'
import { reviewEdition } from './review.ts'

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

const hashOf = async (id: number) => (await getEdition(database.db, id)).contentHash
const stateOf = async (id: number) => (await getEdition(database.db, id)).state
const edit = async (id: number, given: Parameters<typeof editionForm>[0]) => {
  const { version } = await getEdition(database.db, id)
  await editDraft(database.db, desk.drafter, id, version, editionForm(given), NOW)
}
describe('报请确定', () => {
  const refer = async () => {
    const { db } = database
    const id = await draftDocument(db, desk.drafter, editionForm(), NOW)
    await submitForReview(db, desk.drafter, id, NOW)
    const form = clearReview(await hashOf(id), {
      conclusion: 'refer-upwards',
      opinion: '第三条是否涉密',
      organ: '示例市国家保密局',
    })
    await reviewEdition(db, desk.reviewer, id, form, NOW)
    return id
  }
  const answer = (id: number, outcome: 'may-publish' | 'partly' | 'must-not') =>
    recordReferralAnswer(
      database.db,
      desk.reviewer,
      id,
      {
        outcome,
        answerNumber: '示保函〔2020〕3号',
        answeredOn: Temporal.PlainDate.from('2020-08-17'),
        answer: '答复意见',
      },
      NOW,
    )

  test('waits for the answer, which is kept, and is concluded by the reviewer', async () => {
    const { db } = database
    const id = await refer()
    expect(await stateOf(id)).toBe('referred')
    await expect(publishEdition(db, desk.head, id, NOW)).rejects.toEqual(refusal('wrong-state'))
    await answer(id, 'may-publish')
    expect(await listReferrals(db, id)).toMatchObject([
      { organ: '示例市国家保密局', outcome: 'may-publish', answerNumber: '示保函〔2020〕3号' },
    ])
    await reviewEdition(db, desk.reviewer, id, clearReview(await hashOf(id)), NOW)
    await publishEdition(db, desk.head, id, NOW)
  })

  test.each(['partly', 'must-not'] as const)(
    'after %s the same content cannot be passed',
    async (outcome) => {
      const { db } = database
      const id = await refer()
      await answer(id, outcome)
      const form = clearReview(await hashOf(id))
      await expect(reviewEdition(db, desk.reviewer, id, form, NOW)).rejects.toEqual(
        refusal('unapproved'),
      )
      await edit(id, { bodyHtml: '<p>删减以后。</p>' })
      await finishEdition(db, desk, id, NOW)
    },
  )

  test('a question dropped by a change of the draft may be asked again', async () => {
    const { db } = database
    const id = await refer()
    await edit(id, { title: '改了再报' })
    await submitForReview(db, desk.drafter, id, NOW)
    const again = clearReview(await hashOf(id), {
      conclusion: 'refer-upwards',
      opinion: '再问',
      organ: '示例市国家保密局',
    })
    await reviewEdition(db, desk.reviewer, id, again, NOW)
    await answer(id, 'may-publish')
    expect(await listReferrals(db, id)).toMatchObject([
      { outcome: 'may-publish' },
      { outcome: null },
    ])
    await expect(
      sql`update edition_referrals set outcome = 'must-not' where outcome = 'may-publish'`.execute(
        db,
      ),
    ).rejects.toThrow('只增不改')
  })
})
