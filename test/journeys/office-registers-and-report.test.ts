import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { shownText } from './shown-text.ts'

let app: TestApp
let clerk: Browser
let head: Browser
let auditor: Browser
beforeAll(async () => {
  app = await createTestApp({ now: '2021-01-20T09:00' })
  clerk = await app.signIn(await app.person('clerk'))
  head = await app.signIn(await app.person('head'))
  auditor = await app.signIn(await app.person('auditor'))
})
afterAll(() => app.close())

/** A year without decisions of this kind is a recorded zero, not a blank. */
const yearWithout = (kind: string) => ({
  kind,
  periodFrom: '2020-01-01',
  periodTo: '2020-12-31',
  decisions: '0',
  note: '',
})

describe('登记簿', () => {
  test('an item, decisions, income and a purchase are recorded and shown in their year', async () => {
    const forms: [string, Record<string, string>][] = [
      [
        'new-item',
        { kind: 'other_services', name: '示例服务事项', basis: '', since: '2018-03-01' },
      ],
      ['new-decisions', yearWithout('licensing')],
      ['new-decisions', yearWithout('penalty')],
      ['new-decisions', yearWithout('coercion')],
      [
        'new-fee-income',
        { item: '示例收费', receivedOn: '2020-05-01', amountYuan: '400', note: '' },
      ],
      [
        'new-procurement',
        { project: '示例采购', contractedOn: '2020-06-01', amountYuan: '1462243' },
      ],
    ]
    for (const [act, form] of forms) {
      const response = await clerk.post(`/office/registers/${act}`, form)
      expect([act, response.statusCode]).toEqual([act, 303])
    }
    const page = shownText((await clerk.get('/office/registers?year=2020')).body)
    for (const shown of ['示例服务事项', '示例收费', '示例采购', '1462243'])
      expect(page).toContain(shown)
    expect(shownText((await clerk.get('/office/registers?year=2019')).body)).not.toContain(
      '示例采购',
    )
  })

  test('bad input comes back with its sentence and what was typed', async () => {
    const response = await clerk.post('/office/registers/new-decisions', {
      kind: 'penalty',
      periodFrom: '2020-12-01',
      periodTo: '2020-11-01',
      decisions: '三',
      note: '保留我',
    })
    expect(response.statusCode).toBe(422)
    expect(response.body).toContain('保留我')
  })

  test('the auditor reads and cannot write', async () => {
    expect((await auditor.get('/office/registers')).statusCode).toBe(200)
    expect((await auditor.get('/office/registers/new-item')).statusCode).toBe(403)
    expect((await auditor.post('/office/registers/new-item', {})).statusCode).toBe(403)
  })
})

describe('年度报告', () => {
  test('opened, its cells lead to what they count; written; locked; downloaded in five formats; published', async () => {
    const opened = await clerk.post('/office/annual-reports', { year: '2020' })
    expect(opened.headers.location).toBe('/office/annual-reports/2020?done=report-opened')
    const page = await clerk.get('/office/annual-reports/2020')
    expect(shownText(page.body)).toContain('146.2243')

    const behind = await clerk.get('/office/annual-reports/2020/cells/active.procurement.1')
    expect(shownText(behind.body)).toContain('示例采购')

    const version = /name="version"\s+value="(\d+)"/.exec(
      (await clerk.get('/office/annual-reports/2020/narrative')).body,
    )![1]!
    const narrative = {
      version,
      intro: '本报告由示例机构编制，统计期限为2020年1月1日至12月31日。',
      general: '（一）主动公开\n本年按要求公开。\n（二）依申请公开\n本年没有收到申请。',
      problems: '培训不够，将加强培训。',
      other: '没有其他需要报告的事项。',
    }
    expect((await clerk.post('/office/annual-reports/2020/narrative', narrative)).statusCode).toBe(
      303,
    )
    const stale = await clerk.post('/office/annual-reports/2020/narrative', {
      ...narrative,
      other: '后写的',
    })
    expect(stale.statusCode).toBe(409)
    expect(stale.body).toContain('后写的')

    const lockable = (await head.get('/office/annual-reports/2020')).body
    const lockVersion = /name="version"\s+value="(\d+)"/.exec(lockable)![1]!
    const locked = await head.post('/office/annual-reports/2020/lock', { version: lockVersion })
    expect([locked.statusCode, shownText(locked.body)]).toEqual([303, ''])
    const sealed = shownText((await head.get('/office/annual-reports/2020')).body)
    expect(sealed).toContain('已锁定，待公布')

    for (const [format, begins] of [
      ['html', '<!doctype'],
      ['docx', 'PK'],
      ['xlsx', 'PK'],
      ['pdf', '%PDF'],
      ['json', '{'],
    ]) {
      const file = await auditor.get(`/office/annual-reports/2020.${format}`)
      expect([
        format,
        file.statusCode,
        file.rawPayload.subarray(0, begins!.length).toString(),
      ]).toEqual([format, 200, begins])
    }

    expect((await app.visitor().get('/reports')).body).not.toContain(
      '2020年政府信息公开工作年度报告',
    )
    expect((await clerk.post('/office/annual-reports/2020/publish')).statusCode).toBe(403)
    expect((await head.post('/office/annual-reports/2020/publish')).statusCode).toBe(303)
    expect((await app.visitor().get('/reports')).body).toContain('2020年政府信息公开工作年度报告')
  }, 60_000)

  test('unlocking asks for a reason and takes the report off the portal', async () => {
    const without = await head.post('/office/annual-reports/2020/unlock', { reason: ' ' })
    expect(without.statusCode).toBe(422)
    expect(shownText(without.body)).toContain('请写明解除锁定的理由')
    expect(
      (await head.post('/office/annual-reports/2020/unlock', { reason: '表二有误' })).statusCode,
    ).toBe(303)
    expect(shownText((await head.get('/office/annual-reports/2020')).body)).toContain(
      '理由：表二有误',
    )
    expect((await app.visitor().get('/reports')).body).not.toContain(
      '2020年政府信息公开工作年度报告',
    )
  })

  test('a year that has not begun, and a cell that no form has', async () => {
    expect((await clerk.post('/office/annual-reports', { year: '2030' })).statusCode).toBe(422)
    expect(
      (await clerk.get('/office/annual-reports/2020/cells/requests.total.nobody')).statusCode,
    ).toBe(404)
    expect((await clerk.get('/office/annual-reports/2099')).statusCode).toBe(404)
  })
})
