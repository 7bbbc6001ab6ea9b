import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/cluster.ts'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { verifyPassword } from '../../src/domain/accounts/passwords.ts'
import { ROLES } from '../../src/domain/accounts/officer.ts'
import { listCasesBehind } from '../../src/domain/annual-report/cases-behind.ts'
import { cellsByPath, diffFigures } from '../../src/domain/annual-report/figures-difference.ts'
import { getReport } from '../../src/domain/annual-report/get-report.ts'
import { projectReport } from '../../src/domain/annual-report/projection.ts'
import { listPublishedReports } from '../../src/domain/annual-report/published-reports.ts'
import { countIssued } from '../../src/domain/determinations/ledger.ts'
import { countProposals } from '../../src/domain/participation/proposals/proposals-store.ts'
import { findLeadAgency } from '../../src/domain/organisations/agencies-store.ts'
import { listPublicLinks } from '../../src/domain/policies/links.ts'
import { findTarget } from '../../src/domain/policies/targets.ts'
import { validityOfDocument } from '../../src/domain/policies/validity.ts'
import { findPublicDocument } from '../../src/domain/publications/public-document.ts'
import { listPublicDocuments } from '../../src/domain/publications/public-documents.ts'
import { listPublicItems, listPublicPacks } from '../../src/domain/policy-packs/public-policies.ts'
import { findBrokenAuditRecord } from '../../src/platform/audit/audit-log.ts'
import { inTransaction } from '../../src/platform/database/database.ts'
import { openFiles } from '../../src/platform/files/open-files.ts'
import { formatMinute } from '../../src/platform/kernel/time.ts'
import { createSealer } from '../../src/platform/sealing/sealer.ts'
import { loadDemo, type SignIn } from './load.ts'
import { CLEANUP_NOTICE } from './policies.ts'
import { REPORT_2020 } from './report.ts'
import { PUBLISHED_ACTIVE, PUBLISHED_REQUESTS, PUBLISHED_REVIEW } from './published-figures.ts'

let database: TestDatabase
let signIns: SignIn[]
let agencyId: number
let folder: string

function demoRoom() {
  const sealer = createSealer(randomBytes(32))
  return { sealer, files: openFiles({ dataDir: folder, clamd: undefined }, sealer) }
}
beforeAll(async () => {
  database = await createTestDatabase()
  folder = temporaryFolder()
  signIns = await loadDemo(database.db, demoRoom())
  agencyId = (await findLeadAgency(database.db))!.id
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const project = () => projectReport(database.db, agencyId, 2020, '2019')

describe('the 2020 report counted from the records', () => {
  test('is the published one, cell for cell, blank where it is blank', async () => {
    const figures = await project()
    expect(figures.agency).toBe('威海火炬高技术产业开发区党政办公室')
    expect(Object.fromEntries(figures.active.rows.map(({ key, cells }) => [key, cells]))).toEqual(
      PUBLISHED_ACTIVE,
    )
    expect(Object.fromEntries(figures.requests.rows.map(({ key, cells }) => [key, cells]))).toEqual(
      PUBLISHED_REQUESTS,
    )
    const { columns, ...review } = figures.review_litigation
    expect(review).toEqual(PUBLISHED_REVIEW)
    expect(columns).toEqual(['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'])
  })

  test('is what `mingqu report 2020 --json` prints, and nothing beside it', async () => {
    const { host, port, user, database: name } = database.connection
    const url = `postgres://${user}@localhost:${port ?? 5432}/${name}?host=${encodeURIComponent(host!)}`
    const main = resolve(import.meta.dirname, '../../src/main.ts')
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [main, 'report', '2020', '--json'],
      { env: { ...process.env, DATABASE_URL: url } },
    )
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(await project())))
    expect(stderr).toBe('')
  })

  test('was locked and published in January 2021, without errors and without drift', async () => {
    const report = await getReport(database.db, agencyId, 2020)
    expect(report).toMatchObject({ status: 'locked', drift: [] })
    expect(report.problems.filter(({ severity }) => severity === 'error')).toEqual([])
    // the published amount states no unit; nothing else is to be said against the report
    expect(report.problems.map(({ id, at }) => `${id} ${at}`)).toEqual([
      'A19-4 active.procurement.1',
    ])
    expect(await listPublishedReports(database.db)).toMatchObject([
      { year: 2020, title: '威海火炬高技术产业开发区党政办公室2020年政府信息公开工作年度报告' },
    ])
  })

  test('opens every number to the cases behind it', async () => {
    for (const [path, cell] of cellsByPath(await project())) {
      if (path.startsWith('active.')) continue
      const behind = await listCasesBehind(database.db, agencyId, 2020, '2019', path)
      expect(`${path} ${behind.total}`).toBe(`${path} ${cell}`)
    }
  })
})

/** Changes records, counts again, and puts everything back. */
async function changedBy(change: ReturnType<typeof sql>): Promise<string[]> {
  const before = await project()
  const rollback = new Error('rollback')
  let changes: string[] = []
  await inTransaction(database.db, async (tx) => {
    await change.execute(tx)
    const after = await projectReport(tx, agencyId, 2020, '2019')
    changes = diffFigures(before, after).map(
      (cell) => `${cell.path}: ${cell.before} → ${cell.after}`,
    )
    throw rollback
  }).catch((error: unknown) => {
    if (error !== rollback) throw error
  })
  return changes
}

describe('nothing is written into the report by hand: change a record, and exactly its cells change', () => {
  const repeat = sql`
    agency_id = (select id from agencies where slug = 'whgxq-dzb') and disposition = 'E2'`

  test('another disposition', async () => {
    expect(await changedBy(sql`update requests set disposition = 'C4' where ${repeat}`)).toEqual([
      'requests.refuse_4_third_party.natural_person: 0 → 1',
      'requests.refuse_4_third_party.total: 0 → 1',
      'requests.reject_2_repeat.natural_person: 1 → 0',
      'requests.reject_2_repeat.total: 1 → 0',
    ])
  })

  test('another class of applicant', async () => {
    const change = sql`update requests set applicant_class = 'legal_services' where ${repeat}`
    expect(await changedBy(change)).toEqual([
      'requests.new.natural_person: 6 → 5',
      'requests.new.legal_services: 0 → 1',
      'requests.reject_2_repeat.natural_person: 1 → 0',
      'requests.reject_2_repeat.legal_services: 0 → 1',
      'requests.total.natural_person: 6 → 5',
      'requests.total.legal_services: 0 → 1',
    ])
  })

  test('concluded in the next year', async () => {
    const change = sql`update requests set concluded_on = '2021-01-04' where ${repeat}`
    expect(await changedBy(change)).toEqual([
      'requests.reject_2_repeat.natural_person: 1 → 0',
      'requests.reject_2_repeat.total: 1 → 0',
      'requests.total.natural_person: 6 → 5',
      'requests.total.total: 7 → 6',
      'requests.carried_out.natural_person: 0 → 1',
      'requests.carried_out.total: 0 → 1',
    ])
  })

  test('received in the year before', async () => {
    const change = sql`update requests set received_on = '2019-12-31' where ${repeat}`
    expect(await changedBy(change)).toEqual([
      'requests.new.natural_person: 6 → 5',
      'requests.new.total: 7 → 6',
      'requests.carried_in.natural_person: 0 → 1',
      'requests.carried_in.total: 0 → 1',
    ])
  })

  test('another body’s case counts nowhere here', async () => {
    const other = sql`(select id from agencies where slug = 'jingfa')`
    expect(
      await changedBy(sql`update requests set agency_id = ${other} where ${repeat}`),
    ).toContain('requests.new.total: 7 → 6')
  })

  test('a decision, an item, a contract', async () => {
    expect(
      await changedBy(sql`update register_decisions set decisions = 4 where kind = 'penalty'`),
    ).toEqual(['active.penalty.2: 0 → 4'])
    expect(
      await changedBy(sql`update register_decisions set voided_at = now() where kind = 'coercion'`),
    ).toEqual(['active.coercion.2: 0 → '])
    expect(
      await changedBy(sql`update register_items set ended_on = null where kind = 'penalty'`),
    ).toEqual(['active.penalty.1: -1 → 0'])
    expect(
      await changedBy(
        sql`update register_procurement set voided_at = now() where amount_yuan = 412743`,
      ),
    ).toEqual(['active.procurement.0: 5 → 4', 'active.procurement.1: 146.2243 → 104.95'])
  })

  test('an empty year has zeros, and blanks where nothing was recorded', async () => {
    const figures = await projectReport(database.db, agencyId, 2016, '2019')
    const cells = [...cellsByPath(figures)].filter(([path]) => !path.startsWith('active.'))
    expect(new Set(cells.map(([, cell]) => cell))).toEqual(new Set(['0']))
    expect(figures.active.rows.find(({ key }) => key === 'licensing')!.cells).toEqual([
      '0',
      '0',
      '',
    ])
  })
})

test('the notice stands on the portal as it was published', async () => {
  const notice = await findPublicDocument(database.db, '11371000004359440C/2020-01027')
  expect(notice).toMatchObject({
    title: '关于印发2020年威海火炬高技术产业开发区政务公开重点工作及责任分工方案的通知',
    publisher: '高新区管委办公室',
    category: '管委文件',
    visits: 47,
  })
  expect(formatMinute(notice!.publishedAt)).toBe('2020-08-17 13:56')
  const { documents } = await listPublicDocuments(database.db, {}, 1)
  expect(documents.length).toBeGreaterThanOrEqual(7)
  const later = documents.filter(({ publishedAt }) => formatMinute(publishedAt) >= '2021')
  expect(later.map(({ title }) => title)).toEqual([
    '支持企业数字化转型若干措施（示例）',
    '便民热线办理办法（征求意见稿，示例）',
    '2026年前三季度主要经济指标（示例）',
    '2026年上半年主要经济指标（示例）',
    '“窗口服务规范（征求意见稿，示例）”意见采纳情况',
    '窗口服务规范（征求意见稿，示例）',
    '2026年度部门预算公开说明（示例）',
    '威海火炬高技术产业开发区党政办公室2020年主动公开、依申请公开、不予公开清单',
  ])
})

test('what a document says is attached is attached, and its readers find it filed by genre and theme', async () => {
  const { rows } = await sql<{ title: string; text: string; names: string[]; filed: boolean }>`
    select e.title, e.body_text as text, e.genre <> '' and e.subject_category <> '' as filed,
      array(select a ->> 'name' from jsonb_array_elements(e.attachments) a) as names
    from editions e where e.state = 'published' and e.kind = 'document'
  `.execute(database.db)
  const attached = rows.filter(({ names }) => names.length > 0)
  const named = rows.filter(({ text }) => text.includes('见附件'))
  expect(attached.map(({ title }) => title).toSorted()).toEqual(
    named.map(({ title }) => title).toSorted(),
  )
  expect(
    attached.flatMap(({ names }) => names.map((name) => name.split('.').at(-1))).toSorted(),
  ).toEqual(['docx', 'pdf', 'xlsx'])
  expect(rows.filter(({ filed }) => !filed).map(({ title }) => title)).toEqual([])
})

test('a normative document and its interpretation lead to each other', async () => {
  const { db } = database
  const on = Temporal.PlainDate.from('2020-12-31')
  const policy = await findTarget(db, '示经发〔2020〕3号')
  const links = await listPublicLinks(db, policy!.documentId, on)
  const interpretation = links.find(({ kind }) => kind === 'interprets')
  expect(interpretation).toMatchObject({
    title: '《示例科技创新券管理办法》解读',
    direction: 'to',
    indexNumber: '11371000004359440C/2020-00978',
  })
  const back = await listPublicLinks(db, interpretation!.documentId, on)
  expect(
    back.map(({ kind, direction, documentNumber }) => [kind, direction, documentNumber]),
  ).toEqual([['interprets', 'from', '示经发〔2020〕3号']])
})

test('the pack of the report has its six groups and forty-three items, all of them public', async () => {
  const today = Temporal.PlainDate.from('2020-12-31')
  const items = await listPublicItems(database.db, today)
  const [pack] = await listPublicPacks(database.db)
  expect(items.size).toBe(43)
  expect(pack!.pack.groups.map(({ name, items: own }) => [name, own.length])).toEqual([
    ['企业发展', 10],
    ['科技创新', 9],
    ['融资服务', 7],
    ['人才政策', 6],
    ['就业创业', 7],
    ['政府采购', 4],
  ])
  expect(
    [...items.values()].every(({ isFlagged, basisStates }) => !isFlagged && basisStates.size === 1),
  ).toBe(true)
  const now = await listPublicItems(database.db, Temporal.PlainDate.from('2026-11-23'))
  expect([...now.values()].filter(({ isFlagged }) => isFlagged).map(({ title }) => title)).toEqual([
    '住宿餐饮业纾困补贴（示例）',
    '科技创新券（示例）',
  ])
})

test('every answer left in time, after the adviser and the head had signed exactly its text', async () => {
  const { rows } = await sql<{ number: number; inTime: boolean; signed: boolean }>`
    select r.register_number as number, r.answered_in_time as "inTime",
      reply_is_signed(r.id, e.seq, e.payload->>'contentHash') as signed
    from requests r join request_events e on e.request_id = r.id and e.type = 'issued'
    where r.register_year = 2020 order by 1
  `.execute(database.db)
  expect(rows).toEqual(
    [1, 2, 3, 4, 5, 6, 7].map((number) => ({ number, inTime: true, signed: true })),
  )
})

test('the running year shows cases in different states, and its report can be opened and locked', async () => {
  const { rows } = await sql<{ status: string }>`
    select status from requests where register_year = 2026 order by register_number
  `.execute(database.db)
  expect(new Set(rows.map(({ status }) => status))).toEqual(
    new Set([
      'closed',
      'delivered',
      'issued',
      'legally-reviewed',
      'drafted',
      'examining',
      'awaiting-confirmation',
      'consulting',
      'awaiting-correction',
      'awaiting-payment',
      'awaiting-reasons',
      'ended',
    ]),
  )
  const report = await getReport(database.db, agencyId, 2026)
  expect(report.problems).toEqual([])
  expect(report.figures.review_litigation.reconsideration).toEqual(['0', '0', '0', '1', '1'])
})

test('assistance, filings, rectification and a suggestion to publish have something to show', async () => {
  const { rows } = await sql<{ what: string; count: number }>`
    select 'assistance of 2020' as what, count(*) as count from assistance_cases
      where register_year = 2020 and direction = 'incoming' and replied_on is not null
    union all select 'assistance open', count(*) from assistance_cases where replied_on is null
    union all select 'rectifications', count(*) from requests where kind = 'rectification'
    union all select 'filed by units', count(*) from requests where agency_id <> ${agencyId}
    union all select 'opinions on filings', count(*) from filing_reviews
    union all select 'suggestions', count(*) from conversions where decision is null
    union all select 'handed over', count(*) from request_events where type = 'handler-assigned'
    order by what`.execute(database.db)
  expect(rows.map(({ what, count }) => `${what}: ${count}`)).toEqual([
    'assistance of 2020: 10',
    'assistance open: 2',
    'filed by units: 2',
    'handed over: 1',
    'opinions on filings: 1',
    'rectifications: 2',
    'suggestions: 1',
  ])
})

test('there is a sign-in for every role, and the log of the story is whole', async () => {
  expect(new Set(signIns.map(({ role }) => role))).toEqual(new Set(ROLES))
  const { password_hash: hash } = await database.db
    .selectFrom('users')
    .select('password_hash')
    .where('username', '=', signIns[0]!.username)
    .executeTakeFirstOrThrow()
  expect(await verifyPassword(signIns[0]!.password, hash)).toBe(true)
  expect(await inTransaction(database.db, findBrokenAuditRecord)).toBeUndefined()
})

test('a demo is never mixed into somebody’s records', async () => {
  await expect(loadDemo(database.db, demoRoom())).rejects.toMatchObject({ code: 'wrong-state' })
})

test('seventeen documents are the same number in the ledger, on the portal and in the report', async () => {
  const { db } = database
  const counts = await countIssued(db, agencyId, 2020)
  expect(counts).toEqual({ issued: 24, proactive: 17, onRequest: 3, withheld: 4, published: 17 })
  const listed = await Promise.all(
    ['管委文件', '办公室文件'].map((category) =>
      listPublicDocuments(db, { agencyId, category, year: 2020 }, 1),
    ),
  )
  expect(listed.reduce((sum, { total }) => sum + total, 0)).toBe(counts.proactive)
  expect(REPORT_2020.general).toContain(`全年公开管委和办公室文件${counts.proactive}件`)
})

test('the replies to five proposals are public, as the report says', async () => {
  expect(await countProposals(database.db, agencyId, 2020)).toEqual([
    { kind: 'suggestion', lead: 0, assist: 0, replied: 0, published: 0 },
    { kind: 'proposal', lead: 5, assist: 0, replied: 5, published: 5 },
  ])
})

test('the clean-up that the report speaks of: its notice, the list in force, and every ended document marked', async () => {
  const { db } = database
  const standing = async (number: string, on: string) => {
    const target = await findTarget(db, number)
    const day = Temporal.PlainDate.from(on)
    return (await validityOfDocument(db, target!.documentId, day))?.validity
  }
  const notice = await findTarget(db, CLEANUP_NOTICE.documentNumber)
  const links = await listPublicLinks(db, notice!.documentId, Temporal.PlainDate.from('2020-12-31'))
  expect(links.map(({ kind, documentNumber }) => `${kind} ${documentNumber}`).toSorted()).toEqual([
    'keeps 示经发〔2020〕3号',
    'lapses 示经发〔2020〕1号',
    'repeals 示经发〔2015〕4号',
    'to-be-amended 示经发〔2017〕9号',
  ])
  expect(await standing('示经发〔2015〕4号', '2020-07-20')).toBe('in-force')
  expect(await standing('示经发〔2015〕4号', '2020-07-21')).toBe('repealed')
  expect(await standing('示经发〔2020〕1号', '2020-07-21')).toBe('expired')
  expect(await standing('示经发〔2018〕2号', '2020-07-01')).toBe('expired')
  expect(await standing('示经发〔2017〕9号', '2020-10-31')).toBe('in-force')
  expect(await standing('示经发〔2017〕9号', '2020-11-01')).toBe('amended')
})
