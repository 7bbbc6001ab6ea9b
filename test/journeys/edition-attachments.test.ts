import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { startNewEdition } from '../../src/domain/publications/handling/drafting.ts'
import { createTestApp, type Browser, type TestApp, type TestFile } from '../app.ts'
import { testFiles } from '../builders/files.ts'
import {
  buildPublicationDesk,
  finishEdition,
  editionForm,
  type PublicationDesk,
} from '../builders/publications.ts'
import { draftDocument } from '../../src/domain/publications/handling/drafting.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { shownText } from './shown-text.ts'

const NOW = chinaMoment('2020-08-17T13:56')

let app: TestApp
let desk: PublicationDesk
let clerk: Browser
beforeAll(async () => {
  app = await createTestApp({ now: '2020-08-17T13:56' })
  desk = await buildPublicationDesk(app.db, app.agencyId)
  clerk = await app.signIn(desk.drafter)
})
afterAll(() => app.close())

const text = (content: string): TestFile => ({
  field: 'files',
  name: '附表.txt',
  content: Buffer.from(content),
})

const edition = (id: number) => `/office/publications/${id}`

async function draftWith(...files: TestFile[]): Promise<number> {
  const id = await draftDocument(app.db, desk.drafter, editionForm(), NOW)
  await upload(id, ...files)
  return id
}

async function upload(id: number, ...files: TestFile[]): Promise<void> {
  const answer = await clerk.upload(`${edition(id)}/attachments`, { role: 'attachment' }, files)
  expect(answer.statusCode).toBe(303)
}

/** The address a reader finds on the document's page. */
async function addressOn(indexNumber: string): Promise<string> {
  const { body } = await app.visitor().get(`/content/${indexNumber}`)
  return /href="(\/files\/[^"]+)"/.exec(body)![1]!
}

const publish = (id: number) => finishEdition(app.db, desk, id, NOW, app.files)

describe('files on a draft', () => {
  test('several at once, with name, size, format, pages and checksum; put in order, taken off', async () => {
    const id = await draftWith(text('甲'), {
      field: 'files',
      name: '示意图.png',
      content: testFiles.png(),
    })
    const { attachments } = await getEdition(app.db, id)
    expect(attachments).toMatchObject([
      { name: '附表.txt', size: 3, role: 'attachment', mediaType: 'text/plain; charset=utf-8' },
      { name: '示意图.png', mediaType: 'image/png', pages: null },
    ])
    const [first, second] = attachments
    const change = (fileId: number, act: string) =>
      clerk.post(`${edition(id)}/attachments/${fileId}`, { act })
    await change(second!.fileId, 'up')
    await change(first!.fileId, 'original')
    expect((await getEdition(app.db, id)).attachments).toMatchObject([
      { name: '示意图.png' },
      { name: '附表.txt', role: 'original' },
    ])
    await change(first!.fileId, 'remove')
    expect((await getEdition(app.db, id)).attachments).toHaveLength(1)
    expect((await change(first!.fileId, 'up')).statusCode).toBe(404)
  })

  test('the same bytes twice are refused; another file of the same name gets a number', async () => {
    const id = await draftWith(text('甲'))
    const again = await clerk.upload(`${edition(id)}/attachments`, {}, [text('甲')])
    expect(again.statusCode).toBe(422)
    expect(shownText(again.body)).toContain('内容完全相同')
    await upload(id, text('乙'))
    expect((await getEdition(app.db, id)).attachments[1]!.name).toBe('附表（2）.txt')
  })

  test.each([
    ['an SVG with a script', 'a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'],
    ['a page', 'a.html', '<html><script>x()</script></html>'],
    ['a page under the name of a PDF', 'a.pdf', '<html><script>x()</script></html>'],
  ])('%s is not taken', async (_, name, content) => {
    const id = await draftDocument(app.db, desk.drafter, editionForm(), NOW)
    const answer = await clerk.upload(`${edition(id)}/attachments`, {}, [
      { field: 'files', name, content: Buffer.from(content) },
    ])
    expect(answer.statusCode).toBe(422)
    expect((await getEdition(app.db, id)).attachments).toEqual([])
  })

  test('a file changed after the review voids it', async () => {
    const id = await draftWith(text('甲'))
    const before = await getEdition(app.db, id)
    await upload(id, text('乙'))
    const after = await getEdition(app.db, id)
    expect(after.contentHash.equals(before.contentHash)).toBe(false)
    expect(after.state).toBe('draft')
  })

  test('officers of another body reach neither list nor file', async () => {
    const id = await draftWith(text('甲'))
    const { attachments } = await getEdition(app.db, id)
    const { buildAgency, buildOfficer } = await import('../builders/people.ts')
    const stranger = await app.signIn(
      await buildOfficer(app.db, await buildAgency(app.db), 'clerk', 'head'),
    )
    const address = `${edition(id)}/attachments/${attachments[0]!.fileId}`
    expect((await stranger.get(address)).statusCode).toBe(404)
    expect((await stranger.post(address, { act: 'remove' })).statusCode).toBe(404)
    expect((await clerk.get(address)).body).toBe('甲')
    // a file of another edition does not open under this one
    const other = await draftDocument(app.db, desk.drafter, editionForm(), NOW)
    const under = `${edition(other)}/attachments/${attachments[0]!.fileId}`
    expect((await clerk.get(under)).statusCode).toBe(404)
  })
})

describe('at its public address', () => {
  test('a file is saved, never run; kept by nobody without asking again; sent in parts', async () => {
    const id = await draftWith(text('0123456789'))
    const address = await addressOn(await publish(id))
    const answer = await app.visitor().get(address)
    expect(answer.body).toBe('0123456789')
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'content-disposition': expect.stringMatching(/^attachment;.*%E9%99%84%E8%A1%A8\.txt$/),
      'cache-control': expect.stringContaining('no-cache'),
      'content-length': '10',
    })
    const ask = (headers: Record<string, string>) => app.fastify.inject({ url: address, headers })
    const etag = String(answer.headers.etag)
    expect((await ask({ 'if-none-match': etag })).statusCode).toBe(304)
    const part = await ask({ range: 'bytes=2-4' })
    expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([
      206,
      '234',
      'bytes 2-4/10',
    ])
    expect((await ask({ range: 'bytes=-3' })).body).toBe('789')
    expect((await ask({ range: 'bytes=10-' })).statusCode).toBe(416)
    expect((await ask({ range: 'bytes=2-4', 'if-range': '"other"' })).statusCode).toBe(200)
    const head = await app.fastify.inject({ method: 'HEAD', url: address })
    expect([head.statusCode, head.headers['content-length'], head.body]).toEqual([200, '10', ''])
  })

  test('originals stand among the downloads of the document, each told apart', async () => {
    const downloadsOf = async (indexNumber: string) => {
      const { body } = await app.visitor().get(`/content/${indexNumber}`)
      return [...body.matchAll(/<a[^>]*href="(\/files\/[^"]+)"[^>]*>(原件[^<]*)<\/a>/g)].map(
        ([, href, words]) => [words, href],
      )
    }
    const id = await draftWith(text('甲'))
    await upload(id, { ...text('乙'), name: '正本.txt' })
    await upload(id, { ...text('丙'), name: '附表二.txt' })
    const { attachments } = await getEdition(app.db, id)
    const makeOriginal = (at: number) =>
      clerk.post(`${edition(id)}/attachments/${attachments[at]!.fileId}`, { act: 'original' })
    await makeOriginal(0)
    await makeOriginal(1)
    const downloads = await downloadsOf(await publish(id))
    expect(downloads.map(([words]) => words)).toEqual(['原件1（TXT）', '原件2（TXT）'])
    expect((await app.visitor().get(downloads[1]![1]!)).body).toBe('乙')
  })

  test('a draft, a wrong checksum and another document lead to no file', async () => {
    const draft = await draftWith(text('不公开'))
    const { attachments } = await getEdition(app.db, draft)
    const address = await addressOn(await publish(await draftWith(text('公开'))))
    const [organ, serial, hash] = address.split('/').slice(2) as [string, string, string]
    const secret = attachments[0]!.sha256.slice(0, 16)
    for (const path of [
      `/files/${organ}/${serial}/${secret}/${encodeURIComponent('附表.txt')}`,
      `/files/${organ}/${serial}/${hash.slice(0, 15)}/x.txt`,
      `/files/${organ}/${serial}/${'%'.repeat(16)}/x.txt`,
      `/files/${organ}/2020-99999/${hash}/x.txt`,
      `/files/${organ}/${serial}/${hash.replace(/.$/, '_')}/x.txt`,
    ])
      expect([path, [400, 404].includes((await app.visitor().get(path)).statusCode)]).toEqual([
        path,
        true,
      ])
    const renamed = await app.visitor().get(`/files/${organ}/${serial}/${hash}/x.txt`)
    expect([renamed.statusCode, renamed.headers.location]).toEqual([302, address])
  })

  test('a working copy changes nothing; once it is published the replaced file is gone, on every node', async () => {
    const node = await app.anotherNode()
    const indexNumber = await publish(await draftWith(text('旧表')))
    const old = await addressOn(indexNumber)
    const { documentId } = await getEdition(app.db, Number(await editionIdOf(indexNumber)))
    const copy = await startNewEdition(app.db, desk.drafter, documentId, NOW)
    const carried = await getEdition(app.db, copy)
    expect(carried.attachments).toMatchObject([{ name: '附表.txt' }])
    await clerk.post(`${edition(copy)}/attachments/${carried.attachments[0]!.fileId}`, {
      act: 'remove',
    })
    await upload(copy, text('新表'))
    const fetched = await app.visitor().get(old)
    expect(fetched.body).toBe('旧表')
    await publish(copy)
    const revalidated = { 'if-none-match': String(fetched.headers.etag) }
    for (const server of [app.fastify, node]) {
      const gone = await server.inject({ url: old, headers: revalidated })
      expect(gone.statusCode).toBe(410)
      expect(gone.headers['cache-control']).toBe('no-store')
      expect(shownText(gone.body)).toContain('这个附件已经更换')
    }
    expect((await app.visitor().get(await addressOn(indexNumber))).body).toBe('新表')
    await node.close()
  })
})

async function editionIdOf(indexNumber: string): Promise<number> {
  const { id } = await app.db
    .selectFrom('editions as e')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .select('e.id')
    .where('d.index_number', '=', indexNumber)
    .where('e.state', '=', 'published')
    .executeTakeFirstOrThrow()
  return id
}

test('the database refuses an attachment that is not what lies in the store', async () => {
  const { sql } = await import('kysely')
  const id = await draftWith(text('甲'))
  const change = (path: string, value: string) =>
    sql`update editions set attachments = jsonb_set(attachments, ${path}::text[], ${value}::jsonb) where id = ${id}`.execute(
      app.db,
    )
  await expect(change('{0,sha256}', `"${'0'.repeat(64)}"`)).rejects.toThrow('附件与存放的文件不符')
  await expect(change('{0,fileId}', '999999')).rejects.toThrow('附件与存放的文件不符')
  await expect(change('{0,mediaType}', '"text/html"')).rejects.toThrow('附件与存放的文件不符')
})
