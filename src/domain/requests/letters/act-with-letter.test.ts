import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setUpLetters } from '../../../../test/builders/letters.ts'
import {
  at,
  buildCase,
  buildOffice,
  buildRoom,
  type OfficeStaff,
} from '../../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import type { CaseRoom } from '../case-room.ts'
import { listNotices } from '../online/tracked-letters.ts'
import { getOpenCase, listEvents } from '../requests-store.ts'
import {
  ConsultationWithLetter,
  consultWithLetter,
  ExtensionWithLetter,
  extendWithLetter,
  withPlannedLetter,
} from './act-with-letter.ts'
import { drawLetter } from './draw-letter.ts'
import { editLetter } from './edit-letter.ts'
import { finaliseLetter } from './finalise-letter.ts'
import { listLetterRows } from './letters-store.ts'
import { readLetter } from './read-letter.ts'

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
  staff = await buildOffice(database.db)
  await setUpLetters(room, staff)
})
afterAll(() => database.close())

const day = Temporal.PlainDate.from
const NOW = at('2024-03-20')

async function withExtensionNotice() {
  const { id, seenSeq } = await buildCase(room, staff.clerk, '2024-03-01')
  const order = {
    letter: 'extension-notice',
    about: 'p:extend',
    datedOn: day('2024-03-20'),
    typed: {},
    plan: { days: '20', reason: '信息分散在多个科室' },
  } as const
  const letterId = await drawLetter(room, staff.clerk, id, order, NOW)
  return { id, seenSeq, letterId }
}

const form = (known: Readonly<Record<string, string>>, given: Record<string, unknown> = {}) =>
  ExtensionWithLetter.parse({ ...known, happenedOn: '2024-03-20', ...given })

describe('延期告知书 is drawn up by the clerk and agreed to by the head', () => {
  test('it says the later day, and is not final before the head has agreed', async () => {
    const { id, letterId } = await withExtensionNotice()
    const ref = { requestId: id, letterId }
    const { content } = await readLetter(room, staff.clerk, ref, NOW)
    expect(content.body).toContain('2024年4月28日前答复')
    const alone = finaliseLetter(room, staff.clerk, ref, NOW)
    await expect(alone).rejects.toMatchObject({ code: 'unapproved' })
  })

  test('the head agrees: the period moves and the notice takes its number in one act', async () => {
    const { id, seenSeq, letterId } = await withExtensionNotice()
    const known = await withPlannedLetter(room, staff.head, id, 'extend')
    expect(known).toMatchObject({ days: '20', issueLetter: 'yes', seenLetter: `${letterId}:1` })
    const { state } = await extendWithLetter(room, staff.head, { id, seenSeq }, form(known), NOW)
    expect(state.clock.replyDueOn?.toString()).toBe('2024-04-28')
    const [row] = await listLetterRows(database.db, id)
    expect([row?.state, row?.number?.prefix]).toEqual(['final', '示公知'])
    const notices = await listNotices(database.db, id, await listEvents(database.db, id))
    expect(notices.map(({ name }) => name)).toEqual(['延期答复告知书'])
  })

  test('a notice changed since it was on the screen, or other terms than its own, change nothing', async () => {
    const { id, seenSeq, letterId } = await withExtensionNotice()
    const known = await withPlannedLetter(room, staff.head, id, 'extend')
    const other = extendWithLetter(
      room,
      staff.head,
      { id, seenSeq },
      form(known, { days: '10' }),
      NOW,
    )
    await expect(other).rejects.toMatchObject({ code: 'invalid' })
    const ref = { requestId: id, letterId }
    const { content } = await readLetter(room, staff.clerk, ref, NOW)
    const edited = { seenVersion: 1, title: content.title, body: `${content.body}\n另行说明。` }
    await editLetter(room, staff.clerk, ref, edited, NOW)
    const late = extendWithLetter(room, staff.head, { id, seenSeq }, form(known), NOW)
    await expect(late).rejects.toMatchObject({ code: 'stale' })
    expect((await getOpenCase(database.db, id)).state.extension).toBeNull()
    // a number that was not used is not lost
    const [row] = await listLetterRows(database.db, id)
    expect([row?.state, row?.number]).toEqual(['draft', null])
  })

  test('the head may agree without the notice, which then stays a draft nobody sees', async () => {
    const { id, seenSeq } = await withExtensionNotice()
    const known = await withPlannedLetter(room, staff.head, id, 'extend')
    const alone = form({ days: '15', reason: known['reason']! })
    await extendWithLetter(room, staff.head, { id, seenSeq }, alone, NOW)
    const notices = await listNotices(database.db, id, await listEvents(database.db, id))
    expect(notices).toEqual([])
  })
})

describe('征求意见书 is written before it is sent', () => {
  test('the letter names the party, and sending it makes it final', async () => {
    const { id, seenSeq } = await buildCase(room, staff.clerk, '2024-03-01')
    const plan = { kind: 'third-party', to: '示例丙', isPerson: 'yes', about: '补偿协议' }
    const order = {
      letter: 'third-party-consultation',
      about: 'p:consult',
      datedOn: day('2024-03-05'),
      typed: {},
      plan,
    } as const
    const letterId = await drawLetter(room, staff.clerk, id, order, at('2024-03-05'))
    const ref = { requestId: id, letterId }
    const open = await readLetter(room, staff.clerk, ref, NOW)
    expect([open.problems, open.content.head?.addressee]).toEqual([[], '示例丙'])
    expect((await getOpenCase(database.db, id)).state.consultations).toEqual([])

    const known = await withPlannedLetter(room, staff.clerk, id, 'consult')
    const sent = ConsultationWithLetter.parse({ ...known, happenedOn: '2024-03-05' })
    const { state } = await consultWithLetter(
      room,
      staff.clerk,
      { id, seenSeq },
      sent,
      at('2024-03-05'),
    )
    expect([state.status, state.consultations[0]?.toShown]).toEqual(['consulting', '示**'])
    const [row] = await listLetterRows(database.db, id)
    expect([row?.state, row?.number?.prefix]).toEqual(['final', '示公函'])
    // used up: the next consultation begins with an empty form
    expect(await withPlannedLetter(room, staff.clerk, id, 'consult')).toEqual({})
    // it is the third party's, not the applicant's
    expect(await listNotices(database.db, id, await listEvents(database.db, id))).toEqual([])
  })
})
