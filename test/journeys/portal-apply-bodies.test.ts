/** Applications to any body that takes them, and mail to applicants who ask for it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import mammoth from 'mammoth'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { buildAgency, buildOfficer } from '../builders/people.ts'
import { buildPublicationDesk, buildPublishedDocument } from '../builders/publications.ts'
import { CODE, fillIn, openApplication } from './apply-form.ts'
import { fieldsOn } from './fill-form.ts'
import { shownText } from './shown-text.ts'

let app: TestApp
let unit: number
const data = mkdtempSync(join(tmpdir(), 'mingqu-bodies-'))
beforeAll(async () => {
  app = await createTestApp({
    now: '2026-03-02T09:00',
    environment: {
      MINGQU_DATA: data,
      MINGQU_SMTP_URL: 'smtp://127.0.0.1:9',
      MINGQU_MAIL_FROM: 'office@example.cn',
      MINGQU_BASE_URL: 'http://xxgk.example.cn',
    },
  })
  await app.person('clerk')
  const unitOf = { slug: 'jianshe', name: '示例建设局', supervisorId: app.agencyId }
  unit = await buildAgency(app.db, unitOf)
  await buildOfficer(app.db, unit, 'clerk')
  // nobody works for it here, or nobody could reach it
  await buildAgency(app.db, { slug: 'kong', name: '示例空局', supervisorId: app.agencyId })
})
afterAll(async () => {
  await app.close()
  rmSync(data, { recursive: true, force: true })
})

async function apply(given: Record<string, string>) {
  app.setNow('2026-03-02T09:00')
  const form = await fillIn(app.visitor(), given)
  app.setNow('2026-03-02T09:10')
  await form.press('submit')
  return form
}

const lastCase = () =>
  app.db
    .selectFrom('requests')
    .select(['id', 'agency_id', 'register_number', 'last_seq'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()

describe('受理机关', () => {
  test('every body with somebody to take it in may be chosen, the portal’s own stands first', async () => {
    const form = openApplication(app.visitor())
    await form.begin()
    expect(form.fields['agency']).toMatch(/^agency-/)
    expect(form.text).toContain('示例建设局')
    expect(form.text).not.toContain('示例空局')
    expect(form.text).toContain('不知道该向谁申请')
  })

  test('the application is in the register of the body it was addressed to, and its code works as any', async () => {
    const form = await apply({ agency: 'jianshe' })
    expect(form.text).toContain('示例建设局于')
    const row = await lastCase()
    expect(row.agency_id).toBe(unit)
    const code = CODE.exec(form.text)![0]
    const page = await app.visitor().post('/apply/track', { code, contact: '000-0000-0001' })
    expect([page.statusCode, shownText(page.body).includes('示例地块征收补偿方案')]).toEqual([
      200,
      true,
    ])
    // the lead body's people do not see it as theirs
    const lead = await app.signIn(await app.person('clerk', 'head'))
    expect((await lead.get(`/office/requests/${row.id}`)).statusCode).toBe(404)
  })

  test('a body that does not take applications is refused, and nothing typed is lost', async () => {
    const form = openApplication(app.visitor())
    await form.begin()
    const { statusCode, body } = await form.press('find', {
      agency: 'kong',
      'contents.0.subject': '示例名称',
      'contents.0.description': '示例描述',
      wantedForm: 'electronic',
      wantedRoute: 'platform',
    })
    expect([statusCode, body.includes('示例描述')]).toEqual([422, true])
    expect(form.text).toContain('请另选一个')
  })
})

describe('mail to the applicant', () => {
  async function letters(): Promise<string[]> {
    const rows = await app.db
      .selectFrom('mail_outbox')
      .select(['sealed_recipient', 'sealed_subject', 'sealed_body'])
      .orderBy('id')
      .execute()
    return rows.map((row) =>
      [row.sealed_recipient, row.sealed_subject, row.sealed_body]
        .map((text) => app.open(text!))
        .join('\n'),
    )
  }

  async function confirm(id: number, agencyId: number): Promise<void> {
    const desk = await app.signIn(await buildOfficer(app.db, agencyId, 'clerk'))
    const form = { seenSeq: '1', happenedOn: '2026-03-02', way: 'phone' }
    const answer = await desk.post(`/office/requests/${id}/confirm-receipt`, form)
    expect(answer.statusCode).toBe(303)
  }

  test('nobody who did not ask for it is written to', async () => {
    await apply({})
    await confirm((await lastCase()).id, app.agencyId)
    expect(await letters()).toEqual([])
  })

  test('who asked for it learns that there is news and where, and neither what nor about whom', async () => {
    const form = await apply({ wantsMail: 'yes' })
    const code = CODE.exec(form.text)![0]
    const { id } = await lastCase()
    await confirm(id, app.agencyId)
    const sent = await letters()
    expect(sent).toHaveLength(2)
    for (const letter of sent) {
      expect(letter).toContain('jia@example.cn')
      expect(letter).toContain('http://xxgk.example.cn/apply/track')
      for (const secret of ['示例地块', '示例甲', 'EXAMPLE-0001', '000-0000-0001', code, '〔']) {
        expect([secret, letter.includes(secret)]).toEqual([secret, false])
      }
    }
    expect(sent[1]).toContain('已经确认收到')
  })

  test('what is refused is not announced', async () => {
    await apply({ wantsMail: 'yes' })
    const before = (await letters()).length
    const { id } = await lastCase()
    const desk = await app.signIn(await app.person('clerk'))
    const early = { seenSeq: '1', happenedOn: '2026-03-01', way: 'phone' }
    expect((await desk.post(`/office/requests/${id}/confirm-receipt`, early)).statusCode).toBe(422)
    expect(await letters()).toHaveLength(before)
  })

  test('asked for without an address, the form asks for one', async () => {
    const form = await fillIn(app.visitor(), { wantsMail: 'yes', email: '' })
    expect(form.text).toContain('要收邮件提醒的，请填写电子邮箱')
  })
})

describe('one form is one submission', () => {
  test('pressed twice at the same moment, one case and one receipt; the same again later', async () => {
    app.setNow('2026-03-02T09:00')
    const visitor = app.visitor()
    const form = await fillIn(visitor)
    app.setNow('2026-03-02T09:10')
    const before = await lastCase()
    const sent = { ...form.fields, go: 'submit' }
    const answers = await Promise.all([1, 2, 3].map(() => visitor.post('/apply/online', sent)))
    const codes = answers.map(({ body }) => CODE.exec(shownText(body))?.[0])
    expect([answers.map(({ statusCode }) => statusCode), new Set(codes).size]).toEqual([
      [200, 200, 200],
      1,
    ])
    expect((await lastCase()).register_number).toBe(before.register_number + 1)
    const late = await visitor.post('/apply/online', sent)
    expect(CODE.exec(shownText(late.body))?.[0]).toBe(codes[0])
    expect((await lastCase()).register_number).toBe(before.register_number + 1)
  })

  test('changed and sent again under the same token, the first stands and the page says so', async () => {
    const form = await apply({})
    const { id } = await lastCase()
    const again = await app.visitor().post('/apply/online', {
      ...form.fields,
      'contents.0.subject': '另一项信息',
      go: 'submit',
    })
    expect(shownText(again.body)).toContain('后来的改动没有收进来')
    expect((await lastCase()).id).toBe(id)
  })

  test('a token that was made up opens the form anew and submits nothing', async () => {
    const form = await fillIn(app.visitor())
    const { id } = await lastCase()
    app.setNow('2026-03-02T09:20')
    const forged = await app.visitor().post('/apply/online', {
      ...form.fields,
      ticket: 'v1.AAAA',
      go: 'submit',
    })
    // a form without a token of ours has only just been opened: nobody fills it in that fast
    expect([forged.statusCode, (await lastCase()).id]).toEqual([429, id])
    expect(fieldsOn(forged.body)['contents.0.subject']).toBeDefined()
  })
})

test('one blank form for desk and portal, with the document on it that the reader came from', async () => {
  const publisher = await buildPublicationDesk(app.db, app.agencyId)
  const title = '示例道路规划'
  await buildPublishedDocument(app.db, publisher, chinaMoment('2026-01-05T10:00'), { title })
  const { index_number } = await app.db
    .selectFrom('documents')
    .select('index_number')
    .executeTakeFirstOrThrow()
  const textOf = async (browser: Browser, path: string) => {
    const { rawPayload } = await browser.get(path)
    return (await mammoth.extractRawText({ buffer: rawPayload })).value
  }
  const clerk = await app.signIn(await app.person('clerk'))
  const atDesk = await textOf(clerk, '/office/letter-templates/blank-application-form.docx')
  expect(await textOf(app.visitor(), '/apply/form.docx')).toBe(atDesk)
  const about = `/apply/form.docx?about=${encodeURIComponent(index_number!)}`
  const prefilled = await textOf(app.visitor(), about)
  expect(prefilled).toContain(`与《${title}》（索引号${index_number}）有关的：`)
  expect(prefilled).toContain('□ 平台下载')
})
