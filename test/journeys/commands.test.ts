import { execFile } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectClient } from '../../src/platform/database/connect.ts'
import { openCluster } from '../../src/platform/database/embedded/cluster.ts'
import { temporaryFolder } from '../cluster.ts'

// The shell on one data directory with the demo, no server running: each command starts PostgreSQL for itself.

const MAIN = resolve(import.meta.dirname, '../../src/main.ts')

let folder: string
let dataDir: string

interface Answer {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

async function mingqu(...args: readonly string[]): Promise<Answer> {
  const env = { PATH: process.env['PATH'], MINGQU_DATA: dataDir }
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [MAIN, ...args], { env })
    return { code: 0, stdout, stderr }
  } catch (error) {
    return error as Answer
  }
}

/** What somebody with the database's password could do behind the product's back. */
async function tamper(...statements: readonly string[]): Promise<void> {
  const { superuser, release } = await openCluster(dataDir)
  const client = await connectClient({ ...superuser, database: 'mingqu' })
  for (const statement of statements) await client.query(statement)
  await client.end()
  await release()
}

beforeAll(async () => {
  folder = temporaryFolder()
  dataDir = join(folder, 'data')
  const { code, stderr } = await mingqu('demo')
  if (code !== 0) throw new Error(stderr)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the demo is not loaded over somebody’s records', async () => {
  expect(await mingqu('demo')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('已有用户'),
  })
})

test('a person is added once; the generated password is shown', async () => {
  const add = ['user', 'add', 'xinren', '--name', '示例新人', '--role', 'clerk', '--json']
  const added = await mingqu(...add)
  expect(JSON.parse(added.stdout)).toMatchObject({ username: 'xinren', roles: ['clerk'] })
  expect((JSON.parse(added.stdout) as { password: string }).password).toHaveLength(16)
  expect(await mingqu(...add)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('已有人使用'),
  })
})

test('an administrator may hold no second role, and an unknown role is named', async () => {
  const add = ['user', 'add', 'guan2', '--name', '示例', '--role']
  expect((await mingqu(...add, 'admin', 'clerk')).stderr).toContain('不得兼任')
  expect(await mingqu(...add, 'boss')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('secrecy-reviewer'),
  })
})

test('a holiday notice with a fault is refused with everything that is wrong', async () => {
  const file = join(folder, 'notice.json')
  writeFileSync(file, JSON.stringify({ year: 2027, blocks: [] }))
  const { code, stderr } = await mingqu('calendar', 'add', file)
  expect(code).toBe(1)
  expect(stderr).toContain('document')
  expect(stderr).toContain('blocks')
})

test('verify --rebuild mends a row that says something else than its events', async () => {
  await tamper(`update requests set subject = '改过' where id = (select min(id) from requests)`)
  expect((await mingqu('verify')).code).toBe(1)
  const { code, stdout } = await mingqu('verify', '--rebuild')
  expect(code).toBe(0)
  expect(stdout).toContain('已由事件重建')
  expect((await mingqu('verify')).code).toBe(0)
})

test('verify finds nothing, and after a change behind its back names case and event', async () => {
  expect((await mingqu('verify')).code).toBe(0)
  await tamper(
    'alter table request_events disable trigger user',
    `update request_events set happened_on = happened_on - 1
     where seq = 2 and request_id = (select min(id) from requests)`,
    'alter table request_events enable trigger user',
  )
  const { code, stdout } = await mingqu('verify', '--json')
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    findings: [{ registerNumber: expect.stringContaining('〔2020〕'), seq: 2 }],
    brokenAuditRecord: null,
  })
})
