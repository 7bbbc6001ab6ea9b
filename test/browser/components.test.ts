import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officePage, signInPage } from '../../src/interfaces/office/layout.ts'
import { portalPage } from '../../src/interfaces/portal/layout.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { loadAssets } from '../../src/platform/web/assets.ts'
import { html } from '../../src/platform/web/html.ts'
import { sendPage } from '../../src/platform/web/reply.ts'
import { createServer, type WebServer } from '../../src/platform/web/server.ts'
import {
  look,
  openChromium,
  sidewaysScroll,
  violationsOn,
  WIDTHS,
  type Chromium,
} from './chromium.ts'
import {
  caseSpecimen,
  formSpecimen,
  portalSpecimen,
  tablesSpecimen,
  wordsSpecimen,
} from './specimen.ts'

const assets = loadAssets('public')
let server: WebServer
let chromium: Chromium
let address: string

beforeAll(async () => {
  server = await createServer({
    https: false,
    trustProxy: false,
    logLevel: 'silent',
    clock: () => chinaMoment('2020-08-17T13:56'),
    assets,
    touchDatabase: () => Promise.resolve(),
  })
  const { app } = server
  app.get('/', (request, reply) =>
    sendPage(
      reply,
      portalPage(
        {
          site: {
            name: '威海火炬高技术产业开发区',
            domain: 'www.example.gov.cn',
            idCode: '3710000000',
            contact: '0631-0000000',
            icpFiling: '鲁ICP备00000000号-1',
            partyGovernmentMark: '0'.repeat(32),
          },
          asset: assets.url,
          elder: request.cookies['elder'] === '1',
          path: '/',
          enterprisePolicies: true,
          mailSubscriptions: true,
        },
        {
          title: '通知',
          current: 'documents',
          breadcrumbs: [{ text: '法定主动公开内容', href: '/content' }, { text: '管委文件' }],
          meta: { kind: 'site' },
          body: portalSpecimen(),
        },
      ),
    ),
  )
  app.get('/office', (_request, reply) =>
    sendPage(
      reply,
      officePage(
        {
          asset: assets.url,
          csrf: 'token',
          counts: { today: 3 },
          user: {
            name: '王某',
            unit: '党政办公室',
            roles: ['经办人'],
            entries: [
              'today',
              'requests',
              'new-request',
              'publications',
              'registers',
              'annual-reports',
            ],
          },
        },
        {
          title: '第4号',
          current: 'requests',
          flash: '已登记。',
          body: html`${caseSpecimen()} ${tablesSpecimen()} ${formSpecimen()}`,
        },
      ),
    ),
  )
  app.get('/words', (_request, reply) =>
    sendPage(
      reply,
      signInPage(assets.url, {
        title: '登录',
        body: html`<h1 class="govuk-heading-l">登录工作台</h1>
          ${wordsSpecimen()}`,
      }),
    ),
  )
  address = await app.listen({ port: 0, host: '127.0.0.1' })
  chromium = await openChromium()
})

afterAll(async () => {
  await chromium?.close()
  await server.app.close()
})

describe.each(WIDTHS)('at %d px', (width) => {
  test.each(['/', '/office', '/words'])(
    'every component of %s passes axe and fits',
    async (path) => {
      const page = await chromium.page(width)
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      await page.goto(`${address}${path}`)
      await look(page, path === '/' ? 'portal' : path.slice(1))
      expect(await violationsOn(page)).toEqual([])
      expect(await sidewaysScroll(page)).toBe(0)
      expect(complaints).toEqual([])
      await page.context().close()
    },
  )

  test('长者版 passes and fits too, in larger letters', async () => {
    const page = await chromium.page(width, { address, elder: true })
    await page.goto(address)
    await look(page, 'elder')
    expect(await violationsOn(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    const size = await page.evaluate(
      `parseFloat(getComputedStyle(document.querySelector('.govuk-label')).fontSize)`,
    )
    expect(size).toBeGreaterThanOrEqual(20)
    await page.context().close()
  })

  test('everything one can press is at least 24 px each way', async () => {
    const page = await chromium.page(width)
    for (const path of ['/', '/office']) {
      await page.goto(`${address}${path}`)
      const small =
        await page.evaluate(`[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
        .filter((element) => !element.closest('p, li li, td, th[scope=row], .govuk-error-summary, .govuk-breadcrumbs, .govuk-summary-list, .govuk-skip-link'))
        .map((element) => [element.getBoundingClientRect(), element.outerHTML.slice(0, 100)])
        .filter(([box]) => box.width > 0 && (box.height < 24 || box.width < 24))
        .map(([box, html]) => Math.round(box.width) + '×' + Math.round(box.height) + ' ' + html)`)
      expect(small).toEqual([])
    }
    await page.context().close()
  })
})

test('the keyboard meets the way to the text first, and each stop is visible', async () => {
  const page = await chromium.page(1280)
  await page.goto(address)
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('跳到正文')
  for (let stop = 0; stop < 12; stop += 1) {
    await page.keyboard.press('Tab')
    const marked = await page.evaluate(`(() => {
      const { outlineStyle, boxShadow, backgroundColor } = getComputedStyle(document.activeElement)
      return outlineStyle !== 'none' || boxShadow !== 'none' || backgroundColor === 'rgb(255, 221, 0)'
    })()`)
    expect(marked).toBe(true)
  }
  await page.context().close()
})

test('a portal page weighs at most 35 KB, all of it, and reads the same without scripts', async () => {
  const page = await chromium.page(1280, { scripts: false })
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await page.goto(address, { waitUntil: 'load' })
  expect(bytes).toBeGreaterThan(5000)
  expect(bytes).toBeLessThanOrEqual(35 * 1024)
  expect(await page.locator('[data-print]').isVisible()).toBe(false)
  await page.context().close()
})

test('in print the text stands without navigation and controls', async () => {
  const page = await chromium.page(1280)
  await page.goto(address)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.mq-entries').isVisible()).toBe(false)
  expect(await page.locator('h1').isVisible()).toBe(true)
  await look(page, 'print')
  await page.context().close()
})
