import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  at,
  buildCase,
  buildOffice,
  buildRoom,
  type OfficeStaff,
} from '../../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import type { CaseRoom } from '../case-room.ts'
import { noticeFee } from './fees.ts'
import type { Handled } from './take-step.ts'

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
})
afterAll(() => database.close())
beforeEach(async () => {
  staff = await buildOffice(database.db)
})

const happenedOn = Temporal.PlainDate.from('2024-03-15')
const register = (on: string, given = {}) => buildCase(room, staff.clerk, on, given)
const charge = (ref: Handled, quantity: number, amountYuan: number) =>
  noticeFee(
    room,
    staff.clerk,
    ref,
    { basis: 'items', quantity, amountYuan, happenedOn },
    at('2024-03-15'),
  )

/** Items of this application, items of the month before it, and the most that may be asked (国办函〔2020〕109号). */
const STANDARD = [
  [11, 0, 100],
  [30, 0, 2000],
  [31, 0, 2200],
  [40, 0, 4000],
  [41, 0, 4300],
  [51, 0, 7400],
  [1, 10, 100],
  [3, 9, 200],
  [21, 10, 2200],
] as const

test.each(STANDARD)(
  '%i 件 after %i of the month cost at most %i 元',
  async (items, earlier, most) => {
    for (let n = 0; n < earlier; n += 1) await register('2024-03-01')
    const one = await register('2024-03-04')
    await expect(charge(one, items, most + 1)).rejects.toMatchObject({
      code: 'invalid',
      problems: [{ at: 'amountYuan', message: expect.stringContaining(`最多收取${most}元`) }],
    })
    expect((await charge(one, items, most)).state.fees).toMatchObject([{ amountYuan: most }])
  },
)

test('the first ten of the month cost nothing', async () => {
  const one = await register('2024-03-04')
  await expect(charge(one, 10, 1)).rejects.toMatchObject({
    problems: [{ message: expect.stringContaining('免费范围') }],
  })
})

test('neither last month, nor other people, nor another body count with it', async () => {
  for (let n = 0; n < 10; n += 1) {
    await register('2024-02-28')
    await register('2024-03-01', { applicantName: '示例乙' })
  }
  const elsewhere = await buildOffice(database.db)
  for (let n = 0; n < 10; n += 1) await buildCase(room, elsewhere.clerk, '2024-03-01')
  const one = await register('2024-03-04')
  await expect(charge(one, 1, 100)).rejects.toMatchObject({ code: 'invalid' })
})

test('an application that was charged for several 件 counts as many for the next one', async () => {
  const first = await register('2024-03-01')
  await charge(first, 15, 500)
  const second = await register('2024-03-04')
  expect((await charge(second, 1, 100)).state.fees).toHaveLength(1)
})
