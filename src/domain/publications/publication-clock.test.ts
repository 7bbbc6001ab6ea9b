import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildAgency } from '../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  editionForm,
  type PublicationDesk,
} from '../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { chinaMoment } from '../../platform/kernel/time.ts'
import { builtInCalendar } from '../../law/calendar/calendar.ts'
import { countDesk, listDesk } from './desk.ts'
import { getEdition } from './editions-store.ts'
import { draftDocument, startNewEdition } from './handling/drafting.ts'
import { findPublicDocument } from './public-document.ts'
import { overdueFormedOn, publicationClock } from './publication-clock.ts'

const NOW = chinaMoment('2020-08-17T13:56')
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

describe('条例 第二十六条: twenty working days', () => {
  const clockOn = async (today: string, given: Parameters<typeof editionForm>[0]) => {
    const id = await draftDocument(database.db, desk.drafter, editionForm(given), NOW)
    return publicationClock(
      await getEdition(database.db, id),
      Temporal.PlainDate.from(today),
      builtInCalendar,
    )
  }
  const formedOn = Temporal.PlainDate.from('2020-08-10')

  test('from the day it was formed; on the last day it is still in time', async () => {
    expect(await clockOn('2020-09-07', { formedOn })).toMatchObject({
      dueOn: Temporal.PlainDate.from('2020-09-07'),
      workingDaysLeft: 0,
      isProvisional: false,
    })
    expect((await clockOn('2020-09-08', { formedOn }))!.workingDaysLeft).toBe(-1)
    expect((await clockOn('2020-08-17', { formedOn }))!.workingDaysLeft).toBe(15)
  })

  test('no clock runs for what is not to be published', async () => {
    expect(await clockOn('2020-09-08', { formedOn, disclosure: 'withheld' })).toBeUndefined()
  })

  test('the list and the count of the overdue agree with the clock, day by day', async () => {
    const { db } = database
    await draftDocument(db, desk.drafter, editionForm({ formedOn }), NOW)
    for (const [today, count] of [
      ['2020-09-07', 0],
      ['2020-09-08', 1],
      ['2020-10-12', 1],
    ] as const) {
      const formedBy = overdueFormedOn(Temporal.PlainDate.from(today), builtInCalendar)
      expect([today, (await countDesk(db, desk.head, formedBy)).overdue]).toEqual([today, count])
      expect((await listDesk(db, desk.head, { formedBy }, 1)).lines).toHaveLength(count)
    }
  })

  test('a later edition counts from the change', async () => {
    const { db } = database
    const indexNumber = await buildPublishedDocument(db, desk, NOW, { formedOn })
    const { documentId } = (await findPublicDocument(db, indexNumber))!
    const later = chinaMoment('2021-03-01T09:00')
    const copy = await startNewEdition(db, desk.drafter, documentId, later)
    const clock = publicationClock(
      await getEdition(db, copy),
      Temporal.PlainDate.from('2021-03-02'),
      builtInCalendar,
    )
    expect(clock).toMatchObject({ startedOn: Temporal.PlainDate.from('2021-03-01') })
  })
})
