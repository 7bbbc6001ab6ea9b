import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Client } from 'pg'
import { Refusal } from '../../kernel/refusal.ts'
import { copyIn } from '../copy.ts'
import { drained } from '../drain.ts'
import { startRefusal } from '../embedded/failures.ts'
import { createLedger, readMigrations, runMigration } from '../migrate.ts'
import { readArchive, type ArchiveEntry } from './archive.ts'
import {
  contentHash,
  FileMeter,
  HEADER_NAME,
  MANIFEST_NAME,
  parseHeader,
  parseManifest,
  type BackupHeader,
  type BackupManifest,
} from './manifest.ts'
import { columnList, digestTable, fixTextForm, listTables, quoted, type Table } from './tables.ts'

export interface RestoreRequest {
  readonly source: string
  readonly dataDir: string
  /** @param bytes how much of the archive file was just read */
  readonly onRead?: (bytes: number) => void
}

export interface Restored {
  readonly header: BackupHeader
  readonly manifest: BackupManifest
}

const STAGING = 'restoring'

/**
 * Brings a backup into an empty database and data directory: everything, compared with the backup's own hashes,
 * or nothing. The schema is then the backup's; `migrate` brings it forward.
 * @throws Refusal when the target is not empty, or the archive is damaged, cut off or not ours
 */
export async function readBackup(client: Client, request: RestoreRequest): Promise<Restored> {
  checkFolders(request.dataDir)
  const staging = join(request.dataDir, STAGING)
  rmSync(staging, { recursive: true, force: true })
  await client.query('begin')
  try {
    await fixTextForm(client)
    const restored = await load(client, request, staging)
    moveFolders(staging, request.dataDir)
    await client.query('commit')
    return restored
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw restoreRefusal(error, request.source)
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

function restoreRefusal(error: unknown, source: string): unknown {
  if (error instanceof Refusal || !(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  const damaged = /^archive is|^Z_|unexpected end of file|incorrect/.test(`${error.message}`)
  if (damaged || code.startsWith('Z_')) {
    return new Refusal('invalid', `备份文件 ${source} 已损坏或不完整，没有恢复任何内容。`)
  }
  if (code === 'ENOENT') return new Refusal('not-found', `没有这个文件：${source}`)
  return code === 'ENOSPC' || code === 'EROFS' ? startRefusal(error, source) : error
}

function checkFolders(dataDir: string): void {
  for (const folder of ['files', 'keys']) {
    const path = join(dataDir, folder)
    if (existsSync(path) && readdirSync(path).length > 0) {
      throw new Refusal('wrong-state', `${path} 不是空的。只能恢复到空的数据目录。`)
    }
  }
}

async function load(client: Client, request: RestoreRequest, staging: string): Promise<Restored> {
  const entries = readArchive(request.source, request.onRead)
  const header = await readFirst(entries)
  const tables = await buildSchema(client, header)
  const files = new FileMeter()
  let manifest: BackupManifest | undefined
  for await (const entry of entries) {
    if (entry.name === MANIFEST_NAME) manifest = parseManifest(await collect(entry))
    else if (entry.name.startsWith('tables/')) await loadRows(client, tables, entry)
    else await saveFile(staging, entry, files)
  }
  if (manifest === undefined) throw new Error('archive is cut off')
  await client.query('set constraints all immediate')
  await verify(client, tables, manifest, files)
  for (const { name } of tables)
    await client.query(`alter table ${quoted(name)} enable trigger user`)
  await setSequences(client, manifest)
  return { header, manifest }
}

async function readFirst(entries: AsyncGenerator<ArchiveEntry>): Promise<BackupHeader> {
  const { value } = await entries.next()
  const entry = value as ArchiveEntry | undefined
  if (entry?.name !== HEADER_NAME) throw new Refusal('invalid', '这不是明渠的备份文件。')
  return parseHeader(await collect(entry))
}

async function collect({ content }: ArchiveEntry): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(content))
}

/** The schema that the backup was made with, its tables empty and their triggers asleep. */
async function buildSchema(client: Client, header: BackupHeader): Promise<Table[]> {
  const { rows } = await client.query(
    `select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') limit 1`,
  )
  if (rows.length > 0) throw new Refusal('wrong-state', '数据库不是空的。只能恢复到空的数据库。')
  const known = readMigrations()
  const strange = header.schema.find(
    ({ number, checksum }) => known[number - 1]?.checksum !== checksum,
  )
  if (strange !== undefined) {
    throw new Refusal(
      'unavailable',
      `备份的数据库结构第 ${strange.number} 版（${strange.name}）本程序不认识。请用做备份的版本或更新的版本恢复。`,
    )
  }
  await createLedger(client)
  for (const migration of known.slice(0, header.schema.length))
    await runMigration(client, migration)
  const tables = await listTables(client)
  const names = tables.map(({ name }) => quoted(name))
  for (const name of names) await client.query(`alter table ${name} disable trigger user`)
  // what migrations put in is in the backup too
  if (names.length > 0) await client.query(`truncate ${names.join(', ')}`)
  return tables
}

async function loadRows(client: Client, tables: readonly Table[], entry: ArchiveEntry) {
  const table = tables.find(({ name }) => name === entry.name.split('/')[1])
  if (table === undefined) throw new Error('archive is damaged')
  if (entry.size === 0) return
  await copyIn(
    client,
    `copy ${quoted(table.name)} (${columnList(table)}) from stdin`,
    entry.content,
  )
}

async function saveFile(staging: string, entry: ArchiveEntry, files: FileMeter): Promise<void> {
  const segments = entry.name.split('/')
  const isOurs = segments[0] === 'files' || segments[0] === 'keys'
  if (!isOurs || segments.some((segment) => ['', '.', '..'].includes(segment))) {
    throw new Error('archive is damaged')
  }
  const path = join(staging, ...segments)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const output = createWriteStream(path, { mode: 0o600, flush: true })
  const hash = createHash('sha256')
  for await (const piece of entry.content) {
    hash.update(piece)
    if (!output.write(piece)) await drained(output)
  }
  output.end()
  await finished(output)
  files.add(entry.name, hash.digest('hex'), entry.size)
}

/** Reads back what was written and compares it with what the backup says was there. */
async function verify(
  client: Client,
  tables: readonly Table[],
  manifest: BackupManifest,
  files: FileMeter,
): Promise<void> {
  const digests: BackupManifest['tables'] = {}
  for (const table of tables) {
    const digest = await digestTable(client, table)
    const said = manifest.tables[table.name]
    if (said?.rows !== digest.rows || said.sha256 !== digest.sha256) {
      throw new Refusal(
        'invalid',
        `恢复后核对不符：表 ${table.name} 的内容与备份清单不同，没有恢复任何内容。`,
      )
    }
    digests[table.name] = digest
  }
  if (contentHash({ tables: digests, files: files.digest() }) !== manifest.contentHash) {
    throw new Refusal('invalid', '恢复后核对不符：文件与备份清单不同，没有恢复任何内容。')
  }
}

async function setSequences(client: Client, { sequences }: BackupManifest): Promise<void> {
  for (const [name, { value, called }] of Object.entries(sequences)) {
    await client.query('select setval($1::regclass, $2, $3)', [quoted(name), value, called])
  }
}

function moveFolders(staging: string, dataDir: string): void {
  for (const folder of ['files', 'keys']) {
    if (!existsSync(join(staging, folder))) continue
    rmSync(join(dataDir, folder), { recursive: true, force: true })
    renameSync(join(staging, folder), join(dataDir, folder))
  }
}
