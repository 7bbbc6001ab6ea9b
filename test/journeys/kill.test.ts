/**
 * The power cord, twenty times: whatever was acknowledged over HTTP is there when the office comes back, and the register
 * has neither gap nor double.
 */
import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/database/open.ts'
import { csrfToken } from '../../src/platform/web/csrf.ts'
import { temporaryFolder } from '../cluster.ts'
import { shownText } from './shown-text.ts'
import { startServer, type TestServer } from '../server.ts'

const MAIN = resolve(import.meta.dirname, '../../src/main.ts')
const ROUNDS = 20
const WRITERS = 4
/** It takes a minute and a half on two idle cores; on busy ones as long as it takes. */
const PATIENCE = 900_000
const PASSWORD = 'Shi-Li-Kou-Ling-2026'

let folder: string
let dataDir: string
let server: TestServer
let session: string
beforeAll(async () => {
  folder = temporaryFolder()
  dataDir = join(folder, 'data')
  server = await startServer(dataDir)
  session = await setUpOffice()
})
afterAll(async () => {
  await server.kill()
  rmSync(folder, { recursive: true, force: true })
})

type Fields = Readonly<Record<string, string>>

/** As a browser sends a form of one of our pages. */
function send(path: string, fields: Fields, token?: string): Promise<Response> {
  const csrf: Fields = token === undefined ? {} : { csrf: csrfToken(token) }
  return fetch(new URL(path, server.url), {
    method: 'POST',
    redirect: 'manual',
    headers: token === undefined ? {} : { cookie: `mingqu=${token}` },
    body: new URLSearchParams({ ...fields, ...csrf }),
  })
}

async function signIn(username: string): Promise<string> {
  const answer = await send('/office/sign-in', { username, password: PASSWORD })
  return /mingqu=([\w-]+)/.exec(answer.headers.get('set-cookie') ?? '')![1]!
}

/** From the one-time link of an empty installation to a clerk at the desk. */
async function setUpOffice(): Promise<string> {
  const link = /http:\/\/localhost:\d+(\/office\/setup\/[\w-]+)/.exec(server.output())![1]!
  await send(link, {
    'agency.name': '示例区管理委员会办公室',
    'agency.shortName': '示例办公室',
    'agency.kind': 'department',
    'agency.slug': 'office',
    'administrator.username': 'admin',
    'administrator.displayName': '示例管理员',
    'administrator.password': PASSWORD,
  })
  const clerk = { username: 'clerk', displayName: '示例经办人', password: PASSWORD, roles: 'clerk' }
  await send('/office/people', clerk, await signIn('admin'))
  return signIn('clerk')
}

/** Number of the case, once the office has said that it is registered; undefined when the cord was faster. */
async function register(subject: string): Promise<number | undefined> {
  try {
    const answer = await send(
      '/office/requests/new',
      {
        channel: 'in_person',
        arrivedOn: '2024-03-01',
        subject,
        description: '示例地块的征收批复',
        wantedForm: 'paper',
        wantedRoute: 'in-person',
        applicantClass: 'natural_person',
        applicantName: '示例申请人',
        idType: 'other',
        idNumber: 'EXAMPLE-1',
        phone: '13800000000',
      },
      session,
    )
    const id = /^\/office\/requests\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1]
    if (answer.status !== 303 || id === undefined)
      throw new Error(`${answer.status} ${shownText(await answer.text())}`)
    return Number(id)
  } catch (error) {
    if (error instanceof TypeError) return undefined // fetch: the connection broke
    throw error
  }
}

/** Registers until the cord is pulled. */
async function write(round: number, writer: number, kept: Map<number, string>): Promise<void> {
  for (let n = 1; ; n += 1) {
    const subject = `第${round}轮第${writer}人第${n}件`
    const id = await register(subject)
    if (id === undefined) return
    kept.set(id, subject)
  }
}

async function underWay(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(5)
}

interface Registered {
  readonly id: number
  readonly subject: string
  readonly register_number: number
}

async function readRegister(): Promise<readonly Registered[]> {
  const database = await openDatabase({ databaseUrl: undefined, dataDir })
  try {
    return await database.db
      .selectFrom('requests')
      .select(['id', 'subject', 'register_number'])
      .orderBy('register_number')
      .execute()
  } finally {
    await database.close()
  }
}

test(
  `killed ${ROUNDS} times while registering, the office keeps every acknowledged request`,
  async () => {
    const kept = new Map<number, string>()
    for (let round = 1; round <= ROUNDS; round += 1) {
      const before = kept.size
      const writers = Array.from({ length: WRITERS }, (_, writer) => write(round, writer + 1, kept))
      await Promise.race([...writers, underWay(() => kept.size >= before + WRITERS)])
      await pause((round * 37) % 150)
      await server.kill()
      await Promise.all(writers)

      server = await startServer(dataDir)
      const register = await readRegister()
      const subjects = new Map(register.map(({ id, subject }) => [id, subject]))
      const lost = [...kept].filter(([id, subject]) => subjects.get(id) !== subject)
      expect([round, lost]).toEqual([round, []])
      const numbers = register.map((row) => row.register_number)
      expect(numbers).toEqual(numbers.map((_, at) => at + 1))
      // whoever was signed in still is, and reads what was registered last
      const page = await fetch(new URL(`/office/requests/${[...kept.keys()].at(-1)}`, server.url), {
        headers: { cookie: `mingqu=${session}` },
      })
      expect([page.status, (await page.text()).includes([...kept.values()].at(-1)!)]).toEqual([
        200,
        true,
      ])
    }
    expect(kept.size).toBeGreaterThanOrEqual(ROUNDS * WRITERS)
    await server.stop()
    const env = { PATH: process.env['PATH'], MINGQU_DATA: dataDir }
    const { stdout } = await promisify(execFile)(process.execPath, [MAIN, 'verify', '--json'], {
      env,
    })
    const verified = JSON.parse(stdout) as { cases: number }
    expect(verified).toMatchObject({ findings: [], brokenAuditRecord: null, brokenReports: [] })
    expect(verified.cases).toBeGreaterThanOrEqual(kept.size)
  },
  PATIENCE,
)
