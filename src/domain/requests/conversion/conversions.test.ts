import { afterAll, beforeAll, expect, test } from 'vitest'
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
import { getEdition } from '../../publications/editions-store.ts'
import type { CaseRoom } from '../case-room.ts'
import {
  decideConversion,
  DecisionForm,
  draftConversion,
  listConversions,
  suggestConversion,
} from './conversions.ts'

const NOW = at('2024-05-20')

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
  staff = await buildOffice(database.db)
})
afterAll(() => database.close())

async function answered(disposition: 'A2' | 'D1a' = 'A2'): Promise<number> {
  const given = { subject: '<b>征收</b>方案' }
  const opened = await buildCase(room, staff.clerk, '2024-05-07', given)
  await answer(room, staff, opened, draftOf(disposition), at('2024-05-10'))
  return opened.id
}

const suggest = (id: number, officer = staff.clerk) =>
  suggestConversion(database.db, officer, id, { text: '多人申请' }, NOW)

const open = async (id: number) => (await listConversions(database.db, staff.head, id))[0]!

test('suggested, approved by the head, drafted once, under the subject and without the answer', async () => {
  const id = await answered()
  await suggest(id)
  await expect(suggest(id)).rejects.toMatchObject({ code: 'wrong-state' })
  const { id: conversion } = await open(id)
  const approved = DecisionForm.parse({ decision: 'approved' })
  const draft = () => draftConversion(database.db, staff.clerk, conversion, NOW)
  await expect(draft()).rejects.toMatchObject({ code: 'wrong-state' })
  await expect(
    decideConversion(database.db, staff.clerk, conversion, approved, NOW),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await decideConversion(database.db, staff.head, conversion, approved, NOW)
  await expect(
    decideConversion(database.db, staff.head, conversion, approved, NOW),
  ).rejects.toMatchObject({ code: 'wrong-state' })
  const outcomes = await Promise.allSettled([draft(), draft()])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const { editionId } = await open(id)
  const edition = await getEdition(database.db, editionId!)
  expect([edition.state, edition.title]).toEqual(['draft', '<b>征收</b>方案'])
  expect(edition.bodyHtml).not.toContain('对您的申请答复')
  expect(edition.bodyHtml).not.toContain('<b>')
})

test('only what was given can be converted; declining needs a reason', async () => {
  await expect(suggest(await answered('D1a'))).rejects.toMatchObject({ code: 'wrong-state' })
  const unanswered = await buildCase(room, staff.clerk, '2024-05-07')
  await expect(suggest(unanswered.id)).rejects.toMatchObject({ code: 'wrong-state' })
  expect(DecisionForm.safeParse({ decision: 'declined' }).success).toBe(false)
})

test('another body neither sees nor suggests nor decides', async () => {
  const id = await answered()
  await suggest(id)
  const { id: conversion } = await open(id)
  const other = await buildOffice(database.db)
  const refused = { code: 'not-found' }
  await expect(listConversions(database.db, other.head, id)).rejects.toMatchObject(refused)
  await expect(suggest(id, other.clerk)).rejects.toMatchObject(refused)
  await expect(
    decideConversion(
      database.db,
      other.head,
      conversion,
      DecisionForm.parse({ decision: 'approved' }),
      NOW,
    ),
  ).rejects.toMatchObject(refused)
  await expect(draftConversion(database.db, other.clerk, conversion, NOW)).rejects.toMatchObject(
    refused,
  )
})
