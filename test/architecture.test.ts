import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const SRC = resolve(import.meta.dirname, '../src')

interface Import {
  readonly from: string
  readonly to: string
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8')
  const specifiers = text.matchAll(/(?:from|import\()\s*['"](\.{1,2}\/[^'"]+)['"]/g)
  return [...specifiers].map(([, specifier]) => ({
    from: relative(SRC, file),
    to: relative(SRC, resolve(dirname(file), specifier!)),
  }))
}

const isTest = (file: string) => file.endsWith('.test.ts')
const files = sourceFiles(SRC).filter((file) => !isTest(file))
const imports = files.flatMap(importsOf).filter(({ to }) => !to.startsWith('..'))

/** `domain/requests/store.ts` → `domain/requests`; `law/x/y.ts` → `law`; `app.ts` → `top`. */
function roomOf(path: string): string {
  const [storey, room] = path.split('/')
  if (!path.includes('/')) return 'top'
  return storey === 'law' ? 'law' : `${storey}/${room}`
}

function storeyOf(path: string): string {
  return path.includes('/') ? path.split('/')[0]! : 'top'
}

/** What each storey may import, besides itself. `top` is main.ts, app.ts and config.ts. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  top: ['interfaces', 'domain', 'law', 'platform'],
  interfaces: ['domain', 'law', 'platform'],
  domain: ['law', 'platform'],
  law: ['platform'],
  platform: [],
}

/** Which room of the domain reads which; a room absent here reads none. */
const DOMAIN_READS: Readonly<Record<string, readonly string[]>> = {
  'domain/accounts': ['domain/organisations'],
  'domain/publications': ['domain/organisations', 'domain/accounts'],
  // 公文属性源头认定: what it says of publication, the database holds publications to
  'domain/determinations': ['domain/organisations', 'domain/accounts', 'domain/publications'],
  'domain/catalogue': ['domain/organisations', 'domain/accounts', 'domain/publications'],
  // 规范性文件、清理、解读
  'domain/policies': ['domain/organisations', 'domain/accounts', 'domain/publications'],
  // 惠企政策服务包
  'domain/policy-packs': [
    'domain/organisations',
    'domain/accounts',
    'domain/publications',
    'domain/policies',
  ],
  // 建议提案、征求意见
  'domain/participation': [
    'domain/organisations',
    'domain/accounts',
    'domain/publications',
    'domain/supervision',
  ],
  'domain/requests': ['domain/organisations', 'domain/accounts', 'domain/publications'],
  'domain/supervision': ['domain/organisations', 'domain/accounts'],
  // 信息纠错
  'domain/corrections': ['domain/organisations', 'domain/accounts', 'domain/publications'],
  // 邮件订阅: reads what is public as the lists do
  'domain/subscriptions': ['domain/organisations', 'domain/publications', 'domain/catalogue'],
  'domain/annual-report': [
    'domain/organisations',
    'domain/accounts',
    'domain/requests',
    'domain/publications',
    'domain/supervision',
    'domain/determinations',
  ],
}

function isAllowed({ from, to }: Import): boolean {
  const [fromStorey, toStorey] = [storeyOf(from), storeyOf(to)]
  if (to === 'config.ts') return fromStorey === 'top' || from.startsWith('interfaces/cli/')
  if (to === 'app.ts') return fromStorey === 'top' || from.startsWith('interfaces/cli/')
  if (fromStorey === 'law' && toStorey === 'platform') return to.startsWith('platform/kernel/')
  if (fromStorey !== toStorey) return MAY_IMPORT[fromStorey]?.includes(toStorey) ?? false
  const [fromRoom, toRoom] = [roomOf(from), roomOf(to)]
  if (fromRoom === toRoom) return true
  if (fromStorey === 'interfaces') return false
  if (fromStorey === 'domain') return DOMAIN_READS[fromRoom]?.includes(toRoom) ?? false
  return true
}

test('the scan found the house', () => {
  expect(files.length).toBeGreaterThan(20)
  expect(imports.length).toBeGreaterThan(20)
})

test('arrows go down: interfaces → domain → law, anyone → platform, platform → nothing above it', () => {
  const broken = imports.filter((edge) => !isAllowed(edge))
  expect(broken.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
})

test('nothing in the domain reads the annual report', () => {
  const readers = imports.filter(
    ({ from, to }) =>
      roomOf(to) === 'domain/annual-report' &&
      storeyOf(from) === 'domain' &&
      roomOf(from) !== 'domain/annual-report',
  )
  expect(readers).toEqual([])
})

test('no import cycle among files', () => {
  const edges = Map.groupBy(imports, ({ from }) => from)
  const done = new Set<string>()
  const path: string[] = []
  const cycles: string[] = []
  const visit = (file: string) => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (done.has(file) || path.includes(file)) return
    path.push(file)
    for (const { to } of edges.get(file) ?? []) visit(to)
    path.pop()
    done.add(file)
  }
  for (const file of edges.keys()) visit(file)
  expect(cycles).toEqual([])
})

test('law and domain know no ambient clock, no environment and no HTTP', () => {
  const forbidden =
    /\bnew Date\b|\bDate\.now\b|Temporal\.Now|process\.env|from 'fastify|from 'node:http/
  const offenders = files
    .filter((file) => /\/(law|domain)\//.test(file))
    .filter((file) => forbidden.test(readFileSync(file, 'utf8')))
  expect(offenders.map((file) => relative(SRC, file))).toEqual([])
})

test('only config.ts reads the environment', () => {
  const readers = files.filter((file) => readFileSync(file, 'utf8').includes('process.env'))
  expect(readers.map((file) => relative(SRC, file))).toEqual(['config.ts'])
})

test('no attic: no file or folder is called utils, helpers, common or manager; no barrels', () => {
  const attics = files.filter((file) =>
    /(^|[/-])(utils?|helpers?|common|manager)(\.ts|\/)|(^|\/)index\.ts$/.test(relative(SRC, file)),
  )
  expect(attics.map((file) => relative(SRC, file))).toEqual([])
})
