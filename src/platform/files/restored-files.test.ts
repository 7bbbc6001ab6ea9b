import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { testFiles } from '../../../test/builders/files.ts'
import { temporaryFolder } from '../../../test/cluster.ts'
import {
  createEmptyDatabase,
  createTestDatabase,
  type TestDatabase,
} from '../../../test/database.ts'
import { connectClient } from '../database/connect.ts'
import { inTransaction } from '../database/database.ts'
import { readBackup } from '../database/backup/read-backup.ts'
import { writeBackup } from '../database/backup/write-backup.ts'
import { createSealer } from '../sealing/sealer.ts'
import { sweepFiles } from './file-jobs.ts'
import { openFile, readFile, receiveFile, type Files } from './files.ts'
import { ASIDE, createFolderStore, NO_SWEEP_LOCK } from './folder-store.ts'
import { stageFile } from './stage-file.ts'

const now = Temporal.Instant.from('2020-12-31T08:00:00Z')
const content = testFiles.pdf('示例的住址')
const key = randomBytes(32)
let full: TestDatabase
let empty: TestDatabase
let folder: string

beforeEach(async () => {
  full = await createTestDatabase()
  empty = await createEmptyDatabase()
  folder = temporaryFolder()
})
afterEach(async () => {
  await full.close()
  await empty.close()
  rmSync(folder, { recursive: true })
})

function filesIn(dataDir: string, by = key): Files {
  const sealer = createSealer(by)
  const blobs = createFolderStore(join(dataDir, 'files'), sealer.keyFor('files'))
  return { blobs, sealer, scanner: undefined }
}

const store = async (files: Files, expiresAt?: Temporal.Instant) => {
  const staged = await stageFile(files, { name: '示例.pdf', content }, { maxBytes: 9999 })
  return inTransaction(full.db, (tx) => receiveFile(files, tx, staged, now, expiresAt))
}

test('a backed-up file stays sealed, and opens elsewhere with the same key only', async () => {
  const [here, elsewhere] = [join(folder, 'here'), join(folder, 'elsewhere')]
  const target = join(folder, 'backup.tar.gz')
  const { id } = await store(filesIn(here))
  mkdirSync(join(here, 'files', ASIDE), { recursive: true })
  writeFileSync(join(here, 'files', ASIDE, 'half'), 'half')
  const client = await connectClient(full.connection)
  await writeBackup(client, { target, dataDir: here, withKeys: false, now })
  await client.end()
  const archive = gunzipSync(readFileSync(target))
  expect(archive.includes(Buffer.from('示例'))).toBe(false)
  expect(archive.includes(ASIDE)).toBe(false)

  mkdirSync(elsewhere)
  const other = await connectClient(empty.connection)
  await readBackup(other, { source: target, dataDir: elsewhere })
  await other.end()
  const opened = await openFile(filesIn(elsewhere), empty.db, id, async () => true)
  expect(opened.file.name).toBe('示例.pdf')
  expect(await readFile(opened)).toEqual(content)
  const stranger = openFile(filesIn(elsewhere, randomBytes(32)), empty.db, id, async () => true)
  await expect(stranger).rejects.toThrow()
})

test('no file disappears under a backup that has listed it', async () => {
  const dataDir = join(folder, 'here')
  const files = filesIn(dataDir)
  await store(files, now.subtract({ hours: 1 }))
  const backup = await connectClient(full.connection)
  await backup.query('begin')
  await backup.query('select pg_advisory_xact_lock_shared($1::bigint)', [NO_SWEEP_LOCK])
  expect(await sweepFiles(files, full.db, now)).toBe(0)
  await backup.query('rollback')
  await backup.end()
})

test('a backup waits for a sweep that is about to delete', async () => {
  const sweep = await connectClient(full.connection)
  await sweep.query('begin')
  await sweep.query('select pg_advisory_xact_lock($1::bigint)', [NO_SWEEP_LOCK])
  const client = await connectClient(full.connection)
  const target = join(folder, 'backup.tar.gz')
  const saving = writeBackup(client, { target, dataDir: folder, withKeys: false, now })
  await vi.waitFor(async () => {
    const { rows } = await sql`
      select from pg_locks join pg_database d on d.oid = database
      where not granted and locktype = 'advisory' and d.datname = current_database()
    `.execute(full.db)
    expect(rows).toHaveLength(1)
  })
  await sweep.query('rollback')
  await saving
  await sweep.end()
  await client.end()
})
