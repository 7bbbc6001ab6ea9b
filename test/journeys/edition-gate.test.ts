import { PDFDocument } from '@cantoo/pdf-lib'
import exceljs from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { findClearance } from '../../src/domain/publications/gate/clearances-store.ts'
import { draftDocument } from '../../src/domain/publications/handling/drafting.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { stopScanning } from '../../src/platform/release-scan/scan.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { testFiles } from '../builders/files.ts'
import {
  buildPublicationDesk,
  editionForm,
  type PublicationDesk,
} from '../builders/publications.ts'
import { buildZip } from '../builders/zip.ts'
import { shownText } from './shown-text.ts'

const NOW = chinaMoment('2020-08-17T13:56')

let app: TestApp
let desk: PublicationDesk
let clerk: Browser
let reviewer: Browser
beforeAll(async () => {
  app = await createTestApp({ now: '2020-08-17T13:56' })
  desk = await buildPublicationDesk(app.db, app.agencyId)
  clerk = await app.signIn(desk.drafter)
  reviewer = await app.signIn(desk.reviewer)
})
afterAll(async () => {
  stopScanning()
  await app.close()
})

async function draftWith(name: string, content: Buffer): Promise<string> {
  const id = await draftDocument(app.db, desk.drafter, editionForm(), NOW)
  const own = `/office/publications/${id}`
  const sent = await clerk.upload(`${own}/attachments`, {}, [{ field: 'files', name, content }])
  expect([name, sent.statusCode]).toEqual([name, 303])
  return own
}

const editionAt = (own: string) => getEdition(app.db, Number(own.split('/').at(-1)))
const clearanceAt = async (own: string) => findClearance(app.db, await editionAt(own))

async function workbookWithHiddenSheet(): Promise<Buffer> {
  const book = new exceljs.Workbook()
  book.creator = '某某某'
  book.addWorksheet('公开').getCell('A1').value = '补贴标准'
  const hidden = book.addWorksheet('底稿')
  hidden.state = 'hidden'
  hidden.getCell('A1').value = '身份证号码11010519491231002X'
  return Buffer.from(await book.xlsx.writeBuffer())
}

describe('what hangs on an edition is opened before it goes out', () => {
  test('a hidden sheet stops it; the clean copy goes on, with the words that were to be seen', async () => {
    const own = await draftWith('附表.xlsx', await workbookWithHiddenSheet())
    const stopped = await clerk.post(`${own}/submit`)
    expect(stopped.statusCode).toBe(422)
    const page = shownText((await clerk.get(own)).body)
    expect(page).toContain('隐藏的工作表')
    expect(page).toContain('文档属性')
    expect(page).not.toContain('11010519491231002X')
    expect((await editionAt(own)).state).toBe('draft')

    const { fileId, sha256 } = (await editionAt(own)).attachments[0]!
    const cleaned = await clerk.post(`${own}/attachments/${fileId}`, { act: 'clean' })
    expect(cleaned.headers.location).toBe(`${own}?done=copy-taken`)
    const { attachments } = await editionAt(own)
    expect(attachments).toMatchObject([{ name: '附表.xlsx' }])
    expect(attachments[0]!.sha256).not.toBe(sha256)
    expect(await clearanceAt(own)).toMatchObject({ outcome: 'clear' })
    const file = await clerk.get(`${own}/attachments/${attachments[0]!.fileId}`)
    const book = new exceljs.Workbook()
    await book.xlsx.load(Uint8Array.from(file.rawPayload).buffer)
    expect(book.worksheets.map(({ name }) => name)).toEqual(['公开'])
    expect(book.worksheets[0]!.getCell('A1').value).toBe('补贴标准')
    expect((await clerk.post(`${own}/submit`)).statusCode).toBe(303)
  })

  test.each([
    ['a Word file that is none', 'a.docx', () => testFiles.docx()],
    ['a PDF without a page', 'a.pdf', () => testFiles.pdf()],
    ['an old Word file', 'a.doc', () => testFiles.doc()],
    [
      'an archive with one of them',
      'a.zip',
      () => buildZip([{ name: 'b.doc', content: testFiles.doc() }]),
    ],
  ])('%s cannot be read, and no words let it out', async (_, name, make) => {
    const own = await draftWith(name, make())
    const answer = await clerk.post(`${own}/submit`, { explanation: '没有问题' })
    expect([name, answer.statusCode >= 409]).toEqual([name, true])
    expect(await clearanceAt(own)).toMatchObject({ outcome: 'unreadable', explanation: '' })
    expect((await editionAt(own)).state).toBe('draft')
  })

  test('a PDF that runs a script is told of', async () => {
    const document = await PDFDocument.create()
    document.addPage([100, 100])
    document.addJavaScript('open', 'app.alert(1)')
    const pdf = Buffer.from(await document.save())
    const own = await draftWith('脚本.pdf', pdf)
    expect((await editionAt(own)).attachments[0]!.pages).toBe(1)
    await clerk.post(`${own}/check`)
    const found = (await clearanceAt(own))!.findings.map(({ kind }) => kind)
    expect(found).toContain('script')
  })

  test('a file whose bytes are damaged on the disk blocks', async () => {
    const own = await draftWith('甲.txt', Buffer.from('甲'))
    const { sha256 } = (await editionAt(own)).attachments[0]!
    await app.files.blobs.remove(Buffer.from(sha256, 'hex'))
    await clerk.post(`${own}/submit`)
    expect(await clearanceAt(own)).toMatchObject({ outcome: 'unreadable' })
    expect((await editionAt(own)).state).toBe('draft')
  })
})

test('the masked copy differs in nothing but the stars, and passes', async () => {
  const own = await draftWith(
    '名单.txt',
    Buffer.from('张某，身份证号码11010519491231002X，补贴100元'),
  )
  await clerk.post(`${own}/submit`)
  const { fileId } = (await editionAt(own)).attachments[0]!
  await clerk.post(`${own}/attachments/${fileId}`, { act: 'masked' })
  const { attachments } = await editionAt(own)
  const { body } = await clerk.get(`${own}/attachments/${attachments[0]!.fileId}`)
  expect(body).toMatch(/^\uFEFF?张某，身份证号码1\d*\*+\w*，补贴100元$/)
  expect(await clearanceAt(own)).toMatchObject({ outcome: 'clear' })
  const again = await clerk.post(`${own}/attachments/${attachments[0]!.fileId}`, { act: 'masked' })
  expect(again.statusCode).toBe(422)
})

test('the reviewer decides on the page: without a word nothing passes, with one it is on record', async () => {
  const own = await draftWith('名单.txt', Buffer.from('联系电话13800138000'))
  await clerk.post(`${own}/submit`, { explanation: '公布的咨询电话' })
  const page = (await reviewer.get(own)).body
  expect(shownText(page)).toContain('送审说明 公布的咨询电话')
  const contentHash = /name="contentHash"\s+value="([0-9a-f]{64})"/.exec(page)![1]!
  const checks = Object.fromEntries(
    [...page.matchAll(/name="(checks\.[\w-]+)"/g)].map(([, name]) => [name!, 'clear']),
  )
  const sign = (acceptance: string) =>
    reviewer.post(`${own}/review`, {
      ...checks,
      contentHash,
      conclusion: 'may-publish',
      acceptance,
    })
  const refused = await sign(' ')
  expect(refused.statusCode).toBe(422)
  expect(shownText(refused.body)).toContain('请写明为什么可以公开')
  expect((await sign('咨询电话，应当公开')).statusCode).toBe(303)
  const after = shownText((await clerk.get(own)).body)
  expect(after).toContain('已说明理由放行')
  expect(after).toContain('咨询电话，应当公开')
})

test('an archive with a way out, or one that swells, is not taken', async () => {
  const id = await draftDocument(app.db, desk.drafter, editionForm(), NOW)
  const outside = buildZip([{ name: '../../etc/passwd', content: 'x' }])
  const swelling = buildZip([{ name: 'zeros.txt', content: Buffer.alloc(300 * 1024 * 1024) }])
  for (const content of [outside, swelling]) {
    const answer = await clerk.upload(`/office/publications/${id}/attachments`, {}, [
      { field: 'files', name: 'a.zip', content },
    ])
    expect(answer.statusCode).toBe(422)
  }
  expect((await getEdition(app.db, id)).attachments).toEqual([])
})

test('no address in a text is fetched, and no picture from elsewhere is shown', async () => {
  const { createServer } = await import('node:http')
  let asked = 0
  const server = createServer((_, response) => {
    asked += 1
    response.end('x')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const inside = `http://127.0.0.1:${port}/secret`
  const bodyHtml = `<p><img src="${inside}"><a href="${inside}">链接</a><iframe src="${inside}"></iframe>正文</p>`
  const id = await draftDocument(app.db, desk.drafter, editionForm({ bodyHtml }), NOW)
  await clerk.get(`/office/publications/${id}`)
  await clerk.post(`/office/publications/${id}/submit`)
  expect((await getEdition(app.db, id)).bodyHtml).not.toMatch(/<img|<iframe/)
  expect(asked).toBe(0)
  server.close()
})
