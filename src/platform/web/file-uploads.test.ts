import { randomBytes } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { testFiles } from '../../../test/builders/files.ts'
import { temporaryFolder } from '../../../test/cluster.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { inTransaction } from '../database/database.ts'
import { openFile, receiveFile, type Files } from '../files/files.ts'
import { createFolderStore } from '../files/folder-store.ts'
import { chinaMoment } from '../kernel/time.ts'
import { createSealer } from '../sealing/sealer.ts'
import { handleErrors } from './errors.ts'
import { acceptFiles } from './file-uploads.ts'
import { createServer, type WebServer } from './server.ts'
import { sendStoredFile } from './stored-file-reply.ts'
import { MEGABYTE } from './uploads.ts'

const now = chinaMoment('2020-08-17T13:56')
let database: TestDatabase
let folder: string
let files: Files
let server: WebServer

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

beforeEach(async () => {
  folder = temporaryFolder()
  const sealer = createSealer(randomBytes(32))
  files = { blobs: createFolderStore(folder, sealer.keyFor('files')), sealer, scanner: undefined }
  server = await buildServer()
})
afterEach(async () => {
  await server.app.close()
  rmSync(folder, { recursive: true })
})

async function buildServer(): Promise<WebServer> {
  const built = await createServer({
    https: false,
    trustProxy: false,
    logLevel: 'silent',
    clock: () => now,
    assets: { url: (name) => name, files: new Map() },
    touchDatabase: async () => {},
  })
  const { app } = built
  handleErrors(app, (_request, reply, { status, message }) => reply.code(status).send({ message }))
  acceptFiles(app, files)
  const config = { fileUploads: { maxBytes: MEGABYTE, maxFiles: 3 } }
  app.post('/look', { config }, ({ body, fileUploads }) => ({
    body,
    names: fileUploads.staged.map(({ field, file }) => [field, file.name]),
    problems: fileUploads.problems,
  }))
  app.post('/keep', { config }, async ({ fileUploads }) => {
    const { file } = fileUploads.staged[0]!
    return inTransaction(database.db, (tx) => receiveFile(files, tx, file, now))
  })
  app.get<{ Params: { id: string }; Querystring: { inline?: string } }>(
    '/file/:id',
    async ({ params, query }, reply) => {
      const opened = await openFile(files, database.db, Number(params.id), async () => true)
      return sendStoredFile(reply, opened, { inline: query.inline !== undefined })
    },
  )
  return built
}

interface Sent {
  readonly name: string
  readonly content: Buffer
}

async function post(path: string, sent: readonly Sent[]) {
  const form = new FormData()
  form.append('before', '写在前面')
  for (const { name, content } of sent)
    form.append('file', new Blob([new Uint8Array(content)]), name)
  form.append('after', '写在后面')
  const encoded = new Response(form)
  return server.app.inject({
    method: 'POST',
    url: path,
    headers: {
      'content-type': encoded.headers.get('content-type') ?? '',
      'sec-fetch-site': 'same-origin',
    },
    payload: Buffer.from(await encoded.arrayBuffer()),
  })
}

/** Cleared up once the answer has gone out. */
const expectNothingLeft = () =>
  vi.waitFor(() => {
    const left = readdirSync(folder, { recursive: true, withFileTypes: true })
    expect(left.filter((entry) => entry.isFile())).toEqual([])
  })

async function keep(sent: Sent): Promise<number> {
  return (await post('/keep', [sent])).json<{ id: number }>().id
}

const pdf = (name = '申请表.pdf'): Sent => ({ name, content: testFiles.pdf() })

test('files and the fields around them arrive; what is not received leaves nothing', async () => {
  const answer = await post('/look', [pdf(), { name: '照片.jpg', content: testFiles.jpeg() }])
  expect(answer.json()).toEqual({
    body: { before: '写在前面', after: '写在后面' },
    names: [
      ['file', '申请表.pdf'],
      ['file', '照片.jpg'],
    ],
    problems: [],
  })
  await expectNothingLeft()
})

test('a file that is not taken is a problem beside its field, and nothing typed is lost', async () => {
  const large = { name: '大.txt', content: Buffer.alloc(MEGABYTE + 1, 'x') }
  const page = { name: '页.html', content: Buffer.from('<html></html>') }
  const answer = (await post('/look', [large, page, pdf()])).json()
  expect(answer).toEqual({
    body: { before: '写在前面', after: '写在后面' },
    names: [['file', '申请表.pdf']],
    problems: [
      { at: 'file', message: expect.stringContaining('大.txt：文件超过了1 MB的上限') },
      { at: 'file', message: expect.stringContaining('页.html：不接收网页') },
    ],
  })
})

test('too many files: the first are taken, one problem tells of the others', async () => {
  const answer = (
    await post(
      '/look',
      Array.from({ length: 6 }, () => pdf()),
    )
  ).json<{
    names: unknown[]
    problems: unknown[]
  }>()
  expect(answer.names).toHaveLength(3)
  expect(answer.problems).toEqual([{ at: 'file', message: '最多上传3个文件。' }])
})

test('10,000 files at once are refused', async () => {
  const empty = { name: 'a.txt', content: Buffer.from('x') }
  const answer = await post(
    '/look',
    Array.from({ length: 10_000 }, () => empty),
  )
  expect(answer.statusCode).toBe(413)
  await expectNothingLeft()
})

test('a field left empty is no file', async () => {
  const answer = await post('/look', [{ name: '', content: Buffer.alloc(0) }])
  expect(answer.json()).toMatchObject({ names: [], problems: [] })
})

test('2 GB are turned away before they are read, and without their size nothing is', async () => {
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.app.server.address() as AddressInfo
  const send = (length: Readonly<Record<string, string>>) => {
    const { promise, resolve } = Promise.withResolvers<number | undefined>()
    const sending = httpRequest({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/look',
      headers: {
        'content-type': 'multipart/form-data; boundary=x',
        'sec-fetch-site': 'same-origin',
        ...length,
      },
    })
    sending.on('response', (response) => {
      resolve(response.statusCode)
      sending.destroy()
    })
    sending.on('error', () => {})
    sending.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nx')
    return promise
  }
  expect(await send({ 'content-length': String(2 * 1024 * MEGABYTE) })).toBe(413)
  expect(await send({ 'transfer-encoding': 'chunked' })).toBe(422)
  await expectNothingLeft()
})

test('an upload that breaks off in the middle is the sender\u2019s trouble and leaves nothing', async () => {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/look',
    headers: {
      'content-type': 'multipart/form-data; boundary=x',
      'sec-fetch-site': 'same-origin',
      'content-length': '9999',
    },
    payload: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nx',
  })
  expect(answer.statusCode).toBeLessThan(500)
  await expectNothingLeft()
})

test('a stored file goes out as one to save, under its name, powerless and never kept', async () => {
  const id = await keep({ name: '示例甲 的"表".txt', content: Buffer.from('正文') })
  const { headers, body } = await server.app.inject(`/file/${id}?inline`)
  expect(body).toBe('正文')
  expect(headers).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'content-disposition': expect.stringMatching(/^attachment; .*%E7%A4%BA%E4%BE%8B/),
    'content-length': '6',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-security-policy': expect.stringContaining('sandbox'),
  })
})

test('only pictures and PDFs are shown, and only when asked for', async () => {
  const sent = {
    pdf: testFiles.pdf(),
    png: testFiles.png(),
    jpg: testFiles.jpeg(),
    zip: testFiles.zip(),
  }
  for (const [extension, content] of Object.entries(sent)) {
    const id = await keep({ name: `a.${extension}`, content })
    const disposition = async (path: string) =>
      String((await server.app.inject(path)).headers['content-disposition'])
    expect(await disposition(`/file/${id}`)).toMatch(/^attachment/)
    expect(await disposition(`/file/${id}?inline`)).toMatch(
      extension === 'zip' ? /^attachment/ : /^inline/,
    )
  }
})
