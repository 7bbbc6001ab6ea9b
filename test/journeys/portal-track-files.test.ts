/** What an applicant fetches on the tracking page: notices, the answer and its files; and who else gets them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { buildAgency, buildOfficer } from '../builders/people.ts'
import { fieldsOn } from './fill-form.ts'
import { DESK_DAY, openOnlineDesk, type Applied, type OnlineDesk } from './online-desk.ts'
import { shownText } from './shown-text.ts'

const TRACK = '/apply/track'
const CONTACT = '000-0000-0001'
const TODAY = DESK_DAY

let app: TestApp
let desk: OnlineDesk
const data = mkdtempSync(join(tmpdir(), 'mingqu-files-'))
beforeAll(async () => {
  app = await createTestApp({ environment: { MINGQU_DATA: data } })
  desk = await openOnlineDesk(app)
})
afterAll(async () => {
  await app.close()
  rmSync(data, { recursive: true, force: true })
})

const answered = (way: 'platform' | 'direct' = 'platform') => desk.answer(way, '补偿方案.txt')

let addresses = 0
function post(fields: Record<string, string>, from?: string) {
  addresses += 1
  return app.fastify.inject({
    method: 'POST',
    url: TRACK,
    remoteAddress: from ?? `10.3.${addresses >> 8}.${addresses & 255}`,
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
    expect([file.statusCode, file.body]).toEqual([200, '补偿方案.txt的正文。'])
    expect(file.headers['content-disposition']).toContain('attachment')
    expect(file.headers['content-disposition']).toContain(encodeURIComponent('补偿方案.txt'))
    expect([file.headers['cache-control'], file.headers['x-content-type-options']]).toEqual([
      'no-store',
      'nosniff',
    ])
    const answer = await fetch(page, 'download', 0)
    expect(answer.headers['content-type']).toMatch(/pdf|wordprocessing/)
    const shown = shownText((await desk.desks.clerk.get(`${applied.address}/attachments`)).body)
    expect(shown).toContain('首次下载')
  })

  test('nothing is there before it is served, nor with somebody else’s pass or number', async () => {
    const applied = await desk.apply()
    await desk.attach(applied, '方案.txt', '尚未送达的文件内容')
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

  test('an answer of many files can be fetched at one go, and guesses still run out', async () => {
    const from = '10.8.8.8'
    const page = await look(await answered())
    const pass = passOf(page)
    for (let n = 0; n < 40; n += 1) {
      const file = await post({ pass, act: 'attachment', number: '1' }, from)
      expect([n, file.statusCode]).toEqual([n, 200])
    }
    let last = 0
    for (let n = 0; n < 32; n += 1) {
      last = (await post({ pass: 'v1.AAAA', act: 'attachment', number: '1' }, from)).statusCode
    }
    expect(last).toBe(429)
  })

  test('an answer handed over in person leaves nothing to fetch', async () => {
    const page = await look(await answered('direct'))
    expect((await fetch(page, 'attachment', 1)).statusCode).toBe(409)
    expect((await fetch(page, 'download', 0)).statusCode).toBe(409)
  })

  test('in the office: who reads the draft opens its files; nobody else, in any state', async () => {
    for (const applied of [await answered(), await desk.apply()]) {
      if ((await desk.seenSeq(applied)) === '2') await desk.attach(applied, '方案.txt', '内容')
      const list = await desk.desks.clerk.get(`${applied.address}/attachments`)
      const path = /\/office\/requests\/\d+\/attachments\/\d+/.exec(list.body)![0]
      const elsewhere = await buildOfficer(app.db, await buildAgency(app.db), 'clerk', 'head')
      const readers: Record<string, Browser> = {
        ...desk.desks,
        admin: await app.signIn(await app.person('admin')),
        elsewhere: await app.signIn(elsewhere),
        visitor: app.visitor(),
      }
      const statuses: Record<string, number> = {}
      for (const [who, browser] of Object.entries(readers)) {
        statuses[who] = (await browser.get(path)).statusCode
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
      expect((await desk.desks.clerk.get(swapped)).statusCode).toBe(404)
    }
  })
})

describe('发出前的公开检查, at the desk', () => {
  test('a number of a person in a file stops the signatures until it is answered for', async () => {
    const applied = await desk.apply()
    const page = await desk.attach(
      applied,
      '名单.txt',
      '联系人张某，身份证号码11010519491231002X。',
    )
    expect(page.statusCode).toBe(303)
    const list = await desk.desks.clerk.get(`${applied.address}/attachments`)
    expect(shownText(list.body)).toContain('有发现，待处理')
    expect(shownText(list.body)).toContain('身份证号码')
    expect(list.body).not.toContain('11010519491231002X')
    await desk.draft(applied)
    const review = await desk.desks['secrecy-reviewer'].get(`${applied.address}/review-secrecy`)
    const contentHash = [fieldsOn(review.body)['contentHash']].flat()[0]!
    const refused = await desk.desks['secrecy-reviewer'].post(`${applied.address}/review-secrecy`, {
      seenSeq: await desk.seenSeq(applied),
      decision: 'approved',
      opinion: '',
      contentHash,
    })
    expect(refused.statusCode).not.toBe(303)
    expect(shownText(refused.body)).toContain('没有通过公开检查')

    const file = /attachments\/(\d+)\/accept/.exec(list.body)![1]!
    const accept = `${applied.address}/attachments/${file}/accept`
    const empty = await desk.desks.clerk.post(accept, { seenSeq: await desk.seenSeq(applied) })
    expect([empty.statusCode, shownText(empty.body).includes('请填写保留的理由')]).toEqual([
      422,
      true,
    ])
    const kept = await desk.desks.clerk.post(accept, {
      seenSeq: await desk.seenSeq(applied),
      [`reason-${file}`]: '本人书面同意公开',
    })
    expect(kept.statusCode).toBe(303)
    expect(shownText((await desk.desks.head.get(applied.address)).body)).toContain(
      '本人书面同意公开',
    )
    await desk.sign(applied)
    await desk.act('clerk', applied, 'issue', { happenedOn: TODAY })
  })

  test('a copy with stars in the numbers takes the file’s place, and is what is signed', async () => {
    const applied = await desk.apply()
    await desk.attach(applied, '名单.txt', '联系人张某，身份证号码11010519491231002X。')
    await desk.draft(applied)
    const page = `${applied.address}/attachments`
    const before = await desk.desks.clerk.get(page)
    const file = /attachments\/(\d+)\/masked/.exec(before.body)![1]!
    const act = async (kind: string) =>
      desk.desks.clerk.post(`${page}/${file}/${kind}`, { seenSeq: await desk.seenSeq(applied) })
    // a text has nothing hidden that could be taken out
    const clean = await act('clean')
    expect([clean.statusCode, shownText(clean.body).includes('不能自动清理')]).toEqual([409, true])
    expect((await act('masked')).statusCode).toBe(303)
    const after = await desk.desks.clerk.get(page)
    expect(shownText(after.body)).toContain('检查通过')
    const copy = /attachments\/(\d+)"/.exec(after.body)![1]!
    const text = (await desk.desks.clerk.get(`${page}/${copy}`)).body
    expect([text.includes('联系人张某'), text.includes('11010519491231002X')]).toEqual([
      true,
      false,
    ])
    expect((await desk.desks.clerk.get(`${page}/${file}`)).statusCode).toBe(404)
    await desk.sign(applied)
    await desk.act('clerk', applied, 'issue', { happenedOn: TODAY })
  })

  test('where nothing is scanned for viruses, every page that opens people’s files says so', async () => {
    const applied = await desk.apply()
    for (const page of ['online', 'attachments']) {
      const { body } = await desk.desks.clerk.get(`${applied.address}/${page}`)
      expect([page, shownText(body).includes('没有配置病毒扫描')]).toEqual([page, true])
    }
  })

  test('a file that is not taken in costs the others nothing, and is named', async () => {
    const applied = await desk.apply()
    const refused = await desk.attach(applied, '网页.html', '<script>alert(1)</script>')
    expect(refused.statusCode).toBe(422)
    expect(shownText(refused.body)).toContain('网页.html')
  })
})

describe('notices', () => {
  test('a notice that was served can be fetched; a draft and a letter to others cannot', async () => {
    const applied = await desk.apply()
    await desk.act('clerk', applied, 'ask-correction', {
      happenedOn: TODAY,
      days: '7',
      items: '写明地块',
    })
    const letters = `${applied.address}/letters`
    const order = { letter: 'correction-notice', about: 'e3', datedOn: TODAY }
    const drawn = await desk.desks.clerk.post(`${letters}/new`, order)
    const letterId = Number(/letters\/(\d+)/.exec(drawn.headers.location!)![1])
    const before = await look(applied)
    expect(shownText(before.body)).not.toContain('本件的告知书')
    expect((await fetch(before, 'notice', letterId)).statusCode).toBe(404)
    await desk.desks.clerk.post(`${letters}/${letterId}/finalise`)
    const page = await look(applied)
    expect(shownText(page.body)).toContain('补正告知书')
    const file = await fetch(page, 'notice', letterId)
    expect(file.statusCode).toBe(200)
    expect(decodeURIComponent(String(file.headers['content-disposition']))).toContain('补正告知书')
    // a notice of another case is not there
    const other = await look(await desk.apply())
    expect((await fetch(other, 'notice', letterId)).statusCode).toBe(404)
  })

  test('a fee is explained, with the way to pay that the office has set', async () => {
    const applied = await desk.apply()
    await desk.desks.head.post('/office/letter-settings', {
      standing: 'department',
      government: '示例市人民政府',
      payment: '凭缴款码到示例银行缴纳',
    })
    await desk.act('clerk', applied, 'notice-fee', {
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
    const applied = await desk.apply()
    await desk.act('clerk', applied, 'ask-reasons', {
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
    const shown = shownText((await desk.desks.clerk.get(applied.address)).body)
    expect(shown).toContain('撰写论文需要逐年的数据。')
    expect(shown).toContain('申请人（网上）')
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
    app.setNow(`${TODAY}T10:00`)
  })

  test('nobody is asked for reasons who was not asked by the office', async () => {
    const page = await look(await desk.apply())
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
