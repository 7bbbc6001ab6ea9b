import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testFiles } from '../../../test/builders/files.ts'
import { temporaryFolder } from '../../../test/cluster.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { startFakeSmtp, type FakeSmtp } from '../../../test/fake-smtp.ts'
import { inTransaction } from '../database/database.ts'
import { receiveFile, type Files } from '../files/files.ts'
import { createFolderStore } from '../files/folder-store.ts'
import { stageFile } from '../files/stage-file.ts'
import { noJobs } from '../jobs/jobs.ts'
import { createSealer } from '../sealing/sealer.ts'
import { deliverMail } from './deliver.ts'
import {
  findMailState,
  isMailConfigured,
  queueComposed,
  queueMail,
  type ComposedMail,
  type Composer,
  type Mail,
  type Outbox,
} from './outbox.ts'
import { parseSmtpSettings } from './smtp-settings.ts'

const sealer = createSealer(randomBytes(32))
let database: TestDatabase
let folder: string
let files: Files
let now: Temporal.Instant
let smtp: FakeSmtp | undefined

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => {
  now = Temporal.Instant.from('2020-08-17T06:00:00Z')
  folder = temporaryFolder()
  files = { blobs: createFolderStore(folder, sealer.keyFor('files')), sealer, scanner: undefined }
})
afterEach(async () => {
  await smtp?.stop()
  smtp = undefined
  await sql`truncate mail_outbox, stored_files cascade`.execute(database.db)
  rmSync(folder, { recursive: true })
})

const LETTER: Mail = {
  to: 'zhang.san@example.cn',
  subject: '您的申请已经答复',
  body: '张三先生：\n您的申请已经答复。\n.\n此致',
}

function outbox(): Outbox {
  if (smtp === undefined) return { sealer, jobs: noJobs, smtp: undefined }
  const settings = parseSmtpSettings(`smtp://127.0.0.1:${smtp.port}`, 'xxgk@example.gov.cn')
  if (!settings.ok) throw new Error('settings')
  return { sealer, jobs: noJobs, smtp: settings.value }
}

const queue = (mail: Partial<Mail> = {}) =>
  inTransaction(database.db, (tx) => queueMail(outbox(), tx, { ...LETTER, ...mail }, now))

const deliver = () => deliverMail({ db: database.db, outbox: outbox(), files, clock: () => now })

const state = (id: number) => findMailState(database.db, id)

/** The parts of a message, decoded. */
function parse(data: string): { readonly headers: string; readonly bodies: readonly string[] } {
  const [headers = '', ...rest] = data.split('\r\n\r\n')
  const decode = (part: string) =>
    Buffer.from(part.split('\r\n--')[0]!.replaceAll('\r\n', ''), 'base64').toString()
  return { headers, bodies: rest.map(decode) }
}

test('a queued mail goes out once, to its one receiver, with its words intact', async () => {
  smtp = await startFakeSmtp()
  const id = await queue()
  expect(await state(id)).toMatchObject({ state: 'waiting' })
  expect(await deliver()).toBe(1)
  expect(await deliver()).toBe(0)
  expect(await state(id)).toEqual({ state: 'sent', sentAt: now, lastError: '' })
  expect(smtp.received).toHaveLength(1)
  const [mail] = smtp.received
  expect(mail).toMatchObject({
    from: 'MAIL FROM:<xxgk@example.gov.cn>',
    to: ['RCPT TO:<zhang.san@example.cn>'],
  })
  const { headers, bodies } = parse(mail!.data)
  expect(headers).toContain('Auto-Submitted: auto-generated')
  expect(headers).toMatch(/Message-ID: <mingqu-\d+-\d+@example\.gov\.cn>/)
  expect(bodies[0]?.replaceAll('\r\n', '\n').trim()).toBe(LETTER.body)
})

test('nothing of it can be read in the database', async () => {
  smtp = await startFakeSmtp()
  await queue()
  const { rows } = await sql`select * from mail_outbox`.execute(database.db)
  expect(JSON.stringify(rows)).not.toMatch(/zhang|张三|答复/)
})

test('a mail of a transaction that rolled back does not exist', async () => {
  smtp = await startFakeSmtp()
  const rolledBack = inTransaction(database.db, async (tx) => {
    await queueMail(outbox(), tx, LETTER, now)
    throw new Error('changed my mind')
  })
  await expect(rolledBack).rejects.toThrow('changed my mind')
  expect(await deliver()).toBe(0)
})

test('without a server mails stay unsent for good, and pages are told', async () => {
  const id = await queue()
  expect(isMailConfigured(outbox())).toBe(false)
  expect(await state(id)).toMatchObject({ state: 'not-configured' })
  smtp = await startFakeSmtp()
  expect(isMailConfigured(outbox())).toBe(true)
  expect(await deliver()).toBe(0)
})

test('neither address nor subject can add a header or a receiver', async () => {
  smtp = await startFakeSmtp()
  await expect(queue({ to: 'a@example.cn\r\nBcc: b@example.cn' })).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(queue({ to: 'a@example.cn, b@example.cn' })).rejects.toMatchObject({
    code: 'invalid',
  })
  await queue({
    subject: 'Re\r\nBcc: b@example.cn\r\n\r\n<script>',
    body: 'x\r\n.\r\nMAIL FROM:<b>',
  })
  await deliver()
  const [mail] = smtp.received
  expect(smtp.received).toHaveLength(1)
  expect(mail?.to).toHaveLength(1)
  expect(mail?.data.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im)
})

test('an attachment is the stored file, under its name', async () => {
  smtp = await startFakeSmtp()
  const staged = await stageFile(
    files,
    { name: '答复书.pdf', content: testFiles.pdf() },
    { maxBytes: 9999 },
  )
  const file = await inTransaction(database.db, (tx) => receiveFile(files, tx, staged, now))
  await queue({ attachmentId: file.id })
  expect(await deliver()).toBe(1)
  const { data } = smtp.received[0]!
  expect(data).toContain('Content-Type: application/pdf')
  expect(data).toContain('Content-Disposition: attachment')
  expect(parse(data).bodies).toContain(testFiles.pdf().toString())
})

test('an attachment that was refused by the scanner is never sent', async () => {
  smtp = await startFakeSmtp()
  const staged = await stageFile(
    { ...files, scanner: async () => ({ state: 'unknown', reason: 'timeout' }) },
    { name: '答复书.pdf', content: testFiles.pdf() },
    { maxBytes: 9999 },
  )
  const file = await inTransaction(database.db, (tx) => receiveFile(files, tx, staged, now))
  const id = await queue({ attachmentId: file.id })
  expect(await deliver()).toBe(0)
  expect(await state(id)).toMatchObject({ state: 'waiting', lastError: 'attachment' })
  await sql`update stored_files set state = 'refused', refused_reason = 'x'`.execute(database.db)
  now = now.add({ minutes: 5 })
  expect(await deliver()).toBe(0)
  expect(await state(id)).toMatchObject({ state: 'failed', lastError: 'attachment' })
})

test('a server that is down is tried later, at growing intervals, and given up after two days', async () => {
  smtp = await startFakeSmtp()
  const configured = outbox()
  const id = await queue()
  await smtp.stop()
  const waits: number[] = []
  const attempt = () =>
    deliverMail({ db: database.db, outbox: configured, files, clock: () => now })
  for (;;) {
    expect(await attempt()).toBe(0)
    const { rows } = await sql<{ at: Temporal.Instant }>`
      select next_attempt_at as at from mail_outbox where state = 'waiting'`.execute(database.db)
    if (rows[0] === undefined) break
    waits.push(rows[0].at.since(now).total('minutes'))
    now = rows[0].at
  }
  expect(waits).toEqual([1, 5, 15, 60, 240, 720, 1440])
  expect(await state(id)).toEqual({ state: 'failed', sentAt: undefined, lastError: 'unreachable' })
})

test('a receiver that does not exist fails at once and holds up nobody else', async () => {
  smtp = await startFakeSmtp((line) =>
    line.includes('nobody') ? '550 5.1.1 nobody@example.cn unknown' : undefined,
  )
  const lost = await queue({ to: 'nobody@example.cn' })
  const fine = await queue()
  expect(await deliver()).toBe(1)
  expect(await state(lost)).toMatchObject({ state: 'failed', lastError: 'smtp-550' })
  expect(await state(fine)).toMatchObject({ state: 'sent' })
})

test('a server that asks for patience is asked again', async () => {
  let isBusy = true
  smtp = await startFakeSmtp((line) =>
    isBusy && line.startsWith('RCPT') ? '451 4.7.1 greylisted' : undefined,
  )
  const id = await queue()
  await deliver()
  expect(await state(id)).toMatchObject({ state: 'waiting', lastError: 'smtp-451' })
  isBusy = false
  now = now.add({ minutes: 1 })
  expect(await deliver()).toBe(1)
})

test('a password is not sent to a server without TLS', async () => {
  const heard: string[] = []
  smtp = await startFakeSmtp((line) => {
    heard.push(line)
    return undefined
  })
  const settings = parseSmtpSettings(
    `smtp://clerk:secret@127.0.0.1:${smtp.port}`,
    'xxgk@example.gov.cn',
  )
  if (!settings.ok) throw new Error('settings')
  const id = await queue()
  const withPassword = { ...outbox(), smtp: settings.value }
  await deliverMail({ db: database.db, outbox: withPassword, files, clock: () => now })
  expect(await state(id)).toMatchObject({ state: 'waiting', lastError: 'no-tls' })
  expect(heard.join('\n')).not.toMatch(/AUTH|secret/)
})

test('two nodes at once send each mail once', async () => {
  smtp = await startFakeSmtp()
  for (let count = 0; count < 20; count += 1) await queue({ subject: `第${count}封` })
  const sent = await Promise.all([deliver(), deliver(), deliver()])
  expect(sent.reduce((sum, count) => sum + count, 0)).toBe(20)
  expect(new Set(smtp.received.map(({ data }) => /Message-ID: (\S+)/.exec(data)?.[1])).size).toBe(
    20,
  )
  expect(smtp.received).toHaveLength(20)
})

describe('a mail that is written when it goes out', () => {
  let letter: ComposedMail | undefined
  let settled: string[]
  const composer: Composer = {
    name: 'news',
    async compose(from) {
      if (letter === undefined) return undefined
      return { ...letter, body: `${letter.body} ${JSON.stringify(from)}` }
    },
    async settled(_tx, _from, outcome) {
      settled.push(outcome)
    },
  }
  const composed = (bulk = false) =>
    inTransaction(database.db, (tx) =>
      queueComposed(outbox(), tx, { composer: 'news', from: { id: 7 }, bulk }, now),
    )
  const deliverAll = () =>
    deliverMail({
      db: database.db,
      outbox: outbox(),
      files,
      clock: () => now,
      composers: [composer],
    })
  beforeEach(async () => {
    smtp = await startFakeSmtp()
    letter = { to: 'li.si@example.cn', subject: '新公开', body: '一件' }
    settled = []
  })

  test('holds nothing but the number of what it is about, and can be ended with one click', async () => {
    const id = await composed()
    const { rows } = await sql`select * from mail_outbox`.execute(database.db)
    expect(JSON.stringify(rows)).not.toMatch(/li\.si|sealed_body":"/)
    letter = { ...letter!, unsubscribeAt: 'https://xxgk.example.gov.cn/off/1.abc' }
    expect(await deliverAll()).toBe(1)
    const { headers, bodies } = parse(smtp!.received[0]!.data)
    expect(headers).toContain('List-Unsubscribe: <https://xxgk.example.gov.cn/off/1.abc>')
    expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(bodies[0]).toContain('一件 {"id":7}')
    expect(await state(id)).toMatchObject({ state: 'sent' })
    expect(settled).toEqual(['sent'])
  })

  test('is dropped when there is nothing to say any more', async () => {
    const id = await composed()
    letter = undefined
    expect(await deliverAll()).toBe(0)
    expect(await state(id)).toMatchObject({ state: 'dropped', lastError: '' })
    expect(smtp!.received).toEqual([])
  })

  test('that nobody can write now keeps no other mail waiting', async () => {
    const id = await composed()
    const other = await queue()
    expect(await deliver()).toBe(1)
    expect(await state(id)).toMatchObject({ state: 'waiting', lastError: 'unwritten' })
    expect(await state(other)).toMatchObject({ state: 'sent' })
  })

  test('as one of many goes after everything else', async () => {
    await composed(true)
    now = now.add({ minutes: 1 })
    await queue()
    await deliverAll()
    expect(smtp!.received.map(({ to }) => to[0])).toEqual([
      'RCPT TO:<zhang.san@example.cn>',
      'RCPT TO:<li.si@example.cn>',
    ])
  })
})
