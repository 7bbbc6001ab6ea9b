/** 邮件订阅: from the form over the mail that asks, to the mails that tell, and to the end of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startNewEdition } from '../../src/domain/publications/handling/drafting.ts'
import { removeDocument } from '../../src/domain/publications/handling/remove.ts'
import { countSubscribers } from '../../src/domain/subscriptions/count-subscribers.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import type { Browser } from '../app.ts'
import { buildAgency } from '../builders/people.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  buildReviewedEdition,
  finishEdition,
  type PublicationDesk,
} from '../builders/publications.ts'
import { createMailingApp, MAIL_SITE, type MailingApp } from '../builders/subscribers.ts'
import { createTestApp } from '../app.ts'
import { htmlTroubles } from '../html-validator.ts'
import { shownText } from './shown-text.ts'

const NOW = '2020-08-17T13:56' // a Monday
let mailing: MailingApp
let desk: PublicationDesk
beforeAll(async () => {
  mailing = await createMailingApp(NOW)
  desk = await buildPublicationDesk(mailing.app.db, mailing.app.agencyId)
  await publish('2020-08-10T09:00', { title: '以前的文件', category: '惠企政策' })
})
afterAll(() => mailing.close())

let people = 0
let email: string
beforeEach(async () => {
  people += 1
  email = `reader${people}@example.cn`
  const { db } = mailing.app
  await db.deleteFrom('subscriptions').execute()
  await db.deleteFrom('mail_outbox').execute()
  mailing.app.setNow(NOW)
})

const publish = (at: string, form: Parameters<typeof buildPublishedDocument>[3]) =>
  buildPublishedDocument(mailing.app.db, desk, chinaMoment(at), form)

/** Somebody at an address of their own, so that limits by address count them apart. */
function stranger(): Browser {
  return mailing.app.visitor()
}

const ticketOf = (body: string) => /name="ticket" value="([^"]+)"/.exec(body)![1]!

interface Asked {
  readonly what?: string
  readonly list?: string
  readonly words?: string
  readonly frequency?: string
  readonly email?: string
  readonly homepage?: string
}

/** Opens the form, and sends it some seconds later, as somebody who fills it in. */
async function ask(form: Asked = {}, address = '/subscribe', remoteAddress = `10.9.0.${people}`) {
  const { fastify } = mailing.app
  mailing.app.setNow('2020-08-17T13:55')
  const page = await fastify.inject({ url: address })
  const here = /name="here" value="([^"]*)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&')
  mailing.app.setNow(NOW)
  const payload = new URLSearchParams({
    ticket: ticketOf(page.body),
    ...(here !== undefined && { here }),
    what: here === undefined ? 'all' : 'here',
    frequency: 'daily',
    email,
    homepage: '',
    ...form,
  })
  return fastify.inject({
    method: 'POST',
    url: '/subscribe',
    remoteAddress,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: payload.toString(),
  })
}

const linkIn = (body: string, of: 'confirm' | 'end') =>
  new RegExp(`${MAIL_SITE}(/subscribe/${of}/\\S+)`).exec(body)![1]!

/** Asked, and confirmed from the mail. */
async function subscribe(form: Asked = {}, address?: string): Promise<void> {
  expect((await ask(form, address)).statusCode).toBe(200)
  const [mail] = await mailing.deliver(NOW)
  const confirmed = await stranger().post(linkIn(mail!.body, 'confirm'))
  expect(shownText(confirmed.body)).toContain('订阅已经确认')
}

const subscriptions = () => mailing.app.db.selectFrom('subscriptions').selectAll().execute()

describe('nobody is written to who did not say yes', () => {
  test('the form sends one mail; it tells nothing but its link, and nothing follows it', async () => {
    const answer = await ask({ what: 'search', words: '点这里领奖 http://evil.example' })
    expect(shownText(answer.body)).toContain('请到邮箱确认')
    const [mail, ...others] = await mailing.deliver(NOW)
    expect(others).toEqual([])
    expect(mail).toMatchObject({ to: email, subject: '请确认：订阅高新区的政府信息公开' })
    expect(mail!.body).not.toMatch(/领奖|evil/)
    await publish('2020-08-17T15:00', { title: '点这里领奖 http://evil.example' })
    await mailing.round('2020-08-18T06:10')
    expect(await mailing.deliver('2020-08-18T06:11')).toEqual([])
  })

  test('a program that opens the link confirms nothing; the button does, once', async () => {
    await ask({ what: 'search', words: '养老服务' })
    const [mail] = await mailing.deliver(NOW)
    const link = linkIn(mail!.body, 'confirm')
    const reader = stranger()
    const page = await reader.get(link)
    expect(shownText(page.body)).toContain('检索“养老服务”')
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' })
    expect(await subscriptions()).toMatchObject([{ confirmed_at: null }])
    await reader.post(link)
    const [first] = await subscriptions()
    expect(first!.confirmed_at).not.toBeNull()
    mailing.app.setNow('2020-08-18T09:00')
    expect(shownText((await reader.post(link)).body)).toContain('订阅已经确认')
    expect(await subscriptions()).toMatchObject([{ confirmed_at: first!.confirmed_at }])
  })

  test('a link is good for three days, then nothing is kept of the address', async () => {
    await ask()
    const [mail] = await mailing.deliver(NOW)
    mailing.app.setNow('2020-08-20T13:56')
    const reader = stranger()
    expect((await reader.get(linkIn(mail!.body, 'confirm'))).statusCode).toBe(404)
    expect((await reader.post(linkIn(mail!.body, 'confirm'))).statusCode).toBe(404)
    await mailing.round('2020-08-20T06:10')
    expect(await subscriptions()).toHaveLength(1)
    await mailing.round('2020-08-20T14:10')
    expect(await subscriptions()).toEqual([])
    const asks = await mailing.app.db.selectFrom('subscription_asks').selectAll().execute()
    expect(asks).toEqual([])
  })

  test('a link changed by hand opens nothing', async () => {
    await ask()
    const [mail] = await mailing.deliver(NOW)
    const link = linkIn(mail!.body, 'confirm')
    const [, id] = /confirm\/([^.]+)\./.exec(link)!
    const reader = stranger()
    const last = link.endsWith('A') ? 'B' : 'A'
    for (const forged of [
      `${link.slice(0, -1)}${last}`,
      link.replace('daily', 'weekly'),
      link.replace(`/${id}.`, '/zz.'),
      `${link}.x`,
      '/subscribe/confirm/%00.daily.x',
      link.replace('confirm', 'end').replace('.daily', ''),
    ])
      expect([forged, (await reader.get(forged)).statusCode]).toEqual([forged, 404])
    expect(await subscriptions()).toMatchObject([{ confirmed_at: null }])
  })

  test('one mailbox gets five such mails a day, whoever asks; the page says the same', async () => {
    const pages = new Set<string>()
    for (let n = 0; n < 8; n += 1) {
      const written = email.replace('@', n % 2 === 0 ? '@' : `+${n}@`)
      const wish = { what: 'search', words: `词${n}`, email: written }
      const answer = await ask(wish, '/subscribe', `10.8.0.${n}`)
      pages.add(`${answer.statusCode} ${answer.body.replaceAll(written, '')}`)
    }
    expect(pages.size).toBe(1)
    expect(await mailing.deliver(NOW)).toHaveLength(5)
    expect(await subscriptions()).toHaveLength(5)
  })

  test('one visitor asks six times in ten minutes and no more', async () => {
    const codes: number[] = []
    for (let n = 0; n < 8; n += 1)
      codes.push(
        (await ask({ email: `other${n}@example.cn` }, '/subscribe', '10.7.0.1')).statusCode,
      )
    expect(codes).toEqual([200, 200, 200, 200, 200, 200, 429, 429])
  })

  test('whether an address is known is not told: to the page, the mail and the record it is the same', async () => {
    const first = await ask()
    const [mail] = await mailing.deliver(NOW)
    await stranger().post(linkIn(mail!.body, 'confirm'))
    const [before] = await subscriptions()
    const again = await ask({ frequency: 'weekly' })
    expect(again.body).toBe(first.body)
    const [second] = await mailing.deliver(NOW)
    expect(second!.subject).toBe(mail!.subject)
    // a stranger's wish changes nothing until its owner presses the link
    expect(await subscriptions()).toMatchObject([{ id: before!.id, frequency: 'daily' }])
    await stranger().post(linkIn(second!.body, 'confirm'))
    expect(await subscriptions()).toMatchObject([{ id: before!.id, frequency: 'weekly' }])
  })

  test('neither address nor words can be read in the database', async () => {
    await ask({ what: 'search', words: '我的病' })
    const { db } = mailing.app
    const tables = await Promise.all([
      subscriptions(),
      db.selectFrom('subscription_asks').selectAll().execute(),
      db.selectFrom('mail_outbox').selectAll().execute(),
    ])
    expect(JSON.stringify(tables)).not.toMatch(/reader\d|example\.cn|我的病/)
  })
})

describe('the form', () => {
  test('says beside the field what is wrong, and keeps what was typed', async () => {
    const wrong = await ask({ what: 'search', email: 'x@', words: '' })
    expect(wrong.statusCode).toBe(422)
    expect(shownText(wrong.body)).toMatch(/请填写检索词.*电子邮箱应写作/)
    expect(wrong.body).toContain('value="x@"')
    const nothing = await ask({ what: 'list' })
    expect(shownText(nothing.body)).toContain('请选择一个列表')
    const unclear = await ask({ words: '养老' })
    expect(shownText(unclear.body)).toContain('填写了检索词，请选“我关心的词”')
    const unasked = await ask({ what: '' })
    expect(shownText(unasked.body)).toContain('请选择想知道什么')
    const invented = await ask({ what: 'list', list: 'x=1' })
    expect(shownText(invented.body)).toContain('列表请从列出的选项中选择')
    expect(await subscriptions()).toEqual([])
  })

  test('is not taken from programs: the trap, no ticket, or faster than anybody writes', async () => {
    expect((await ask({ homepage: 'http://x' })).statusCode).toBe(422)
    const { fastify } = mailing.app
    const page = await fastify.inject({ url: '/subscribe' })
    const form = { what: 'all', frequency: 'daily', email }
    for (const ticket of ['', ticketOf(page.body)]) {
      const { statusCode } = await stranger().post('/subscribe', { ...form, ticket })
      expect(statusCode).toBe(422)
    }
    expect(await subscriptions()).toEqual([])
  })

  test('opened beside a list or a search offers that, without the year', async () => {
    const list = await stranger().get('/subscribe?category=惠企政策&year=2020')
    expect(shownText(list.body)).toContain('刚才看的：惠企政策')
    const search = await stranger().get('/subscribe?q=养老&category=惠企政策')
    expect(shownText(search.body)).toContain('刚才看的：检索“养老”，惠企政策')
    expect(search.body).toContain('/search/feed.atom?q=%E5%85%BB%E8%80%81')
    expect(await htmlTroubles(search.body)).toEqual([])
    await ask({}, '/subscribe?category=惠企政策&year=2020')
    expect(await subscriptions()).toMatchObject([{ subject: { category: '惠企政策' } }])
  })

  test('stands only where mail goes out; elsewhere the page leads to the feeds', async () => {
    const silent = await createTestApp({ now: NOW, environment: { MINGQU_BASE_URL: MAIL_SITE } })
    const page = await silent.visitor().get('/subscribe?category=惠企政策')
    expect(shownText(page.body)).toContain('没有开通邮件订阅')
    expect(page.body).not.toContain('name="email"')
    expect(page.body).toContain('/feed.atom?category=')
    expect(await htmlTroubles(page.body)).toEqual([])
    expect((await silent.visitor().post('/subscribe', { email })).statusCode).toBe(404)
    expect((await silent.visitor().get('/search?q=x')).body).not.toContain('/subscribe?')
    await silent.close()
  })

  test('is not offered while the site does not know its own address: a forged host would stand in mails', async () => {
    const environment = { MINGQU_SMTP_URL: 'smtp://127.0.0.1:9', MINGQU_MAIL_FROM: 'a@example.cn' }
    const homeless = await createTestApp({ now: NOW, environment })
    expect((await homeless.visitor().get('/subscribe')).body).not.toContain('name="email"')
    await homeless.close()
  })
})

describe('what is told', () => {
  test('each morning what became public the day before, once, with its permanent address', async () => {
    await subscribe({ what: 'list', list: 'category=惠企政策' })
    const one = await publish('2020-08-17T16:00', {
      title: '关于稳岗补贴的通知',
      category: '惠企政策',
      documentNumber: '示发〔2020〕7号',
    })
    await publish('2020-08-17T16:01', { title: '别的分类', category: '管委文件' })
    await mailing.round('2020-08-17T22:10')
    expect(await mailing.deliver('2020-08-17T22:11')).toEqual([])
    await publish('2020-08-18T00:00:01', { title: '今天才公开的', category: '惠企政策' })
    await mailing.round('2020-08-18T06:10')
    await mailing.round('2020-08-18T07:10')
    const mails = await mailing.deliver('2020-08-18T07:11')
    expect(mails).toHaveLength(1)
    const [{ to, subject, body }] = mails as [(typeof mails)[0]]
    expect(to).toBe(email)
    expect(subject).toBe('高新区新公开1件：惠企政策')
    expect(body).toContain('2020-08-17新公开1件')
    expect(body).toContain(
      `1. 关于稳岗补贴的通知\n示发〔2020〕7号　示例办公室　2020-08-17\n${MAIL_SITE}/content/${one}\n`,
    )
    expect(body).not.toMatch(/以前的文件|别的分类|今天才公开/)
    await mailing.round('2020-08-19T06:10')
    expect((await mailing.deliver('2020-08-19T06:11'))[0]!.body).toContain('今天才公开的')
    await mailing.round('2020-08-20T06:10')
    expect(await mailing.deliver('2020-08-20T06:11')).toEqual([])
  })

  test('once a week on Monday, of the week before', async () => {
    await subscribe({ frequency: 'weekly' })
    await publish('2020-08-18T09:00', { title: '周二公开的' })
    for (const day of ['18', '20', '23']) await mailing.round(`2020-08-${day}T06:10`)
    expect(await mailing.deliver('2020-08-23T06:11')).toEqual([])
    await publish('2020-08-23T23:59', { title: '周日公开的' })
    await mailing.round('2020-08-24T06:10')
    const [mail] = await mailing.deliver('2020-08-24T06:11')
    expect(mail!.body).toContain('2020-08-17至2020-08-23新公开')
    expect(mail!.body).toMatch(/周日公开的[^]*周二公开的/)
  })

  test('what a search finds in its text, and not what answers a part of it', async () => {
    await subscribe({ what: 'search', words: '海底隧道' })
    await publish('2020-08-17T17:00', { title: '甲', bodyHtml: '<p>关于海底隧道收费。</p>' })
    await publish('2020-08-17T17:01', { title: '海上隧洞收费', bodyHtml: '<p>乙。</p>' })
    await mailing.round('2020-08-18T06:10')
    const [mail] = await mailing.deliver('2020-08-18T06:11')
    expect(mail!.subject).toBe('高新区新公开1件：检索“海底隧道”')
    expect(mail!.body).toContain('1. 甲')
  })

  test('what a search is narrowed to, its days left out: theme and title', async () => {
    const query = 'q=渡口&theme=交通&title=1&since=2020-01-01&until=2020-02-01'
    const page = await stranger().get(`/subscribe?${query}`)
    expect(shownText(page.body)).toContain('检索“渡口”，只查标题，交通')
    await subscribe({}, `/subscribe?${query}`)
    const form = { subjectCategory: '交通' }
    await publish('2020-08-17T17:10', { ...form, title: '渡口管理' })
    await publish('2020-08-17T17:11', { ...form, title: '别的', bodyHtml: '<p>渡口</p>' })
    await publish('2020-08-17T17:12', { title: '渡口迁移', subjectCategory: '水利' })
    await mailing.round('2020-08-18T06:10')
    const [mail] = await mailing.deliver('2020-08-18T06:11')
    expect(mail!.subject).toContain('新公开1件')
    expect(mail!.body).toContain('1. 渡口管理')
  })

  test('of one body only its own', async () => {
    const { db } = mailing.app
    const other = await buildAgency(db, { name: '示例科技局', shortName: '科技局' })
    const theirs = await buildPublicationDesk(db, other)
    const { slug } = await db
      .selectFrom('agencies')
      .select('slug')
      .where('id', '=', other)
      .executeTakeFirstOrThrow()
    await buildPublishedDocument(db, theirs, chinaMoment('2020-08-11T09:00'), { title: '科技旧文' })
    await subscribe({ what: 'list', list: `agency=${slug}` })
    await buildPublishedDocument(db, theirs, chinaMoment('2020-08-17T18:00'), { title: '科技新文' })
    await publish('2020-08-17T18:01', { title: '管委会新文' })
    await mailing.round('2020-08-18T06:10')
    const [mail] = await mailing.deliver('2020-08-18T06:11')
    expect(mail!.subject).toBe('高新区新公开1件：示例科技局')
    expect(mail!.body).toContain('科技新文')
    expect(mail!.body).not.toContain('管委会新文')
  })

  test('of 规范性文件 nothing else', async () => {
    await publish('2020-08-16T08:00', { title: '旧办法', normativeKind: 'normative' })
    await subscribe({}, '/subscribe?normative=1')
    await publish('2020-08-17T18:10', { title: '示例新办法', normativeKind: 'normative' })
    await publish('2020-08-17T18:11', { title: '示例通报' })
    await mailing.round('2020-08-18T06:10')
    const [mail] = await mailing.deliver('2020-08-18T06:11')
    expect(mail!.subject).toBe('高新区新公开1件：规范性文件')
    expect(mail!.body).toContain('示例新办法')
  })

  test('a new edition of what is long public is no news', async () => {
    const indexNumber = await publish('2020-08-16T09:00', { title: '早已公开的' })
    await subscribe()
    const { db } = mailing.app
    const document = await db
      .selectFrom('documents')
      .select('id')
      .where('index_number', '=', indexNumber)
      .executeTakeFirstOrThrow()
    const later = chinaMoment('2020-08-17T19:00')
    const id = await startNewEdition(db, desk.drafter, document.id, later)
    await finishEdition(db, desk, id, later)
    await mailing.round('2020-08-18T06:10')
    const mails = await mailing.deliver('2020-08-18T06:11')
    expect(mails.map(({ body }) => body).join()).not.toContain('早已公开的')
  })
})

describe('what is not public is in no mail', () => {
  test('drafts, what is reviewed and held back, and what was taken down', async () => {
    const { db } = mailing.app
    await subscribe()
    const at = chinaMoment('2020-08-17T20:00')
    await publish('2020-08-17T20:00', { title: '公开的新文件' })
    await buildReviewedEdition(db, desk, at, { title: '秘而不宣' })
    await publish('2020-08-17T20:01', { title: '误发的标题' })
    await remove('误发的标题', '2020-08-17T20:02')
    await mailing.round('2020-08-18T06:10')
    const [mail] = await mailing.deliver('2020-08-18T06:11')
    expect(mail!.body).toContain('公开的新文件')
    expect(mail!.body).not.toMatch(/秘而不宣|误发的标题/)
  })

  test('nor what is taken down after the round, while the mail still waits', async () => {
    await subscribe({ what: 'search', words: '等着寄的' })
    await publish('2020-08-17T21:00', { title: '等着寄的甲' })
    await publish('2020-08-17T21:01', { title: '等着寄的乙' })
    await mailing.round('2020-08-18T06:10')
    await remove('等着寄的甲', '2020-08-18T06:11')
    const [mail] = await mailing.deliver('2020-08-18T06:12')
    expect(mail!.subject).toContain('新公开1件')
    expect(mail!.body).not.toContain('等着寄的甲')
    await remove('等着寄的乙', '2020-08-18T06:13')
  })

  test('and where nothing is left, no mail', async () => {
    await subscribe({ what: 'search', words: '唯一一件' })
    await publish('2020-08-17T21:30', { title: '唯一一件' })
    await mailing.round('2020-08-18T06:10')
    await remove('唯一一件', '2020-08-18T06:11')
    expect(await mailing.deliver('2020-08-18T06:12')).toEqual([])
  })

  async function remove(title: string, at: string): Promise<void> {
    const { db } = mailing.app
    const { id } = await db
      .selectFrom('editions')
      .select('id')
      .where('title', '=', title)
      .executeTakeFirstOrThrow()
    const form = {
      kind: 'published-in-error',
      publicReason: '误发',
      privateNote: '内部',
      successor: '',
    } as const
    await removeDocument(db, desk.head, id, form, chinaMoment(at))
  }
})

describe('the end of it', () => {
  async function toldOnce(): Promise<string> {
    await subscribe({ what: 'search', words: `末尾${people}` })
    await publish('2020-08-17T22:00', { title: `末尾${people}的文件` })
    await mailing.round('2020-08-18T06:10')
    const [mail] = await mailing.deliver('2020-08-18T06:11')
    expect(mail!.headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    const link = linkIn(mail!.body, 'end')
    expect(mail!.headers).toContain(`List-Unsubscribe: <${MAIL_SITE}${link}>`)
    return link
  }

  test('a page asks first; its button deletes the address at once', async () => {
    const link = await toldOnce()
    const reader = stranger()
    expect(shownText((await reader.get(link)).body)).toContain('退订以后，您的邮箱从这项订阅中删除')
    expect(await subscriptions()).toHaveLength(1)
    expect(shownText((await reader.post(link)).body)).toContain('已经退订')
    expect(await subscriptions()).toEqual([])
    expect((await reader.get(link)).statusCode).toBe(404)
    expect((await reader.post(link)).statusCode).toBe(200)
  })

  test('a mail program ends it with one click from wherever it is, in either coding (RFC 8058)', async () => {
    for (const coding of ['multipart', 'urlencoded']) {
      const link = await toldOnce()
      const form = new FormData()
      form.append('List-Unsubscribe', 'One-Click')
      const encoded = new Response(
        coding === 'multipart' ? form : new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      )
      const { statusCode } = await mailing.app.fastify.inject({
        method: 'POST',
        url: link,
        headers: {
          'content-type': encoded.headers.get('content-type')!,
          'sec-fetch-site': 'cross-site',
          origin: 'https://mail.example',
        },
        payload: Buffer.from(await encoded.arrayBuffer()),
      })
      expect([coding, statusCode, await subscriptions()]).toEqual([coding, 200, []])
      people += 1
      email = `reader${people}@example.cn`
      mailing.app.setNow(NOW)
    }
  })

  test('what still waits to be sent is not sent any more', async () => {
    const link = await toldOnce()
    await publish('2020-08-18T10:00', { title: `末尾${people}的另一份文件` })
    await mailing.round('2020-08-19T06:10')
    await stranger().post(link)
    expect(await mailing.deliver('2020-08-19T06:11')).toEqual([])
  })

  test('ending one leaves the others', async () => {
    const link = await toldOnce()
    await subscribe()
    await stranger().post(link)
    expect(await subscriptions()).toMatchObject([{ subject: {}, sealed_query: null }])
  })
})

test('the office sees how many are told of what, and neither who nor what they search for', async () => {
  await subscribe({ what: 'list', list: 'category=惠企政策' })
  for (const words of ['我的病', '我的地']) {
    email = `counted-${words === '我的病' ? 1 : 2}@example.cn`
    await subscribe({ what: 'search', words, frequency: 'weekly' })
  }
  email = 'waiting@example.cn'
  await ask()
  expect(await countSubscribers(mailing.app.db)).toEqual([
    { subject: '各自的检索词', daily: 0, weekly: 2 },
    { subject: '惠企政策', daily: 1, weekly: 0 },
  ])
})

test('a mailbox that is refused three times in a row is taken to be gone', async () => {
  let isGone = false
  const lost = await createMailingApp(NOW, (line) =>
    isGone && line.startsWith('RCPT') ? '550 no such user' : undefined,
  )
  const own = mailing
  const ownDesk = desk
  mailing = lost
  desk = await buildPublicationDesk(lost.app.db, lost.app.agencyId)
  await subscribe()
  isGone = true
  for (const day of ['17', '18', '19']) {
    expect(await subscriptions()).toHaveLength(1)
    await publish(`2020-08-${day}T15:00`, { title: `第${day}日的文件` })
    const next = String(Number(day) + 1)
    await lost.round(`2020-08-${next}T06:10`)
    await lost.deliver(`2020-08-${next}T06:11`)
  }
  expect(await subscriptions()).toEqual([])
  mailing = own
  desk = ownDesk
  await lost.close()
})

test('two nodes at once tell everybody once', async () => {
  await subscribe()
  await publish('2020-08-17T23:00', { title: '只寄一次' })
  await Promise.all([
    mailing.round('2020-08-18T06:10'),
    mailing.round('2020-08-18T06:10'),
    mailing.round('2020-08-18T06:10'),
  ])
  expect(await mailing.deliver('2020-08-18T06:11')).toHaveLength(1)
})
