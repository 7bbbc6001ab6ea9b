import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eraseOldCorrections } from '../../src/domain/corrections/settle-correction.ts'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { lastCorrection, REPORTED, reportTo } from '../builders/corrections.ts'
import { buildPublicationDesk, buildPublishedDocument } from '../builders/publications.ts'
import { shownText } from './shown-text.ts'

// a Thursday
const DAY = '2020-08-20'
const title = '关于示例事项的通知'

let app: TestApp
let officer: Officer
/** Signed in at this minute. */
const atDesk = (): Promise<Browser> => app.signIn(officer)
let about: string
beforeAll(async () => {
  app = await createTestApp({ now: `${DAY}T09:00` })
  const desk = await buildPublicationDesk(app.db, app.agencyId)
  about = await buildPublishedDocument(app.db, desk, chinaMoment(`${DAY}T08:00`), { title })
  officer = await app.person('clerk')
})
afterAll(() => app.close())

async function ticketAt(at: string): Promise<string> {
  app.setNow(at)
  const { body } = await app.visitor().get('/correction')
  return /name="ticket" value="([^"]+)"/.exec(body)![1]!
}

const stateOf = async (receipt: string) => {
  const answer = await app.visitor().post('/correction/state', { receipt })
  return { status: answer.statusCode, text: shownText(answer.body) }
}

describe('纠错', () => {
  test('is about the document the reader came from, waits in the office and is answered by number', async () => {
    const { body } = await app.visitor().get(`/correction?about=${encodeURIComponent(about)}`)
    expect(body).toContain(`name="about" value="${about}"`)
    const receipt = await reportTo(app, `${DAY}T09:10`, { about })

    const waiting = await stateOf(receipt)
    expect(waiting.text).toContain('正在办理')
    // Thursday and three working days: Friday, Monday, Tuesday
    expect(waiting.text).toContain('2020-08-25')
    expect(waiting.text).not.toContain(REPORTED.text)

    const id = await lastCorrection(app)
    const clerk = await atDesk()
    expect(shownText((await clerk.get('/office')).body)).toContain('1条读者纠错待办')
    expect(shownText((await clerk.get('/office/corrections')).body)).toContain(title)
    const page = (await clerk.get(`/office/corrections/${id}`)).body
    expect(page).toContain(REPORTED.text)
    expect(page).not.toContain(REPORTED.contact)
    const opened = await clerk.post(`/office/corrections/${id}/contact`)
    expect(opened.body).toContain(REPORTED.contact)

    const note = '已把第三条的错字改正。'
    const empty = await clerk.post(`/office/corrections/${id}/settle`, { outcome: 'handled' })
    expect([empty.statusCode, empty.body.includes('请填写给读者的答复')]).toEqual([422, true])
    const settled = await clerk.post(`/office/corrections/${id}/settle`, {
      outcome: 'handled',
      note,
    })
    expect(settled.statusCode).toBe(303)
    const again = await clerk.post(`/office/corrections/${id}/settle`, {
      outcome: 'dismissed',
      note,
    })
    expect(again.statusCode).toBe(409)
    expect((await stateOf(receipt.toLowerCase().replaceAll('-', ' '))).text).toContain(note)
    expect(shownText((await clerk.get('/office')).body)).not.toContain('读者纠错待办')
    const auditor = await app.signIn(await app.person('auditor'))
    const log = shownText((await auditor.get('/office/audit')).body)
    expect(log).toContain('办结读者纠错')
    expect(log).toContain('查看纠错人联系方式')
  })

  test('what should never have been public is due the day after', async () => {
    const receipt = await reportTo(app, `${DAY}T09:20`, { kind: 'exposure', place: '附表' })
    expect((await stateOf(receipt)).text).toContain('2020-08-21')
    app.setNow('2020-08-24T09:00')
    expect(shownText((await (await atDesk()).get('/office')).body)).toContain('其中1条已过答复期限')
  })

  test('a form with gaps comes back with everything typed', async () => {
    const ticket = await ticketAt(`${DAY}T10:00`)
    app.setNow(`${DAY}T10:01`)
    const sent = { ticket, text: '第二段有错字', contact: '010-00000000' }
    const { statusCode, body } = await app.visitor().post('/correction', sent)
    expect(statusCode).toBe(422)
    expect(body).toContain('第二段有错字')
    expect(body).toContain('010-00000000')
    for (const message of ['请填写是哪个页面', '请选择差错的类型']) expect(body).toContain(message)
  })

  test('sent twice it is one; faster than anybody writes, with the trap filled in or without our ticket it is none', async () => {
    const before = await lastCorrection(app)
    const ticket = await ticketAt(`${DAY}T11:00`)
    const form = { kind: 'broken', place: '/guide', text: '链接打不开了', ticket }
    expect((await app.visitor().post('/correction', form)).statusCode).toBe(422)
    app.setNow(`${DAY}T11:01`)
    expect((await app.visitor().post('/correction', { ...form, ticket: 'x' })).statusCode).toBe(422)
    const trapped = { ...form, homepage: 'https://example.com' }
    expect((await app.visitor().post('/correction', trapped)).statusCode).toBe(422)
    expect(await lastCorrection(app)).toBe(before)
    const first = await app.visitor().post('/correction', form)
    const second = await app.visitor().post('/correction', form)
    const numberIn = (body: string) => /([2-9A-Z]{4}-){2}[2-9A-Z]{4}/.exec(body)![0]
    expect(numberIn(second.body)).toBe(numberIn(first.body))
    const rows = await app.db
      .selectFrom('corrections')
      .select('id')
      .where('id', '>', before)
      .execute()
    expect(rows).toHaveLength(1)
  })

  test('a number nobody was given finds nothing', async () => {
    expect((await stateOf('ABCD-EFGH-JKMN')).status).toBe(404)
    expect((await stateOf('12')).status).toBe(422)
  })

  test('of what is not public neither title nor number is shown or kept', async () => {
    const next = about.replace(/\d{5}$/, '99999')
    const receipt = await reportTo(app, `${DAY}T12:00`, { about: next, place: '那份文件' })
    expect(receipt).toMatch(/-/)
    const row = await app.db
      .selectFrom('corrections')
      .select(['document_id', 'place'])
      .where('id', '=', await lastCorrection(app))
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ document_id: null, place: '那份文件' })
  })

  test('another body reads and answers none of it', async () => {
    const id = await lastCorrection(app)
    const head = await app.signIn(await app.person('head'))
    expect((await head.post(`/office/corrections/${id}/settle`)).statusCode).toBe(403)
  })

  test('words and contact are erased ninety days after the answer, the answer stays', async () => {
    const receipt = await reportTo(app, `${DAY}T13:00`, { text: '要被删除的文字' })
    const id = await lastCorrection(app)
    app.setNow(`${DAY}T14:00`)
    await (
      await atDesk()
    ).post(`/office/corrections/${id}/settle`, {
      outcome: 'dismissed',
      note: '经核实没有错。',
    })
    const textOf = async () =>
      await app.db
        .selectFrom('corrections')
        .select(['text', 'contact_sealed'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    await eraseOldCorrections(app.db, chinaMoment('2020-11-18T13:59'))
    expect((await textOf()).text).toBe('要被删除的文字')
    await eraseOldCorrections(app.db, chinaMoment('2020-11-18T14:01'))
    expect(await textOf()).toEqual({ text: '', contact_sealed: null })
    expect((await stateOf(receipt)).text).toContain('经核实没有错。')
    app.setNow('2020-11-19T09:00')
    expect(shownText((await (await atDesk()).get(`/office/corrections/${id}`)).body)).toContain(
      '已经在办结90天后删除',
    )
  })
})
