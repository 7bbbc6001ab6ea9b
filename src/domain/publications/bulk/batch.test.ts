import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildAgency } from '../../../../test/builders/people.ts'
import { testFiles } from '../../../../test/builders/files.ts'
import { buildWordFile } from '../../../../test/builders/official-file.ts'
import {
  buildPublicationDesk,
  type PublicationDesk,
} from '../../../../test/builders/publications.ts'
import { temporaryFolder } from '../../../../test/cluster.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { createFolderStore } from '../../../platform/files/folder-store.ts'
import { stageFile } from '../../../platform/files/stage-file.ts'
import { noJobs } from '../../../platform/jobs/jobs.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import { createSealer } from '../../../platform/sealing/sealer.ts'
import { getEdition } from '../editions-store.ts'
import { parseSheet, writeSheet } from './batch-sheet.ts'
import type { SheetField } from './batch.ts'
import {
  addBatchFiles,
  confirmBatch,
  discardBatch,
  handInSheet,
  openBatch,
  viewBatch,
  type BatchRoom,
} from './handle-batch.ts'
import { workOnBatches } from './work-on-batches.ts'

const NOW = chinaMoment('2020-08-17T10:00')

let database: TestDatabase
let desk: PublicationDesk
let room: BatchRoom
const folder = temporaryFolder()
beforeAll(async () => {
  database = await createTestDatabase()
  desk = await buildPublicationDesk(database.db, await buildAgency(database.db))
  const sealer = createSealer(Buffer.alloc(32, 1))
  const blobs = createFolderStore(folder, sealer.keyFor('files'))
  room = { db: database.db, files: { blobs, sealer, scanner: undefined }, jobs: noJobs }
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const word = (number: string, title = '关于示例事项的通知') =>
  buildWordFile({ lines: [number, title, '各部门：'] })

async function upload(id: number, files: Readonly<Record<string, Buffer>>): Promise<number> {
  const staged = []
  for (const [name, content] of Object.entries(files))
    staged.push(await stageFile(room.files, { name, content }, { maxBytes: 10_000_000 }))
  try {
    return await addBatchFiles(room, desk.drafter, id, staged, NOW)
  } finally {
    // as the web does with what was not received
    for (const file of staged) await file.discard()
  }
}

const sheet = (rows: readonly (readonly [string, Partial<Record<SheetField, string>>])[]) =>
  writeSheet(rows.map(([fileName, given]) => ({ fileName, given })))

const READY = { category: '管委文件', disclosure: '主动公开' } as const
const work = (until?: AbortSignal) => workOnBatches(room, () => NOW, until)
const view = (id: number) => viewBatch(room, desk.drafter, id)
const confirm = (id: number, numbers: readonly number[]) =>
  confirmBatch(room, desk.drafter, id, numbers, NOW)
const drafts = async () =>
  (await database.db.selectFrom('editions').select('id').where('state', '=', 'draft').execute())
    .length

describe('many files with a sheet', () => {
  test('are compared row by row; what is confirmed becomes drafts, with originals and attachments, and nothing else', async () => {
    const id = await openBatch(room, desk.drafter, '八月的文件', NOW)
    await upload(id, {
      '甲.docx': await word('示批发〔2020〕1号'),
      '乙.docx': await word('示批发〔2020〕2号'),
      '附表.png': testFiles.png(),
    })
    await handInSheet(
      room,
      desk.drafter,
      id,
      await sheet([
        ['甲.DOCX', { ...READY, attachments: '附表.png', title: '甲通知的名称' }],
        ['乙.docx', { disclosure: '主动公开' }],
        ['丙.docx', READY],
      ]),
      NOW,
    )
    await work()
    const { comparison } = await view(id)
    const [first, second, third] = comparison.rows
    expect(first).toMatchObject({ problems: [], attachments: [{ name: '附表.png' }] })
    expect(first!.doubts.join()).toContain('标题与文件里的“关于示例事项的通知”')
    expect(second!.problems).toMatchObject([{ at: 'category' }])
    expect(third!.problems).toMatchObject([{ at: 'file', message: '文件还没有上传' }])
    expect(first!.fields.find(({ field }) => field === 'documentNumber')).toMatchObject({
      value: '示批发〔2020〕1号',
      from: '正文“示批发〔2020〕1号”',
    })

    await expect(confirm(id, [first!.row.number, second!.row.number])).rejects.toMatchObject({
      code: 'invalid',
    })
    await confirm(id, [first!.row.number])
    await work()
    const after = await view(id)
    expect(after.batch.state).toBe('finished')
    const edition = await getEdition(database.db, after.rows[0]!.editionId!)
    expect(edition).toMatchObject({
      title: '甲通知的名称',
      state: 'draft',
      draftedBy: desk.drafter.id,
    })
    expect(edition.attachments.map(({ name, role }) => [name, role])).toEqual([
      ['甲.docx', 'original'],
      ['附表.png', 'attachment'],
    ])
    expect(after.rows.slice(1).map(({ editionId }) => editionId)).toEqual([null, null])
  })

  test('goes on where it was cut off, uploads only what is missing, and makes no draft twice', async () => {
    const id = await openBatch(room, desk.drafter, '中断的一批', NOW)
    const files = {
      '子.docx': await word('示断发〔2020〕1号'),
      '丑.docx': await word('示断发〔2020〕2号'),
    }
    expect(await upload(id, files)).toBe(2)
    expect(await upload(id, files)).toBe(0)
    await work(AbortSignal.abort())
    expect((await view(id)).files.map(({ readAt }) => readAt)).toEqual([null, null])
    const rows = await sheet([
      ['子.docx', READY],
      ['丑.docx', READY],
    ])
    await handInSheet(room, desk.drafter, id, rows, NOW)
    await work()
    const before = await drafts()
    await confirm(
      id,
      (await view(id)).rows.map(({ number }) => number),
    )
    await work(AbortSignal.abort())
    expect(await drafts()).toBe(before)
    await Promise.all([work(), work()])
    await work()
    expect(await drafts()).toBe(before + 2)

    await handInSheet(room, desk.drafter, id, rows, NOW)
    expect((await view(id)).rows.filter(({ editionId }) => editionId === null)).toEqual([])
  })

  test('what the office has already is told, by number and by bytes', async () => {
    const id = await openBatch(room, desk.drafter, '重复的一批', NOW)
    const same = await word('示重发〔2020〕1号')
    await upload(id, {
      '一.docx': same,
      '二.docx': same,
      '三.docx': await word('示断发[2020]01号'),
    })
    await handInSheet(
      room,
      desk.drafter,
      id,
      await sheet([
        ['一.docx', READY],
        ['二.docx', READY],
        ['三.docx', READY],
      ]),
      NOW,
    )
    await work()
    const [one, two, three] = (await view(id)).comparison.rows
    expect(one!.doubts.join()).toContain('文号相同的一行')
    expect(two!.doubts.join()).toContain('内容完全相同')
    expect(three!.doubts.join()).toContain('已有文号为')
  })
})

test('without a sheet every file is a row, to be completed in the sheet that is offered', async () => {
  const id = await openBatch(room, desk.drafter, '没有著录表', NOW)
  await upload(id, { '寅.docx': await word('示寅发〔2020〕1号') })
  await work()
  const { rows, files, comparison } = await view(id)
  expect(comparison.rows[0]!.problems.map(({ at }) => at)).toEqual(['category'])
  const offered = await parseSheet(await writeSheet(rows, files))
  expect(offered[0]).toMatchObject({
    fileName: '寅.docx',
    given: { title: '关于示例事项的通知', disclosure: '主动公开', formedOn: '2020-08-10' },
  })
})

describe('a sheet as offices write it', () => {
  test('other names of columns, days in Chinese, a heading above', async () => {
    const bytes = await sheet([
      ['甲.docx', { formedOn: '二〇二〇年八月十日', normativeKind: '规范性文件' }],
    ])
    expect((await parseSheet(bytes))[0]).toMatchObject({ number: 2, fileName: '甲.docx' })
  })

  test.each([
    [
      'a file named twice',
      async () =>
        sheet([
          ['甲.docx', {}],
          ['甲.docx', {}],
        ]),
      '第2行和第3行',
    ],
    ['no workbook', async () => testFiles.png(), '压缩格式'],
  ])('%s is refused', async (_, make, message) => {
    await expect(parseSheet(await make())).rejects.toMatchObject({
      message: expect.stringContaining(message),
    })
  })
})

test('a batch given up takes its files with it and leaves the drafts; others may not touch it', async () => {
  const id = await openBatch(room, desk.drafter, '放弃的一批', NOW)
  await upload(id, { '卯.docx': await word('示卯发〔2020〕1号') })
  await expect(viewBatch(room, desk.reviewer, id)).rejects.toMatchObject({ code: 'forbidden' })
  await discardBatch(room, desk.drafter, id, NOW)
  expect((await view(id)).files).toEqual([])
  await expect(upload(id, { '辰.docx': await word('示辰发〔2020〕1号') })).rejects.toMatchObject({
    code: 'wrong-state',
  })
})
