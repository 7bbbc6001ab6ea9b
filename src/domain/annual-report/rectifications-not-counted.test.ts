import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  answer,
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
  REGISTRATION,
} from '../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { DEFAULT_SETTINGS } from '../../law/settings.ts'
import {
  parseRectification,
  registerRectification,
} from '../requests/rectification/register-rectification.ts'
import { withdrawRequest } from '../requests/handling/end-request.ts'
import { registerAssistance } from '../requests/assistance/handle-assistance.ts'
import { AssistanceForm } from '../requests/assistance/assistance.ts'
import { listRequestsBehind } from './behind/requests-behind.ts'
import { reportScope } from './counting/report-scope.ts'
import { requestCounts } from './counting/request-counts.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

test('更正 and 协助调查 stand in no cell of table 三, open or concluded (条例 第四十一条)', async () => {
  const { db } = database
  const room = buildRoom(db)
  const staff = await buildOffice(db)
  const application = await buildCase(room, staff.clerk, '2024-05-07')
  await answer(room, staff, application, draftOf('A2'), at('2024-05-10'))
  const form = parseRectification({
    ...REGISTRATION,
    arrivedOn: '2024-05-07',
    wrong: '误',
    evidence: '证',
  })
  if (!form.ok) throw new Error('the form is good')
  const first = await registerRectification(room, staff.clerk, form.value, at('2024-05-07'))
  await registerRectification(room, staff.clerk, form.value, at('2024-05-07'))
  const withdrawal = { happenedOn: Temporal.PlainDate.from('2024-05-08'), reason: '撤回' }
  await withdrawRequest(room, staff.clerk, first, withdrawal, at('2024-05-08'))
  const letter = { direction: 'incoming', organ: '示例局', about: '核实', begunOn: '2024-05-07' }
  await registerAssistance(room, staff.clerk, AssistanceForm.parse(letter), at('2024-05-07'))

  const scope = reportScope(staff.agencyId, 2024, '2021', DEFAULT_SETTINGS)
  const { rows } = await sql<{ counts: readonly { received: number; carriedOut: number }[] }>`
    select ${requestCounts(scope)} as counts`.execute(db)
  const counts = rows[0]!.counts
  expect(counts.reduce((sum, { received }) => sum + received, 0)).toBe(1)
  expect(counts.reduce((sum, { carriedOut }) => sum + carriedOut, 0)).toBe(0)
  const cell = { table: 'requests', row: 'new', column: 'total' } as const
  const behind = await listRequestsBehind(db, scope, cell, { number: 1, size: 50 })
  expect(behind.total).toBe(1)
})
