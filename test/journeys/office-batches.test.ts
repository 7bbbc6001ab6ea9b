/** 成批导入 through its pages: files, sheet, comparison, drafts. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeSheet } from '../../src/domain/publications/bulk/batch-sheet.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { testFiles } from '../builders/files.ts'
import { buildWordFile } from '../builders/official-file.ts'
import { shownText } from './shown-text.ts'

let app: TestApp
let clerk: Browser
beforeAll(async () => {
  app = await createTestApp({ now: '2020-08-17T13:56' })
  clerk = await app.signIn(await app.person('clerk'))
})
afterAll(() => app.close())

const word = (number: string) =>
  buildWordFile({ lines: [number, '关于示例事项的通知', '各部门：'] })
const READY = { category: '管委文件', disclosure: '主动公开' }

async function opened(name: string): Promise<string> {
  const answer = await clerk.post('/office/publications/batches', { name })
  expect(answer.statusCode).toBe(303)
  return answer.headers.location!
}

test('from an empty page to drafts that nobody published', async () => {
  const address = await opened('八月的文件')
  const sent = await clerk.upload(`${address}/files`, {}, [
    { field: 'files', name: '甲.docx', content: await word('示页发〔2020〕1号') },
    { field: 'files', name: '乙.docx', content: await word('示页发〔2020〕2号') },
  ])
  expect(sent.statusCode).toBe(303)
  const handedIn = await clerk.upload(`${address}/sheet`, {}, [
    {
      field: 'sheet',
      name: '著录表.xlsx',
      content: await writeSheet([
        { fileName: '甲.docx', given: READY },
        { fileName: '乙.docx', given: { disclosure: '主动公开' } },
      ]),
    },
  ])
  expect(handedIn.statusCode).toBe(303)

  const page = (await clerk.get(address)).body
  const text = shownText(page)
  for (const said of [
    '共2行，可以导入1行',
    '示页发〔2020〕1号',
    '读自正文',
    '组配分类：请填写组配分类',
  ])
    expect(text).toContain(said)
  const numbers = [...page.matchAll(/name="rows"[^>]*value="(\d+)"/gs)].map(([, number]) => number!)
  expect(numbers).toHaveLength(1)

  expect((await clerk.post(`${address}/confirm`)).statusCode).toBe(422)
  expect((await clerk.post(`${address}/confirm`, { rows: numbers })).statusCode).toBe(303)
  expect(shownText((await clerk.get(address)).body)).toContain('共建立草稿1件')
  const states = await app.db.selectFrom('editions').select('state').execute()
  expect(states).toEqual([{ state: 'draft' }])
})

test('a file that is not taken is named; the others were', async () => {
  const address = await opened('有坏文件的一批')
  const sent = await clerk.upload(`${address}/files`, {}, [
    { field: 'files', name: '好.docx', content: await word('示好发〔2020〕1号') },
    { field: 'files', name: '坏.exe', content: Buffer.from('MZ\u0000\u0001') },
  ])
  expect(sent.statusCode).toBe(422)
  const text = shownText(sent.body)
  expect(text).toContain('坏.exe')
  expect(text).toContain('好.docx')
})

test('the sheet to correct holds what was read; a sheet that is none is refused beside its field', async () => {
  const address = await opened('没有表的一批')
  await clerk.upload(`${address}/files`, {}, [
    { field: 'files', name: '丙.docx', content: await word('示表发〔2020〕1号') },
  ])
  const offered = await clerk.get(`${address}/sheet.xlsx`)
  expect(offered.headers['content-disposition']).toContain('attachment')
  const again = await clerk.upload(`${address}/sheet`, {}, [
    { field: 'sheet', name: '著录表.xlsx', content: offered.rawPayload },
  ])
  expect(again.statusCode).toBe(303)
  const refused = await clerk.upload(`${address}/sheet`, {}, [
    { field: 'sheet', name: '图.png', content: testFiles.png() },
  ])
  expect(refused.statusCode).toBe(422)
  expect(shownText(refused.body)).toContain('著录表：')
})

test('what no row says is filled in for all at once; what a row says stays', async () => {
  const address = await opened('补填的一批')
  await clerk.upload(`${address}/files`, {}, [
    { field: 'files', name: '戊.docx', content: await word('示填发〔2020〕1号') },
  ])
  expect((await clerk.post(`${address}/fill`)).statusCode).toBe(422)
  const filled = await clerk.post(`${address}/fill`, {
    category: '管委文件',
    disclosure: 'withheld',
  })
  expect(filled.statusCode).toBe(303)
  const text = shownText((await clerk.get(address)).body)
  expect(text).toContain('可以导入1行')
  expect(text).toContain('公开方式：主动公开')
})

test('given up, it is no longer in the list and takes nothing more', async () => {
  const address = await opened('不要的一批')
  expect((await clerk.post(`${address}/discard`)).statusCode).toBe(303)
  expect((await clerk.get('/office/publications/batches')).body).not.toContain('不要的一批')
  const late = await clerk.upload(`${address}/files`, {}, [
    { field: 'files', name: '丁.docx', content: await word('示晚发〔2020〕1号') },
  ])
  expect(late.statusCode).toBe(409)
})
