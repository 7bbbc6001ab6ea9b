import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { buildAgency, buildOfficer } from '../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  type PublicationDesk,
} from '../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { builtInCalendar } from '../../law/calendar/calendar.ts'
import { chinaMoment } from '../../platform/kernel/time.ts'
import type { Officer } from '../accounts/officer.ts'
import { draftDocument } from '../publications/handling/drafting.ts'
import { editionForm } from '../../../test/builders/publications.ts'
import { getAdjustment, listChanges } from './adjustments-store.ts'
import { readBoard } from './board.ts'
import { abandonAdjustment, changeCatalogue, startAdjustment } from './handling/adjusting.ts'
import { adoptAdjustment } from './handling/adopt.ts'
import { bindDocument } from './handling/binding.ts'
import { RowForm, type RowContent } from './row.ts'
import { listItemHistory, listRowsOn } from './rows-store.ts'

const NOW = chinaMoment('2020-08-17T13:56')
const on = (iso: string) => Temporal.PlainDate.from(iso)
const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code })

let database: TestDatabase
let agencyId: number
let desk: PublicationDesk
let auditor: Officer
beforeAll(async () => {
  database = await createTestDatabase()
  agencyId = await buildAgency(database.db)
  desk = await buildPublicationDesk(database.db, agencyId)
  auditor = await buildOfficer(database.db, agencyId, 'auditor')
})
afterAll(() => database.close())

const row = (given: Partial<RowForm> = {}): RowContent =>
  RowForm.parse({
    part: 'statutory',
    branch: '20.7',
    levelOne: '财政预算、决算',
    limitWords: '批复后20个工作日内',
    ownerId: agencyId,
    channels: { website: 'must' },
    ...given,
  })

async function adopt(
  effectiveOn: string,
  changes: Parameters<typeof changeCatalogue>[3],
): Promise<number> {
  const { db } = database
  const form = { title: '调整', reason: '示例理由', effectiveOn: on(effectiveOn) }
  const id = await startAdjustment(db, desk.drafter, form, NOW)
  await changeCatalogue(db, desk.drafter, id, changes, NOW)
  const { version } = await getAdjustment(db, id)
  await adoptAdjustment(db, desk.head, id, version, NOW)
  return id
}

async function itemOf(code: string): Promise<number> {
  const { id } = await database.db
    .selectFrom('catalogue_items')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  return id
}

test('a row changes from a day on, and what it said before can be read for any day', async () => {
  const { db } = database
  await adopt('2020-01-01', [{ act: 'add', code: 'A1', content: row() }])
  const itemId = await itemOf('A1')
  await adopt('2020-07-01', [
    { act: 'change', itemId, content: row({ limitWords: '7个工作日内' }) },
  ])
  const wordsOn = async (day: string) =>
    (await listRowsOn(db, on(day), { agencyId })).map(({ limitWords }) => limitWords)
  expect(await wordsOn('2019-12-31')).toEqual([])
  expect(await wordsOn('2020-06-30')).toEqual(['批复后20个工作日内'])
  expect(await wordsOn('2020-07-01')).toEqual(['7个工作日内'])
  await adopt('2020-08-01', [{ act: 'end', itemId }])
  expect(await wordsOn('2020-08-01')).toEqual([])
  expect(await listItemHistory(db, itemId)).toHaveLength(2)
})

test('nobody adopts an own adjustment, nor one that changed on the way, nor an empty one', async () => {
  const { db } = database
  const form = { title: '调整', reason: '示例理由', effectiveOn: on('2020-09-01') }
  const id = await startAdjustment(db, desk.drafter, form, NOW)
  await expect(adoptAdjustment(db, desk.head, id, 1, NOW)).rejects.toEqual(refusal('incomplete'))
  await changeCatalogue(db, desk.drafter, id, [{ act: 'add', code: 'X', content: row() }], NOW)
  await expect(adoptAdjustment(db, desk.head, id, 1, NOW)).rejects.toEqual(refusal('stale'))
  await expect(adoptAdjustment(db, desk.drafter, id, 2, NOW)).rejects.toEqual(refusal('forbidden'))
  await expect(adoptAdjustment(db, auditor, id, 2, NOW)).rejects.toEqual(refusal('forbidden'))
  await abandonAdjustment(db, desk.drafter, id, NOW)
  await expect(adoptAdjustment(db, desk.head, id, 2, NOW)).rejects.toEqual(refusal('wrong-state'))
  expect(await listChanges(db, id)).toHaveLength(1)
})

test('an adjustment that fails half way changes nothing', async () => {
  const { db } = database
  await adopt('2020-02-01', [{ act: 'add', code: 'B1', content: row() }])
  const twins = [
    { act: 'add', code: 'B2', content: row() },
    { act: 'add', code: 'B1', content: row() },
  ] as const
  await expect(adopt('2020-03-01', twins)).rejects.toEqual(refusal('invalid'))
  const codes = (await listRowsOn(db, on('2020-12-31'), { agencyId })).map(({ code }) => code)
  expect(codes).toContain('B1')
  expect(codes).not.toContain('B2')
})

test('the database keeps what a row said', async () => {
  const { db } = database
  await adopt('2020-02-01', [{ act: 'add', code: 'C1', content: row() }])
  const itemId = await itemOf('C1')
  const change = sql`update catalogue_rows set level_one = '改' where item_id = ${itemId}`
  await expect(change.execute(db)).rejects.toThrow('只能通过调整改变')
  const remove = sql`delete from catalogue_rows where item_id = ${itemId}`
  await expect(remove.execute(db)).rejects.toThrow('不得删除')
})

test('a publication bound to its row fulfils it; the public board knows nothing of drafts', async () => {
  const { db } = database
  await adopt('2020-02-01', [{ act: 'add', code: 'D1', content: row() }])
  const itemId = await itemOf('D1')
  const documentId = async (indexNumber: string) =>
    (
      await db
        .selectFrom('documents')
        .select('id')
        .where('index_number', '=', indexNumber)
        .executeTakeFirstOrThrow()
    ).id
  const published = await documentId(await buildPublishedDocument(db, desk, NOW))
  await bindDocument(db, desk.drafter, published, [itemId], NOW)
  const draft = await draftDocument(
    db,
    desk.drafter,
    editionForm({ title: '还在起草', formedOn: on('2020-07-01') }),
    NOW,
  )
  const { documentId: draftId } = await db
    .selectFrom('editions')
    .select('document_id as documentId')
    .where('id', '=', draft)
    .executeTakeFirstOrThrow()
  await bindDocument(db, desk.drafter, draftId, [itemId], NOW)
  const board = async (publicOnly: boolean) => {
    const question = { today: on('2020-08-20'), calendar: builtInCalendar, publicOnly }
    const lines = await readBoard(db, { ...question, filter: { agencyId } })
    const line = lines.find(({ row: { code } }) => code === 'D1')!
    return [line.standing.state, line.published, line.newest?.title]
  }
  expect(await board(false)).toEqual(['overdue', 1, '关于示例事项的通知'])
  expect(await board(true)).toEqual(['kept', 1, '关于示例事项的通知'])
})

test('a row without a readable limit or a channel is refused beside its field', () => {
  const checked = RowForm.safeParse({
    part: 'statutory',
    branch: '20.99',
    levelOne: '示例',
    limitWords: '看情况',
    ownerId: 1,
  })
  expect(checked.error?.issues.map(({ path }) => path[0])).toEqual([
    'branch',
    'limitWords',
    'channels',
  ])
})
