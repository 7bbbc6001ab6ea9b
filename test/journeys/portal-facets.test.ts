import { afterAll, beforeAll, expect, test } from 'vitest'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { buildPublicationDesk, buildPublishedDocument } from '../builders/publications.ts'
import { shownText } from './shown-text.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ now: '2024-03-01T10:00' })
  const desk = await buildPublicationDesk(app.db, app.agencyId)
  const publish = (title: string, day: string, genre: string, subjectCategory: string) =>
    buildPublishedDocument(app.db, desk, chinaMoment(`${day}T23:30`), {
      title,
      genre,
      subjectCategory,
      bodyHtml: '<p>茶园补助怎样申领。</p>',
    })
  await publish('茶园补助办法', '2021-05-01', '办法', '农业')
  await publish('办事窗口通知', '2022-05-01', '通知', '政务')
  await publish('山林巡护通知', '2023-05-01', '通知', '农业')
  await publish('没有分类的公示', '2023-06-01', '', '')
})
afterAll(() => app.close())

const read = async (path: string) => shownText((await app.visitor().get(path)).body)
const q = encodeURIComponent

test.each([
  ['/content', ''],
  ['/search', `q=${q('茶园补助')}`],
])(
  '%s: theme and genre narrow, each counts what the other leaves; what states none is no choice',
  async (path, asked) => {
    const at = (more: string) => read(`${path}?${[asked, more].filter(Boolean).join('&')}`)
    const all = await at('')
    expect(all).toMatch(/主题 农业 2件 政务 1件/)
    expect(all).toMatch(/体裁 通知 2件 办法 1件/)
    const farming = await at(`theme=${q('农业')}`)
    expect(farming).toMatch(/[共到]2件/)
    expect(farming).toMatch(/主题 全部 农业 2件 政务 1件/)
    expect(farming).toMatch(/体裁 (?:办法 1件 通知 1件|通知 1件 办法 1件)/)
    const notices = await at(`theme=${q('农业')}&genre=${q('通知')}`)
    expect(notices).toMatch(/[共到]1件/)
    expect(notices).toContain('山林巡护通知')
  },
)

test('a search is narrowed to days of publication, both among them, by the calendar of the place', async () => {
  const within = (since: string, until: string) =>
    read(`/search?q=${q('茶园补助')}&since=${since}&until=${until}`)
  expect(await within('2022-05-01', '2022-05-01')).toContain('找到1件')
  expect(await within('2022-05-02', '2023-04-30')).toContain('没有找到')
  expect(await within('2022-05-02', '')).toContain('找到2件')
  expect(await within('2023-02-30', 'x')).toContain('找到4件')
})

test('a search of titles leaves out what only speaks of it', async () => {
  const found = await read(`/search?q=${q('茶园补助')}&title=1`)
  expect(found).toContain('找到1件')
  expect(found).toMatch(/茶园补助\s*办法/)
  expect(await read(`/search?q=${q('巡护')}&title=yes`)).toMatch(/山林\s*巡护\s*通知/)
})

test('the form keeps what was chosen, and a feed has it too', async () => {
  const { body } = await app
    .visitor()
    .get(`/search?q=${q('茶园')}&theme=${q('农业')}&since=2021-01-01`)
  expect(body).toMatch(/<details class="govuk-details"\s*open/)
  expect(body).toMatch(/<option value="农业" selected/)
  expect(body).toContain('value="2021-01-01"')
  expect(body).toContain(`/search/feed.atom?q=${q('茶园')}&amp;theme=${q('农业')}`)
  const feed = await app.visitor().get(`/feed.json?theme=${q('政务')}`)
  expect(feed.json<{ items: { title: string }[] }>().items.map(({ title }) => title)).toEqual([
    '办事窗口通知',
  ])
})
