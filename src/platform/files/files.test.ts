import { randomBytes } from 'node:crypto'
import { readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testFiles } from '../../../test/builders/files.ts'
import { buildZip } from '../../../test/builders/zip.ts'
import { temporaryFolder } from '../../../test/cluster.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { inTransaction } from '../database/database.ts'
import { createSealer } from '../sealing/sealer.ts'
import { scanQuarantined, sweepFiles } from './file-jobs.ts'
import { fileTicket, findTicketedFile } from './file-tickets.ts'
import {
  getFile,
  keepFile,
  openFile,
  readFile,
  receiveFile,
  releaseFile,
  scanNotice,
  type Files,
} from './files.ts'
import { createFolderStore } from './folder-store.ts'
import type { ScanVerdict } from './scanner.ts'
import { stageFile, type Upload } from './stage-file.ts'
import type { StoredFile } from './stored-file.ts'

const MEGABYTE = 1024 * 1024
const now = Temporal.Instant.from('2020-08-17T06:00:00Z')
const later = now.add({ hours: 48 })
const soon = now.add({ hours: 2 })
const limits = { maxBytes: MEGABYTE }
const anyone = async () => true
const key = randomBytes(32)

let database: TestDatabase
let folder: string
let verdict: ScanVerdict | undefined
let scanned: number

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => {
  folder = temporaryFolder()
  verdict = undefined
  scanned = 0
})
afterEach(async () => {
  await sql`truncate stored_files cascade`.execute(database.db)
  rmSync(folder, { recursive: true })
})

function files(withScanner = verdict !== undefined): Files {
  const sealer = createSealer(key)
  return {
    blobs: createFolderStore(folder, sealer.keyFor('files')),
    sealer,
    scanner: withScanner
      ? async (content) => {
          for await (const piece of content) scanned += piece.length
          return verdict!
        }
      : undefined,
  }
}

const pdf = (inside = ''): Upload => ({ name: '示例甲 身份证.pdf', content: testFiles.pdf(inside) })

async function receive(upload: Upload = pdf(), expiresAt?: Temporal.Instant): Promise<StoredFile> {
  const staged = await stageFile(files(), upload, limits)
  return inTransaction(database.db, (tx) => receiveFile(files(), tx, staged, now, expiresAt))
}

async function read({ id }: StoredFile): Promise<Buffer> {
  return readFile(await openFile(files(), database.db, id, anyone))
}

const onDisk = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())

test('what is received comes back byte for byte, under its own name and its true kind', async () => {
  const file = await receive({ name: 'C:\\fakepath\\示例甲 身份证', content: testFiles.pdf() })
  expect(file).toMatchObject({
    name: '示例甲 身份证.pdf',
    mediaType: 'application/pdf',
    state: 'clean',
    size: testFiles.pdf().length,
  })
  expect(await read(file)).toEqual(testFiles.pdf())
})

test('neither database nor disk show the name or the content', async () => {
  await receive(pdf('示例乙的住址'))
  const { rows } = await sql`select * from stored_files`.execute(database.db)
  expect(JSON.stringify(rows)).not.toContain('示例')
  expect(onDisk()).toHaveLength(1)
})

test('a file is opened only when the caller says so at that moment', async () => {
  const file = await receive()
  const refused = openFile(files(), database.db, file.id, async () => false)
  await expect(refused).rejects.toMatchObject({ code: 'not-found' })
  const absent = openFile(files(), database.db, 999_999, anyone)
  await expect(absent).rejects.toMatchObject({ code: 'not-found', message: '没有找到这个文件。' })
})

test('a file whose bytes were exchanged is not handed out', async () => {
  const file = await receive()
  const path = join(onDisk()[0]!.parentPath, onDisk()[0]!.name)
  writeFileSync(path, randomBytes(500))
  await expect(read(file)).rejects.toMatchObject({ code: 'unavailable' })
})

describe('limits', () => {
  test('2 GB sent to a form that takes 100 MB: cut off there, never held in memory, nothing kept', async () => {
    const piece = Buffer.alloc(64 * 1024, 'x')
    // of this thread alone: other tests run in the same process
    const held = () => {
      const { heapUsed, external } = process.memoryUsage()
      return heapUsed + external
    }
    const before = held()
    let drawn = 0
    let most = 0
    let isClosed = false
    async function* endless() {
      try {
        for (; drawn < 2048 * MEGABYTE; drawn += piece.length) {
          if (drawn % (16 * MEGABYTE) === 0) most = Math.max(most, held())
          yield piece
        }
      } finally {
        isClosed = true
      }
    }
    const limit = { maxBytes: 100 * MEGABYTE }
    const staging = stageFile(files(), { name: 'a.txt', content: endless() }, limit)
    await expect(staging).rejects.toMatchObject({ code: 'too-large', message: /100 MB/ })
    expect(drawn).toBeLessThanOrEqual(100 * MEGABYTE + piece.length)
    expect(isClosed).toBe(true)
    expect(most - before).toBeLessThan(80 * MEGABYTE)
    expect(onDisk()).toEqual([])
  })

  test('an upload that breaks off leaves nothing', async () => {
    async function* broken() {
      yield Buffer.from('x')
      throw new Error('connection lost')
    }
    const staging = stageFile(files(), { name: 'a.txt', content: broken() }, limits)
    await expect(staging).rejects.toThrow('connection lost')
    expect(onDisk()).toEqual([])
  })

  test('an empty file, a kind this form does not take, a name that lies', async () => {
    const stage = (upload: Upload, kinds?: ['pdf']) =>
      stageFile(files(), upload, { ...limits, ...(kinds && { kinds }) })
    await expect(stage({ name: 'a.pdf', content: Buffer.alloc(0) })).rejects.toThrow('空的')
    await expect(stage({ name: 'a.png', content: testFiles.png() }, ['pdf'])).rejects.toThrow(
      '只接收 PDF',
    )
    await expect(stage({ name: 'a.png', content: testFiles.pdf() })).rejects.toThrow('.png')
    const bomb = buildZip([{ name: 'a', content: Buffer.alloc(20 * MEGABYTE) }])
    await expect(stage({ name: 'a.zip', content: bomb })).rejects.toMatchObject({ code: 'invalid' })
    expect(onDisk()).toEqual([])
  })
})

describe('the virus scan', () => {
  test('without a scanner a file is clean after the checks, and pages say so', async () => {
    expect((await receive()).state).toBe('clean')
    expect(scanNotice(files())).toContain('没有配置病毒扫描')
    expect(scanNotice(files(true))).toBeUndefined()
  })

  test('a file the scanner finds something in is refused at the door', async () => {
    verdict = { state: 'infected', found: 'Eicar-Test-Signature' }
    await expect(receive()).rejects.toMatchObject({ code: 'invalid', message: /病毒/ })
    expect(onDisk()).toEqual([])
  })

  test('a file the scanner did not answer for stays closed until it does', async () => {
    verdict = { state: 'unknown', reason: 'timeout' }
    const file = await receive()
    expect(file.state).toBe('quarantined')
    await expect(read(file)).rejects.toMatchObject({ code: 'wrong-state' })
    expect(await scanQuarantined(files(), database.db, later)).toBe(0)
    await expect(read(file)).rejects.toMatchObject({ code: 'wrong-state' })
    verdict = { state: 'clean' }
    expect(await scanQuarantined(files(), database.db, later)).toBe(1)
    expect(await read(file)).toEqual(testFiles.pdf())
    expect(scanned).toBe(3 * testFiles.pdf().length)
  })

  test('a held file found infected later is refused, and its bytes go', async () => {
    verdict = { state: 'unknown', reason: 'unreachable' }
    const file = await receive()
    verdict = { state: 'infected', found: 'Eicar' }
    await scanQuarantined(files(), database.db, later)
    expect(await getFile(files(), database.db, file.id)).toMatchObject({
      state: 'refused',
      refusedReason: '文件没有通过病毒检查，不能接收。',
    })
    await expect(read(file)).rejects.toMatchObject({ code: 'not-found' })
    expect(onDisk()).toEqual([])
    await expect(
      inTransaction(database.db, (tx) => keepFile(files(), tx, file.id)),
    ).rejects.toMatchObject({ code: 'invalid' })
  })

  test('taking the scanner away frees nothing that was held', async () => {
    verdict = { state: 'unknown', reason: 'unreachable' }
    const file = await receive()
    await scanQuarantined(files(false), database.db, later)
    await expect(read(file)).rejects.toMatchObject({ code: 'wrong-state' })
  })
})

describe('what goes and what stays', () => {
  test('an unclaimed upload goes when it expires; a claimed one stays', async () => {
    const lost = await receive(pdf('1'), soon)
    const claimed = await receive(pdf('2'), soon)
    await inTransaction(database.db, (tx) => keepFile(files(), tx, claimed.id))
    expect(await sweepFiles(files(), database.db, now)).toBe(0)
    expect(await sweepFiles(files(), database.db, later)).toBe(1)
    await expect(getFile(files(), database.db, lost.id)).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(await read(claimed)).toEqual(testFiles.pdf('2'))
    expect(onDisk()).toHaveLength(1)
  })

  test('equal bytes stay as long as one record keeps them', async () => {
    const mine = await receive()
    const theirs = await receive(pdf(), soon)
    expect(onDisk()).toHaveLength(1)
    expect(await sweepFiles(files(), database.db, later)).toBe(0)
    expect(await read(mine)).toEqual(testFiles.pdf())
    await inTransaction(database.db, (tx) => releaseFile(tx, mine.id, now))
    expect(await sweepFiles(files(), database.db, later)).toBe(1)
    expect(onDisk()).toEqual([])
    expect(theirs.id).not.toBe(mine.id)
  })

  test('what a record refers to stays, whatever its expiry says', async () => {
    const file = await receive(pdf(), soon)
    await sql`create table test_records (file_id bigint references stored_files)`.execute(
      database.db,
    )
    await sql`insert into test_records values (${file.id})`.execute(database.db)
    expect(await sweepFiles(files(), database.db, later)).toBe(0)
    expect(await read(file)).toEqual(testFiles.pdf())
    await sql`drop table test_records`.execute(database.db)
  })

  test('a kept file cannot be deleted, nor its content changed, not even in the database', async () => {
    const { id } = await receive()
    const { db } = database
    await expect(sql`delete from stored_files where id = ${id}`.execute(db)).rejects.toThrow('留存')
    await expect(
      sql`update stored_files set sha256 = sha256('x') where id = ${id}`.execute(db),
    ).rejects.toThrow('不能更改')
  })

  test('bytes of a transaction that rolled back are swept away once they have settled', async () => {
    const staged = await stageFile(files(), pdf(), limits)
    const rolledBack = inTransaction(database.db, async (tx) => {
      await receiveFile(files(), tx, staged, now)
      throw new Error('changed my mind')
    })
    await expect(rolledBack).rejects.toThrow('changed my mind')
    expect(await sweepFiles(files(), database.db, now)).toBe(0)
    for (const { parentPath, name } of onDisk()) utimesSync(join(parentPath, name), 0, 0)
    expect(await sweepFiles(files(), database.db, now)).toBe(1)
    expect(onDisk()).toEqual([])
  })
})

describe('a form that comes back', () => {
  test('finds its upload by its ticket until it is claimed or expires', async () => {
    const file = await receive(pdf(), soon)
    const ticket = fileTicket(files(), file)
    const find = (at = now) => findTicketedFile(files(), database.db, ticket, at)
    expect(await find()).toMatchObject({ id: file.id, name: file.name })
    expect(await find(later)).toBeUndefined()
    await inTransaction(database.db, (tx) => keepFile(files(), tx, file.id))
    expect(await find()).toBeUndefined()
  })

  test('a ticket cannot be made up', async () => {
    const file = await receive(pdf(), soon)
    const forged = [
      `${file.id}`,
      'v1.xx',
      '',
      createSealer(randomBytes(32)).seal(`file-ticket ${file.id}`),
    ]
    for (const ticket of [...forged, files().sealer.seal(String(file.id))]) {
      expect(await findTicketedFile(files(), database.db, ticket, now)).toBeUndefined()
    }
  })
})
