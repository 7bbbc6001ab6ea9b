import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildAgency, buildOfficer } from '../../../../test/builders/people.ts'
import {
  answer,
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
  type OfficeStaff,
} from '../../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { CaseRoom } from '../case-room.ts'
import { addNote } from '../handling/keep-file.ts'
import { getFiling, listFilingReviews, listFilings, listUnits } from './filings-store.ts'
import { FilingReviewForm, reviewFiling, seeAllFilings } from './review-filing.ts'

const day = Temporal.PlainDate.from
const SEEN = FilingReviewForm.parse({ conclusion: 'seen' })

let database: TestDatabase
let room: CaseRoom
let unit: OfficeStaff
let zone: number
let supervisor: Officer
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
  zone = await buildAgency(database.db)
  unit = await buildOffice(database.db)
  await database.db
    .updateTable('agencies')
    .set({ supervisor_id: zone })
    .where('id', '=', unit.agencyId)
    .execute()
  supervisor = await buildOfficer(database.db, zone, 'clerk')
})
afterAll(() => database.close())

const filingsOn = (on: string, query = {}) =>
  listFilings(database.db, supervisor, query, day(on)).then(({ filings }) => filings)

test('a case is new until it was looked at, and again when it was concluded since', async () => {
  const opened = await buildCase(room, unit.clerk, '2024-05-07')
  expect((await filingsOn('2024-05-08')).map(({ mark }) => mark)).toEqual(['new'])
  const ref = { id: opened.id, seenSeq: opened.seenSeq }
  await reviewFiling(database.db, supervisor, ref, SEEN, at('2024-05-08'))
  expect(await filingsOn('2024-05-08')).toEqual([])
  expect((await filingsOn('2024-06-04')).map(({ isOverdue }) => isOverdue)).toEqual([true])
  await answer(room, unit, opened, draftOf('A2'), at('2024-05-20'))
  const [concluded] = await filingsOn('2024-05-21')
  expect([concluded?.mark, concluded?.disposition]).toEqual(['concluded-since', 'A2'])
})

test('an opinion stands on the unit’s case; it needs words, and sees the case as it is', async () => {
  const opened = await buildCase(room, unit.clerk, '2024-05-07')
  const noted = await addNote(room, unit.clerk, opened, { text: '电话核对' }, at('2024-05-07'))
  const opinion = FilingReviewForm.parse({ conclusion: 'opinion', opinion: '请注意第三方意见' })
  expect(FilingReviewForm.safeParse({ conclusion: 'opinion', opinion: ' ' }).success).toBe(false)
  const review = (seenSeq: number) =>
    reviewFiling(database.db, supervisor, { id: opened.id, seenSeq }, opinion, at('2024-05-08'))
  await expect(review(opened.seenSeq)).rejects.toMatchObject({ code: 'stale' })
  await review(noted.seenSeq)
  const [shown] = await listFilingReviews(database.db, unit.legalAdviser, opened.id)
  expect(shown).toMatchObject({ conclusion: 'opinion', opinion: '请注意第三方意见' })
})

test('nothing of the applicant and of the file leaves the unit', async () => {
  const opened = await buildCase(room, unit.clerk, '2024-05-07', {
    applicantClass: 'company',
    applicantName: '密名商贸有限公司',
    idNumber: 'SECRET-0001',
    description: '只在卷内的描述',
  })
  const all = JSON.stringify([
    await getFiling(database.db, supervisor, opened.id, day('2024-05-08')),
    await filingsOn('2024-05-08', { unitId: unit.agencyId }),
    await listUnits(database.db, supervisor, 2024, day('2024-05-08')),
  ])
  for (const secret of ['密名', 'SECRET', '只在卷内', opened.state.applicant.key])
    expect(all).not.toContain(secret)
})

test('totals and timeliness of each unit; a unit without cases is there too', async () => {
  const empty = await buildAgency(database.db, { supervisorId: zone })
  const units = await listUnits(database.db, supervisor, 2024, day('2024-06-10'))
  const mine = units.find(({ id }) => id === unit.agencyId)
  expect(mine).toMatchObject({ received: 3, inTime: 1, late: 0, open: 2, overdue: 2, unseen: 1 })
  expect(units.find(({ id }) => id === empty)).toMatchObject({ received: 0, open: 0, unseen: 0 })
  expect(await seeAllFilings(database.db, supervisor, unit.agencyId, at('2024-06-10'))).toBe(1)
  expect(await seeAllFilings(database.db, supervisor, unit.agencyId, at('2024-06-10'))).toBe(0)
})

test('a unit’s list goes on by register number', async () => {
  const many = await buildOffice(database.db)
  await database.db
    .updateTable('agencies')
    .set({ supervisor_id: zone })
    .where('id', '=', many.agencyId)
    .execute()
  for (let n = 0; n < 53; n += 1) await buildCase(room, many.clerk, '2024-05-07')
  const query = { unitId: many.agencyId }
  const first = await listFilings(database.db, supervisor, query, day('2024-05-08'))
  const second = await listFilings(
    database.db,
    supervisor,
    { ...query, after: first.next },
    day('2024-05-08'),
  )
  expect([first.filings.length, second.filings.length, second.next]).toEqual([50, 3, undefined])
})

test('only the body it files with, and there only clerk, head and auditor', async () => {
  const { id, seenSeq } = await buildCase(room, unit.clerk, '2024-05-07')
  const stranger = (await buildOffice(database.db)).head
  const adviser = await buildOfficer(database.db, zone, 'legal-adviser')
  const auditor = await buildOfficer(database.db, zone, 'auditor')
  const review = (who: Officer) =>
    reviewFiling(database.db, who, { id, seenSeq }, SEEN, at('2024-05-08'))
  const read = (who: Officer) => getFiling(database.db, who, id, day('2024-05-08'))
  await expect(read(stranger)).rejects.toMatchObject({ code: 'not-found' })
  await expect(review(stranger)).rejects.toMatchObject({ code: 'not-found' })
  await expect(read(adviser)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(read(auditor)).resolves.toMatchObject({ id })
  await expect(review(auditor)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(listFilingReviews(database.db, stranger, id)).rejects.toMatchObject({
    code: 'not-found',
  })
  // the unit's own people are not its supervisors
  await expect(review(unit.head)).rejects.toMatchObject({ code: 'not-found' })
  await expect(
    listFilings(database.db, supervisor, { unitId: stranger.agencyId }, day('2024-05-08')),
  ).rejects.toMatchObject({ code: 'not-found' })
})
