import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { buildAgency, buildOfficer } from '../builders/people.ts'
import { shownText } from './shown-text.ts'

const TYPED = {
  channel: 'registered_mail',
  arrivedOn: '2020-06-19',
  signedOn: '2020-06-19',
  confirmedOn: '',
  confirmedBy: '',
  subject: '示例地块征收批复',
  description: '示例地块的征收批复和补偿方案',
  wantedForm: 'paper',
  wantedRoute: 'post',
  applicantClass: 'natural_person',
  applicantName: '示例申请人甲',
  idType: 'resident-id',
  idNumber: '110101199003070310',
  phone: '13800000000',
  address: '示例路2号',
}

const SEARCHED = {
  disposition: 'D1a',
  text: '经检索，本机关没有您申请的信息。',
  reasons: '经检索档案系统，未制作或者获取该信息。',
  searchPlaces: '档案室、公文系统',
  searchTerms: '征收 批复',
  searchPeriod: '2010年至2020年',
  searchedBy: '示例检索人',
  searchedOn: '2020-06-29',
  searchResult: '没有找到',
}

let app: TestApp
let clerk: Browser
let adviser: Browser
let head: Browser
beforeAll(async () => {
  app = await createTestApp({ now: '2020-06-29T09:00' })
  clerk = await app.signIn(await app.person('clerk'))
  adviser = await app.signIn(await app.person('legal-adviser'))
  head = await app.signIn(await app.person('head'))
})
afterAll(() => app.close())

async function register(form: Record<string, string> = TYPED): Promise<string> {
  const response = await clerk.post('/office/requests/new', form)
  expect([
    response.statusCode,
    response.statusCode === 303 ? '' : shownText(response.body),
  ]).toEqual([303, ''])
  return response.headers.location!.split('?')[0]!
}

const hidden = (name: string, page: string) =>
  new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(page)?.[1] ?? ''

/** Opens the page of a step and sends its form back as a person would, with these fields filled in. */
async function take(
  browser: Browser,
  address: string,
  step: string,
  fields: Record<string, string>,
) {
  const page = await browser.get(`${address}/${step}`)
  expect([step, page.statusCode]).toEqual([step, 200])
  const kept = {
    seenSeq: hidden('seenSeq', page.body),
    contentHash: hidden('contentHash', page.body),
  }
  return browser.post(`${address}/${step}`, { ...kept, ...fields })
}

async function takenBy(
  browser: Browser,
  address: string,
  step: string,
  fields: Record<string, string>,
) {
  const response = await take(browser, address, step, fields)
  expect([
    step,
    response.statusCode,
    response.statusCode === 303 ? '' : shownText(response.body),
  ]).toEqual([step, 303, ''])
}

describe('a letter on the counter becomes a served answer', () => {
  test('registered, its clock explained; drafted, reviewed, signed, issued, delivered, archived', async () => {
    const address = await register()
    const page = shownText((await clerk.get(address)).body)
    expect(page).toContain('答复期限2020-07-20') // across Dragon Boat, with the make-up Sunday
    expect(page).toContain('端午节')
    expect(page).toContain('第20日')
    expect(page).not.toContain('示例申请人甲')
    expect(page).not.toContain('110101199003070310')

    await takenBy(clerk, address, 'draft-reply', SEARCHED)
    await takenBy(adviser, address, 'review-legally', { decision: 'approved', opinion: '' })
    await takenBy(head, address, 'sign-off', { decision: 'approved', opinion: '' })
    await takenBy(clerk, address, 'issue', { happenedOn: '2020-06-29' })
    expect(shownText((await clerk.get(address)).body)).toContain('示公复〔2020〕')
    await takenBy(clerk, address, 'deliver', {
      way: 'china-post',
      happenedOn: '2020-06-29',
      trackingNumber: '示例0001',
      proof: '收寄凭证',
    })
    await takenBy(clerk, address, 'close', { archiveNumber: '' })
    const closed = shownText((await clerk.get(address)).body)
    for (const shown of ['已归档', '在答复期限内', '2020-06-29办结'])
      expect(closed).toContain(shown)
  })

  test('今日待办 says what is next, whose it is, by when and why', async () => {
    await register({ ...TYPED, channel: 'ordinary_mail', signedOn: '', subject: '尚未确认的申请' })
    const page = shownText((await clerk.get('/office')).body)
    expect(page).toContain('尚未确认的申请')
    expect(page).toContain('还没有与申请人确认，期限没有起算')
    const forHead = shownText((await head.get('/office')).body)
    expect(forHead).toContain('没有轮到您办的申请')
  })

  test('the ledger filters, sorts, and is exported with its filter', async () => {
    await register({
      ...TYPED,
      subject: '只此一件的采购合同',
      applicantClass: 'company',
      applicantName: '示例商贸有限公司',
    })
    const found = shownText(
      (await clerk.get('/office/requests?text=采购合同&applicantClass=company')).body,
    )
    expect(found).toContain('只此一件的采购合同')
    expect(found).toContain('1件')
    const none = shownText(
      (await clerk.get('/office/requests?text=采购合同&applicantClass=research')).body,
    )
    expect(none).toContain('没有符合条件的申请')
    const file = await head.get('/office/requests.xlsx?text=采购合同')
    expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK')
    expect((await adviser.get('/office/requests.xlsx')).statusCode).toBe(403)
  })
})

describe('what goes wrong is said on the form, and nothing typed is lost', () => {
  test('a registered letter without its day of signature, a date in the future', async () => {
    const without = await clerk.post('/office/requests/new', { ...TYPED, signedOn: '' })
    expect(without.statusCode).toBe(422)
    expect(shownText(without.body)).toContain('请填写签收日期')
    expect(without.body).toContain('示例地块的征收批复和补偿方案')
    const future = await clerk.post('/office/requests/new', {
      ...TYPED,
      arrivedOn: '2020-07-01',
      signedOn: '2020-07-01',
    })
    expect(future.statusCode).toBe(422)
    expect(shownText(future.body)).toContain('日期不能晚于今天')
  })

  test('不掌握 without its search record, partial disclosure without its parts', async () => {
    const address = await register()
    const bare = await take(clerk, address, 'draft-reply', {
      disposition: 'D1a',
      text: '没有。',
      reasons: '检索了。',
    })
    expect(bare.statusCode).toBe(422)
    expect(bare.body).toContain('检索了。')
    const partial = await take(clerk, address, 'draft-reply', {
      disposition: 'B1',
      text: '部分公开。',
      reasons: '见下。',
    })
    expect(partial.statusCode).toBe(422)
    expect(shownText(partial.body)).toContain('请逐项写明不予公开的部分及理由')
  })

  test('two officers on one case: the second is told and keeps what they typed', async () => {
    const address = await register()
    const seen = hidden('seenSeq', (await clerk.get(`${address}/note`)).body)
    expect(
      (await clerk.post(`${address}/note`, { seenSeq: seen, text: '先记的' })).statusCode,
    ).toBe(303)
    const second = await clerk.post(`${address}/note`, { seenSeq: seen, text: '后记的' })
    expect(second.statusCode).toBe(409)
    expect(second.body).toContain('后记的')
  })
})

describe('approval binds to content and person', () => {
  test('a redraft voids the signatures, and the page says so', async () => {
    const address = await register()
    await takenBy(clerk, address, 'draft-reply', SEARCHED)
    await takenBy(adviser, address, 'review-legally', { decision: 'approved', opinion: '' })
    await takenBy(clerk, address, 'draft-reply', { ...SEARCHED, text: `${SEARCHED.text}。` })
    expect((await head.get(`${address}/sign-off`)).statusCode).toBe(409)
    expect((await clerk.get(`${address}/issue`)).statusCode).toBe(409)
  })

  test('a return without reasons is asked for them; with them the draft is back', async () => {
    const address = await register()
    await takenBy(clerk, address, 'draft-reply', SEARCHED)
    const bare = await take(adviser, address, 'review-legally', {
      decision: 'returned',
      opinion: '',
    })
    expect(bare.statusCode).toBe(422)
    await takenBy(adviser, address, 'review-legally', {
      decision: 'returned',
      opinion: '请补充检索范围',
    })
    expect(shownText((await clerk.get(address)).body)).toContain('已退回：请补充检索范围')
  })

  test('an officer who is also the adviser cannot review the own draft', async () => {
    const both = await app.signIn(await app.person('clerk', 'legal-adviser'))
    const address = await register()
    await takenBy(both, address, 'draft-reply', SEARCHED)
    expect((await both.get(`${address}/review-legally`)).statusCode).toBe(403)
    const forced = await both.post(`${address}/review-legally`, {
      seenSeq: '2',
      decision: 'approved',
      contentHash: 'a'.repeat(64),
      opinion: '',
    })
    expect(forced.statusCode).toBe(403)
  })
})

describe('the applicant', () => {
  test('is opened for those who correspond with them, logged, and for nobody else', async () => {
    const address = await register()
    expect(shownText((await clerk.get(`${address}/applicant`)).body)).toContain(
      '110101199003070310',
    )
    expect((await adviser.get(`${address}/applicant`)).statusCode).toBe(403)
    const auditor = await app.signIn(await app.person('auditor'))
    const log = shownText((await auditor.get('/office/audit')).body)
    expect(log).toContain('查看申请人身份信息')
    expect(log).not.toContain('110101199003070310')
  })

  test('officers of another body do not learn that the case exists', async () => {
    const address = await register()
    const other = await buildAgency(app.db)
    const stranger = await app.signIn(await buildOfficer(app.db, other, 'clerk', 'head'))
    for (const path of ['', '/applicant', '/draft-reply', '/note'])
      expect([path, (await stranger.get(`${address}${path}`)).statusCode]).toEqual([path, 404])
    expect(shownText((await stranger.get('/office/requests')).body)).toContain('没有符合条件的申请')
  })
})

test('correction restarts the clock, extension lengthens it, consultation leaves days out', async () => {
  const address = await register()
  await takenBy(clerk, address, 'ask-correction', {
    happenedOn: '2020-06-24',
    days: '10',
    items: '请写明地块位置',
  })
  expect(shownText((await clerk.get(address)).body)).toContain('没有正在计算的答复期限')
  await takenBy(clerk, address, 'receive-correction', {
    happenedOn: '2020-06-29',
    subject: '补正后的名称',
    description: '补正后的描述',
  })
  expect(shownText((await clerk.get(address)).body)).toContain('答复期限2020-07-27')
  await takenBy(head, address, 'extend', {
    happenedOn: '2020-06-29',
    days: '20',
    reason: '信息分散',
  })
  expect(shownText((await clerk.get(address)).body)).toContain('答复期限2020-08-24')
  await takenBy(clerk, address, 'consult', {
    kind: 'third-party',
    to: '示例第三方公司',
    about: '补偿协议',
    happenedOn: '2020-06-29',
  })
  const page = shownText((await clerk.get(address)).body)
  expect(page).toContain('期限是暂定的')
  expect(page).toContain('征求第三方意见')
})
