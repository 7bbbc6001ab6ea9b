import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Client } from 'pg'
import { ASIDE, NO_SWEEP_LOCK } from '../../files/folder-store.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { startRefusal } from '../embedded/failures.ts'
import { listApplied } from '../migrate.ts'
import { createArchive, type ArchiveWriter } from './archive.ts'
import {
  BACKUP_FORMAT,
  contentHash,
  FileMeter,
  HEADER_NAME,
  MANIFEST_NAME,
  type BackupHeader,
  type BackupManifest,
} from './manifest.ts'
import { fixTextForm, listTables, quoted, readRows, RowMeter, type Table } from './tables.ts'

export interface BackupRequest {
  readonly target: string
  /** Files and keys lie below it. */
  readonly dataDir: string
  /** Whoever holds the file can then open the applicants' identities. */
  readonly withKeys: boolean
  readonly now: Temporal.Instant
  readonly onProgress?: (done: number, total: number) => void
}

const PART = 4 * 1024 * 1024

/**
 * Writes every table, as of one moment, and the files into one archive; people may go on working meanwhile.
 * @throws Refusal when the target exists or the disk is full; then nothing is left behind
 */
export async function writeBackup(client: Client, request: BackupRequest): Promise<BackupManifest> {
  if (existsSync(request.target)) {
    throw new Refusal('wrong-state', `${request.target} 已经存在，备份不覆盖已有的文件。`)
  }
  const archive = createArchive(request.target)
  await client.query('begin isolation level repeatable read read only')
  try {
    await fixTextForm(client)
    await client.query('select pg_advisory_xact_lock_shared($1::bigint)', [NO_SWEEP_LOCK])
    const manifest = await fill(archive, client, request)
    await archive.finish()
    return manifest
  } catch (error) {
    archive.abandon()
    throw startRefusal(error, request.target)
  } finally {
    await client.query('rollback')
  }
}

async function fill(
  archive: ArchiveWriter,
  client: Client,
  request: BackupRequest,
): Promise<BackupManifest> {
  const tables = await listTables(client)
  const header: BackupHeader = {
    product: 'mingqu',
    format: BACKUP_FORMAT,
    madeAt: request.now.toString(),
    withKeys: request.withKeys,
    schema: (await listApplied(client)).map(({ number, name, checksum }) => ({
      number,
      name,
      checksum,
    })),
  }
  await archive.add(HEADER_NAME, toJson(header))
  const paths = listFiles(request)
  const advance = counter(request, tables, paths)
  const digests: BackupManifest['tables'] = {}
  for (const table of tables) digests[table.name] = await saveTable(archive, client, table, advance)
  const files = await saveFiles(archive, request.dataDir, paths, advance)
  const manifest: BackupManifest = {
    tables: digests,
    sequences: await readSequences(client),
    files,
    contentHash: contentHash({ tables: digests, files }),
  }
  await archive.add(MANIFEST_NAME, toJson(manifest))
  return manifest
}

const toJson = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)

function counter(request: BackupRequest, tables: readonly Table[], paths: readonly string[]) {
  const total =
    tables.reduce((sum, { size }) => sum + size, 0) +
    paths.reduce((sum, path) => sum + statSync(path).size, 0)
  let done = 0
  return (bytes: number) => {
    done += bytes
    request.onProgress?.(Math.min(done, total), total)
  }
}

/** In parts, because a tar entry states its size before its content. */
async function saveTable(
  archive: ArchiveWriter,
  client: Client,
  table: Table,
  advance: (bytes: number) => void,
) {
  const meter = new RowMeter()
  let part = 0
  let held: Buffer[] = []
  let size = 0
  const flush = async () => {
    part += 1
    const name = `tables/${table.name}/${String(part).padStart(6, '0')}.copy`
    await archive.add(name, Buffer.concat(held))
    advance(size)
    held = []
    size = 0
  }
  for await (const chunk of readRows(client, table)) {
    meter.add(chunk)
    held.push(chunk)
    size += chunk.length
    if (size >= PART) await flush()
  }
  await flush()
  return meter.digest()
}

/** Sequences stand outside the snapshot; read after the rows they are never behind them. */
async function readSequences(client: Client): Promise<BackupManifest['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
     where relkind = 'S' and relnamespace = 'public'::regnamespace order by 1`,
  )
  const sequences: BackupManifest['sequences'] = {}
  for (const { name } of rows) {
    const { rows: states } = await client.query<{ value: number; called: boolean }>(
      `select last_value as value, is_called as called from ${quoted(name)}`,
    )
    if (states[0]) sequences[name] = states[0]
  }
  return sequences
}

function listFiles({ dataDir, withKeys }: BackupRequest): string[] {
  return (
    ['files', ...(withKeys ? ['keys'] : [])]
      .map((folder) => join(dataDir, folder))
      .filter((folder) => existsSync(folder))
      .flatMap((folder) => readdirSync(folder, { withFileTypes: true, recursive: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      // what is still coming in belongs to no record yet, and may be gone in a moment
      .filter((path) => !path.startsWith(join(dataDir, 'files', ASIDE)))
      .sort()
  )
}

/** Files are saved after the rows: what a saved row names is there, and files never change. */
async function saveFiles(
  archive: ArchiveWriter,
  dataDir: string,
  paths: readonly string[],
  advance: (bytes: number) => void,
): Promise<BackupManifest['files']> {
  const meter = new FileMeter()
  for (const path of paths) {
    const name = relative(dataDir, path).replaceAll('\\', '/')
    const hash = createHash('sha256')
    let bytes = 0
    await archive.addFile(name, path, (chunk) => {
      hash.update(chunk)
      bytes += chunk.length
    })
    meter.add(name, hash.digest('hex'), bytes)
    advance(bytes)
  }
  return meter.digest()
}
