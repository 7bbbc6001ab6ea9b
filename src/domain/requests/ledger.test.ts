import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  answer,
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
  type OfficeStaff,
} from '../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import type { CaseRoom } from './case-room.ts'
import {
  countLedger,
  LEDGER_SORTS,
  listLedger,
  type LedgerEntry,
  type LedgerQuery,
} from './ledger.ts'
import type { LedgerFilter } from './ledger-filter.ts'

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
const today = Temporal.PlainDate.from('2024-04-10')

beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
  staff = await buildOffice(database.db)
  const { clerk } = staff
  await buildCase(room, clerk, '2024-03-01', { subject: '道路绿化方案' })
  await buildCase(room, clerk, '2024-04-03', { channel: 'ordinary_mail', subject: '水' })
  await buildCase(room, clerk, '2024-03-15', {
    applicantClass: 'company',
    applicantName: '示例公司',
  })
  const four = await buildCase(room, clerk, '2024-04-01', { subject: '征收道路补偿' })
  await answer(room, staff, four, draftOf('E2'), at('2024-04-08'))
  for (const arrived of ['2024-04-02', '2024-04-08', '2024-04-07'])
    await buildCase(room, clerk, arrived)
  const elsewhere = await buildOffice(database.db)
  await buildCase(room, elsewhere.clerk, '2024-03-01')
})
afterAll(() => database.close())

async function everything(query: Partial<LedgerQuery>): Promise<LedgerEntry[]> {
  const found: LedgerEntry[] = []
  let after: string | undefined
  do {
    const whole = {
      filter: {},
      sort: 'register',
      descending: true,
      limit: 2,
      ...query,
      after,
    } as const
    const page = await listLedger(room, staff.clerk, whole, today)
    found.push(...page.entries)
    after = page.next
  } while (after)
  return found
}

const numbers = async (filter: LedgerFilter) =>
  (await everything({ filter, descending: false })).map(({ registerNumber }) => registerNumber)

describe.each(LEDGER_SORTS)('pages in the order of %s', (sort) => {
  test('hold every case of the agency once, and backwards the same', async () => {
    const forwards = await everything({ sort, descending: false })
    const backwards = await everything({ sort, descending: true })
    expect(new Set(forwards.map(({ id }) => id)).size).toBe(7)
    expect(backwards.map(({ id }) => id)).toEqual(forwards.map(({ id }) => id).reverse())
  })
})

test('unreceived letters come last by day of receipt, and nothing is lost at a broken cursor', async () => {
  const byReceipt = await everything({ sort: 'received', descending: false })
  expect(byReceipt.at(-1)?.receivedOn).toBeNull()
  for (const after of [
    '不是游标',
    '2024.7',
    '2024-02-31.7',
    'infinity.',
    '2024-03-29.9999999999',
  ]) {
    const query = { filter: {}, sort: 'due', descending: false, limit: 9, after } as const
    expect((await listLedger(room, staff.head, query, today)).entries).toHaveLength(7)
  }
  const dated = {
    filter: {},
    sort: 'register',
    descending: true,
    limit: 9,
    after: 'infinity.3',
  } as const
  expect((await listLedger(room, staff.head, dated, today)).entries).toHaveLength(7)
})

test('overdue cases in order of their due day, and in any other', async () => {
  const late = Temporal.PlainDate.from('2024-06-03')
  const query = { filter: { due: 'overdue' }, sort: 'due', descending: false, limit: 2 } as const
  const first = await listLedger(room, staff.clerk, query, late)
  const second = await listLedger(room, staff.clerk, { ...query, after: first.next }, late)
  const dueDays = [...first.entries, ...second.entries].map(({ replyDueOn }) => `${replyDueOn}`)
  expect(dueDays).toEqual([...dueDays].sort())
  expect(dueDays).toHaveLength(4)
  const byReceipt = { ...query, sort: 'received', limit: 9 } as const
  expect((await listLedger(room, staff.clerk, byReceipt, late)).entries).toHaveLength(5)
})

describe('filters', () => {
  test.each([
    [{ status: 'delivered' }, ['〔2024〕4号']],
    [{ disposition: 'E2' }, ['〔2024〕4号']],
    [{ applicantClass: 'company' }, ['〔2024〕3号']],
    [{ channel: 'ordinary_mail' }, ['〔2024〕2号']],
    [{ registerYear: 2023 }, []],
    // due on 2024-03-29 and unanswered
    [{ due: 'overdue' }, ['〔2024〕1号']],
    // due on 2024-04-15
    [{ due: 'soon' }, ['〔2024〕3号']],
    [{ text: '道路' }, ['〔2024〕1号', '〔2024〕4号']],
    [{ text: '绿化方案' }, ['〔2024〕1号']],
    [{ text: '化方' }, ['〔2024〕1号']],
    [{ text: '道案' }, []],
    [{ text: '水' }, ['〔2024〕2号']],
    [{ text: '%' }, []],
    [{ text: '〔2024〕3号' }, ['〔2024〕3号']],
    [{ text: '2024-3' }, ['〔2024〕3号']],
    [{ text: '道路', status: 'delivered' }, ['〔2024〕4号']],
  ] satisfies [LedgerFilter, string[]][])('%j', async (filter, expected) => {
    expect(await numbers(filter)).toEqual(expected)
  })

  test('the count stops at its cap and says so', async () => {
    expect(await countLedger(room, staff.clerk, {}, today)).toEqual({ count: 7, capped: false })
    expect(await countLedger(room, staff.clerk, {}, today, 5)).toEqual({ count: 5, capped: true })
  })
})

test('a concluded case is no longer due, and its row says who handles it and what left', async () => {
  const [entry] = await everything({ filter: { disposition: 'E2' } })
  expect(entry).toMatchObject({
    letterNumber: '示公复〔2024〕1号',
    answeredInTime: true,
    handlerName: staff.clerk.displayName,
  })
})
