import { spawn, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../../../test/cluster.ts'
import { connectClient, type ConnectionSettings } from '../connect.ts'
import { openCluster, type EmbeddedOptions } from './cluster.ts'
import { findPostmaster } from './postmaster.ts'

let folder: string
let dataDir: string
const children: ChildProcess[] = []

beforeEach(() => {
  folder = temporaryFolder()
  dataDir = join(folder, 'data')
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  const left = findPostmaster(cluster())
  if (left) process.kill(left.pid, 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const cluster = () => join(dataDir, 'postgres')
const postmaster = () => findPostmaster(cluster())

/** Without waiting for the disk, where no test depends on it. */
const open = (options: EmbeddedOptions = {}) => openCluster(dataDir, { durable: false, ...options })

async function query(connection: ConnectionSettings, text: string): Promise<unknown[]> {
  const client = await connectClient(connection)
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

/** A process of its own that opens the cluster and holds it until it is killed. */
async function startHolder(): Promise<ChildProcess> {
  const program = `
    const { openCluster } = await import(${JSON.stringify(join(import.meta.dirname, 'cluster.ts'))})
    await openCluster(${JSON.stringify(dataDir)}, { serving: true })
    process.stdout.write('ready')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  await once(child.stdout, 'data')
  return child
}

test('the first opening makes the cluster, the last release stops it, and the records stay', async () => {
  const first = await open()
  await query(first.connection, 'create table kept as select 42 as answer')
  await first.release()
  expect(postmaster()).toBeUndefined()

  const again = await open()
  expect(await query(again.connection, 'select answer from kept')).toEqual([{ answer: 42 }])
  await again.release()
})

test('the application is neither superuser nor able to read the server’s files', async () => {
  const { connection, release } = await open()
  expect(
    await query(connection, 'select usesuper from pg_user where usename = current_user'),
  ).toEqual([{ usesuper: false }])
  await expect(query(connection, `select pg_read_file('pg_hba.conf')`)).rejects.toThrow(
    'permission',
  )
  await release()
})

test('two users share one server; it goes with the last of them', async () => {
  const [first, second] = await Promise.all([open(), open()])
  const pid = postmaster()?.pid
  await first.release()
  expect(postmaster()?.pid).toBe(pid)
  expect(await query(second.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  await second.release()
  expect(postmaster()).toBeUndefined()
})

test('a user who comes while the last one is leaving gets a server all the same', async () => {
  for (let round = 0; round < 5; round += 1) {
    const leaving = await open()
    const [coming] = await Promise.all([open(), leaving.release()])
    expect(await query(coming.connection, 'select 1 as one')).toEqual([{ one: 1 }])
    await coming.release()
  }
  expect(postmaster()).toBeUndefined()
})

test('only one web server at a time, commands beside it', async () => {
  await startHolder()
  await expect(open({ serving: true })).rejects.toThrow('已有一个明渠服务')
  const command = await open()
  expect(await query(command.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  await command.release()
  expect(postmaster()).toBeDefined()
})

test('a server whose app was killed is taken over', async () => {
  const holder = await startHolder()
  const pid = postmaster()?.pid
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const next = await openCluster(dataDir, { serving: true })
  expect(postmaster()?.pid).toBe(pid)
  await next.release()
  expect(postmaster()).toBeUndefined()
})

test('after app and server were killed together the next start recovers what was committed', async () => {
  const holder = await startHolder()
  const { connection } = await open()
  await query(connection, 'create table kept as select 42 as answer')
  holder.kill('SIGKILL')
  process.kill(postmaster()!.pid, 'SIGKILL')
  await once(holder, 'exit')
  const next = await openCluster(dataDir, { serving: true })
  expect(await query(next.connection, 'select answer from kept')).toEqual([{ answer: 42 }])
  await next.release()
})

test('a pid file whose number now belongs to another process does not stop the start', async () => {
  const first = await open()
  const pidFile = readFileSync(join(cluster(), 'postmaster.pid'), 'utf8')
  await first.release()
  writeFileSync(join(cluster(), 'postmaster.pid'), pidFile.replace(/^\d+/, String(process.pid)))
  const next = await open()
  await next.release()
})

test('the death of the server is noticed', async () => {
  const { lost, release } = await open()
  process.kill(postmaster()!.pid, 'SIGKILL')
  expect(await lost).toContain('PostgreSQL')
  await release()
})

test('a cluster of another PostgreSQL is refused and not touched', async () => {
  mkdirSync(cluster(), { recursive: true })
  writeFileSync(join(cluster(), 'PG_VERSION'), '15\n')
  await expect(open()).rejects.toThrow('PostgreSQL 15')
  expect(readdirSync(cluster())).toEqual(['PG_VERSION'])
})

test('a link to a cluster that is gone is refused, never replaced by an empty one', async () => {
  const first = await open()
  await first.release()
  rmSync(cluster(), { recursive: true })
  symlinkSync(join(folder, 'gone'), cluster())
  await expect(open()).rejects.toThrow('不见了')
})

test('a file in place of the data directory is named', async () => {
  writeFileSync(dataDir, '')
  await expect(open()).rejects.toThrow('不是目录')
})

test('a link to nowhere in place of the data directory is named', async () => {
  symlinkSync(join(folder, 'gone'), dataDir)
  await expect(open()).rejects.toThrow('不是目录')
})

test('a path too long for a socket works', async () => {
  dataDir = join(folder, 'l'.repeat(100), 'data')
  const { connection, release } = await open()
  expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }])
  await release()
})

test.runIf(process.getuid?.() === 0)(
  'as root below a private folder the cluster goes where its account can reach it, and says so',
  async () => {
    chmodSync(folder, 0o700)
    const said: string[] = []
    const { connection, release } = await open({ say: (text) => said.push(text) })
    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }])
    await release()
    const note = readFileSync(join(dataDir, '数据库位置.txt'), 'utf8')
    const place = /^\/.*$/m.exec(note)![0]
    expect(said.join()).toContain(place)
    expect(existsSync(join(place, 'PG_VERSION'))).toBe(true)

    const again = await open()
    await again.release()
    rmSync(join(place, '..'), { recursive: true })
  },
)
