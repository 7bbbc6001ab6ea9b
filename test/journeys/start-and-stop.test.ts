import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findPostmaster } from '../../src/platform/database/embedded/postmaster.ts'
import { temporaryFolder } from '../cluster.ts'
import { createEmptyDatabase } from '../database.ts'
import { startServer, type TestServer } from '../server.ts'

const MAIN = resolve(import.meta.dirname, '../../src/main.ts')

let folder: string
let dataDir: string
const running: TestServer[] = []

beforeEach(() => {
  folder = temporaryFolder()
  dataDir = join(folder, 'data')
})
afterEach(async () => {
  for (const server of running.splice(0)) await server.kill()
  rmSync(folder, { recursive: true, force: true })
})

const postmaster = () => findPostmaster(join(dataDir, 'postgres'))

async function start(environment: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const server = await startServer(dataDir, { environment })
  running.push(server)
  return server
}

interface Answer {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

async function mingqu(args: readonly string[], environment = {}): Promise<Answer> {
  const env = { PATH: process.env['PATH'], MINGQU_DATA: dataDir, PORT: '0', ...environment }
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [MAIN, ...args], { env })
    return { code: 0, stdout, stderr }
  } catch (error) {
    return error as Answer
  }
}

const health = async ({ url }: TestServer) => (await fetch(`${url}/healthz/ready`)).status

test('an empty installation offers one link to set it up; a second start keeps the data', async () => {
  const first = await start()
  expect(await health(first)).toBe(200)
  const link = /http:\/\/localhost:\d+\/office\/setup\/[\w-]+/.exec(first.output())?.[0]
  expect(link).toBeDefined()
  expect((await fetch(link!)).status).toBe(200)
  expect(await first.stop()).toBe(0)
  expect(postmaster()).toBeUndefined()

  const second = await start()
  expect(await health(second)).toBe(200)
  expect(await second.stop()).toBe(0)
})

test('commands work beside a running server and leave it running', async () => {
  const server = await start()
  const { code, stdout } = await mingqu(['migrate', '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ applied: [] })
  expect(await health(server)).toBe(200)
})

test('a command without a server starts PostgreSQL for itself and stops it again', async () => {
  expect((await mingqu(['migrate'])).code).toBe(0)
  expect(postmaster()).toBeUndefined()
})

test('what is backed up from a running server is restored elsewhere with the same hash', async () => {
  await start()
  const file = join(folder, 'backup.tar.gz')
  const saved = await mingqu(['backup', file, '--json'])
  expect(saved.code).toBe(0)
  const elsewhere = { MINGQU_DATA: join(folder, 'elsewhere') }
  const restored = await mingqu(['restore', file, '--json'], elsewhere)
  expect(restored.code).toBe(0)
  const hash = (answer: Answer) =>
    (JSON.parse(answer.stdout) as { contentHash: string }).contentHash
  expect(hash(restored)).toBe(hash(saved))
  expect((await mingqu(['restore', file], elsewhere)).code).toBe(2)
})

test('a killed app is followed by one that takes over its PostgreSQL', async () => {
  const killed = await start()
  const pid = postmaster()?.pid
  await killed.kill('app')
  const next = await start()
  expect(postmaster()?.pid).toBe(pid)
  expect(await next.stop()).toBe(0)
  expect(postmaster()).toBeUndefined()
})

test('when PostgreSQL dies the app says so and ends with an error', async () => {
  const server = await start()
  process.kill(postmaster()!.pid, 'SIGKILL')
  expect(await server.exited).toBe(2)
  expect(server.output()).toContain('PostgreSQL')
})

test('a taken port: one message, exit 2, nothing created', async () => {
  const other = createServer().listen(0, 'localhost')
  await new Promise((resolve) => other.once('listening', resolve))
  const address = other.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  const { code, stderr } = await mingqu(['serve'], { PORT: port })
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(port) })
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(existsSync(dataDir)).toBe(false)
  other.close()
})

test('a data directory of another PostgreSQL: one message, exit 2, nothing changed', async () => {
  mkdirSync(join(dataDir, 'postgres'), { recursive: true })
  writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '15\n')
  const { code, stderr } = await mingqu(['serve'])
  expect(code).toBe(2)
  expect(stderr).toContain('PostgreSQL 15')
})

test('an unreachable DATABASE_URL: one message without the password, exit 2', async () => {
  const DATABASE_URL = 'postgres://mingqu:secret@localhost:1/mingqu'
  const { code, stderr } = await mingqu(['serve'], { DATABASE_URL })
  expect(code).toBe(2)
  expect(stderr).toContain('连不上 DATABASE_URL')
  expect(stderr).not.toContain('secret')
})

test('with DATABASE_URL the site runs on that server and starts none of its own', async () => {
  const database = await createEmptyDatabase()
  const { host, port, user, database: name } = database.connection
  const DATABASE_URL = `postgres://${user}@/${name}?host=${encodeURIComponent(host!)}&port=${port}`
  const server = await start({ DATABASE_URL })
  expect(await health(server)).toBe(200)
  expect((await mingqu(['verify'], { DATABASE_URL })).code).toBe(0)
  expect(await server.stop()).toBe(0)
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false)
  await database.close()
})

test('bad settings are all named at once', async () => {
  const { code, stderr } = await mingqu(['serve'], { PORT: 'x', MINGQU_LOG_LEVEL: 'loud' })
  expect(code).toBe(2)
  expect(stderr).toContain('PORT')
  expect(stderr).toContain('MINGQU_LOG_LEVEL')
})

test('an unknown command: one message in Chinese, exit 2', async () => {
  const { code, stderr } = await mingqu(['nope'])
  expect(code).toBe(2)
  expect(stderr).toContain('没有这个命令：nope')
})
