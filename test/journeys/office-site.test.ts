import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { buildAgency, buildOfficer } from '../builders/people.ts'
import { shownText } from './shown-text.ts'

// 网站与联系方式: entered in the office, stated at the foot of every public page.

let app: TestApp
let adminOfficer: Officer
let admin: Browser
beforeAll(async () => {
  app = await createTestApp({ environment: { MINGQU_BASE_URL: 'http://xxgk.example.gov.cn' } })
  adminOfficer = await app.person('admin')
  admin = await app.signIn(adminOfficer)
})
afterAll(() => app.close())

const SITE = '/office/settings/site'
const MARK = '0123456789ABCDEF0123456789ABCDEF'
const COMPLETE = {
  name: '示例高新区',
  sponsor: '示例高新区管理委员会',
  siteCode: '3710009999',
  icpFiling: '鲁ICP备00000001号-2',
  policeFiling: '鲁公网安备37100000000001号',
  partyGovernmentMark: MARK,
  address: '示例路2号',
  officeHours: '工作日 9:00—17:00',
  phone: '0631-1234567',
}

/** The values in the fields of the page, as a browser would send them. */
async function standing(browser: Browser): Promise<Record<string, string>> {
  const { body } = await browser.get(SITE)
  const inputs = [...body.matchAll(/<input[^>]*?>/g)].map(([input]) => input)
  return Object.fromEntries(
    inputs.flatMap((input) => {
      const name = / name="(\w+)"/.exec(input)?.[1]
      return name === undefined || name === 'csrf'
        ? []
        : [[name, / value="([^"]*)"/.exec(input)?.[1] ?? '']]
    }),
  )
}
const change = async (browser: Browser, fields: Record<string, string>) =>
  browser.post(SITE, { ...(await standing(browser)), ...fields })

const footOf = (body: string) => body.slice(body.indexOf('<footer'))
const foot = async (path = '/guide') => footOf((await app.visitor().get(path)).body)

describe('网站与联系方式', () => {
  test('what is not stated is not shown', async () => {
    const shown = shownText(await foot())
    expect(shown).toContain('主办单位：示例高新区管委会')
    for (const word of ['网站标识码', 'ICP', '公安备案', '党政机关', '找错'])
      expect(shown).not.toContain(word)
  })

  test('what is entered stands at the foot of every page, in the order of the norm, and leads to the official records', async () => {
    expect((await change(admin, COMPLETE)).statusCode).toBe(303)
    const body = await foot()
    const shown = shownText(body)
    const places = [
      '主办单位：示例高新区管理委员会',
      '联系方式：示例路2号',
      '网站标识码：3710009999',
      '鲁ICP备00000001号-2',
      '鲁公网安备37100000000001号',
      '党政机关网站标识',
      '政府网站找错',
      '站点地图',
    ].map((words) => shown.indexOf(words))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    for (const href of [
      'https://beian.miit.gov.cn/',
      'https://beian.mps.gov.cn/#/query/webSearch?code=37100000000001',
      `https://bszs.conac.cn/sitename?method=show&amp;id=${MARK}`,
      'https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3710009999',
    ])
      expect(body).toContain(`href="${href}"`)
    // nothing is loaded from elsewhere
    expect(body).not.toMatch(/<(script|img|iframe)/)
    const page = (await app.visitor().get('/guide')).body
    expect(page).toContain('name="SiteName" content="示例高新区政府信息公开"')
    expect(page).toContain('name="SiteIDCode" content="3710009999"')
    expect(shownText(page)).toContain('工作日 9:00—17:00')
  })

  test('says what the guide still lacks', async () => {
    const told = shownText((await admin.get(SITE)).body)
    expect(told).toContain('公开指南还缺：传真号码。')
  })

  test('is logged with what was before', async () => {
    await change(admin, { sponsor: '示例高新区党工委' })
    const logged = await app.db
      .selectFrom('audit_log')
      .select(['actor_id', 'detail'])
      .where('action', '=', 'site.changed')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(logged).toEqual({
      actor_id: adminOfficer.id,
      detail: { sponsor: { from: '示例高新区管理委员会', to: '示例高新区党工委' } },
    })
    const { length } = await app.db.selectFrom('audit_log').select('id').execute()
    await change(admin, {})
    expect((await app.db.selectFrom('audit_log').select('id').execute()).length).toBe(length)
  })

  test('is read as it is copied from a certificate, a page or a link', async () => {
    const answer = await change(admin, {
      siteCode: ' ＢＭ０１２３４５６７ ',
      icpFiling: '鲁icp备 00000003号',
      policeFiling: '鲁公网安备 37100000000003号',
      partyGovernmentMark: `http://bszs.conac.cn/sitename?method=show&id=${MARK.toLowerCase()}`,
    })
    expect(answer.statusCode).toBe(303)
    expect(await standing(admin)).toMatchObject({
      siteCode: 'bm01234567',
      icpFiling: '鲁ICP备00000003号',
      policeFiling: '鲁公网安备37100000000003号',
      partyGovernmentMark: MARK,
    })
  })

  test('what cannot be is said at its field, and nothing typed is lost', async () => {
    const before = await foot()
    const wrong = {
      siteCode: '37100',
      icpFiling: '鲁ICP证1号',
      policeFiling: '37100000000003',
      partyGovernmentMark: 'javascript:alert(1)',
      email: 'nobody',
      postcode: '2642',
      phone: '无',
      website: 'ftp://example.gov.cn',
    }
    const answer = await change(admin, wrong)
    expect(answer.statusCode).toBe(422)
    for (const [name, value] of Object.entries(wrong)) {
      expect(answer.body).toContain(`id="field-${name}-error"`)
      expect(answer.body).toContain(`value="${value}"`)
    }
    expect(await foot()).toBe(before)
  })

  test('two administrators: the second is told before anything is overwritten', async () => {
    const second = await app.signIn(await app.person('head'))
    const seenBySecond = await standing(second)
    expect((await change(admin, { fax: '0631-7654321' })).statusCode).toBe(303)
    const late = await second.post(SITE, { ...seenBySecond, postcode: '264299' })
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('value="264299"')
    const told = shownText(late.body)
    for (const words of ['传真号码：0631-7654321', '邮政编码：264200'])
      expect(told).toContain(words)
    expect(told).not.toContain('办公地址：')
    expect((await standing(admin))['postcode']).toBe('264200')
  })

  test('another body states its contact; the site is that of the lead', async () => {
    const unitId = await buildAgency(app.db, { supervisorId: app.agencyId })
    const head = await app.signIn(await buildOfficer(app.db, unitId, 'head'))
    const before = await foot()
    const { body } = await head.get(SITE)
    expect(body).not.toContain('name="icpFiling"')
    const answer = await change(head, {
      phone: '0631-5555555',
      name: '冒名',
      siteCode: '9999999999',
    })
    expect(answer.statusCode).toBe(303)
    expect(await foot()).toBe(before)
    const unit = await app.db
      .selectFrom('agencies')
      .select(['phone', 'site_code'])
      .where('id', '=', unitId)
      .executeTakeFirstOrThrow()
    expect(unit).toEqual({ phone: '0631-5555555', site_code: '' })
  })
})

describe('on every node', () => {
  let other: FastifyInstance
  afterAll(() => other?.close())

  test('a page that was kept shows the change', async () => {
    const here = await app.listen()
    other = await app.anotherNode()
    const there = await other.listen({ port: 0, host: '127.0.0.1' })
    const shown = async (node: string) => footOf(await (await fetch(`${node}/guide`)).text())
    for (const node of [here, there]) expect(await shown(node)).not.toContain('鲁ICP备00000009号')
    expect((await change(admin, { icpFiling: '鲁ICP备00000009号' })).statusCode).toBe(303)
    for (const node of [here, there])
      await expect
        .poll(() => shown(node), { timeout: 5000, interval: 50 })
        .toContain('鲁ICP备00000009号')
  })
})
