import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import { DEFAULT_SETTINGS, SETTING_NAMES } from '../../src/law/settings.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { buildCase, buildRoom } from '../builders/requests.ts'
import { getOpenCase } from '../../src/domain/requests/requests-store.ts'
import { shownText } from './shown-text.ts'

let app: TestApp
let officer: Officer
let head: Browser
let headOfficer: Officer
beforeAll(async () => {
  app = await createTestApp({ now: '2024-03-05T09:00' })
  officer = await app.person('clerk')
  headOfficer = await app.person('head')
  head = await app.signIn(headOfficer)
})
afterAll(() => app.close())

const hidden = (name: string, page: string) =>
  new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(page)?.[1] ?? ''

/** Sends the page's form as it stands, with these choices changed. */
async function change(browser: Browser, choices: Record<string, string>) {
  const page = await browser.get('/office/settings')
  const standing = [...page.body.matchAll(/name="(\w+)"[^>]*value="([^"]*)"[^>]*checked/g)]
  const kept = Object.fromEntries(standing.map(([, name, value]) => [name!, value!]))
  return browser.post('/office/settings', { ...kept, seen: hidden('seen', page.body), ...choices })
}

const stored = async () =>
  (
    await app.db
      .selectFrom('agencies')
      .select('law_settings')
      .where('id', '=', app.agencyId)
      .executeTakeFirstOrThrow()
  ).law_settings

describe('机构设置', () => {
  test('every open question of the law is on the page, with its default chosen', async () => {
    const page = (await head.get('/office/settings')).body
    for (const name of SETTING_NAMES) expect(page).toContain(`name="${name}"`)
    const checked = [...page.matchAll(/name="(\w+)"[^>]*value="([^"]*)"[^>]*checked/g)]
    for (const [, name, value] of checked)
      expect([name, value]).toEqual([name, String(DEFAULT_SETTINGS[name as 'secondCorrection'])])
    expect(checked.length).toBe(SETTING_NAMES.length - 2)
    expect(shownText(page)).toContain('法律审核和负责人签发不能省略')
  })

  test('a change is kept, logged with what was before, and holds for later cases only', async () => {
    const room = buildRoom(app.db)
    const before = await buildCase(room, officer, '2024-03-04')
    const answer = await change(head, { secrecyReview: 'every', correctionPresetDays: '７' })
    expect(answer.statusCode).toBe(303)
    expect(await stored()).toEqual({ secrecyReview: 'every', correctionPresetDays: 7 })
    const after = await buildCase(room, officer, '2024-03-05')
    const settingOf = async (id: number) =>
      (await getOpenCase(app.db, id)).state.settings['secrecyReview']
    expect(await settingOf(before.id)).toBe('disclosing')
    expect(await settingOf(after.id)).toBe('every')
    const logged = await app.db
      .selectFrom('audit_log')
      .select(['actor_id', 'detail'])
      .where('action', '=', 'settings.changed')
      .execute()
    expect(logged).toEqual([
      {
        actor_id: headOfficer.id,
        detail: {
          secrecyReview: { from: 'disclosing', to: 'every' },
          correctionPresetDays: { from: 10, to: 7 },
        },
      },
    ])
  })

  test('what cannot be chosen is said at its field, and the choices stay', async () => {
    const answer = await change(head, { correctionPresetDays: '99', reviewOrder: 'sequence' })
    expect(answer.statusCode).toBe(422)
    expect(shownText(answer.body)).toContain('应是1至15之间的整数')
    expect(answer.body).toMatch(/value="sequence"[^>]*checked/)
    expect((await change(head, { secrecyReview: 'never' })).statusCode).toBe(422)
  })

  test('two heads: the second is shown what the first chose before anything is overwritten', async () => {
    const second = await app.signIn(await app.person('head'))
    const seen = hidden('seen', (await second.get('/office/settings')).body)
    expect((await change(head, { feeStepFrom: '41' })).statusCode).toBe(303)
    const late = await second.post('/office/settings', { seen, feeStepFrom: '31' })
    expect(late.statusCode).toBe(409)
    expect(await stored()).toMatchObject({ feeStepFrom: 41 })
  })
})

describe('代理', () => {
  test('appointed on a page, acting and shown as deputy, ended on the page', async () => {
    const adviser = await app.person('legal-adviser')
    const appointed = await head.post('/office/deputies', {
      personId: String(headOfficer.id),
      deputyId: String(adviser.id),
      role: 'head',
      fromOn: '2024-03-05',
      untilOn: '2024-03-08',
    })
    expect(appointed.statusCode).toBe(303)
    const acting = await app.signIn(adviser)
    expect(shownText((await acting.get('/office')).body)).toContain(
      `代${headOfficer.displayName}（机构负责人）`,
    )
    const { id } = await buildCase(buildRoom(app.db), officer, '2024-03-05')
    const page = (await acting.get(`/office/requests/${id}/extend`)).body
    const extended = await acting.post(`/office/requests/${id}/extend`, {
      seenSeq: hidden('seenSeq', page),
      happenedOn: '2024-03-05',
      days: '10',
      reason: '材料较多',
    })
    expect(extended.statusCode).toBe(303)
    expect(shownText((await head.get(`/office/requests/${id}`)).body)).toContain(
      `${adviser.displayName}（代${headOfficer.displayName}）`,
    )
    const list = (await head.get('/office/deputies')).body
    const revoke = /action="(\/office\/deputies\/\d+\/revoke)"/.exec(list)![1]!
    expect((await head.post(revoke)).statusCode).toBe(303)
    expect((await acting.get(`/office/requests/${id}/end`)).statusCode).toBe(403)
  })

  test('a bad appointment is said at its field', async () => {
    const answer = await head.post('/office/deputies', {
      personId: String(headOfficer.id),
      deputyId: String(headOfficer.id),
      role: 'head',
      fromOn: '2024-03-05',
      untilOn: '2024-03-01',
    })
    expect(answer.statusCode).toBe(422)
    expect(shownText(answer.body)).toContain('截止日期不能早于起始日期')
  })
})
