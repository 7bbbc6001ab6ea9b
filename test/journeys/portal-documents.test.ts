import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  draftDocument,
  startNewEdition,
  submitForReview,
  editDraft,
} from '../../src/domain/publications/handling/drafting.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { publishEdition } from '../../src/domain/publications/handling/publish.ts'
import { reviewEdition } from '../../src/domain/publications/handling/review.ts'
import { findPublicDocument } from '../../src/domain/publications/public-document.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { buildAgency } from '../builders/people.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  buildReviewedEdition,
  clearReview,
  editionForm,
  type PublicationDesk,
} from '../builders/publications.ts'
import { shownText } from './shown-text.ts'

const NOW = chinaMoment('2020-08-17T13:56')
const TITLE = '关于印发2020年政务公开重点工作及责任分工方案的通知'

let app: TestApp
let desk: PublicationDesk
let notice: string
beforeAll(async () => {
  app = await createTestApp()
  desk = await buildPublicationDesk(app.db, app.agencyId)
  notice = await buildPublishedDocument(app.db, desk, NOW, {
    title: TITLE,
    publisher: '高新区管委办公室',
    category: '管委文件',
    documentNumber: '示管办发〔2020〕13号',
    bodyHtml: '<p>各部门、单位：</p><h2>一、加强组织领导</h2><p>统筹推进。</p>',
  })
})
afterAll(() => app.close())

const address = (indexNumber: string) => `/content/${indexNumber}`

describe('a published document', () => {
  test('stands at the address of its 索引号 with its header in the fixed order', async () => {
    const page = await app.visitor().get(address(notice))
    expect(page.statusCode).toBe(200)
    const text = shownText(page.body)
    expect(text).toContain(`示管办发〔2020〕13号 ${TITLE} 索引号 ${notice} 公开方式 主动公开`)
    expect(text).toContain('发布机构 高新区管委办公室 组配分类 管委文件')
    expect(text).toContain('发布日期 2020-08-17 13:56')
    expect(text).toContain('一、加强组织领导 统筹推进。')
    expect(page.body).toContain('<meta name="PubDate" content="2020-08-17 13:56" />')
    expect(page.body).toContain(`<meta name="ArticleTitle" content="${TITLE}" />`)
  })

  test('is reached by every spelling of its number', async () => {
    const other = notice.toLowerCase()
    const spellings = [
      address(other),
      `/content/${encodeURIComponent(notice)}`,
      address(encodeURI(notice.replace('-', '－'))),
      `${address(notice)}/`,
    ]
    for (const spelling of spellings) {
      const answer = await app.visitor().get(spelling)
      expect([spelling, answer.statusCode, answer.headers.location]).toEqual([
        spelling,
        301,
        address(notice),
      ])
    }
  })

  test('is downloaded as text with the same header', async () => {
    const file = await app.visitor().get(`${address(notice)}.txt`)
    expect(file.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(file.headers['content-disposition']).toContain('attachment')
    expect(file.body).toContain(`索引号：${notice}\r\n`)
    expect(file.body).toContain('一、加强组织领导\r\n统筹推进。')
  })

  test('counts readers, not programs', async () => {
    const other = await createTestApp()
    const people = await buildPublicationDesk(other.db, other.agencyId)
    const indexNumber = await buildPublishedDocument(other.db, people, NOW)
    const read = (agent: string, cookies: Record<string, string> = {}) =>
      other.fastify.inject({
        url: address(indexNumber),
        headers: { 'user-agent': agent },
        cookies,
      })
    for (const agent of ['Reader/1', 'Reader/1', 'Reader/2', 'Examplebot/1.0']) await read(agent)
    const officer = await other.signIn(await other.person('clerk'))
    await read('Officer/1', { mingqu: officer.sessionToken! })
    await other.fastify.close()
    expect(await findPublicDocument(other.db, indexNumber)).toMatchObject({ visits: 2 })
    await other.close()
  })

  test('tells on each day whether it is in force', async () => {
    const other = await createTestApp()
    const people = await buildPublicationDesk(other.db, other.agencyId)
    const indexNumber = await buildPublishedDocument(other.db, people, NOW, {
      normativeKind: 'normative',
      effectiveFrom: Temporal.PlainDate.from('2020-09-01'),
      expiresOn: Temporal.PlainDate.from('2025-08-31'),
    })
    for (const [day, word] of [
      ['2020-08-31', '尚未施行'],
      ['2020-09-01', '现行有效'],
      ['2025-08-31', '现行有效'],
      ['2025-09-01', '已失效'],
    ] as const) {
      other.setNow(`${day}T09:00`)
      const page = shownText((await other.visitor().get(address(indexNumber))).body)
      expect([day, page.includes(word)]).toEqual([day, true])
    }
    await other.close()
  })

  test('carries no mark of validity when it has none to lose', async () => {
    const page = shownText((await app.visitor().get(address(notice))).body)
    expect(page).not.toContain('有效')
  })

  test('shows when its editions came out, and only those that did', async () => {
    const indexNumber = await buildPublishedDocument(app.db, desk, NOW, { title: '先后两版的文件' })
    const { documentId } = (await findPublicDocument(app.db, indexNumber))!
    const second = await startNewEdition(app.db, desk.drafter, documentId, NOW)
    const changed = editionForm({
      title: '先后两版的文件（第二版）',
      bodyHtml: '<p>第二版正文</p>',
    })
    const { version } = await getEdition(app.db, second)
    await editDraft(app.db, desk.drafter, second, version, changed, NOW)
    const before = shownText((await app.visitor().get(address(indexNumber))).body)
    expect(before).not.toContain('第二版')
    expect(before).not.toContain('版本沿革')
    await submitForReview(app.db, desk.drafter, second, NOW)
    const { contentHash } = await getEdition(app.db, second)
    await reviewEdition(app.db, desk.reviewer, second, clearReview(contentHash), NOW)
    await publishEdition(app.db, desk.head, second, chinaMoment('2020-09-01T10:00'))
    const after = shownText((await app.visitor().get(address(indexNumber))).body)
    expect(after).toContain('第二版正文')
    expect(after).toContain('发布日期 2020-08-17 13:56')
    expect(after).toContain('版本沿革 2020-09-01 10:00 第2版 2020-08-17 13:56 第1版，首次发布')
    expect(after).not.toContain('示例正文')
  })

  test('leads to the document before and after it, and to an application', async () => {
    const other = await createTestApp()
    const people = await buildPublicationDesk(other.db, other.agencyId)
    const titles = ['甲文件', '乙文件', '丙文件']
    const numbers: string[] = []
    for (const [hour, title] of titles.entries()) {
      const at = chinaMoment(`2020-08-17T0${hour + 1}:00`)
      numbers.push(await buildPublishedDocument(other.db, people, at, { title }))
    }
    const page = await other.visitor().get(address(numbers[1]!))
    expect(shownText(page.body)).toContain('上一篇 丙文件 下一篇 甲文件')
    const apply = await other.visitor().get(`/apply?about=${encodeURIComponent(numbers[1]!)}`)
    expect(page.body).toContain(`/apply?about=${encodeURIComponent(numbers[1]!)}`)
    expect(shownText(apply.body)).toContain(`与这份文件有关： 乙文件 （索引号${numbers[1]}）`)
    await other.close()
  })
})

describe('the list', () => {
  let lists: TestApp
  beforeAll(async () => {
    lists = await createTestApp()
    const people = await buildPublicationDesk(lists.db, lists.agencyId)
    for (let n = 1; n <= 23; n += 1) {
      const at = chinaMoment(`2020-08-17T13:${String(n).padStart(2, '0')}`)
      await buildPublishedDocument(lists.db, people, at, { title: `第${n}号文件` })
    }
    await buildPublishedDocument(lists.db, people, chinaMoment('2019-03-01T09:00'), {
      title: '人才补贴办法',
      category: '惠企政策',
    })
  })
  afterAll(() => lists.close())
  const read = async (path: string) => shownText((await lists.visitor().get(path)).body)

  test('comes in pages, newest first', async () => {
    const first = await read('/content')
    expect(first).toContain('共24件，第1页，共2页')
    expect(first).toContain('第23号文件')
    expect(first).not.toContain('第3号文件')
    const second = await read('/content?page=2')
    expect(second).toContain('第3号文件')
    expect(second).toContain('人才补贴办法')
  })

  test('a page behind the last leads to the last, and nonsense filters nothing', async () => {
    const answer = await lists
      .visitor()
      .get('/content?category=%E7%AE%A1%E5%A7%94%E6%96%87%E4%BB%B6&page=9')
    expect(answer.statusCode).toBe(302)
    expect(decodeURI(String(answer.headers.location))).toBe('/content?category=管委文件&page=2')
    expect(await read('/content?page=-1&agency=&category=')).toContain('共24件')
  })

  test('counts in each facet what the other leaves', async () => {
    const all = await read('/content')
    expect(all).toContain('按分类 管委文件 23件 惠企政策 1件')
    expect(all).toContain('按年份 2020年 23件 2019年 1件')
    const old = await read('/content?year=2019')
    expect(old).toContain('按分类 惠企政策 1件 按年份 全部 2020年 23件 2019年 1件')
  })

  test('an empty choice says so and shows the way on', async () => {
    const page = await read('/content?category=%E5%85%AC%E5%91%8A')
    expect(page).toContain('按这些条件没有找到已公开的文件')
    expect(page).toContain('查看全部主动公开内容')
  })

  test('惠企政策 is an entry only where such documents are public', async () => {
    expect(await read('/guide')).toContain('依申请公开 惠企政策')
    expect(await read('/')).toContain('惠企政策')
    expect(await read('/content?category=%E6%83%A0%E4%BC%81%E6%94%BF%E7%AD%96')).toContain(
      '人才补贴办法',
    )
    const navigation = (await app.visitor().get('/')).body
    expect(navigation).not.toContain('惠企政策')
  })
})

describe('what is not public', () => {
  test('appears in no list, facet, count, page, text or link', async () => {
    const hidden = await createTestApp()
    const people = await buildPublicationDesk(hidden.db, hidden.agencyId)
    const shown = await buildPublishedDocument(hidden.db, people, NOW, { title: '已经公开' })
    const secret = { title: '机密标题', category: '机密分类', bodyHtml: '<p>机密正文</p>' }
    await draftDocument(hidden.db, people.drafter, editionForm(secret), NOW)
    const inReview = await draftDocument(hidden.db, people.drafter, editionForm(secret), NOW)
    await submitForReview(hidden.db, people.drafter, inReview, NOW)
    await buildReviewedEdition(hidden.db, people, NOW, secret)
    const { documentId } = (await findPublicDocument(hidden.db, shown))!
    const copy = await startNewEdition(hidden.db, people.drafter, documentId, NOW)
    const { version } = await getEdition(hidden.db, copy)
    await editDraft(hidden.db, people.drafter, copy, version, editionForm(secret), NOW)
    const pages = [
      '/',
      '/guide',
      '/rules',
      '/content',
      '/content?category=%E6%9C%BA%E5%AF%86%E5%88%86%E7%B1%BB',
      '/content?year=2020',
      address(shown),
      `${address(shown)}.txt`,
      `/apply?about=${encodeURIComponent(shown)}`,
      '/reports',
    ]
    for (const path of pages) {
      const text = shownText((await hidden.visitor().get(path)).body)
      expect([path, text.match(/机密(标题|正文)/)]).toEqual([path, null])
    }
    expect(shownText((await hidden.visitor().get('/content')).body)).toContain('共1件')
    expect((await hidden.visitor().get('/content')).body).not.toContain('机密分类')
    await hidden.close()
  })

  test('an address that leads nowhere helps to go on', async () => {
    for (const path of [
      '/content/11371000004359440C/2020-99999',
      '/content/11371000004359440C/2020-99999.txt',
      '/content/%00/%00',
      '/content/x/y/z',
      '/nowhere',
    ]) {
      const page = await app.visitor().get(path)
      expect([path, page.statusCode]).toEqual([path, 404])
      expect(shownText(page.body)).toContain('没有找到这个页面')
      expect(page.body).toContain('href="/content"')
    }
  })
})

describe('every page', () => {
  test('is sent with a strict policy and the tags of its kind', async () => {
    for (const [path, tags] of [
      ['/', 3],
      ['/guide', 7],
      ['/rules', 7],
      ['/content', 7],
      ['/apply', 7],
      [address(notice), 10],
    ] as const) {
      const page = await app.visitor().get(path)
      expect([path, page.statusCode]).toEqual([path, 200])
      expect(page.headers['content-security-policy']).toContain("default-src 'none'")
      // the test body has no 网站标识码, so one tag less
      expect([path, [...page.body.matchAll(/<meta name="[A-Z]/g)].length]).toEqual([path, tags - 1])
      expect(page.body).not.toMatch(
        / style="| onclick=|<script(?! type="module" src=| type="application\/ld\+json">\s*\{)/,
      )
    }
  })

  test('weighs at most 35 KB with everything it loads', async () => {
    for (const path of ['/', '/content', address(notice)]) {
      const weigh = async (url: string) =>
        (await app.fastify.inject({ url, headers: { 'accept-encoding': 'br' } })).rawPayload.length
      const { body } = await app.visitor().get(path)
      const loaded = [...body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, url]) => url!)
      expect(loaded.length).toBeGreaterThan(1)
      const sizes = await Promise.all([path, ...loaded].map(weigh))
      expect([path, sizes.reduce((sum, size) => sum + size, 0) <= 35 * 1024]).toEqual([path, true])
    }
  })

  test('takes the larger type and goes back where the reader was', async () => {
    const reader = app.visitor()
    const page = await reader.get('/content?year=2020')
    expect(page.body).toContain('href="/elder?on=1&amp;back=%2Fcontent%3Fyear%3D2020"')
    const answer = await reader.get('/elder?on=1&back=%2Fcontent%3Fyear%3D2020')
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/content?year=2020'])
    expect((await reader.get('/content?year=2020')).body).toContain('mq-elder')
    expect((await reader.get('/elder?on=0&back=https://elsewhere.example')).headers.location).toBe(
      '/',
    )
    expect((await reader.get('/')).body).not.toContain('mq-elder')
  })

  test('the guide states everything of 条例 第十二条 that the office has entered', async () => {
    const page = shownText((await app.visitor().get('/guide')).body)
    for (const words of [
      '信息的分类和编排',
      '机构名称 示例高新区管委会',
      '办公地址 示例路1号',
      '办公时间 工作日 8:30—17:30',
      '联系电话 0631-0000000',
      '电子邮箱 office@example.invalid',
    ])
      expect(page).toContain(words)
    expect(page).not.toContain('传真号码')
  })

  test('only the channels that are open are named, and nobody is asked for a purpose', async () => {
    const page = shownText((await app.visitor().get('/apply')).body)
    expect(page).toContain('当面提交')
    expect(page).toContain('互联网（电子邮件）')
    expect(page).not.toContain('传真')
    expect(page).toContain('不需要说明用途')
  })

  test('before the first office is set up the portal says so', async () => {
    const empty = await createTestApp()
    await empty.db.deleteFrom('letter_settings').execute()
    await empty.db.deleteFrom('agencies').execute()
    for (const path of ['/', '/content', '/check']) {
      const page = await empty.visitor().get(path)
      expect([path, page.statusCode]).toEqual([path, 503])
      expect(shownText(page.body)).toContain('本平台正在设置')
    }
    await buildAgency(empty.db)
    expect((await empty.visitor().get('/')).statusCode).toBe(200)
    await empty.close()
  })
})
