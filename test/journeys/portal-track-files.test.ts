/** What an applicant fetches on the tracking page: notices, the answer and its files; and who else gets them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { buildAgency, buildOfficer } from '../builders/people.ts'
import { CODE, fillIn } from './apply-form.ts'
import { fieldsOn } from './fill-form.ts'
import { shownText } from './shown-text.ts'

const TRACK = '/apply/track'
const CONTACT = '000-0000-0001'
const NOW = '2026-03-02T10:00'
const TODAY = '2026-03-02'

let app: TestApp
const officers: Record<string, Officer> = {}
const desks: Record<string, Browser> = {}
const data = mkdtempSync(join(tmpdir(), 'mingqu-files-'))
beforeAll(async () => {
  app = await createTestApp({ now: NOW, environment: { MINGQU_DATA: data } })
  for (const role of ['clerk', 'secrecy-reviewer', 'legal-adviser', 'head', 'auditor'] as const) {
    officers[role] = await app.person(role)
    desks[role] = await app.signIn(officers[role])
  }
})
afterAll(async () => {
  await app.close()
  rmSync(data, { recursive: true, force: true })
})

interface Applied {
  readonly code: string
  readonly id: number
  readonly address: string
}

/** Applied for on the portal and confirmed with the applicant. */
async function apply(): Promise<Applied> {
  app.setNow('2026-03-02T09:00')
  const form = await fillIn(app.visitor())
  app.setNow('2026-03-02T09:10')
  await form.press('submit')
  app.setNow(NOW)
  const { id } = await app.db
    .selectFrom('requests')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const applied = { id, address: `/office/requests/${id}`, code: CODE.exec(form.text)![0] }
  await act('clerk', applied, 'confirm-receipt', { happenedOn: TODAY, way: 'phone' })
  return applied
}

const seenSeq = async ({ id }: Applied) =>
  String(
    (
      await app.db
        .selectFrom('requests')
        .select('last_seq')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    ).last_seq,
  )

async function act(role: string, applied: Applied, step: string, form: Record<string, string>) {
  const path = `${applied.address}/${step}`
  const answer = await desks[role]!.post(path, { seenSeq: await seenSeq(applied), ...form })
  expect([
    step,
    answer.statusCode,
    answer.statusCode === 303 ? '' : shownText(answer.body),
  ]).toEqual([step, 303, ''])
}

async function attach(applied: Applied, name: string, content: string) {
  const file = { field: 'files', name, content: Buffer.from(content) }
  const form = { seenSeq: await seenSeq(applied) }
  return desks['clerk']!.upload(`${applied.address}/attachments`, form, [file])
}

async function sign(applied: Applied) {
  for (const [role, step] of [
    ['secrecy-reviewer', 'review-secrecy'],
    ['legal-adviser', 'review-legally'],
    ['head', 'sign-off'],
  ] as const) {
    const page = await desks[role]!.get(`${applied.address}/${step}`)
    const contentHash = [fieldsOn(page.body)['contentHash']].flat()[0]!
    await act(role, applied, step, { decision: 'approved', opinion: '', contentHash })
  }
}

const draft = (applied: Applied) =>
  act('clerk', applied, 'draft-reply', {
    disposition: 'A2',
    text: '随函提供所需信息。',
    reasons: '该信息可以公开。',
  })

async function answered(way: 'platform' | 'direct' = 'platform'): Promise<Applied> {
  const applied = await apply()
  expect((await attach(applied, '补偿方案.txt', '补偿方案的正文。')).statusCode).toBe(303)
  await draft(applied)
  await sign(applied)
  await act('clerk', applied, 'issue', { happenedOn: TODAY })
  const delivery = { way, happenedOn: TODAY, proof: '平台记录' }
  await act('clerk', applied, 'deliver', delivery)
  return applied
}

let addresses = 0
function post(fields: Record<string, string>) {
  addresses += 1
  return app.fastify.inject({
    method: 'POST',
    url: TRACK,
    remoteAddress: `10.3.${addresses >> 8}.${addresses & 255}`,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
    },
    payload: new URLSearchParams(fields).toString(),
  })
}
const look = ({ code }: Applied) => post({ code, contact: CONTACT })
const passOf = (page: LightMyRequestResponse) => [fieldsOn(page.body)['pass']].flat()[0]!
const fetch = (page: LightMyRequestResponse, act: string, number: number) =>
  post({ pass: passOf(page), act, number: String(number) })

describe('the files of an answer', () => {
  test('the applicant fetches the answer and each file, as a file to save', async () => {
    const applied = await answered()
    const page = await look(applied)
    expect(shownText(page.body)).toContain('随答复提供的文件（1个）')
    const file = await fetch(page, 'attachment', 1)
    expect([file.statusCode, file.body]).toEqual([200, '补偿方案的正文。'])
    expect(file.headers['content-disposition']).toContain('attachment')
    expect(file.headers['content-disposition']).toContain(encodeURIComponent('补偿方案.txt'))
    expect([file.headers['cache-control'], file.headers['x-content-type-options']]).toEqual([
      'no-store',
      'nosniff',
    ])
    const answer = await fetch(page, 'download', 0)
    expect(answer.headers['content-type']).toMatch(/pdf|wordprocessing/)
    const desk = shownText((await desks['clerk']!.get(`${applied.address}/attachments`)).body)
    expect(desk).toContain('首次下载')
  })

  test('nothing is there before it is served, nor with somebody else’s pass or number', async () => {
    const applied = await apply()
    await attach(applied, '方案.txt', '尚未送达的文件内容')
    const early = await look(applied)
    expect(early.body).not.toContain('方案.txt')
    for (const [what, number] of [
      ['attachment', 1],
      ['download', 0],
    ] as const) {
      const answer = await fetch(early, what, number)
      expect([what, answer.statusCode, answer.body.includes('尚未送达')]).toEqual([
        what,
        409,
        false,
      ])
    }
    const other = await look(await answered())
    for (const number of [0, 2, -1, 99]) {
      expect((await fetch(other, 'attachment', number)).statusCode).toBe(404)
    }
    expect((await post({ pass: 'v1.AAAA', act: 'attachment', number: '1' })).statusCode).toBe(403)
  })

  test('an answer handed over in person leaves nothing to fetch', async () => {
    const page = await look(await answered('direct'))
    expect((await fetch(page, 'attachment', 1)).statusCode).toBe(409)
    expect((await fetch(page, 'download', 0)).statusCode).toBe(409)
  })

  test('in the office: who reads the draft opens its files; nobody else, in any state', async () => {
    for (const applied of [await answered(), await apply()]) {
      if ((await seenSeq(applied)) === '2') await attach(applied, '方案.txt', '内容')
      const list = await desks['clerk']!.get(`${applied.address}/attachments`)
      const path = /\/office\/requests\/\d+\/attachments\/\d+/.exec(list.body)![0]
      const elsewhere = await buildOfficer(app.db, await buildAgency(app.db), 'clerk', 'head')
      const readers: Record<string, Browser> = {
        ...desks,
        admin: await app.signIn(await app.person('admin')),
        elsewhere: await app.signIn(elsewhere),
        visitor: app.visitor(),
      }
      const statuses: Record<string, number> = {}
      for (const [who, desk] of Object.entries(readers)) {
        statuses[who] = (await desk.get(path)).statusCode
      }
      expect(statuses).toEqual({
        clerk: 200,
        'secrecy-reviewer': 200,
        'legal-adviser': 200,
        head: 200,
        auditor: 200,
        admin: 403,
        elsewhere: 404,
        visitor: 303,
      })
      const swapped = path.replace(/requests\/\d+/, 'requests/1')
      expect((await desks['clerk']!.get(swapped)).statusCode).toBe(404)
    }
  })
})

describe('发出前的公开检查, at the desk', () => {
  test('a number of a person in a file stops the signatures until it is answered for', async () => {
    const applied = await apply()
    const page = await attach(applied, '名单.txt', '联系人张某，身份证号码11010519491231002X。')
    expect(page.statusCode).toBe(303)
    const list = await desks['clerk']!.get(`${applied.address}/attachments`)
    expect(shownText(list.body)).toContain('有发现，待处理')
    expect(shownText(list.body)).toContain('身份证号码')
    expect(list.body).not.toContain('11010519491231002X')
    await draft(applied)
    const review = await desks['secrecy-reviewer']!.get(`${applied.address}/review-secrecy`)
    const contentHash = [fieldsOn(review.body)['contentHash']].flat()[0]!
    const refused = await desks['secrecy-reviewer']!.post(`${applied.address}/review-secrecy`, {
      seenSeq: await seenSeq(applied),
      decision: 'approved',
      opinion: '',
      contentHash,
    })
    expect(refused.statusCode).not.toBe(303)
    expect(shownText(refused.body)).toContain('没有通过公开检查')

    const file = /attachments\/(\d+)\/accept/.exec(list.body)![1]!
    const accept = `${applied.address}/attachments/${file}/accept`
    const empty = await desks['clerk']!.post(accept, { seenSeq: await seenSeq(applied) })
    expect([empty.statusCode, shownText(empty.body).includes('请填写保留的理由')]).toEqual([
      422,
      true,
    ])
    const kept = await desks['clerk']!.post(accept, {
      seenSeq: await seenSeq(applied),
      [`reason-${file}`]: '本人书面同意公开',
    })
    expect(kept.statusCode).toBe(303)
    expect(shownText((await desks['head']!.get(applied.address)).body)).toContain(
      '本人书面同意公开',
    )
    await sign(applied)
    await act('clerk', applied, 'issue', { happenedOn: TODAY })
  })

  test('a file that is not taken in costs the others nothing, and is named', async () => {
    const applied = await apply()
    const refused = await attach(applied, '网页.html', '<script>alert(1)</script>')
    expect(refused.statusCode).toBe(422)
    expect(shownText(refused.body)).toContain('网页.html')
  })
})

describe('notices', () => {
  test('a notice that was served can be fetched; a draft and a letter to others cannot', async () => {
    const applied = await apply()
    await act('clerk', applied, 'ask-correction', {
      happenedOn: TODAY,
      days: '7',
      items: '写明地块',
    })
    const letters = `${applied.address}/letters`
    const order = { letter: 'correction-notice', about: 'e3', datedOn: TODAY }
    const drawn = await desks['clerk']!.post(`${letters}/new`, order)
    const letterId = Number(/letters\/(\d+)/.exec(drawn.headers.location!)![1])
    const before = await look(applied)
    expect(shownText(before.body)).not.toContain('本件的告知书')
    expect((await fetch(before, 'notice', letterId)).statusCode).toBe(404)
    await desks['clerk']!.post(`${letters}/${letterId}/finalise`)
    const page = await look(applied)
    expect(shownText(page.body)).toContain('补正告知书')
    const file = await fetch(page, 'notice', letterId)
    expect(file.statusCode).toBe(200)
    expect(decodeURIComponent(String(file.headers['content-disposition']))).toContain('补正告知书')
    // a notice of another case is not there
    const other = await look(await apply())
    expect((await fetch(other, 'notice', letterId)).statusCode).toBe(404)
  })

  test('a fee is explained, with the way to pay that the office has set', async () => {
    const applied = await apply()
    await desks['head']!.post('/office/letter-settings', {
      standing: 'department',
      government: '示例市人民政府',
      payment: '凭缴款码到示例银行缴纳',
    })
    await act('clerk', applied, 'notice-fee', {
      basis: 'pages',
      quantity: '68',
      amountYuan: '380',
      happenedOn: TODAY,
    })
    const text = shownText((await look(applied)).body)
    for (const said of [
      '380元',
      '前30页不收费',
      '第31页起38页，每页10元',
      '凭缴款码到示例银行缴纳',
      '2026年3月30日',
      '视为放弃申请',
    ]) {
      expect([said, text.includes(said)]).toEqual([said, true])
    }
  })
})

describe('第三十五条: reasons for many requests', () => {
  const FACTS = '您在2026年2月提出了四十件申请。'

  async function asked(): Promise<Applied> {
    const applied = await apply()
    await act('clerk', applied, 'ask-reasons', {
      happenedOn: TODAY,
      facts: FACTS,
      replyWithinDays: '10',
    })
    return applied
  }

  test('the applicant gives them on the page; they stand in the case with their day', async () => {
    const applied = await asked()
    const page = await look(applied)
    expect(shownText(page.body)).toContain(FACTS)
    expect(shownText(page.body)).toContain('2026年3月16日以前')
    const empty = await post({ pass: passOf(page), act: 'give-reasons', reasons: ' ' })
    expect([
      empty.statusCode,
      shownText(empty.body).includes('请填写申请数量、频次的理由'),
    ]).toEqual([422, true])
    app.setNow('2026-03-02T10:20')
    const again = await look(applied)
    const given = { pass: passOf(again), act: 'give-reasons', reasons: '撰写论文需要逐年的数据。' }
    const done = await post(given)
    expect(shownText(done.body)).toContain('说明已收到')
    const desk = shownText((await desks['clerk']!.get(applied.address)).body)
    expect(desk).toContain('撰写论文需要逐年的数据。')
    expect(desk).toContain('申请人（网上）')
    const event = await app.db
      .selectFrom('request_events')
      .select(['type', 'happened_on', 'actor_id'])
      .where('request_id', '=', applied.id)
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow()
    expect([event.type, event.happened_on.toString(), event.actor_id]).toEqual([
      'reasons-given',
      TODAY,
      null,
    ])
    // once given, not again: the page from before is stale, and a new one does not ask
    expect((await post(given)).statusCode).toBe(409)
    expect(shownText((await look(applied)).body)).not.toContain('提交说明')
    app.setNow(NOW)
  })

  test('nobody is asked for reasons who was not asked by the office', async () => {
    const page = await look(await apply())
    const given = await post({ pass: passOf(page), act: 'give-reasons', reasons: '无' })
    expect(given.statusCode).toBe(409)
  })

  test('长者版 keeps the reasons being written', async () => {
    const page = await look(await asked())
    const elder = await post({
      pass: passOf(page),
      act: 'give-reasons',
      reasons: '写到一半',
      elder: '1',
    })
    expect([elder.statusCode, elder.body.includes('写到一半')]).toEqual([200, true])
  })
})
