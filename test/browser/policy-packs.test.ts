/** 惠企政策 in a real browser on the demo: a firm finds its policy on a telephone, an officer brings a new one online. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { WIDTHS, type Width } from './chromium.ts'
import { examine, openDemoSite, type DemoSite } from './demo.ts'

const PACK = '2020年惠企政策服务包（示例）'
const ITEM = '高新技术企业认定奖励（示例）'
const LAPSED = '科技创新券（示例）'

let site: DemoSite
beforeAll(async () => {
  site = await openDemoSite()
})
afterAll(() => site.close())

describe.each(WIDTHS)('at %d px', (width) => {
  test('a firm without scripts finds what it meets, why it misses the rest, and prints it', async () => {
    const page = await site.chromium.page(width, { scripts: false })
    await page.goto(site.address)
    await page.getByRole('link', { name: '惠企政策', exact: true }).first().click()
    await page.getByRole('link', { name: '找政策' }).click()
    await page.getByLabel('您是').selectOption('enterprise')
    await page.getByLabel('企业规模').selectOption('small')
    await page.getByLabel('所属行业').selectOption('software')
    await page.getByLabel('注册地').selectOption('here')
    await page.getByLabel('已成立几年').fill('4')
    await page.getByLabel('高新技术企业', { exact: true }).check()
    await page.getByLabel('研发创新').check()
    await page.getByRole('button', { name: '查找' }).click()
    expect(new URL(page.url()).search).toContain('size=small')
    const results = await page.locator('#results').textContent()
    expect(results).toMatch(/符合条件（\d+项）/)
    expect(results).toContain('资质称号符合：高新技术企业')
    expect(results).toContain('要求科技型中小企业，您填的是高新技术企业')
    await page.getByRole('link', { name: ITEM }).click()
    expect(await page.locator('h1').textContent()).toBe(ITEM)
    const main = await page.locator('main').textContent()
    for (const part of [
      '惠及对象',
      '申报条件',
      '办理流程',
      '兑现标准',
      '支持科技创新若干规定（示例）',
      '现行有效',
    ])
      expect(main).toContain(part)
    expect(await page.locator('svg.mq-qr').isVisible()).toBe(true)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('h1').isVisible()).toBe(true)
    const poster = page.getByRole('link', { name: '张贴海报（PDF）' })
    await page.emulateMedia({ media: 'screen' })
    const file = await page.request.get(
      new URL((await poster.getAttribute('href'))!, page.url()).href,
    )
    expect(file.headers()['content-type']).toBe('application/pdf')
    await page.context().close()
  })

  test('a lapsed item says so on its own page and on the one of its document', async () => {
    const page = await site.chromium.page(width)
    await page.goto(`${site.address}/policy-packs`)
    await page.getByRole('link', { name: PACK }).first().click()
    await page.getByRole('link', { name: LAPSED }).click()
    expect(await page.locator('main').textContent()).toContain('依据已失效，以最新政策为准')
    await examine(page, 'policy-item-lapsed')
    await page.getByRole('link', { name: '发布信息和版本沿革' }).click()
    expect(await page.locator('main').textContent()).toContain('依据已失效，以最新政策为准')
    await page.context().close()
  })

  test('an officer writes an item without scripts, colleagues review and publish it, a code leads to it', async () => {
    const title = `示例招工补贴${width}`
    await write(title, width)
    await inReview('baomi', title, width)
    const head = await openEdition('fuze', title, width)
    await head.getByRole('button', { name: '批准并立即发布' }).click()
    expect(await head.locator('main').textContent()).toContain('已发布')
    await head.context().close()

    const reader = await site.chromium.page(width)
    await reader.goto(`${site.address}/policy-packs`)
    await reader.getByRole('link', { name: title }).click()
    const code = reader.getByRole('link', { name: '二维码图片（.png）' })
    const file = await reader.request.get(
      new URL((await code.getAttribute('href'))!, reader.url()).href,
    )
    expect(file.headers()['content-type']).toBe('image/png')
    await reader.context().close()
  })

  test('every page of the desk is clean to axe and fits', async () => {
    const page = await site.signIn('jingban', width)
    const open = async (name: string, path: string) => {
      await page.goto(`${site.address}${path}`)
      await examine(page, `policy-office-${name}`)
    }
    await open('desk', '/office/policy-packs')
    expect(await page.locator('main').textContent()).toContain('支持企业数字化转型若干措施（示例）')
    await open('item-new', '/office/policy-packs/items/new')
    await page.getByRole('button', { name: '保存草稿' }).last().click()
    await page.waitForSelector('.govuk-error-summary')
    await examine(page, 'policy-office-item-refused')
    await open('pack-new', '/office/policy-packs/packs/new')
    await open('import', '/office/policy-packs/import')
    await open('finder-uses', '/office/policy-packs/finder-uses')
    await page.context().close()
  })
})

async function write(title: string, width: Width): Promise<void> {
  const signedIn = await site.signIn('jingban', width)
  const cookies = await signedIn.context().cookies()
  await signedIn.context().close()
  const page = await site.chromium.page(width, { scripts: false })
  await page.context().addCookies(cookies)
  await page.goto(`${site.address}/office/policy-packs/items/new`)
  await page.getByLabel('事项名称').fill(title)
  await page.getByLabel('惠及对象').fill('招用新职工的小微企业（示例）')
  await page.getByLabel('兑现标准').fill('每招用一人补贴500元（示例）')
  await page.getByLabel('快享').check()
  await page.getByLabel('办理时限').fill('受理后10个工作日')
  await page.getByLabel('条件1').fill('签订一年以上劳动合同')
  await page.getByLabel('条件2').fill('按月缴纳社会保险')
  await page.locator('#conditions').getByRole('button', { name: '再加几行' }).click()
  await page.getByLabel('条件5').fill('没有拖欠工资')
  await page.getByLabel('微型企业').check()
  await page.getByLabel('招工用工').check()
  await page.getByLabel('第1步').fill('网上申请')
  await page.getByLabel('咨询电话').fill('0631-0000000')
  await page.getByLabel('依据1', { exact: true }).fill('稳定和扩大就业若干措施（示例）')
  // Enter saves: it does not add rows
  await page.getByLabel('咨询电话').press('Enter')
  expect(await page.locator('main').textContent()).toContain('没有拖欠工资')
  await page.getByRole('button', { name: '送保密审查' }).click()
  await page.context().close()
}

async function openEdition(username: string, title: string, width: Width): Promise<Page> {
  const page = await site.signIn(username, width)
  await page.goto(`${site.address}/office/publications`)
  await page.getByRole('link', { name: title }).first().click()
  return page
}

async function inReview(username: string, title: string, width: Width): Promise<void> {
  const page = await openEdition(username, title, width)
  for (const choice of await page.getByLabel('未发现').all()) await choice.check()
  await page.getByLabel('可以公开').check()
  await page.getByRole('button', { name: '签署审查结论' }).click()
  await page.context().close()
}
