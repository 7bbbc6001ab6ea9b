import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildAgency, buildOfficer } from '../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  buildReviewedEdition,
  editionForm,
  type PublicationDesk,
} from '../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { chinaMoment } from '../../platform/kernel/time.ts'
import { draftDocument } from './handling/drafting.ts'
import { publishEdition } from './handling/publish.ts'
import { createPreview, listPreviews, openPreview, revokePreview } from './previews.ts'

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

describe('预览链接', () => {
  const HERE = { address: '10.0.0.1' }

  test('shows the draft, writes down who looked, and ends', async () => {
    const { db } = database
    const id = await draftDocument(db, desk.drafter, editionForm(), NOW)
    const token = await createPreview(db, desk.drafter, id, { givenTo: '法制科', days: 1 }, NOW)
    expect((await openPreview(db, token, HERE, NOW))?.edition.id).toBe(id)
    expect(await openPreview(db, token, { ...HERE, fileId: 1 }, NOW)).toBeUndefined()
    expect(await openPreview(db, token, HERE, NOW.add({ hours: 24 }))).toBeUndefined()
    const [preview] = await listPreviews(db, id)
    expect(preview).toMatchObject({
      givenTo: '法制科',
      openings: [{ opened: '', address: '10.0.0.1', openedAt: NOW }],
    })
    await revokePreview(db, desk.drafter, id, preview!.id, NOW)
    expect(await openPreview(db, token, HERE, NOW)).toBeUndefined()
    for (const wrong of ['', 'x', `${token}x`, token.toLowerCase(), 'A'.repeat(43)])
      expect(await openPreview(db, wrong, HERE, NOW)).toBeUndefined()
    const { rows } = await sql<{ found: number }>`
      select count(*) as found from edition_previews where token_hash::text like ${`%${token}%`}`.execute(
      db,
    )
    expect(rows[0]!.found).toBe(0)
  })

  test('leads nowhere once its edition is public, and is not given for one that is', async () => {
    const { db } = database
    const id = await buildReviewedEdition(db, desk, NOW)
    const token = await createPreview(db, desk.drafter, id, { givenTo: '甲', days: 14 }, NOW)
    await publishEdition(db, desk.head, id, NOW)
    expect(await openPreview(db, token, HERE, NOW)).toBeUndefined()
    await expect(
      createPreview(db, desk.drafter, id, { givenTo: '甲', days: 1 }, NOW),
    ).rejects.toEqual(refusal('wrong-state'))
  })

  test('is not given for what is not to be public', async () => {
    const { db } = database
    const withheld = editionForm({ disclosure: 'withheld' })
    const id = await draftDocument(db, desk.drafter, withheld, NOW)
    await expect(
      createPreview(db, desk.drafter, id, { givenTo: '甲', days: 1 }, NOW),
    ).rejects.toEqual(refusal('wrong-state'))
  })

  test('is given by drafters of the own body only', async () => {
    const { db } = database
    const id = await draftDocument(db, desk.drafter, editionForm(), NOW)
    const stranger = await buildOfficer(db, await buildAgency(db), 'clerk')
    const give = (by: typeof desk.head) =>
      createPreview(db, by, id, { givenTo: '甲', days: 1 }, NOW)
    await expect(give(desk.reviewer)).rejects.toEqual(refusal('forbidden'))
    await expect(give(stranger)).rejects.toEqual(refusal('not-found'))
  })
})
