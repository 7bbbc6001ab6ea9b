import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { answer, at, buildCase, buildRoom, draftOf, REGISTRATION } from '../builders/requests.ts'
import { shownText } from './shown-text.ts'

let app: TestApp
let clerk: Browser
let head: Browser
beforeAll(async () => {
  app = await createTestApp({ now: '2024-06-03T09:00' })
  clerk = await app.signIn(await app.person('clerk'))
  head = await app.signIn(await app.person('head'))
})
afterAll(() => app.close())

test('更正 is registered, decided by the head, and filtered in the ledger', async () => {
  const typed = {
    ...REGISTRATION,
    arrivedOn: '2024-06-03',
    subject: '登记表中的姓名',
    wrong: '误',
    evidence: '',
  }
  const bare = await clerk.post('/office/rectifications/new', typed)
  expect(bare.statusCode).toBe(422)
  expect(shownText(bare.body)).toContain('请填写证据')
  expect(bare.body).toContain('登记表中的姓名')
  const done = await clerk.post('/office/rectifications/new', { ...typed, evidence: '身份证' })
  expect(done.statusCode).toBe(303)
  const address = done.headers.location!.split('?')[0]!
  const page = shownText((await head.get(address)).body)
  expect(page).toContain('决定更正')
  expect(page).toContain('没有正在计算的答复期限')
  expect((await clerk.get(`${address}/draft-reply`)).statusCode).toBe(409)
  const decided = await head.post(`${address}/decide-rectification`, {
    seenSeq: '1',
    outcome: 'corrected',
    text: '已改为示例甲',
    way: 'direct',
    happenedOn: '2024-06-03',
  })
  expect(decided.statusCode).toBe(303)
  expect(shownText((await clerk.get(address)).body)).toContain('予以更正')
  const ledger = shownText((await clerk.get('/office/requests?kind=rectification')).body)
  expect(ledger).toContain('1件')
})

test('what was given to one is published to all: suggested, agreed, drafted', async () => {
  const room = buildRoom(app.db)
  const staff = {
    agencyId: app.agencyId,
    clerk: await app.person('clerk'),
    secrecyReviewer: await app.person('secrecy-reviewer'),
    legalAdviser: await app.person('legal-adviser'),
    head: await app.person('head'),
  }
  const opened = await buildCase(room, staff.clerk, '2024-05-07', { subject: '可以公开的方案' })
  await answer(room, staff, opened, draftOf('A2'), at('2024-05-10'))
  const address = `/office/requests/${opened.id}`
  const suggest = `${address}/suggest-conversion`
  expect(shownText((await clerk.get(address)).body)).toContain('建议转为主动公开')
  expect((await clerk.post(suggest, { text: '' })).statusCode).toBe(422)
  expect((await clerk.post(suggest, { text: '三人申请' })).statusCode).toBe(303)
  const decide = /\/office\/conversions\/\d+\/decide/.exec((await head.get(address)).body)![0]
  expect(shownText((await head.get(decide)).body)).toContain('三人申请')
  expect((await head.post(decide, { decision: 'declined' })).statusCode).toBe(422)
  expect((await head.post(decide, { decision: 'approved' })).statusCode).toBe(303)
  const draft = await clerk.post(decide.replace('decide', 'draft'))
  expect(draft.headers.location).toMatch(/^\/office\/publications\/\d+$/)
  const edition = shownText((await clerk.get(draft.headers.location!)).body)
  expect(edition).toContain('可以公开的方案')
  expect(edition).toContain('起草中')
  expect((await clerk.get(address)).body).toContain(draft.headers.location!)
})
