/**
 * The case room. First: registrations a second by 16 clients, one act with all its writes, against a bare one-row
 * INSERT by the same clients on the same durable server; and how many of these cases `mingqu verify` refolds a second.
 * Then: pages of the ledger, 今日待办, the month and the search for repeats over 1,000,000 cases of one agency, p50 and
 * p95, first page and page 100, against a lookup by primary key.
 *
 *     node bench/requests.ts [cases]
 */
import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { countLedger, listLedger, type LedgerSort } from '../src/domain/requests/ledger.ts'
import type { LedgerFilter } from '../src/domain/requests/ledger-filter.ts'
import type { CaseRoom } from '../src/domain/requests/case-room.ts'
import { registerRequest } from '../src/domain/requests/handling/register-request.ts'
import { findRepeatsBefore } from '../src/domain/requests/repeats/find-repeats.ts'
import { listTodo } from '../src/domain/requests/todo.ts'
import { listDueBetween } from '../src/domain/requests/todo-calendar.ts'
import { verifyRequests } from '../src/domain/requests/verify.ts'
import { connectClient, openPool } from '../src/platform/database/connect.ts'
import type { Db } from '../src/platform/database/database.ts'
import { openCluster } from '../src/platform/database/embedded/cluster.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import {
  at,
  buildOffice,
  buildRoom,
  registration,
  type OfficeStaff,
} from '../test/builders/requests.ts'
import { temporaryFolder } from '../test/cluster.ts'

const CLIENTS = 16
const SECONDS = 6
const PAGE = 50
const TODAY = Temporal.PlainDate.from('2024-06-03')

export interface Percentiles {
  readonly name: string
  readonly p50: number
  readonly p95: number
}

export interface RequestsBench {
  readonly registeredPerSecond: number
  /** Bare one-row inserts a second by the same clients. */
  readonly baselinePerSecond: number
  /** Registered cases that `verify` reads, refolds and compares a second. */
  readonly verifiedPerSecond: number
  readonly cases: number
  /** Milliseconds; the first entry is the baseline, a lookup by primary key. */
  readonly pages: readonly Percentiles[]
}

export async function benchRequests(cases = 1_000_000): Promise<RequestsBench> {
  const folder = temporaryFolder()
  const cluster = await openCluster(folder, { durable: true })
  const client = await connectClient(cluster.connection)
  await migrate(client)
  await client.end()
  const pool = openPool(cluster.connection, CLIENTS)
  try {
    const room = buildRoom(pool.db)
    const staff = await buildOffice(pool.db)
    await sql`create table bench_baseline (id bigint generated always as identity primary key, payload jsonb)`.execute(
      pool.db,
    )
    const form = registration({ arrivedOn: '2024-03-01' })
    const now = at('2024-03-01')
    const text = JSON.stringify({ text: '示例'.repeat(400) })
    const baselinePerSecond = await rate(() =>
      sql`insert into bench_baseline (payload) values (${text}::jsonb)`.execute(pool.db),
    )
    const registeredPerSecond = await rate(() => registerRequest(room, staff.clerk, form, now))
    const verifiedPerSecond = await verifyAll(pool.db)
    const ledger = await buildOffice(pool.db)
    await generateCases(pool.db, ledger, cases)
    const pages = await measurePages(room, ledger)
    return { registeredPerSecond, baselinePerSecond, verifiedPerSecond, cases, pages }
  } finally {
    await pool.close()
    await cluster.release()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function rate(act: () => Promise<unknown>): Promise<number> {
  const end = performance.now() + SECONDS * 1000
  let done = 0
  const client = async () => {
    while (performance.now() < end) {
      await act()
      done += 1
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return done / SECONDS
}

async function verifyAll(db: Db): Promise<number> {
  const begun = performance.now()
  let checked = 0
  for await (const step of verifyRequests(db)) {
    if (step.kind === 'finding') throw new Error(step.message)
    checked = step.checked
  }
  return (checked * 1000) / (performance.now() - begun)
}

/** Twenty years of a busy office: the last 0.5 % still open, every class, channel and disposition. */
async function generateCases(db: Db, { agencyId, clerk, head }: OfficeStaff, cases: number) {
  // built afterwards in one go, as a bulk load would
  await sql`drop index requests_subject_terms`.execute(db)
  await sql`
    insert into requests (
      agency_id, register_year, register_number, channel, status, arrived_on, received_on, applicant_class,
      applicant_shown, applicant_key, subject, reply_due_on, disposition, concluded_on, answered_in_time, closed_on,
      handler_id, folded, last_seq, last_hash, registered_at)
    select ${agencyId}, 2005 + n * 20 / (${cases} + 1), n,
      (array['in_person', 'internet', 'registered_mail', 'ordinary_mail', 'email', 'fax'])[1 + n % 6],
      case when is_open then (array[
        'awaiting-confirmation', 'examining', 'awaiting-correction', 'consulting', 'drafted', 'legally-reviewed',
        'signed-off', 'issued', 'delivered'])[1 + n % 9] else 'closed' end,
      arrived, case when is_open and n % 9 = 0 then null else arrived end,
      (array['natural_person', 'natural_person', 'company', 'research', 'social_organisation', 'legal_services',
        'other_organisation'])[1 + n % 7],
      '示*', decode(md5((n % 50000)::text), 'hex'),
      (array['关于', '请求公开', '申请获取'])[1 + n % 3] || (array['道路', '学校', '医院', '河道', '地块'])[1 + n / 3 % 5]
        || (array['征收', '规划', '审批', '验收', '预算'])[1 + n / 15 % 5] || '文件' || n % 1000
        || case when n % 20000 = 7 then '沉船打捞' else '' end,
      case when not is_open or n % 9 not in (0, 2) then arrived + 28 end,
      case when not is_open then (array[
        'A1', 'A2', 'B1', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'D1a', 'D1b', 'D2', 'D3', 'E1', 'E2', 'E3',
        'E4', 'E5', 'F1', 'F2', 'F3'])[1 + n % 23] end,
      case when not is_open then arrived + 20 end, case when not is_open then true end,
      case when not is_open then arrived + 30 end,
      case when n % 5000 = 0 then ${head.id}::int else ${clerk.id}::int end,
      jsonb_build_object('letterNumber', null, 'issuedOn', null, 'correctionDueOn', case when is_open and n % 9 = 2 then arrived + 20 end,
        'consultationDueOn', null, 'paymentDueOn', null, 'drafters', '[]'::jsonb),
      4, sha256(n::text::bytea), now()
    from generate_series(1, ${cases}::int) n
    cross join lateral (
      select date '2005-01-01' + (n::bigint * 7090 / ${cases})::int as arrived, n > ${cases} * 0.995 as is_open
    ) d`.execute(db)
  await sql`create index requests_subject_terms on requests using gin (subject_terms(subject))`.execute(
    db,
  )
  await sql`vacuum analyze requests`.execute(db)
}

const VIEWS: readonly (readonly [string, LedgerFilter, LedgerSort, boolean])[] = [
  ['newest first', {}, 'register', true],
  ['by due day', {}, 'due', false],
  ['by day of receipt', {}, 'received', true],
  ['status examining', { status: 'examining' }, 'register', true],
  ['status examining by receipt', { status: 'examining' }, 'received', false],
  ['disposition D1a', { disposition: 'D1a' }, 'register', true],
  ['disposition D1a by receipt', { disposition: 'D1a' }, 'received', true],
  [
    'class + channel + disposition',
    { applicantClass: 'company', channel: 'email', disposition: 'E2' },
    'register',
    true,
  ],
  ['one year, one channel', { registerYear: 2012, channel: 'fax' }, 'register', true],
  ['rare handler by due day', { handlerId: -1 }, 'due', false],
  ['overdue', { due: 'overdue' }, 'due', false],
  ['text in a fifth', { text: '道路' }, 'register', true],
  ['text of one row in 20,000', { text: '沉船' }, 'register', true],
  ['text in a fifth, rare disposition', { text: '学校', disposition: 'C1' }, 'received', true],
]

const SUBJECTS = [
  ['repeats of a common subject', '关于申请公开地块征收文件的信息'],
  ['repeats of a rare subject', '沉船打捞的验收文件'],
] as const

async function measurePages(
  room: CaseRoom,
  { agencyId, clerk, head }: OfficeStaff,
): Promise<Percentiles[]> {
  const { rows } = await sql<{
    id: number
  }>`select min(id) as id from requests where agency_id = ${agencyId}`.execute(room.db)
  const first = rows[0]!.id
  const measured: Percentiles[] = [
    await measure('lookup by primary key', (run) =>
      room.db
        .selectFrom('requests')
        .selectAll()
        .where('id', '=', first + run * 997)
        .execute(),
    ),
  ]
  for (const [name, given, sort, descending] of VIEWS) {
    const filter = given.handlerId === -1 ? { handlerId: head.id } : given
    const page = (after?: string) =>
      listLedger(room, head, { filter, sort, descending, after, limit: PAGE }, TODAY)
    measured.push(await measure(`${name}, page 1`, () => page()))
    let cursor: string | undefined
    for (let skipped = 1; skipped < 100; skipped += 1) cursor = (await page(cursor)).next ?? cursor
    measured.push(await measure(`${name}, page 100`, () => page(cursor)))
    measured.push(
      await measure(`${name}, capped count`, () => countLedger(room, head, filter, TODAY)),
    )
  }
  measured.push(await measure('今日待办', () => listTodo(room, head, TODAY)))
  const own = { handlerId: head.id }
  measured.push(await measure('今日待办, one 经办人', () => listTodo(room, head, TODAY, own)))
  const june = [
    Temporal.PlainDate.from('2024-06-01'),
    Temporal.PlainDate.from('2024-06-30'),
  ] as const
  measured.push(await measure('the month', () => listDueBetween(room, head, ...june, TODAY)))
  for (const [name, subject] of SUBJECTS) {
    const typed = { name: '示例甲', idNumber: null, subject }
    measured.push(await measure(name, () => findRepeatsBefore(room, clerk, typed, TODAY)))
  }
  return measured
}

async function measure(name: string, act: (run: number) => Promise<unknown>): Promise<Percentiles> {
  await act(0)
  const times: number[] = []
  for (let run = 0; run < 40; run += 1) {
    const start = performance.now()
    await act(run)
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return { name, p50: times[20]!, p95: times[38]! }
}

if (import.meta.main) {
  const bench = await benchRequests(Number(process.argv[2] ?? 1_000_000))
  const { registeredPerSecond, baselinePerSecond, verifiedPerSecond, cases, pages } = bench
  const share = (registeredPerSecond / baselinePerSecond).toFixed(2)
  console.log(
    `registered by ${CLIENTS} clients   ${registeredPerSecond.toFixed(0)} /s  (budget 400 /s)`,
  )
  console.log(`bare one-row INSERT          ${baselinePerSecond.toFixed(0)} /s  ratio ${share}`)
  console.log(`verified                     ${verifiedPerSecond.toFixed(0)} /s`)
  console.log(`ledger over ${cases} cases (budget p95 30 ms)`)
  for (const { name, p50, p95 } of pages) {
    console.log(`  ${p50.toFixed(1).padStart(7)} ${p95.toFixed(1).padStart(7)} ms  ${name}`)
  }
}
