import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { REVIEW_ITEMS } from '../../src/domain/publications/edition.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { shownText } from './shown-text.ts'

const TYPED = {
  title: '关于示例工作的通知',
  documentNumber: '示发〔2020〕13号',
  publisher: '高新区管委办公室',
  category: '管委文件',
  disclosure: 'proactive',
  formedOn: '2020-08-10',
  normativeKind: '',
  effectiveFrom: '',
  expiresOn: '',
  repealedOn: '',
  bodyHtml: '各部门：\n\n现将有关事项通知如下。',
}

let app: TestApp
let clerk: Browser
let reviewer: Browser
let head: Browser
beforeAll(async () => {
  app = await createTestApp({ now: '2020-08-17T13:56' })
  clerk = await app.signIn(await app.person('clerk'))
  reviewer = await app.signIn(await app.person('secrecy-reviewer'))
  head = await app.signIn(await app.person('head'))
})
afterAll(() => app.close())

const hashOn = (page: string) => /name="contentHash"\s+value="([0-9a-f]{64})"/.exec(page)![1]!

function clearReview(contentHash: string) {
  const checks = Object.fromEntries(REVIEW_ITEMS.map((item) => [`checks.${item}`, 'clear']))
  return { ...checks, contentHash, conclusion: 'may-publish', opinion: '' }
}

async function draft(form: Record<string, string> = TYPED): Promise<string> {
  const response = await clerk.post('/office/publications/new', form)
  expect(response.statusCode).toBe(303)
  return response.headers.location!.split('?')[0]!
}

describe('from a draft to the public page', () => {
  test('clerk drafts, reviewer signs, head publishes; each sees only their own next step', async () => {
    const address = await draft()
    const drafted = shownText((await clerk.get(address)).body)
    expect(drafted).toContain('起草中')
    expect(drafted).toContain('送保密审查')
    await clerk.post(`${address}/submit`)

    const forClerk = shownText((await clerk.get(address)).body)
    expect(forClerk).not.toContain('签署审查结论')
    const forReviewer = (await reviewer.get(address)).body
    expect(shownText(forReviewer)).toContain('签署审查结论')
    await reviewer.post(`${address}/review`, clearReview(hashOn(forReviewer)))

    const forHead = shownText((await head.get(address)).body)
    expect(forHead).toContain('已审查，待发布')
    expect(forHead).toContain('签署的就是现在的内容')
    const contentHash = hashOn((await head.get(address)).body)
    const published = await head.post(`${address}/publish`, { contentHash })
    expect(published.headers.location).toBe(`${address}?done=published`)
    expect(shownText((await head.get(published.headers.location!)).body)).toContain(
      '已发布，公开平台上立即可见',
    )

    const publicPage = await app.visitor().get('/content/11371000004359440C/2020-00001')
    expect(publicPage.statusCode).toBe(200)
    const text = shownText(publicPage.body)
    for (const shown of [
      TYPED.title,
      TYPED.documentNumber,
      '2020-08-17 13:56',
      '现将有关事项通知如下。',
    ])
      expect(text).toContain(shown)
  })

  test('a list filtered by state and by text', async () => {
    await draft({ ...TYPED, title: '独一无二的标题' })
    const filtered = shownText(
      (await clerk.get('/office/publications?state=draft&text=独一无二')).body,
    )
    expect(filtered).toContain('独一无二的标题')
    const none = shownText(
      (await clerk.get('/office/publications?state=reviewed&text=独一无二')).body,
    )
    expect(none).toContain('没有符合条件的文件')
  })
})

describe('what goes wrong is said beside the field, and nothing typed is lost', () => {
  test('an empty title', async () => {
    const response = await clerk.post('/office/publications/new', { ...TYPED, title: ' ' })
    expect(response.statusCode).toBe(422)
    expect(shownText(response.body)).toContain('请填写标题')
    expect(response.body).toContain('现将有关事项通知如下。')
  })

  test('a colleague saved meanwhile', async () => {
    const address = await draft()
    const version = /name="version"\s+value="(\d+)"/.exec(
      (await clerk.get(`${address}/edit`)).body,
    )![1]!
    const save = (title: string) => clerk.post(`${address}/edit`, { ...TYPED, title, version })
    expect((await save('先保存的标题')).statusCode).toBe(303)
    const second = await save('后保存的标题')
    expect(second.statusCode).toBe(409)
    expect(second.body).toContain('后保存的标题')
    expect(shownText(second.body)).toContain('别的同事保存了这份文件')
  })

  test('a review without every item, and a return without a reason', async () => {
    const address = await draft()
    await clerk.post(`${address}/submit`)
    const contentHash = hashOn((await reviewer.get(address)).body)
    const { 'checks.aggregation': _, ...incomplete } = {
      'checks.aggregation': '',
      ...clearReview(contentHash),
    }
    const first = await reviewer.post(`${address}/review`, incomplete)
    expect(first.statusCode).toBe(422)
    const second = await reviewer.post(`${address}/review`, {
      ...clearReview(contentHash),
      conclusion: 'return',
    })
    expect(second.statusCode).toBe(422)
    expect(shownText(second.body)).toContain('退回或报请确定时，请写明理由')
  })
})

describe('先审查、后公开 at the door', () => {
  test('no role publishes what no review has passed', async () => {
    const address = await draft()
    for (const browser of [clerk, reviewer, head])
      expect((await browser.post(`${address}/publish`)).statusCode).toBeGreaterThanOrEqual(403)
    expect((await app.visitor().get('/content')).body).not.toContain('起草中')
  })

  test('officers of another body do not learn that the document exists', async () => {
    const address = await draft()
    const { buildAgency, buildOfficer } = await import('../builders/people.ts')
    const stranger = await app.signIn(
      await buildOfficer(app.db, await buildAgency(app.db), 'clerk', 'head'),
    )
    for (const path of [address, `${address}/edit`])
      expect((await stranger.get(path)).statusCode).toBe(404)
    for (const step of ['submit', 'publish', 'return'])
      expect((await stranger.post(`${address}/${step}`, { reason: '无' })).statusCode).toBe(404)
  })

  test('a script in the text reaches neither the desk nor the portal', async () => {
    const address = await draft({
      ...TYPED,
      bodyHtml: '<p>正文</p><script>alert(1)</script><img src=x onerror=alert(1)>',
    })
    const { body } = await clerk.get(address)
    expect(body).not.toContain('alert(1)')
  })
})
