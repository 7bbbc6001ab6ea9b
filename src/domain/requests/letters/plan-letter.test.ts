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
import { askForCorrection, CorrectionForm } from '../handling/corrections.ts'
import { getOpenCase } from '../requests-store.ts'
import { drawLetter, type LetterOrder } from './draw-letter.ts'
import { discardLetter } from './edit-letter.ts'
import { finaliseLetter } from './finalise-letter.ts'
import { plannedFields } from './plan-letter.ts'
import { listCaseLetters, readLetter } from './read-letter.ts'

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
const now = at('2024-03-04')

const CORRECTION = { days: '7', items: '请写明地块位置\n请写明批复年份' }
const order = (given: Partial<LetterOrder> = {}): LetterOrder => ({
  letter: 'correction-notice',
  about: 'p:ask-correction',
  datedOn: day('2024-03-04'),
  typed: {},
  plan: CORRECTION,
  ...given,
})

const draw = (id: number, given: Partial<LetterOrder> = {}) =>
  drawLetter(room, staff.clerk, id, order(given), now)

describe('a notice is drawn up before it is served', () => {
  test('it names the term, not a day that nobody knows yet, and changes nothing in the case', async () => {
    const { id, seenSeq } = await buildCase(room, staff.clerk, '2024-03-01')
    const letterId = await draw(id)
    const { content, problems } = await readLetter(
      room,
      staff.clerk,
      { requestId: id, letterId },
      now,
    )
    expect(problems).toEqual([])
    expect(content.body).toContain('7个工作日内提交补正后的申请')
    expect(content.body).not.toMatch(/不迟于|\[\[/)
    expect((await getOpenCase(room.db, id)).state.lastSeq).toBe(seenSeq)
  })

  test('served and recorded with the same fields, it gets its last day in the case', async () => {
    const { id, seenSeq } = await buildCase(room, staff.clerk, '2024-03-01')
    const letterId = await draw(id)
    await finaliseLetter(room, staff.clerk, { requestId: id, letterId }, now)
    const fields = await plannedFields(room, staff.clerk, id, 'ask-correction')
    const form = CorrectionForm.parse({ ...fields, happenedOn: '2024-03-07' })
    const { state } = await askForCorrection(
      room,
      staff.clerk,
      { id, seenSeq },
      form,
      at('2024-03-08'),
    )
    expect(state.clock.correctionDueOn).toEqual(day('2024-03-18'))
    expect(state.corrections[0]!.items).toEqual(['请写明地块位置', '请写明批复年份'])
  })

  test('a discarded one leaves nothing to record', async () => {
    const { id } = await buildCase(room, staff.clerk, '2024-03-01')
    const letterId = await draw(id)
    await discardLetter(room, staff.clerk, { requestId: id, letterId }, now)
    expect(await plannedFields(room, staff.clerk, id, 'ask-correction')).toEqual({})
  })

  test('reasons and fees too', async () => {
    const { id } = await buildCase(room, staff.clerk, '2024-03-01')
    const reasons = await draw(id, {
      letter: 'reasons-notice',
      about: 'p:ask-reasons',
      plan: { facts: '一月内四十件', replyWithinDays: '5' },
    })
    const fee = await draw(id, {
      letter: 'fee-notice',
      about: 'p:notice-fee',
      plan: { basis: 'items', quantity: '12', amountYuan: '200' },
    })
    const texts = []
    for (const letterId of [reasons, fee]) {
      const ref = { requestId: id, letterId }
      texts.push((await readLetter(room, staff.clerk, ref, now)).content.body)
    }
    expect(texts[0]).toContain('5个工作日内书面说明理由')
    expect(texts[1]).toContain('31至40件的部分，每件200元')
    expect(texts[1]).toContain('次日起20个工作日内缴纳')
  })
})

describe('a plan is under the rules of its act', () => {
  test.each([
    ['no items', { days: '7', items: '' }, 'items'],
    ['no number of days', { days: 'x', items: '甲' }, 'days'],
    ['longer than the office allows', { days: '30', items: '甲' }, 'days'],
  ])('%s', async (_, plan, field) => {
    const { id } = await buildCase(room, staff.clerk, '2024-03-01')
    await expect(draw(id, { plan })).rejects.toMatchObject({
      code: 'invalid',
      problems: [{ at: field }],
    })
  })

  test('more than the standard by pages', async () => {
    const { id } = await buildCase(room, staff.clerk, '2024-03-01')
    const plan = { basis: 'pages', quantity: '68', amountYuan: '381' }
    await expect(
      draw(id, { letter: 'fee-notice', about: 'p:notice-fee', plan }),
    ).rejects.toMatchObject({ code: 'invalid' })
  })

  test('not twice, not by another letter, not before receipt, not by somebody else', async () => {
    const { id, seenSeq } = await buildCase(room, staff.clerk, '2024-03-01')
    await expect(draw(id, { letter: 'fee-notice' })).rejects.toMatchObject({ code: 'wrong-state' })
    const form = CorrectionForm.parse({ ...CORRECTION, happenedOn: '2024-03-04' })
    await askForCorrection(room, staff.clerk, { id, seenSeq }, form, now)
    await expect(draw(id)).rejects.toMatchObject({ code: 'wrong-state' })
    const post = { channel: 'ordinary_mail' }
    const unconfirmed = await buildCase(room, staff.clerk, '2024-03-01', post)
    await expect(draw(unconfirmed.id)).rejects.toMatchObject({ code: 'wrong-state' })
    const other = await buildOffice(database.db)
    const strange = drawLetter(room, other.clerk, id, order(), now)
    await expect(strange).rejects.toMatchObject({ code: 'not-found' })
    await expect(plannedFields(room, other.clerk, id, 'ask-correction')).rejects.toMatchObject({
      code: 'not-found',
    })
    const { offers } = await listCaseLetters(room, staff.head, id, day('2024-03-04'))
    expect(offers.filter(({ about }) => about.startsWith('p:'))).toEqual([])
  })
})
