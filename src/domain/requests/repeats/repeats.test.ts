import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildOfficer } from '../../../../test/builders/people.ts'
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
import type { CaseRoom } from '../case-room.ts'
import { compareCases } from './compare-cases.ts'
import { findRepeats } from './find-repeats.ts'
import { likenessOf, pairsOf } from './similar-subjects.ts'

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
  staff = await buildOffice(database.db)
})
afterAll(() => database.close())

const like = (one: string, other: string) => likenessOf(pairsOf(one), pairsOf(other))

test('subjects are alike by what they ask for, not by the words every application has', () => {
  expect(like('关于申请公开河东路征收方案的信息', '河东路征收方案')).toBe(1)
  expect(like('河东路征收方案', '河东路征收补偿方案')).toBeGreaterThan(0.6)
  expect(like('关于申请公开学校验收文件', '关于申请公开河道预算文件')).toBe(0)
  expect(like('关于公开的信息', '关于公开的信息')).toBe(1)
})

test('the same applicant is found however the name was typed; others are shown without who they are', async () => {
  const first = await buildCase(room, staff.clerk, '2024-03-01', {
    applicantName: '欧阳甲',
    idNumber: 'ab 12',
    subject: '河东路征收补偿方案',
  })
  const answered = await answer(room, staff, first, draftOf('A2'), at('2024-03-05'))
  await buildCase(room, staff.clerk, '2024-03-02', {
    applicantName: '司马乙',
    idNumber: 'CD34',
    subject: '申请公开河东路征收补偿方案',
  })
  await buildCase(room, staff.clerk, '2024-03-02', {
    applicantName: '司马乙',
    idNumber: 'CD34',
    subject: '学校食堂采购合同',
  })
  const again = await buildCase(room, staff.clerk, '2024-03-20', {
    applicantName: '欧阳 甲',
    idNumber: 'ＡＢ12',
    subject: '河东路的征收补偿方案',
  })
  const repeats = await findRepeats(room, staff.clerk, again.id)
  expect(repeats.sameApplicant.map(({ id }) => id)).toEqual([first.id])
  expect(repeats.sameApplicant[0]?.likeness).toBeGreaterThan(0.9)
  expect(repeats.sameMatter.map(({ subject }) => subject)).toEqual(['申请公开河东路征收补偿方案'])
  expect(JSON.stringify(repeats)).not.toMatch(/欧阳|司马/)
  expect(repeats.count).toEqual({ inMonth: 2, inYear: 2, priceByItems: 0 })

  const { earlier, isSameApplicant } = await compareCases(room, staff.head, again.id, first.id)
  expect(isSameApplicant).toBe(true)
  expect(earlier.answer?.text).toBe(answered.state.reply?.draft.text)
  const { earlier: open } = await compareCases(room, staff.head, first.id, again.id)
  expect(open.answer).toBeNull()
})

describe('the n-th application of a calendar month (国办函〔2020〕109号)', () => {
  test('the eleventh costs 100 元, the first of the next month nothing', async () => {
    const who = { applicantName: '示例丙', idNumber: 'MONTH' }
    let last = await buildCase(room, staff.clerk, '2024-05-06', who)
    for (let n = 2; n <= 11; n += 1)
      last = await buildCase(room, staff.clerk, n < 6 ? '2024-05-06' : '2024-05-30', who)
    const next = await buildCase(room, staff.clerk, '2024-06-03', who)
    const countOf = async (id: number) => (await findRepeats(room, staff.clerk, id)).count
    expect(await countOf(last.id)).toEqual({ inMonth: 11, inYear: 11, priceByItems: 100 })
    expect(await countOf(last.id - 1)).toMatchObject({ inMonth: 10, priceByItems: 0 })
    expect(await countOf(next.id)).toEqual({ inMonth: 1, inYear: 12, priceByItems: 0 })
  })

  test('nothing is charged for what was received before 2021', async () => {
    const who = { applicantName: '示例丁', idNumber: 'EARLY' }
    let last = await buildCase(room, staff.clerk, '2020-12-01', who)
    for (let n = 2; n <= 11; n += 1) last = await buildCase(room, staff.clerk, '2020-12-02', who)
    const { count } = await findRepeats(room, staff.clerk, last.id)
    expect(count).toEqual({ inMonth: 11, inYear: 11, priceByItems: 0 })
  })
})

test('another body neither sees the case nor is compared with', async () => {
  const mine = await buildCase(room, staff.clerk, '2024-03-01')
  const other = await buildOffice(database.db)
  const theirs = await buildCase(room, other.clerk, '2024-03-01')
  await expect(findRepeats(room, other.clerk, mine.id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(compareCases(room, other.clerk, theirs.id, mine.id)).rejects.toMatchObject({
    code: 'not-found',
  })
  const { sameMatter, sameApplicant } = await findRepeats(room, other.clerk, theirs.id)
  expect([...sameMatter, ...sameApplicant]).toEqual([])
  const admin = await buildOfficer(database.db, staff.agencyId, 'admin')
  await expect(findRepeats(room, admin, mine.id)).rejects.toMatchObject({ code: 'forbidden' })
})
