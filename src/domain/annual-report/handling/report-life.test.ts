import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildLedger } from '../../../../test/builders/ledger.ts'
import { buildAgency, buildOfficer } from '../../../../test/builders/people.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import type { Officer } from '../../accounts/officer.ts'
import { recordDecisions } from '../../supervision/handling/record-decisions.ts'
import { listBrokenSnapshots } from '../broken-snapshots.ts'
import { getReport } from '../get-report.ts'
import { getPublishedReport, listPublishedReports } from '../published-reports.ts'
import { lockReport } from './lock-report.ts'
import { openReport } from './open-report.ts'
import { publishReport } from './publish-report.ts'
import { saveNarrative } from './save-narrative.ts'
import { unlockReport } from './unlock-report.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const NOW = chinaMoment('2021-01-15T09:00')

interface Desk {
  readonly agencyId: number
  readonly slug: string
  readonly clerk: Officer
  readonly head: Officer
}

/** A body whose registers say something for 2020, so that its report has no blank where the form allows none. */
async function buildDesk(): Promise<Desk> {
  const slug = `desk-${Math.random().toString(36).slice(2, 10)}`
  const agencyId = await buildAgency(database.db, { slug })
  const clerk = await buildOfficer(database.db, agencyId, 'clerk')
  const head = await buildOfficer(database.db, agencyId, 'head')
  for (const kind of ['licensing', 'other_services', 'penalty', 'coercion'] as const)
    await recordDecisions(
      database.db,
      clerk,
      {
        kind,
        periodFrom: Temporal.PlainDate.from('2020-01-01'),
        periodTo: Temporal.PlainDate.from('2020-12-31'),
        decisions: 0,
        note: undefined,
      },
      NOW,
    )
  return { agencyId, slug, clerk, head }
}

async function write(desk: Desk, general: string, version?: number): Promise<void> {
  const { narrative, version: current } = await getReport(database.db, desk.agencyId, 2020)
  const text = { ...narrative, general, problems: '示例问题。', other: '无。' }
  await saveNarrative(database.db, desk.clerk, 2020, version ?? current, text, NOW)
}

async function lock(desk: Desk): Promise<string> {
  const { version } = await getReport(database.db, desk.agencyId, 2020)
  return lockReport(database.db, desk.head, 2020, version, NOW)
}

test('报告按年度选用格式，开头由机构信息写成，没有文字时不能锁定', async () => {
  const desk = await buildDesk()
  await openReport(database.db, desk.clerk, 2020, NOW)
  const report = await getReport(database.db, desk.agencyId, 2020)
  expect(report.format).toBe('2019')
  expect(report.narrative.intro).toContain('2020年1月1日至2020年12月31日')
  await expect(lock(desk)).rejects.toMatchObject({
    code: 'incomplete',
    problems: [{ at: 'narrative.general' }, { at: 'narrative.problems' }],
  })
  await expect(openReport(database.db, desk.clerk, 2020, NOW)).rejects.toMatchObject({
    code: 'wrong-state',
  })
  await expect(openReport(database.db, desk.clerk, 2018, NOW)).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(openReport(database.db, desk.clerk, 2022, NOW)).rejects.toMatchObject({
    code: 'invalid',
  })
})

test('两人同时编辑，后保存的被告知，先保存的不丢', async () => {
  const desk = await buildDesk()
  await openReport(database.db, desk.clerk, 2020, NOW)
  const { version } = await getReport(database.db, desk.agencyId, 2020)
  await write(desk, '先保存的文字。', version)
  await expect(write(desk, '后保存的文字。', version)).rejects.toMatchObject({ code: 'stale' })
  expect((await getReport(database.db, desk.agencyId, 2020)).narrative.general).toBe(
    '先保存的文字。',
  )
})

test('正文的件数与表三不符时提醒', async () => {
  const desk = await buildDesk()
  await buildLedger(database.db, desk.agencyId, [
    {
      receivedOn: '2020-05-06',
      concludedOn: '2020-05-20',
      applicantClass: 'natural_person',
      disposition: 'A2',
    },
  ])
  await openReport(database.db, desk.clerk, 2020, NOW)
  await write(desk, '2020年收到政府信息公开申请3件。')
  expect((await getReport(database.db, desk.agencyId, 2020)).problems).toMatchObject([
    { id: 'TX-1', severity: 'warning', at: 'requests.new.total' },
  ])
  await write(desk, '2020年收到政府信息公开申请1件。')
  expect((await getReport(database.db, desk.agencyId, 2020)).problems).toEqual([])
})

test('锁定后报告不随台账变化，变化列为差异；解除锁定须有理由，并从门户撤下', async () => {
  const desk = await buildDesk()
  await openReport(database.db, desk.clerk, 2020, NOW)
  await write(desk, '示例情况。')
  await expect(publishReport(database.db, desk.head, 2020, NOW)).rejects.toMatchObject({
    code: 'unapproved',
  })
  await expect(
    lockReport(database.db, desk.clerk, 2020, 2, NOW),
    '经办人不能锁定',
  ).rejects.toMatchObject({ code: 'forbidden' })
  const hash = await lock(desk)
  await expect(
    getPublishedReport(database.db, desk.slug, 2020),
    '锁定而未公布',
  ).rejects.toMatchObject({ code: 'not-found' })
  await publishReport(database.db, desk.head, 2020, NOW)

  await buildLedger(database.db, desk.agencyId, [
    {
      receivedOn: '2020-12-31',
      concludedOn: null,
      applicantClass: 'research',
      disposition: null,
    },
  ])
  const locked = await getReport(database.db, desk.agencyId, 2020)
  expect(locked.snapshotHash).toBe(hash)
  expect(locked.figures.requests.rows.find(({ key }) => key === 'new')!.cells[6]).toBe('0')
  expect(locked.drift).toEqual(
    ['new', 'carried_out'].flatMap((row) =>
      ['research', 'total'].map((column) => ({
        path: `requests.${row}.${column}`,
        before: '0',
        after: '1',
      })),
    ),
  )
  await expect(write(desk, '改动。')).rejects.toMatchObject({ code: 'locked' })
  expect((await listPublishedReports(database.db, desk.agencyId)).map(({ year }) => year)).toEqual([
    2020,
  ])
  expect((await getPublishedReport(database.db, desk.slug, 2020)).narrative.general).toBe(
    '示例情况。',
  )

  await expect(unlockReport(database.db, desk.head, 2020, ' ', NOW)).rejects.toMatchObject({
    code: 'incomplete',
  })
  await unlockReport(database.db, desk.head, 2020, '补登一件申请', NOW)
  expect(await listPublishedReports(database.db, desk.agencyId)).toEqual([])
  const reopened = await getReport(database.db, desk.agencyId, 2020)
  expect(reopened).toMatchObject({ status: 'open', publishedAt: null, drift: [] })
  expect(reopened.events.map(({ type }) => type)).toEqual([
    'opened',
    'narrative-saved',
    'locked',
    'published',
    'unlocked',
  ])
  expect(reopened.events.at(-1)?.reason).toBe('补登一件申请')
})

test('绕过系统改动锁定的内容会被发现，且不能公布', async () => {
  const desk = await buildDesk()
  await openReport(database.db, desk.clerk, 2020, NOW)
  await write(desk, '示例情况。')
  await lock(desk)
  expect(await listBrokenSnapshots(database.db)).toEqual([])
  await database.db
    .updateTable('annual_reports')
    .set(({ fn, val }) => ({
      snapshot: fn('jsonb_set', ['snapshot', val('{title}'), val('"改动的标题"')]),
    }))
    .where('agency_id', '=', desk.agencyId)
    .execute()
  const report = await getReport(database.db, desk.agencyId, 2020)
  expect(report.problems[0]).toMatchObject({ id: 'SEAL', severity: 'error' })
  expect(await listBrokenSnapshots(database.db)).toMatchObject([
    { agencyId: desk.agencyId, year: 2020 },
  ])
  await expect(publishReport(database.db, desk.head, 2020, NOW)).rejects.toMatchObject({
    code: 'unapproved',
  })
})

test('年度没有结束，可以试锁，不能公布', async () => {
  const desk = await buildDesk()
  await openReport(database.db, desk.clerk, 2020, chinaMoment('2020-06-01T09:00'))
  await write(desk, '示例情况。')
  const { version } = await getReport(database.db, desk.agencyId, 2020)
  const lastMoment = chinaMoment('2020-12-31T23:59')
  await lockReport(database.db, desk.head, 2020, version, lastMoment)
  await expect(publishReport(database.db, desk.head, 2020, lastMoment)).rejects.toMatchObject({
    code: 'wrong-state',
  })
  await publishReport(database.db, desk.head, 2020, chinaMoment('2021-01-01T00:00'))
})
