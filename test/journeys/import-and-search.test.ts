import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../cluster.ts'

// The shell on an empty data directory: no server, no demo, no body. Import, then search.

const MAIN = resolve(import.meta.dirname, '../../src/main.ts')
const BASIS = '原门户网站已公开发布'

let folder: string

async function mingqu(...args: readonly string[]) {
  const env = { PATH: process.env['PATH'], MINGQU_DATA: join(folder, 'data') }
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [MAIN, ...args], { env })
    return { code: 0, stdout, stderr }
  } catch (error) {
    return error as { readonly code: number; readonly stdout: string; readonly stderr: string }
  }
}

const importSite = (...more: readonly string[]) =>
  mingqu(
    'import',
    join(folder, 'site'),
    '--manifest',
    join(folder, 'm.csv'),
    '--already-public',
    BASIS,
    ...more,
  )

beforeAll(() => {
  folder = temporaryFolder()
  mkdirSync(join(folder, 'site'))
  writeFileSync(join(folder, 'site', 'heat.md'), '# 供热价格\n\n居民每平方米二十二元。\n')
  writeFileSync(join(folder, 'site', 'dog.html'), '<html><body><p>遛狗应当牵绳。</p></body></html>')
  writeFileSync(join(folder, 'site', 'extra.txt'), '清单里没有。')
  writeFileSync(
    join(folder, 'm.csv'),
    [
      '\uFEFF文件,标题,文号,成文日期,发布日期,索引号,分类,网址',
      'heat.md,关于供热价格的通知,示价〔2020〕4号,2020-10-08,2020-10-10,11371000004359440C/2020-00042,价格,http://old.example/a/1.html',
      'dog.html,养犬管理规定,,2021年3月1日,2021/3/2,,公安,',
      'missing.txt,没有的,,,,,,',
    ].join('\r\n'),
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('an empty data directory takes a site in, says what is missing, and finds it at once', async () => {
  const rehearsal = await importSite('--dry-run', '--json')
  expect(JSON.parse(rehearsal.stdout)).toMatchObject({
    dryRun: true,
    imported: 2,
    failed: 1,
    documents: [],
  })
  expect(rehearsal.stderr).toContain('正式导入时将建立')

  const imported = await importSite('--json')
  expect(imported.code).toBe(1) // one line had no file
  expect(JSON.parse(imported.stdout)).toMatchObject({
    imported: 2,
    failed: 1,
    blank: { indexNumber: 2 },
    unlisted: ['extra.txt'],
    documents: [
      { line: 2, file: 'heat.md', indexNumber: '11371000004359440C/2020-00042' },
      { line: 3, file: 'dog.html', indexNumber: '11371000004359440C/2021-00001' },
    ],
    problems: [{ line: 4, file: 'missing.txt', at: 'file' }],
  })

  const named = await mingqu('search', '示价[2020]4号', '--json', '--limit', '5')
  expect(JSON.parse(named.stdout)).toEqual({
    hits: [
      {
        indexNumber: '11371000004359440C/2020-00042',
        title: '关于供热价格的通知',
        passage: '居民每平方米二十二元。',
      },
    ],
    total: 1,
  })
  const asked = await mingqu('search', '遛狗要牵绳吗', '--json')
  expect(JSON.parse(asked.stdout)).toMatchObject({
    // issued under the organ's code that the manifest's own numbers begin with
    hits: [{ title: '养犬管理规定', indexNumber: '11371000004359440C/2021-00001' }],
  })
  expect(JSON.parse((await mingqu('search', '深海采矿', '--json')).stdout)).toEqual({
    hits: [],
    total: 0,
  })

  const again = await importSite('--json')
  expect(JSON.parse(again.stdout)).toMatchObject({ imported: 0, already: 2, failed: 1 })
  expect(JSON.parse((await mingqu('reindex', '--json')).stdout)).toEqual({ indexed: 2 })
  expect(await mingqu('demo')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('迁移进来的文件'),
  })
})

test('a list in the folder itself is no document that was left out, and an empty one is refused', async () => {
  const site = join(folder, 'site')
  const args = (manifest: string) => [
    'import',
    site,
    '--manifest',
    manifest,
    '--already-public',
    BASIS,
  ]
  const list = join(site, 'list.txt')
  writeFileSync(list, 'file\ttitle\r\nextra\t\r\n')
  const imported = await mingqu(...args(list), '--json')
  expect(JSON.parse(imported.stdout)).toMatchObject({
    imported: 1,
    unlisted: ['dog.html', 'heat.md'],
    notices: [{ at: 'file' }, { at: 'title' }],
  })
  writeFileSync(list, 'file,title\n')
  expect(await mingqu(...args(list))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('没有写一份文件'),
  })
})

test('without a basis, a manifest or a folder nothing is begun', async () => {
  const args = ['import', join(folder, 'site'), '--manifest', join(folder, 'm.csv')]
  expect(await mingqu(...args)).toMatchObject({ code: 2 })
  expect(await mingqu(...args, '--already-public', '是')).toMatchObject({ code: 1 })
  expect(
    await mingqu(
      'import',
      join(folder, 'nowhere'),
      '--manifest',
      join(folder, 'm.csv'),
      '--already-public',
      BASIS,
    ),
  ).toMatchObject({ code: 2 })
  expect(await mingqu('search', 'x', '--limit', '0')).toMatchObject({ code: 2 })
})
