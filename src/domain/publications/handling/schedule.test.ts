import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildAgency } from '../../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  buildReviewedEdition,
  editionForm,
  type PublicationDesk,
} from '../../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { openPool } from '../../../platform/database/connect.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import { getEdition } from '../editions-store.ts'
import { editDraft } from './drafting.ts'
import { setEmbargo } from './embargo.ts'
import { publishDue } from './publish-due.ts'
import { publishEdition } from './publish.ts'
import { schedulePublication, unschedule } from './schedule.ts'
import { findPublicDocument } from '../public-document.ts'

const NOW = chinaMoment('2020-08-17T13:56')
const LATER = chinaMoment('2020-08-18T09:00')
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
const publicTitle = async (id: number) => {
  const { indexNumber } = await getEdition(database.db, id)
  return indexNumber === null
    ? undefined
    : (await findPublicDocument(database.db, indexNumber))?.title
}

describe('定时发布', () => {
  const scheduled = async () => {
    const id = await buildReviewedEdition(database.db, desk, NOW)
    await schedulePublication(database.db, desk.head, id, LATER, NOW)
    return id
  }

  test('goes online at its hour, once, in the name of whoever approved it', async () => {
    const { db } = database
    const id = await scheduled()
    expect(await publishDue(db, LATER.subtract({ seconds: 1 }))).toBe(0)
    expect(await publicTitle(id)).toBeUndefined()
    expect(await publishDue(db, LATER)).toBe(1)
    expect(await publishDue(db, LATER)).toBe(0)
    const { rows } =
      await sql`select published_by, published_at from editions where id = ${id}`.execute(db)
    expect(rows).toEqual([{ published_by: desk.head.id, published_at: LATER }])
  })

  test('exactly once when two nodes do it at the same moment', async () => {
    const ids: number[] = []
    for (let i = 0; i < 12; i += 1) ids.push(await scheduled())
    const other = openPool(database.connection, 4)
    const counts = await Promise.all([
      publishDue(database.db, LATER),
      publishDue(other.db, LATER),
      publishDue(other.db, LATER),
    ])
    expect(counts.reduce((sum, count) => sum + count)).toBe(12)
    const states = await Promise.all(ids.map(stateOf))
    expect(new Set(states)).toEqual(new Set(['published']))
    await other.close()
  })

  test('editing takes the hour and the approval away', async () => {
    const id = await scheduled()
    await edit(id, { title: '改了标题' })
    expect(await getEdition(database.db, id)).toMatchObject({ state: 'draft', publishAt: null })
    expect(await publishDue(database.db, LATER)).toBe(0)
  })

  test('whoever approves may take it back', async () => {
    const id = await scheduled()
    await expect(unschedule(database.db, desk.drafter, id, NOW)).rejects.toEqual(
      refusal('forbidden'),
    )
    await unschedule(database.db, desk.head, id, NOW)
    expect(await stateOf(id)).toBe('reviewed')
  })

  test.each([
    ['approver', 'reviewed'],
    ['reviewer', 'in-review'],
  ] as const)(
    'a %s who has left takes it away: it waits again, and says why',
    async (who, state) => {
      const id = await scheduled()
      const officer = who === 'approver' ? desk.head : desk.reviewer
      await sql`update users set active = false where id = ${officer.id}`.execute(database.db)
      expect(await publishDue(database.db, LATER)).toBe(0)
      const edition = await getEdition(database.db, id)
      expect(edition.state).toBe(state)
      expect(edition.returnedReason).toContain('账号已经停用')
    },
  )

  test('not by the drafter, not into the past, not for content that was not seen', async () => {
    const { db } = database
    const id = await buildReviewedEdition(db, desk, NOW)
    const attempt = (by: typeof desk.head, at: Temporal.Instant, seen?: string) =>
      schedulePublication(db, by, id, at, NOW, seen)
    await expect(attempt(desk.drafter, LATER)).rejects.toEqual(refusal('forbidden'))
    await expect(attempt(desk.head, NOW)).rejects.toEqual(refusal('invalid'))
    await expect(attempt(desk.head, LATER, 'f'.repeat(64))).rejects.toEqual(refusal('stale'))
    await expect(publishEdition(db, desk.head, id, NOW, { seen: 'f'.repeat(64) })).rejects.toEqual(
      refusal('stale'),
    )
  })
})

describe('限制公开时间', () => {
  const until = chinaMoment('2020-08-20T00:00')
  const embargoed = async () => {
    const id = await buildReviewedEdition(database.db, desk, NOW)
    await setEmbargo(database.db, desk.drafter, id, { until, reason: '' }, NOW)
    return id
  }

  test('nobody and no job publishes before it, and the database refuses', async () => {
    const { db } = database
    const id = await embargoed()
    await expect(publishEdition(db, desk.head, id, NOW)).rejects.toEqual(refusal('wrong-state'))
    await expect(schedulePublication(db, desk.head, id, LATER, NOW)).rejects.toEqual(
      refusal('invalid'),
    )
    const bySql = (state: string) =>
      sql`update editions set state = ${state}, published_by = ${desk.head.id}, published_at = ${LATER},
        publish_at = ${LATER} where id = ${id}`.execute(db)
    await expect(bySql('published')).rejects.toThrow('未到可以公开的时间')
    await expect(bySql('scheduled')).rejects.toThrow('未到可以公开的时间')
    await schedulePublication(db, desk.head, id, until, NOW)
    expect(await publishDue(db, LATER)).toBe(0)
    expect(await publishDue(db, until)).toBe(1)
  })

  test('the drafter may put it off, but only a publisher who did not write it lifts it, with a reason', async () => {
    const { db } = database
    const id = await embargoed()
    const set = (by: typeof desk.head, to: Temporal.Instant | null, reason = '') =>
      setEmbargo(db, by, id, { until: to, reason }, NOW)
    await set(desk.drafter, until.add({ hours: 1 }))
    await expect(set(desk.drafter, null, '理由')).rejects.toEqual(refusal('forbidden'))
    await expect(set(desk.drafter, LATER, '理由')).rejects.toEqual(refusal('forbidden'))
    await expect(set(desk.head, null)).rejects.toEqual(refusal('incomplete'))
    await expect(set(desk.reviewer, null, '理由')).rejects.toEqual(refusal('forbidden'))
    await set(desk.head, null, '发布会提前')
    await publishEdition(db, desk.head, id, NOW)
    await expect(set(desk.head, until)).rejects.toEqual(refusal('wrong-state'))
  })

  test('one set after the approval takes an earlier hour away', async () => {
    const { db } = database
    const id = await buildReviewedEdition(db, desk, NOW)
    await schedulePublication(db, desk.head, id, LATER, NOW)
    await setEmbargo(db, desk.head, id, { until, reason: '' }, NOW)
    expect(await getEdition(db, id)).toMatchObject({ state: 'reviewed', publishAt: null })
  })
})
