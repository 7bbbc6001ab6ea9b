/**
 * Nothing that is not public is found anywhere: every kind of hidden item (`hidden-items.ts`) × every surface
 * (`surfaces.ts`), asked by a stranger with the words, the numbers and the files of each; and every page of the office,
 * asked by somebody of another body.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EDITION_STATES } from '../../src/domain/publications/edition.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { draftDocument } from '../../src/domain/publications/handling/drafting.ts'
import { removeDocument } from '../../src/domain/publications/handling/remove.ts'
import { readForeignDocument } from '../../src/domain/publications/reading/read-foreign-document.ts'
import { fillIndex } from '../../src/domain/publications/search/attachment-texts.ts'
import { searchPublications } from '../../src/domain/publications/search/search.ts'
import { readNews } from '../../src/domain/subscriptions/news.ts'
import type { Subject } from '../../src/domain/subscriptions/subject.ts'
import { mirrorPortal } from '../../src/interfaces/cli/mirror-rules.ts'
import { buildProgram } from '../../src/interfaces/cli/program.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { buildVillage } from '../builders/catalogue.ts'
import { buildAgency, buildOfficer } from '../builders/people.ts'
import { editionForm, finishEdition } from '../builders/publications.ts'
import { isOfThePortal } from '../page-kinds.ts'
import { buildRecords, NOW, type HiddenItem, type Records } from './hidden-items.ts'
import { PUBLIC_COMMANDS, RUNNERS_COMMANDS, SURFACES, type Asked, type Target } from './surfaces.ts'

const ORIGIN = 'http://xxgk.example.gov.cn'

let app: TestApp
let records: Records
/** with every target's own number, files and words, and once more under the number of a public document */
let targets: readonly Target[]
let control: Target
/** What the app wrote to its log from the first act to the last answer. */
const log: string[] = []
const write = process.stderr.write.bind(process.stderr)
beforeAll(async () => {
  process.stderr.write = (chunk: string | Uint8Array) => {
    log.push(chunk.toString())
    return true
  }
  const environment = {
    MINGQU_BASE_URL: ORIGIN,
    MINGQU_LOG_LEVEL: 'trace',
    MINGQU_SMTP_URL: 'smtp://127.0.0.1:9',
    MINGQU_MAIL_FROM: 'a@example.cn',
  }
  app = await createTestApp({ now: '2020-08-17T13:56', environment })
  await app.db
    .updateTable('agencies')
    .set({ slug: 'zone' })
    .where('id', '=', app.agencyId)
    .execute()
  records = await buildRecords(app)
  await buildVillage(app.db, records.desk.drafter, NOW, 'leaks')
  await fillIndex({ db: app.db, files: app.files }, NOW, new AbortController().signal)
  const { open, shown, hidden } = records
  control = await targetOf({ kind: 'public', secrets: shown.all, editionId: open.editionId })
  const own = await Promise.all(hidden.map(targetOf))
  targets = own.flatMap((target) =>
    target.edition ? [target, { ...target, number: open.indexNumber }] : [target],
  )
})
afterAll(async () => {
  process.stderr.write = write
  await app.close()
})

async function targetOf({ secrets, editionId }: HiddenItem): Promise<Target> {
  const edition = editionId === undefined ? undefined : await getEdition(app.db, editionId)
  // one without a number is asked for under one that it might get
  return {
    words: secrets,
    number: edition?.indexNumber ?? '11371000004359440C/2020-00099',
    edition,
  }
}

let callers = 0
/** From an address of one's own: limits are not what is tried. */
async function ask({ path, sends }: Asked, session?: string) {
  callers += 1
  return app.fastify.inject({
    method: sends ? 'POST' : 'GET',
    url: path,
    remoteAddress: `10.${callers >> 16}.${(callers >> 8) & 255}.${callers & 255}`,
    headers: {
      'user-agent': 'Mozilla/5.0 (test)',
      'sec-fetch-site': 'same-origin',
      ...(session !== undefined && { cookie: `mingqu=${session}` }),
      ...(sends && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(sends && { payload: new URLSearchParams(sends).toString() }),
  })
}

const FILES: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
}

/** Whatever can be read in an answer: its words, those inside of files, and its headers. */
async function readIn(answer: Awaited<ReturnType<typeof ask>>): Promise<string> {
  const { headers, rawPayload } = answer
  const format = FILES[String(headers['content-type']).split(';')[0]!]
  const words = format
    ? (await readForeignDocument(`x.${format}`, rawPayload)).bodyHtml
    : rawPayload.toString()
  return decoded(`${words}\n${JSON.stringify(headers)}`)
}

/** Also what stands in addresses, as a whole or in parts. */
const decoded = (text: string) =>
  text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped)
    } catch {
      return escaped
    }
  })

const asked = (surface: string, target: Target): Asked[] =>
  SURFACES[surface]!(target).map((one) => (typeof one === 'string' ? { path: one } : one))

/** What a page repeats of the question is no answer. */
const repeats = ({ path, sends }: Asked) =>
  decoded(path.replaceAll('+', ' ')) + JSON.stringify(sends ?? {})

const leaked = (text: string, question = '') =>
  records.hidden.flatMap(({ kind, secrets }) =>
    secrets
      .filter((secret) => text.includes(secret) && !question.includes(secret))
      .map((secret) => `${kind}: ${secret}`),
  )

test('every state but the public one is among what is hidden', () => {
  const kinds = records.hidden.map(({ kind }) => kind)
  expect(EDITION_STATES.filter((state) => state !== 'published' && !kinds.includes(state))).toEqual(
    [],
  )
  for (const { secrets } of records.hidden) expect(secrets.length).toBeGreaterThan(2)
})

test('every route of the portal, and every command, is in the table', () => {
  const routes = app.routes.filter(isOfThePortal)
  expect(routes.filter((route) => !(route in SURFACES))).toEqual([])
  expect(Object.keys(SURFACES).filter((route) => !routes.includes(route))).toEqual([])
  const commands = buildProgram().commands.map((command) => command.name())
  expect(commands.toSorted()).toEqual([...PUBLIC_COMMANDS, ...RUNNERS_COMMANDS].toSorted())
})

describe('to a stranger', () => {
  test.each(Object.keys(SURFACES))('%s says nothing of it', async (surface) => {
    const questions = new Map(
      targets.flatMap((target) => asked(surface, target).map((one) => [JSON.stringify(one), one])),
    )
    for (const question of questions.values()) {
      const answer = await ask(question)
      expect([question, leaked(await readIn(answer), repeats(question))]).toEqual([question, []])
      expect([question, answer.statusCode < 500]).toEqual([question, true])
    }
  })
})

/** Where the public document must be found by the same questions: a surface that shows nothing would hide anything. */
const FOUND_AT = [
  'GET /',
  'GET /content',
  'GET /search',
  'GET /search/feed.atom',
  'GET /search/feed.json',
  'GET /content/:organCode/:serial',
  'GET /content/:organCode/:serial.pdf',
  'GET /files/:organCode/:serial/:hash/:name',
  'GET /correction',
  'GET /apply',
  'GET /apply/online',
  'GET /apply/form.docx',
  'POST /apply/online',
  'GET /feed.atom',
  'GET /feed.json',
  'GET /sitemaps/documents-:part.xml',
  'GET /data/documents.ndjson',
  'GET /data/changes.json',
]

test.each(FOUND_AT)('of what is public %s does speak', async (surface) => {
  const { all } = records.shown
  const answers: string[] = []
  for (const question of asked(surface, control)) {
    const text = await readIn(await ask(question))
    answers.push(
      ...[...all, control.number].filter(
        (word) => text.includes(word) && !repeats(question).includes(word),
      ),
    )
  }
  expect(answers).not.toEqual([])
})

test('words inside of a file are searched only while the file is public', async () => {
  const found = async (query: string) =>
    (await searchPublications(app.db, { query, filter: {}, sort: 'relevance', page: 1 }, NOW)).hits
  expect((await found(records.shown.file)).map(({ attachment }) => attachment?.name)).toEqual([
    records.shown.fileName,
  ])
  for (const { secrets } of records.hidden)
    for (const secret of secrets) {
      const hits = await found(secret)
      expect([secret, leaked(JSON.stringify(hits))]).toEqual([secret, []])
      // as `mingqu search --json` prints them
      expect([
        secret,
        hits
          .map(({ title, passage }) => title + passage.text)
          .join()
          .includes('秘而不宣'),
      ]).toEqual([secret, false])
    }
})

test('the mails of subscribers name none of it', async () => {
  const span = { after: NOW.subtract({ hours: 48 }), through: NOW.add({ hours: 24 }) }
  const told = async (subject: Subject) =>
    JSON.stringify(await readNews(app.db, subject, span, NOW))
  expect(await told({})).toContain(records.shown.title)
  expect(await told({ words: records.shown.body })).toContain(records.shown.title)
  expect(leaked(await told({}))).toEqual([])
  for (const { secrets } of records.hidden)
    for (const words of secrets.slice(0, 4))
      for (const subject of [{ words }, { category: words }])
        expect([subject, leaked(await told(subject))]).toEqual([subject, []])
})

test('a static copy of the site holds none of it, and after a withdrawal not that either', async () => {
  const { db, fastify } = app
  const { desk, shown } = records
  const folder = mkdtempSync(join(tmpdir(), 'mingqu-leaks-'))
  const copy = async () => {
    await mirrorPortal(fastify, { folder, origin: ORIGIN })
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => one.name + readFileSync(join(one.parentPath, one.name), 'utf8'))
  }
  const naming = (texts: readonly string[], title: string) =>
    texts.filter((text) => decoded(text).includes(title))
  try {
    const id = await draftDocument(db, desk.drafter, editionForm({ title: '导出以后撤下的' }), NOW)
    await finishEdition(db, desk, id, NOW)
    const before = await copy()
    expect(naming(before, shown.title)).not.toEqual([])
    expect(naming(before, '导出以后撤下的')).not.toEqual([])
    expect(leaked(decoded(before.join('\n')))).toEqual([])
    const form = {
      kind: 'withdrawn',
      publicReason: '内容有误。',
      privateNote: '',
      successor: '',
    } as const
    await removeDocument(db, desk.head, id, form, NOW)
    const after = await copy()
    expect(naming(after, shown.title)).not.toEqual([])
    expect(naming(after, '导出以后撤下的')).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('somebody of another body finds none of it on any page of the office', async () => {
  const { db } = app
  const officer = await buildOfficer(
    db,
    await buildAgency(db),
    'clerk',
    'head',
    'secrecy-reviewer',
    'auditor',
  )
  const { sessionToken } = await app.signIn(officer)
  const lists = app.routes.flatMap((route) => {
    const [method, path] = route.split(' ') as [string, string]
    return method === 'GET' && path.startsWith('/office') && !path.includes(':') ? [path] : []
  })
  const own = records.hidden.flatMap(({ editionId }) => {
    if (editionId === undefined) return []
    return ['', '/edit', '/removed', '/remove'].map(
      (page) => `/office/publications/${editionId}${page}`,
    )
  })
  const files = targets.flatMap(({ edition }) =>
    (edition?.attachments ?? []).map(
      ({ fileId }) => `/office/publications/${edition!.id}/attachments/${fileId}`,
    ),
  )
  expect(lists.length).toBeGreaterThan(40)
  // the words strangers looked for in vain are shown to every office; what was looked for above would stand among them
  await db.deleteFrom('search_misses').execute()
  for (const path of [...lists, ...own, ...files]) {
    const answer = await ask({ path }, sessionToken)
    const text = answer.headers['content-type']?.toString().startsWith('text/')
      ? await readIn(answer)
      : answer.rawPayload.toString('latin1')
    expect([path, leaked(text)]).toEqual([path, []])
  }
})

test('to ask for what is not public is no visit', async () => {
  const node = await app.anotherNode()
  const headers = { 'user-agent': 'Mozilla/5.0 (test)' }
  for (const { number } of [control, ...targets])
    await node.inject({ url: `/content/${number}`, headers })
  // what was counted is written at the latest now
  await node.close()
  const { rows } = await sql<{ title: string }>`
    select e.title from document_visits v join editions e on e.document_id = v.document_id`.execute(
    app.db,
  )
  const counted = rows.map(({ title }) => title)
  expect(counted).toContain(records.shown.title)
  expect(counted.filter((title) => leaked(title).length > 0 && !isOpen(title))).toEqual([])
})

/** A public document of which another edition is hidden is visited all the same. */
const isOpen = (title: string) =>
  records.hidden.some(
    ({ kind, secrets }) =>
      (kind === 'correction in draft' || kind === 'superseded') && secrets.includes(title),
  )

test('the log of all this names none of it, nor what was looked for', () => {
  const text = decoded(log.join(''))
  expect(log.length).toBeGreaterThan(500)
  expect(text).toContain('/content/:organCode/:serial')
  expect(leaked(text)).toEqual([])
  expect(text).not.toContain('秘而不宣')
  expect(text).not.toContain('mi-er-bu-xuan')
})

const editionOf = (kind: string) => records.hidden.find((one) => one.kind === kind)!.editionId!

test('an embargoed edition, reviewed and all, is public for nobody who presses the button', async () => {
  const id = editionOf('embargoed')
  const head = await app.signIn(records.desk.head)
  const page = (await head.get(`/office/publications/${id}`)).body
  const contentHash = /name="contentHash"\s+value="([0-9a-f]{64})"/.exec(page)![1]!
  const answer = await head.post(`/office/publications/${id}/publish`, { contentHash })
  expect(answer.statusCode).toBe(409)
  expect(answer.body).toContain('不得公开')
  expect((await getEdition(app.db, id)).state).toBe('reviewed')
})

describe('by SQL, past every page', () => {
  test.each(['draft', 'in-review', 'referred', 'returned'])(
    '%s does not become public',
    async (state) => {
      for (const to of ['published', 'scheduled'])
        await expect(
          sql`update editions set state = ${to}, published_by = ${records.desk.head.id}, published_at = now(),
          publish_at = now() where id = ${editionOf(state)}`.execute(app.db),
        ).rejects.toThrow(/未经保密审查|没有通过出门检查/)
    },
  )

  test.each(['superseded', 'removed'])('%s does not come back', async (state) => {
    await expect(
      sql`update editions set state = 'published' where id = ${editionOf(state)}`.execute(app.db),
    ).rejects.toThrow('已发布的版本不能退回')
  })

  test('an edition is not born public', async () => {
    const { drafter, head } = records.desk
    const { documentId } = await getEdition(app.db, editionOf('draft'))
    await expect(
      sql`insert into editions (document_id, number, state, title, publisher, category, disclosure, body_html,
          body_text, content_hash, drafted_by, contributors, published_by, published_at, created_at, updated_at)
        values (${documentId}, 2, 'published', '标题', '机构', '类', 'proactive', '', '', '', ${drafter.id},
          array[${drafter.id}]::int[], ${head.id}, now(), now(), now())`.execute(app.db),
    ).rejects.toThrow(/未经保密审查|没有通过出门检查/)
  })
})
