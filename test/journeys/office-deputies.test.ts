import { afterAll, beforeAll, expect, test } from 'vitest'
import { appointDeputy } from '../../src/domain/accounts/deputies.ts'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import { findBrokenAuditRecord } from '../../src/platform/audit/audit-log.ts'
import { inTransaction } from '../../src/platform/database/database.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { REGISTRATION } from '../builders/requests.ts'
import { shownText } from './shown-text.ts'

const NOW = '2024-06-03T09:00'
let app: TestApp
let absent: Officer
let standIn: Officer
let browser: Browser
beforeAll(async () => {
  app = await createTestApp({ now: NOW })
  absent = await app.person('clerk', 'head')
  standIn = await app.person('legal-adviser')
  for (const role of ['clerk', 'head'] as const) {
    await appointDeputy(
      app.db,
      absent,
      {
        personId: absent.id,
        deputyId: standIn.id,
        role,
        fromOn: Temporal.PlainDate.from('2024-06-03'),
        untilOn: Temporal.PlainDate.from('2024-06-07'),
      },
      chinaMoment(NOW),
    )
  }
  browser = await app.signIn(standIn)
})
afterAll(() => app.close())

const both = () => `${standIn.displayName}（代${absent.displayName}）`

test('a case registered by a deputy says for whom, on its page and in the ledger’s record', async () => {
  const form = { ...REGISTRATION, arrivedOn: '2024-06-03' }
  const { headers } = await browser.post('/office/requests/new', form)
  expect(shownText((await browser.get(headers.location!)).body)).toContain(both())
  const wide = shownText((await browser.get('/office/requests?columns=all')).body)
  expect(wide).toContain(`登记，${both()}`)
})

test('so does a 更正', async () => {
  const form = { ...REGISTRATION, arrivedOn: '2024-06-03', wrong: '有误', evidence: '户口簿' }
  const { headers } = await browser.post('/office/rectifications/new', form)
  expect(shownText((await browser.get(headers.location!)).body)).toContain(both())
})

test('and an act on the annual report, on its page and in the log', async () => {
  await browser.post('/office/annual-reports', { year: '2023' })
  expect(shownText((await browser.get('/office/annual-reports/2023')).body)).toContain(both())
  const auditor = await app.signIn(await app.person('auditor'))
  expect(shownText((await auditor.get('/office/audit')).body)).toContain(both())
  const { detail } = await app.db
    .selectFrom('audit_log')
    .select('detail')
    .where('action', '=', 'report.opened')
    .executeTakeFirstOrThrow()
  expect(detail).toMatchObject({ deputyFor: absent.id })
  expect(await inTransaction(app.db, findBrokenAuditRecord)).toBeUndefined()
})

test('what the deputy may do by a role of their own is done for nobody', async () => {
  const own = await app.person('clerk')
  const days = {
    fromOn: Temporal.PlainDate.from('2024-06-03'),
    untilOn: Temporal.PlainDate.from('2024-06-07'),
  }
  const form = { personId: absent.id, deputyId: own.id, role: 'head', ...days } as const
  await appointDeputy(app.db, absent, form, chinaMoment(NOW))
  const clerk = await app.signIn(own)
  const sent = { ...REGISTRATION, arrivedOn: '2024-06-03' }
  const { headers } = await clerk.post('/office/requests/new', sent)
  expect(shownText((await clerk.get(headers.location!)).body)).not.toContain(
    `${own.displayName}（代`,
  )
})
