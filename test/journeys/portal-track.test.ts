import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { buildAgency, buildOfficer } from '../builders/people.ts'
import { CODE, fillIn } from './apply-form.ts'
import { fieldsOn } from './fill-form.ts'
import { shownText } from './shown-text.ts'

const TRACK = '/apply/track'
const CONTACT = '000-0000-0001'

let app: TestApp
let clerk: Officer
const data = mkdtempSync(join(tmpdir(), 'mingqu-track-'))
beforeAll(async () => {
  app = await createTestApp({ now: '2026-03-02T09:00', environment: { MINGQU_DATA: data } })
  clerk = await app.person('clerk')
})
afterAll(async () => {
  await app.close()
  rmSync(data, { recursive: true, force: true })
})

interface Applied {
  readonly code: string
  readonly id: number
}

async function apply(): Promise<Applied> {
  app.setNow('2026-03-02T09:00')
  const form = await fillIn(app.visitor())
  app.setNow('2026-03-02T09:10')
  await form.press('submit')
  const { id } = await app.db
    .selectFrom('requests')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return { code: CODE.exec(form.text)![0], id }
}

let addresses = 0
/** Everybody looks from an address of their own, unless the limit by address is what is tried. */
function post(fields: Record<string, string | string[]>, from?: string) {
  addresses += 1
  const payload = new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    ),
  )
  return app.fastify.inject({
    method: 'POST',
    url: TRACK,
    remoteAddress: from ?? `10.1.${addresses >> 8}.${addresses & 255}`,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
    },
    payload: payload.toString(),
  })
}

const look = (code: string, contact = CONTACT) => post({ code, contact })

/** Presses a button of the page with what the form then holds. */
const press = (page: LightMyRequestResponse, act: string, typed: Record<string, string> = {}) =>
  post({ pass: [fieldsOn(page.body)['pass']].flat()[0]!, act, ...typed })

async function officeAct({ id }: Applied, step: string, form: Record<string, string>) {
  const desk = await app.signIn(clerk)
  const { last_seq } = await app.db
    .selectFrom('requests')
    .select('last_seq')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const answer = await desk.post(`/office/requests/${id}/${step}`, {
    seenSeq: String(last_seq),
    ...form,
  })
  expect([step, answer.statusCode]).toEqual([step, 303])
}

test('the page says in plain words where the case stands, and is kept by nobody', async () => {
  const { code } = await apply()
  const page = await look(code)
  expect(page.statusCode).toBe(200)
  expect(page.headers['cache-control']).toBe('no-store')
  expect(page.headers.location).toBeUndefined()
  expect(page.headers['set-cookie']).toBeUndefined()
  const text = shownText(page.body)
  expect(text).toContain('等待确认收到')
  expect(text).toContain('确认之后答复期限才起算')
  expect(page.body).not.toContain(code)
  expect(page.body).not.toContain('EXAMPLE-0001')
  expect(page.body).not.toContain('示例甲')
})

test('whatever is wrong with code or contact, the answer is the same', async () => {
  const { code } = await apply()
  const answers = [
    await look(code, '000-0000-0009'),
    await look('ABCD-EFGH-JKMN'),
    await look('ABCD-EFGH-JKMN', 'somebody@example.cn'),
    await look('<script>'),
  ]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404])
  const messages = answers.map(({ body }) => /没有查到[^<]*/.exec(body)?.[0])
  expect(new Set(messages).size).toBe(1)
})

test('guesses at one code run out wherever they come from, and so do guesses from one address', async () => {
  const { code } = await apply()
  const atCode: number[] = []
  for (let n = 0; n < 12; n += 1) atCode.push((await look(code, `000-000${n}-9999`)).statusCode)
  expect(atCode.slice(0, 10).every((status) => status === 404)).toBe(true)
  expect(atCode.at(-1)).toBe(429)
  const from = '10.9.9.9'
  let last = 0
  for (let n = 0; n < 32; n += 1) {
    last = (await post({ code: `GUES-S${n + 10}-XXXX`, contact: CONTACT }, from)).statusCode
  }
  expect(last).toBe(429)
})

test('a correction goes to the office and starts the period anew; what was wrong with it loses nothing', async () => {
  const applied = await apply()
  await officeAct(applied, 'confirm-receipt', { happenedOn: '2026-03-02', way: 'phone' })
  await officeAct(applied, 'ask-correction', {
    happenedOn: '2026-03-02',
    days: '10',
    items: '写明地块',
  })
  const page = await look(applied.code)
  expect(shownText(page.body)).toContain('写明地块')
  const wrong = await press(page, 'correct', { subject: '', description: '已经写好的补正' })
  expect(wrong.statusCode).toBe(422)
  expect(wrong.body).toContain('已经写好的补正')
  const done = await press(wrong, 'correct', { subject: '地块方案', description: '1号地块' })
  expect(shownText(done.body)).toContain('补正已收到')
  const again = await press(page, 'correct', { subject: '地块方案', description: '1号地块' })
  expect(again.statusCode).toBe(409)
})

test('the applicant withdraws after ticking the box, and the case ends', async () => {
  const { code, id } = await apply()
  const page = await look(code)
  expect((await press(page, 'withdraw')).statusCode).toBe(422)
  expect(shownText((await press(page, 'withdraw', { confirmed: 'yes' })).body)).toContain('已终结')
  const row = await app.db
    .selectFrom('requests')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(row.status).toBe('ended')
})

test('长者版 keeps the page and the correction being written', async () => {
  const applied = await apply()
  await officeAct(applied, 'confirm-receipt', { happenedOn: '2026-03-02', way: 'phone' })
  await officeAct(applied, 'ask-correction', { happenedOn: '2026-03-02', days: '5', items: '年份' })
  const page = await look(applied.code)
  const elder = await press(page, 'correct', {
    subject: '方案',
    description: '写到一半',
    elder: '1',
  })
  expect(elder.statusCode).toBe(200)
  expect(elder.body).toContain('mq-elder')
  expect(elder.body).toContain('写到一半')
  expect(shownText(elder.body)).toContain('等您补正')
})

test('a pass cannot be made up, and does nothing that the case does not allow', async () => {
  const { code } = await apply()
  const page = await look(code)
  for (const pass of ['v1.AAAA', '1']) {
    expect((await post({ pass, act: 'withdraw', confirmed: 'yes' })).statusCode).toBe(403)
  }
  for (const act of ['download', 'correct', 'suggest', 'rectify']) {
    const typed = {
      subject: '甲',
      description: '乙',
      text: '丙',
      wrong: '丁',
      right: '戊',
      evidence: '己',
    }
    const answer = await press(page, act, typed)
    expect([act, answer.statusCode]).toEqual([act, 409])
  }
})

describe('in the office', () => {
  test('the case waits on top of today, came online, and its proof opens for its readers only', async () => {
    const { id } = await apply()
    const desk = await app.signIn(clerk)
    expect(shownText((await desk.get('/office')).body)).toContain('还没有与申请人确认')
    const casePage = shownText((await desk.get(`/office/requests/${id}`)).body)
    expect(casePage).toContain('附证明材料1个文件')
    const page = await desk.get(`/office/requests/${id}/online`)
    const file = /\/office\/requests\/\d+\/online\/files\/\d+/.exec(page.body)![0]
    const opened = await desk.get(file)
    expect(opened.statusCode).toBe(200)
    expect(opened.headers['content-disposition']).toContain('attachment')
    expect(opened.headers['cache-control']).toBe('no-store')

    const other = await buildOfficer(app.db, await buildAgency(app.db), 'clerk', 'head')
    const outcomes = {
      visitor: (await app.visitor().get(file)).statusCode,
      adviser: (await (await app.signIn(await app.person('legal-adviser'))).get(file)).statusCode,
      auditor: (await (await app.signIn(await app.person('auditor'))).get(file)).statusCode,
      elsewhere: (await (await app.signIn(other)).get(file)).statusCode,
      ofAnotherCase: (await desk.get(file.replace(`/${id}/`, `/${id - 1}/`))).statusCode,
    }
    expect(outcomes).toEqual({
      visitor: 303,
      adviser: 403,
      auditor: 403,
      elsewhere: 404,
      ofAnotherCase: 404,
    })
    const log = await app.db
      .selectFrom('audit_log')
      .select('action')
      .where('action', 'in', ['proof.opened', 'proofs.listed'])
      .execute()
    expect(log.map(({ action }) => action).toSorted()).toEqual(['proof.opened', 'proofs.listed'])
  })

  test('no public page tells anything of an application', async () => {
    await apply()
    for (const path of ['/', '/content', '/apply', '/apply/online', TRACK, '/guide']) {
      const { body } = await app.visitor().get(path)
      for (const secret of ['示例地块征收补偿方案', '示例甲', 'EXAMPLE-0001', CONTACT]) {
        expect([path, body.includes(secret)]).toEqual([path, false])
      }
    }
  })
})
