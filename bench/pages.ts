/**
 * A portal document page: kept, unchanged (304) and rendered anew, each against a bare `node:http` server that sends the
 * same bytes, in the same run. Both servers are processes of their own; short rounds alternate, and the median ratio counts.
 *
 *     node bench/pages.ts [seconds a round]
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { join } from 'node:path'
import { openPool, type ConnectionSettings } from '../src/platform/database/connect.ts'
import { chinaMoment } from '../src/platform/kernel/time.ts'
import { buildAgency } from '../test/builders/people.ts'
import { buildPublicationDesk, buildPublishedDocument } from '../test/builders/publications.ts'
import { startTestCluster, type TestCluster } from '../test/cluster.ts'
import { documentPath } from '../src/interfaces/portal/paths.ts'
import { generator, load, type Load, type Target } from './load.ts'
import type { Role } from './pages-server.ts'

export interface PageRatio {
  readonly what: 'cached' | 'unchanged' | 'uncached'
  readonly budget: number
  readonly ratio: number
  readonly ours: Load
  readonly bare: Load
}

export interface PagesBench {
  readonly generator: string
  /** Of the page as sent, compressed. */
  readonly bytes: number
  readonly ratios: readonly PageRatio[]
}

/** Many short pairs: a neighbour's burst on the machine then spoils a pair, not a side. */
const ROUNDS = 9
/** As `bin/mingqu.js` serves. */
const FLAGS = ['--max-semi-space-size=16']
/** Looks like a session, so that the page is rendered for this reader alone; it opens nothing. */
const STRANGER = { cookie: `mingqu=${'x'.repeat(43)}` }

export async function benchPages(seconds = 2): Promise<PagesBench> {
  const cluster = await startTestCluster()
  const children: ChildProcess[] = []
  try {
    const connection = connectionOf(cluster)
    const path = await publishOne(connection)
    const app = await startServer(children, { kind: 'app', connection })
    const target: Target = { url: app + path, headers: { 'accept-encoding': 'br' } }
    const sample = await fetchOnce(target)
    const bare = await startServer(children, { kind: 'bare', ...sample })
    const compare = (what: PageRatio['what'], budget: number, headers: Record<string, string>) =>
      measure(
        { what, budget },
        { url: target.url, headers: { ...target.headers, ...headers } },
        { url: bare, headers: { ...target.headers, ...headers } },
        seconds,
      )
    const ratios = [
      await compare('cached', 0.9, {}),
      await compare('unchanged', 0.9, { 'if-none-match': sample.headers['etag'] ?? '' }),
      await compare('uncached', 0.1, STRANGER),
    ]
    return { generator, bytes: Buffer.from(sample.body, 'base64').length, ratios }
  } finally {
    for (const child of children) child.kill()
    await Promise.all(children.map((child) => child.exitCode ?? once(child, 'exit')))
    await cluster.stop()
  }
}

function connectionOf({ superuser, template }: TestCluster): ConnectionSettings {
  return { ...superuser, user: 'mingqu', database: template }
}

/** A notice of ordinary length: about 1,500 characters. */
async function publishOne(connection: ConnectionSettings): Promise<string> {
  const pool = openPool(connection)
  const now = chinaMoment('2020-08-17T13:56')
  const agencyId = await buildAgency(pool.db)
  const desk = await buildPublicationDesk(pool.db, agencyId)
  const paragraph =
    '各部门、各单位应当按照职责分工做好示例事项的公开工作，及时发布，准确完整，便于查阅。'
  const indexNumber = await buildPublishedDocument(pool.db, desk, now, {
    bodyHtml: `<p>${paragraph.repeat(3)}</p>`.repeat(12),
  })
  await pool.close()
  return documentPath(indexNumber)
}

async function startServer(children: ChildProcess[], role: Role): Promise<string> {
  const child = fork(join(import.meta.dirname, 'pages-server.ts'), { execArgv: FLAGS })
  children.push(child)
  child.send(role)
  const message: unknown = await Promise.race([
    once(child, 'message').then(([first]) => first as unknown),
    once(child, 'exit').then(() => {
      throw new Error(`the ${role.kind} server did not start`)
    }),
  ])
  if (typeof message !== 'object' || message === null || !('port' in message)) {
    throw new Error('no port')
  }
  return `http://127.0.0.1:${message.port}`
}

/** The page as it is sent from memory: the bytes and headers that the bare server repeats. */
async function fetchOnce({
  url,
  headers,
}: Target): Promise<{ headers: Record<string, string>; body: string }> {
  await fetch(url, { headers })
  const { promise, resolve, reject } = Promise.withResolvers<{
    headers: Record<string, string>
    body: string
  }>()
  request(url, { headers }, (response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.on('end', () => {
      const own = Object.entries(response.headers)
        .filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name))
        .map(([name, value]) => [name, String(value)])
      if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode} for ${url}`))
      resolve({ headers: Object.fromEntries(own), body: Buffer.concat(chunks).toString('base64') })
    })
  })
    .on('error', reject)
    .end()
  return promise
}

async function measure(
  { what, budget }: Pick<PageRatio, 'what' | 'budget'>,
  ours: Target,
  bare: Target,
  seconds: number,
): Promise<PageRatio> {
  await load(ours, 1)
  await load(bare, 1)
  const rounds: { readonly ours: Load; readonly bare: Load }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    // Who goes first changes, so that a machine growing slower or faster favours neither.
    if (round % 2 === 0)
      rounds.push({ ours: await load(ours, seconds), bare: await load(bare, seconds) })
    else {
      const first = await load(bare, seconds)
      rounds.push({ ours: await load(ours, seconds), bare: first })
    }
  }
  const ratio = middle(
    rounds.map((round) => round.ours.requestsPerSecond / round.bare.requestsPerSecond),
    (value) => value,
  )
  const bySpeed = ({ requestsPerSecond }: Load) => requestsPerSecond
  return {
    what,
    budget,
    ratio,
    ours: middle(
      rounds.map((round) => round.ours),
      bySpeed,
    ),
    bare: middle(
      rounds.map((round) => round.bare),
      bySpeed,
    ),
  }
}

function middle<T>(values: readonly T[], by: (value: T) => number): T {
  return values.toSorted((a, b) => by(a) - by(b))[Math.floor(values.length / 2)]!
}

if (import.meta.main) {
  const { bytes, ratios } = await benchPages(Number(process.argv[2] ?? 2))
  console.log(`pages: ${bytes} bytes a page, 50 connections by ${generator}`)
  for (const { what, budget, ratio, ours, bare } of ratios) {
    console.log(
      `pages: ${what} ${ours.requestsPerSecond}/s, p95 ${ours.p95Milliseconds.toFixed(1)} ms; ` +
        `bare node:http ${bare.requestsPerSecond}/s; ratio ${ratio.toFixed(2)} (budget ${budget})`,
    )
  }
}
