/** A whole office carried to another machine by two commands: same records, same report, same answers to `verify`. */
import { execFile } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../cluster.ts'

const MAIN = resolve(import.meta.dirname, '../../src/main.ts')
const run = promisify(execFile)
/** Nine commands, each a process of its own with its own PostgreSQL: seconds when idle, minutes on a busy machine. */
const PATIENCE = 300_000

let folder: string
beforeAll(async () => {
  folder = temporaryFolder()
  await mingqu('here', 'demo')
}, PATIENCE)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** One command on the data directory of this name; throws with the exit code unless that is 0. */
async function mingqu(place: string, ...args: readonly string[]): Promise<string> {
  const env = { PATH: process.env['PATH'], MINGQU_DATA: join(folder, place) }
  return (await run(process.execPath, [MAIN, ...args], { env })).stdout
}

const contentHash = (json: string) => (JSON.parse(json) as { contentHash: string }).contentHash

test(
  'the demo office is backed up, restored elsewhere, and reports the same',
  async () => {
    const file = join(folder, 'office.tar.gz')
    const saved = await mingqu('here', 'backup', file, '--with-keys', '--json')
    const restored = await mingqu('there', 'restore', file, '--json')
    expect(contentHash(restored)).toBe(contentHash(saved))

    const report = await mingqu('here', 'report', '2020', '--json')
    expect(JSON.parse(report)).toMatchObject({ year: 2020, format: '2019' })
    expect(await mingqu('there', 'report', '2020', '--json')).toBe(report)
    expect(JSON.parse(await mingqu('there', 'verify', '--json'))).toMatchObject({ findings: [] })

    // what was restored is itself backed up with the same hash
    const again = await mingqu(
      'there',
      'backup',
      join(folder, 'again.tar.gz'),
      '--with-keys',
      '--json',
    )
    expect(contentHash(again)).toBe(contentHash(saved))
  },
  PATIENCE,
)

test(
  'a backup with one changed byte restores nothing',
  async () => {
    const bytes = gunzipSync(readFileSync(join(folder, 'office.tar.gz')))
    const at = bytes.indexOf('威海火炬高技术产业开发区')
    expect(at).toBeGreaterThan(0)
    bytes[at + 1] = bytes[at + 1]! ^ 1
    const broken = join(folder, 'broken.tar.gz')
    writeFileSync(broken, gzipSync(bytes))
    await expect(mingqu('nowhere', 'restore', broken)).rejects.toMatchObject({ code: 1 })
    await expect(mingqu('nowhere', 'report', '2020', '--json')).rejects.toMatchObject({ code: 2 })
  },
  PATIENCE,
)
