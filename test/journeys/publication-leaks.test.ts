/**
 * Nothing that is not public is found anywhere: every state an edition can be in × every address of the portal, asked by
 * a stranger, by somebody of another body, and where the page was kept before it changed.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EDITION_STATES, type EditionState } from '../../src/domain/publications/edition.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { addAttachments } from '../../src/domain/publications/handling/attachments.ts'
import {
  draftDocument,
  startNewEdition,
  submitForReview,
} from '../../src/domain/publications/handling/drafting.ts'
import { setEmbargo } from '../../src/domain/publications/handling/embargo.ts'
import { publishEdition } from '../../src/domain/publications/handling/publish.ts'
import { removeDocument } from '../../src/domain/publications/handling/remove.ts'
import { reviewEdition } from '../../src/domain/publications/handling/review.ts'
import { schedulePublication } from '../../src/domain/publications/handling/schedule.ts'
import { createPreview } from '../../src/domain/publications/previews.ts'
import { addRelation } from '../../src/domain/publications/relations.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { stageFile } from '../../src/platform/files/stage-file.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { buildAgency, buildOfficer } from '../builders/people.ts'
import {
  buildPublicationDesk,
  clearReview,
  editionForm,
  finishEdition,
  type PublicationDesk,
} from '../builders/publications.ts'

const NOW = chinaMoment('2020-08-17T13:56')
const LATER = NOW.add({ hours: 24 })

let app: TestApp
let desk: PublicationDesk
/** a public document that is linked to every other */
let open: { id: number; documentId: number; indexNumber: string }
beforeAll(async () => {
  app = await createTestApp({ now: '2020-08-17T13:56' })
  desk = await buildPublicationDesk(app.db, app.agencyId)
  const id = await draftDocument(app.db, desk.drafter, editionForm({ title: '公开的文件' }), NOW)
  const indexNumber = await finishEdition(app.db, desk, id, NOW)
  open = { id, indexNumber, documentId: (await getEdition(app.db, id)).documentId }
})
afterAll(() => app.close())

interface Built {
  readonly id: number
  readonly documentId: number
  /** words that must not be read anywhere */
  readonly secrets: readonly string[]
}

let built = 0

/** A draft with words of its own in every field, a file, and a link to a public document. */
async function secretDraft(): Promise<Built> {
  const { db, files } = app
  built += 1
  const secret = (where: string) => `秘而不宣${where}第${built}号`
  const fields = ['标题', '正文', '概述', '分类', '关键词', '说明', '登记'].map(secret)
  const [title, body, summary, category, keyword, publicNote, registrationNumber] = fields
  const id = await draftDocument(
    db,
    desk.drafter,
    editionForm({
      title: title!,
      bodyHtml: `<p>${body}</p>`,
      summary: summary!,
      category: category!,
      keywords: [keyword!],
      publicNote: publicNote!,
      registrationNumber: registrationNumber!,
      documentNumber: `示密〔2020〕${built}号`,
    }),
    NOW,
  )
  const name = `${secret('附件名')}.txt`
  const content = Buffer.from(secret('附件'))
  const file = await stageFile(files, { name, content }, { maxBytes: 1000 })
  await addAttachments({ db, files }, desk.drafter, id, [{ file, role: 'attachment' }], NOW)
  const { documentId } = await getEdition(db, id)
  const link = { fromId: documentId, kind: 'based-on', toId: open.documentId } as const
  await addRelation(db, desk.drafter, link, NOW)
  await createPreview(db, desk.drafter, id, { givenTo: '预览人', days: 1 }, NOW)
  const secrets = [...fields, secret('附件名'), secret('附件'), `示密〔2020〕${built}号`]
  return { id, documentId, secrets }
}

const submit = ({ id }: Built) =>
  submitForReview(app.db, desk.drafter, id, NOW, { files: app.files })
const review = async ({ id }: Built, given: Parameters<typeof clearReview>[1] = {}) =>
  reviewEdition(
    app.db,
    desk.reviewer,
    id,
    clearReview((await getEdition(app.db, id)).contentHash, given),
    NOW,
  )
const ERROR = {
  kind: 'published-in-error',
  publicReason: '误发，已经撤下。',
  privateNote: '秘而不宣的内部说明',
  successor: '',
} as const

/** How to get there by the steps people take. */
const REACH: Readonly<Record<Exclude<EditionState, 'published'>, () => Promise<Built>>> = {
  draft: secretDraft,
  async 'in-review'() {
    const one = await secretDraft()
    await submit(one)
    return one
  },
  async referred() {
    const one = await REACH['in-review']()
    await review(one, { conclusion: 'refer-upwards', opinion: '拿不准', organ: '示例保密局' })
    return one
  },
  async returned() {
    const one = await REACH['in-review']()
    await review(one, { conclusion: 'return', opinion: '退回' })
    return one
  },
  async reviewed() {
    const one = await REACH['in-review']()
    await review(one)
    return one
  },
  async scheduled() {
    const one = await REACH.reviewed()
    await schedulePublication(app.db, desk.head, one.id, LATER, NOW)
    return one
  },
  async superseded() {
    const one = await REACH.reviewed()
    await publishEdition(app.db, desk.head, one.id, NOW)
    const next = await startNewEdition(app.db, desk.drafter, one.documentId, NOW)
    await sql`update editions set title = '改后的标题', body_html = '<p>改后</p>', body_text = '改后',
      summary = '', category = '管委文件', keywords = '{}', registration_number = '', document_number = '',
      attachments = '[]' where id = ${next}`.execute(app.db)
    await finishEdition(app.db, desk, next, NOW)
    // what an edition said had changed is public history; all else of it is not
    return { ...one, secrets: one.secrets.filter((secret) => !secret.includes('说明')) }
  },
  async removed() {
    const one = await REACH.reviewed()
    await publishEdition(app.db, desk.head, one.id, NOW)
    await removeDocument(app.db, desk.head, one.id, ERROR, NOW)
    return { ...one, secrets: [...one.secrets, ERROR.privateNote] }
  },
}

async function addressesFor({ id, secrets }: Built): Promise<string[]> {
  const { indexNumber, attachments } = await getEdition(app.db, id)
  const [title = '', , , category = ''] = secrets
  const query = encodeURIComponent(title)
  // a document without a number is asked for under one that it might get
  const numbers = [indexNumber ?? '11371000004359440C/2020-00002', open.indexNumber]
  const files = attachments.flatMap(({ sha256, name }) =>
    numbers.map((number) => `/files/${number}/${sha256.slice(0, 16)}/${encodeURIComponent(name)}`),
  )
  const fixed = app.routes.flatMap((route) => {
    const [method, path] = route.split(' ') as [string, string]
    return method === 'GET' && !path.startsWith('/office') && !path.includes(':') ? [path] : []
  })
  return [
    ...fixed,
    ...fixed.map((path) => `${path}?q=${query}&text=${query}&query=${query}`),
    `/content?category=${encodeURIComponent(category)}`,
    '/content?year=2020',
    ...numbers.flatMap((number) => [`/content/${number}`, `/content/${number}.txt`]),
    `/content/${encodeURIComponent(numbers[0]!)}`,
    `/apply?about=${encodeURIComponent(numbers[0]!)}`,
    `/apply/online?about=${encodeURIComponent(numbers[0]!)}`,
    ...files,
    `/preview/${'A'.repeat(43)}`,
    `/office/publications/${id}`,
    ...attachments.map(({ fileId }) => `/office/publications/${id}/attachments/${fileId}`),
  ]
}

describe.each(EDITION_STATES.filter((state) => state !== 'published'))('%s', (state) => {
  test('is read at no address, by nobody who is not of the office', async () => {
    const one = await REACH[state]()
    expect((await getEdition(app.db, one.id)).state).toBe(state)
    const elsewhere = await app.signIn(
      await buildOfficer(
        app.db,
        await buildAgency(app.db),
        'clerk',
        'head',
        'secrecy-reviewer',
        'auditor',
      ),
    )
    const addresses = await addressesFor(one)
    expect(addresses.length).toBeGreaterThan(30)
    for (const reader of [app.visitor(), elsewhere])
      for (const address of addresses) {
        const { rawPayload } = await reader.get(address)
        const text = rawPayload.toString()
        // what a page repeats of the question is not an answer
        const asked = decodeURIComponent(address)
        const found = one.secrets.filter(
          (secret) => text.includes(secret) && !asked.includes(secret),
        )
        expect([address, found]).toEqual([address, []])
      }
  })
})

test('what is searched for and not public is not found', async () => {
  const one = await REACH.scheduled()
  const paths = app.routes.filter((route) => route.startsWith('GET /search'))
  for (const route of paths) {
    const path = route.split(' ')[1]!
    if (path.includes(':')) continue
    for (const name of ['q', 'text', 'query']) {
      const { body } = await app
        .visitor()
        .get(`${path}?${name}=${encodeURIComponent(one.secrets[1]!)}`)
      expect(body).not.toContain(`/content/11371000004359440C/2020-0000${one.id}`)
      expect(body.replaceAll(one.secrets[1]!, '')).not.toContain('秘而不宣')
    }
  }
})

test('an embargoed edition, reviewed and all, is public for nobody who presses the button', async () => {
  const one = await REACH.reviewed()
  await setEmbargo(app.db, desk.head, one.id, { until: LATER, reason: '' }, NOW)
  const head = await app.signIn(desk.head)
  const page = (await head.get(`/office/publications/${one.id}`)).body
  const contentHash = /name="contentHash"\s+value="([0-9a-f]{64})"/.exec(page)![1]!
  const answer = await head.post(`/office/publications/${one.id}/publish`, { contentHash })
  expect(answer.statusCode).toBe(409)
  expect(answer.body).toContain('不得公开')
  expect((await getEdition(app.db, one.id)).state).toBe('reviewed')
})

describe('by SQL, past every page', () => {
  const STATES = EDITION_STATES.filter(
    (state) => !['published', 'superseded', 'removed', 'scheduled', 'reviewed'].includes(state),
  )
  test.each(STATES)('%s does not become public', async (state) => {
    const { id } = await REACH[state as keyof typeof REACH]()
    for (const to of ['published', 'scheduled'])
      await expect(
        sql`update editions set state = ${to}, published_by = ${desk.head.id}, published_at = now(),
          publish_at = now() where id = ${id}`.execute(app.db),
      ).rejects.toThrow(/未经保密审查|没有通过出门检查/)
  })

  test.each(['superseded', 'removed'] as const)('%s does not come back', async (state) => {
    const { id } = await REACH[state]()
    await expect(
      sql`update editions set state = 'published' where id = ${id}`.execute(app.db),
    ).rejects.toThrow('已发布的版本不能退回')
  })

  test('an edition is not born public', async () => {
    const { documentId } = await secretDraft()
    await expect(
      sql`insert into editions (document_id, number, state, title, publisher, category, disclosure, body_html,
          body_text, content_hash, drafted_by, contributors, published_by, published_at, created_at, updated_at)
        values (${documentId}, 2, 'published', '标题', '机构', '类', 'proactive', '', '', '', ${desk.drafter.id},
          array[${desk.drafter.id}]::int[], ${desk.head.id}, now(), now(), now())`.execute(app.db),
    ).rejects.toThrow(/未经保密审查|没有通过出门检查/)
  })
})
