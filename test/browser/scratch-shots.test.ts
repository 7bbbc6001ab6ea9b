import { chromium } from 'playwright-core'
import { test } from 'vitest'
import { createTestApp } from '../app.ts'
import { findChromium } from '../chromium.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { buildPublicationDesk, buildPublishedDocument } from '../builders/publications.ts'
import { buildPublishedReport } from '../builders/published-report.ts'

test('shots', async () => {
  const app = await createTestApp({ now: '2021-02-01T09:00' })
  const { db, agencyId } = app
  await db
    .updateTable('agencies')
    .set({
      name: '威海火炬高技术产业开发区',
      short_name: '高新区',
      slug: 'whctp',
      address: '威海市文化西路288号',
      postcode: '264209',
      phone: '0631-0000000',
      fax: '0631-0000001',
      email: 'office@example.invalid',
      website: 'http://www.example.gov.cn',
      site_code: '3710000001',
    })
    .where('id', '=', agencyId)
    .execute()
  const desk = await buildPublicationDesk(db, agencyId)
  for (let n = 1; n <= 23; n += 1)
    await buildPublishedDocument(
      db,
      desk,
      chinaMoment(`2020-0${1 + Math.floor(n / 4)}-${10 + (n % 18)}T09:${10 + n}`),
      {
        title:
          n % 3
            ? `关于公布第${n}批政务公开事项调整结果的通告`
            : `关于做好${n}月份安全生产与防汛抗旱工作以及加强值班值守的通知（示例）`,
        publisher: '高新区管委办公室',
        category: n % 4 ? '管委文件' : n % 8 ? '惠企政策' : '制度',
        documentNumber: n % 2 ? `威高管办发〔2020〕${n}号` : '',
        ...(n % 5 === 0
          ? {
              normativeKind: 'normative' as const,
              effectiveFrom: Temporal.PlainDate.from('2020-01-01'),
              expiresOn: Temporal.PlainDate.from(n % 2 ? '2020-12-31' : '2025-12-31'),
            }
          : {}),
      },
    )
  const idx = await buildPublishedDocument(db, desk, chinaMoment('2020-08-17T13:56'), {
    title: '关于印发2020年威海火炬高技术产业开发区政务公开重点工作及责任分工方案的通知',
    publisher: '高新区管委办公室',
    category: '管委文件',
    documentNumber: '威高管办发〔2020〕13号',
    normativeKind: 'normative',
    effectiveFrom: Temporal.PlainDate.from('2020-08-17'),
    bodyHtml:
      '<p>区直各部门、单位，各镇、街道：</p><p>为做好2020年政务公开工作，提升公开质量和实效，现制定示例方案如下，请结合实际认真落实，确保各项任务按期完成。</p><h2>一、加强组织领导</h2><p>各部门、单位要落实公开要求，把公开工作列入议事日程。</p><h3>（一）任务分工</h3><table><tr><th>任务</th><th>责任单位</th><th>时限</th></tr><tr><td>政策解读</td><td>办公室</td><td>全年</td></tr><tr><td>目录编制</td><td>各部门</td><td>10月底前</td></tr></table><ul><li>第一项</li><li>第二项</li></ul>',
  })
  const clerk = await app.person('clerk')
  const head = await app.person('head')
  await buildPublishedReport(db, { agencyId, clerk, head }, 2020, chinaMoment('2021-01-20T10:00'))
  const url = await app.listen()
  const browser = await chromium.launch({ executablePath: findChromium()!, args: ['--no-sandbox'] })
  const wanted = (
    process.env['SHOTS'] ?? 'home,guide,rules,content,document,apply,reports,report,notfound'
  ).split(',')
  const all: Record<string, string> = {
    home: '/',
    guide: '/guide',
    rules: '/rules',
    content: '/content',
    document: `/content/${idx}`,
    apply: '/apply',
    reports: '/reports',
    report: '/reports/whctp/2020',
    notfound: '/nowhere',
    check: '/check',
  }
  for (const width of [1280, 390])
    for (const name of wanted) {
      const page = await browser.newPage({ viewport: { width, height: 900 } })
      await page.goto(url + all[name]!)
      const over = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      if (over) console.log(name, width, 'overflows', over)
      await page.screenshot({ path: `/tmp/shots/${name}-${width}.png`, fullPage: true })
      await page.close()
    }
  await browser.close()
  await app.close()
})
