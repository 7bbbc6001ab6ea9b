import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../../../test/cluster.ts'
import {
  createEmptyDatabase,
  createTestDatabase,
  type TestDatabase,
} from '../../../../test/database.ts'
import { connectClient } from '../connect.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { BackupManifest } from './manifest.ts'
import { readBackup } from './read-backup.ts'
import { writeBackup } from './write-backup.ts'

const now = Temporal.Instant.from('2020-12-31T08:00:00Z')
const LARGE = Buffer.alloc(300_000, 'x')

let full: TestDatabase
let empty: TestDatabase
let folder: string
let dataDir: string
let target: string

beforeAll(async () => {
  full = await createTestDatabase()
  await fill(full)
})
afterAll(() => full.close())

beforeEach(async () => {
  empty = await createEmptyDatabase()
  folder = temporaryFolder()
  dataDir = join(folder, 'data')
  target = join(folder, 'backup.tar.gz')
  mkdirSync(join(dataDir, 'files', 'ab'), { recursive: true })
  mkdirSync(join(dataDir, 'keys'))
  writeFileSync(join(dataDir, 'files', 'ab', 'abcdef'), LARGE)
  writeFileSync(join(dataDir, 'files', 'ab', 'empty'), '')
  writeFileSync(join(dataDir, 'keys', 'personal-data.key'), 'secret')
})
afterEach(async () => {
  await empty.close()
  rmSync(folder, { recursive: true })
})

async function fill({ db }: TestDatabase): Promise<void> {
  await sql`
    insert into agencies (slug, name, short_name, kind, address, law_settings) values
      ('a', '示例区管委会', '示例', 'government', E'一行\n二行\t制表\\反斜杠“引号”𠮷', '{"x": [1, null]}'),
      ('b', '示例局', '示例局', 'department', '', '{}')`.execute(db)
  await sql`update agencies set supervisor_id = 1 where slug = 'b'`.execute(db)
  await sql`
    insert into audit_log (at, actor_name, action, subject, previous_hash, hash)
    select timestamptz '2020-01-01' + n * interval '1 second', '示例', 'x', 'y', null, sha256(n::text::bytea)
    from generate_series(1, 60000) n`.execute(db)
}

async function save(withKeys = false): Promise<BackupManifest> {
  const client = await connectClient(full.connection)
  try {
    return await writeBackup(client, { target, dataDir, withKeys, now })
  } finally {
    await client.end()
  }
}

async function restore(into = join(folder, 'restored'), database = empty) {
  mkdirSync(into, { recursive: true })
  const client = await connectClient(database.connection)
  try {
    return await readBackup(client, { source: target, dataDir: into })
  } finally {
    await client.end()
  }
}

async function tableCount({ db }: TestDatabase): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
  `.execute(db)
  return rows[0]!.n
}

test('what is restored has the same hash as what was saved, row by row and file by file', async () => {
  const saved = await save()
  expect(saved.tables['audit_log']?.rows).toBe(60_000)
  expect(saved.files).toMatchObject({ count: 2, bytes: LARGE.length })
  const { manifest } = await restore()
  expect(manifest.contentHash).toBe(saved.contentHash)
  expect(readFileSync(join(folder, 'restored/files/ab/abcdef'))).toEqual(LARGE)

  target = join(folder, 'again.tar.gz')
  dataDir = join(folder, 'restored')
  const client = await connectClient(empty.connection)
  const again = await writeBackup(client, { target, dataDir, withKeys: false, now })
  await client.end()
  expect(again).toEqual(saved)
})

test('a restored database numbers on where the old one stopped, and its guards are awake', async () => {
  await save()
  await restore()
  const { rows } = await sql<{ id: number }>`
    insert into agencies (slug, name, short_name, kind) values ('c', '示例丙', '丙', 'department') returning id
  `.execute(empty.db)
  expect(rows[0]?.id).toBe(3)
  await expect(sql`delete from audit_log where id = 1`.execute(empty.db)).rejects.toThrow(
    '只增不改',
  )
})

test('keys are saved only when asked for', async () => {
  await save()
  expect(gunzipSync(readFileSync(target)).includes('personal-data.key')).toBe(false)
  rmSync(target)
  await save(true)
  await restore()
  expect(readFileSync(join(folder, 'restored/keys/personal-data.key'), 'utf8')).toBe('secret')
})

test('an existing file is never overwritten', async () => {
  writeFileSync(target, 'precious')
  await expect(save()).rejects.toThrow('已经存在')
  expect(readFileSync(target, 'utf8')).toBe('precious')
})

test('a database or data directory that holds something is left alone', async () => {
  await save()
  await expect(restore(undefined, full)).rejects.toThrow('数据库不是空的')
  const occupied = join(folder, 'occupied')
  mkdirSync(join(occupied, 'files/x'), { recursive: true })
  await expect(restore(occupied)).rejects.toThrow('不是空的')
})

test('an archive that is cut off restores nothing', async () => {
  await save()
  truncateSync(target, 50_000)
  await expect(restore()).rejects.toThrow('已损坏或不完整')
  expect(await tableCount(empty)).toBe(0)
  expect(existsSync(join(folder, 'restored/files'))).toBe(false)
})

test('an archive cut off between two entries restores nothing', async () => {
  await save()
  const bytes = gunzipSync(readFileSync(target))
  const manifestAt = bytes.indexOf('manifest.json\0')
  writeFileSync(
    target,
    gzipSync(Buffer.concat([bytes.subarray(0, manifestAt), Buffer.alloc(1024)])),
  )
  await expect(restore()).rejects.toThrow('已损坏或不完整')
  expect(await tableCount(empty)).toBe(0)
})

test('a changed word in a row or a file is found before anything is kept', async () => {
  await save()
  const bytes = gunzipSync(readFileSync(target))
  for (const [was, becomes] of [
    ['示例区管委会', '示例县管委会'],
    ['xxxxxxxx', 'xxxxyxxx'],
  ] as const) {
    const changed = Buffer.from(bytes)
    changed.write(becomes, changed.indexOf(was))
    writeFileSync(target, gzipSync(changed))
    await expect(restore()).rejects.toThrow('核对不符')
    expect(await tableCount(empty)).toBe(0)
  }
})

test('a file that is no backup is named as such', async () => {
  writeFileSync(target, gzipSync('hello'))
  await expect(restore()).rejects.toThrow(Refusal)
  writeFileSync(target, 'hello')
  await expect(restore()).rejects.toThrow('已损坏')
  rmSync(target)
  await expect(restore()).rejects.toThrow('没有这个文件')
})
