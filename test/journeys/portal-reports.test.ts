import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unlockReport } from '../../src/domain/annual-report/handling/unlock-report.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { buildAgency, buildOfficer } from '../builders/people.ts'
import {
  buildLockedReport,
  buildPublishedReport,
  buildWrittenReport,
  type ReportDesk,
} from '../builders/published-report.ts'
import { shownText } from './shown-text.ts'

const NOW = chinaMoment('2022-01-20T10:00')
const FORMATS = ['docx', 'xlsx', 'pdf', 'json'] as const

let app: TestApp
let zone: ReportDesk
let bureau: ReportDesk
let hash: string
beforeAll(async () => {
  app = await createTestApp({ now: '2022-02-01T09:00' })
  zone = await desk(app, { slug: 'zone', name: '示例高新区党政办公室' })
  bureau = await desk(app, { slug: 'bureau', name: '示例生态环境局' })
  hash = await buildPublishedReport(app.db, zone, 2020, NOW)
  await buildPublishedReport(app.db, zone, 2021, NOW)
  await buildPublishedReport(app.db, bureau, 2021, NOW)
})
afterAll(() => app.close())

async function desk(at: TestApp, given: { slug: string; name: string }): Promise<ReportDesk> {
  const agencyId = await buildAgency(at.db, given)
  return {
    agencyId,
    clerk: await buildOfficer(at.db, agencyId, 'clerk'),
    head: await buildOfficer(at.db, agencyId, 'head'),
  }
}

const read = async (path: string) => shownText((await app.visitor().get(path)).body)

describe('信息公开年报', () => {
  test('all years and all bodies stand together and can be narrowed', async () => {
    const all = await read('/reports')
    expect(all).toContain('示例高新区党政办公室2021年政府信息公开工作年度报告')
    expect(all).toContain('示例高新区党政办公室2020年政府信息公开工作年度报告')
    expect(all).toContain('示例生态环境局2021年政府信息公开工作年度报告')
    const one = await read('/reports?agency=bureau&year=2021')
    expect(one).toContain('示例生态环境局2021年政府信息公开工作年度报告')
    expect(one).not.toContain('党政办公室2021年政府信息公开工作年度报告')
    expect(await read('/reports?agency=bureau&year=2020')).toContain('没有符合条件的年度报告')
  })

  test('a report shows its six sections, the official tables and the hash it was locked with', async () => {
    const page = await app.visitor().get('/reports/zone/2020')
    expect(page.statusCode).toBe(200)
    const text = shownText(page.body)
    for (const title of [
      '一、总体情况',
      '二、主动公开政府信息情况',
      '三、收到和处理政府信息公开申请情况',
      '四、政府信息公开行政复议、行政诉讼情况',
      '五、存在的主要问题及改进情况',
      '六、其他需要报告的事项',
    ])
      expect(text).toContain(title)
    expect(page.body).toContain('rowspan="20"')
    expect(text).toContain(`内容校验值（SHA-256）：${hash}`)
    expect(page.body).toContain('<meta name="PubDate" content="2022-01-20 10:00" />')
  })

  test('is downloaded in four formats under its title, and not twice when nothing changed', async () => {
    for (const format of FORMATS) {
      const file = await app.visitor().get(`/reports/zone/2020.${format}`)
      expect([format, file.statusCode]).toEqual([format, 200])
      const name = encodeURIComponent(
        `示例高新区党政办公室2020年政府信息公开工作年度报告.${format}`,
      )
      expect(file.headers['content-disposition']).toContain(`filename*=UTF-8''${name}`)
      expect(file.rawPayload.length).toBeGreaterThan(500)
      const again = await app.fastify.inject({
        url: `/reports/zone/2020.${format}`,
        headers: { 'if-none-match': String(file.headers.etag) },
      })
      expect([format, again.statusCode, again.body]).toEqual([format, 304, ''])
    }
    const data = (await app.visitor().get('/reports/zone/2020.json')).json()
    expect(data).toMatchObject({ agency: '示例高新区党政办公室', year: 2020, format: '2019' })
  })

  test('before it is locked and published it is nowhere, in no format', async () => {
    const other = await createTestApp({ now: '2022-02-01T09:00' })
    const written = await desk(other, { slug: 'written', name: '示例统计局' })
    const locked = await desk(other, { slug: 'locked', name: '示例教育局' })
    const unlocked = await desk(other, { slug: 'unlocked', name: '示例财政局' })
    await buildWrittenReport(other.db, written, 2021, NOW)
    await buildLockedReport(other.db, locked, 2021, NOW)
    await buildPublishedReport(other.db, unlocked, 2021, NOW)
    await unlockReport(other.db, unlocked.head, 2021, '数据有误，需要更正', NOW)
    for (const path of ['/', '/reports', '/reports?year=2021'])
      expect([path, shownText((await other.visitor().get(path)).body)]).toEqual([
        path,
        expect.not.stringMatching(/2021年(政府信息公开工作)?年度报告/),
      ])
    for (const slug of ['written', 'locked', 'unlocked'])
      for (const end of ['', ...FORMATS.map((format) => `.${format}`)]) {
        const answer = await other.visitor().get(`/reports/${slug}/2021${end}`)
        expect([slug, end, answer.statusCode]).toEqual([slug, end, 404])
        expect(answer.body).not.toContain('示例统计局2021')
      }
    await other.close()
  })

  test('addresses that name no report are not found', async () => {
    for (const path of [
      '/reports/zone/2019',
      '/reports/nobody/2020',
      '/reports/zone/2020.exe',
      '/reports/zone/20200',
      '/reports/%00/2020',
      '/reports/zone/2020.pdf.exe',
    ])
      expect([path, (await app.visitor().get(path)).statusCode]).toEqual([path, 404])
  })
})
