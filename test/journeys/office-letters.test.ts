import mammoth from 'mammoth'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stopTypesetting } from '../../src/platform/documents/typst-process.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { shownText } from './shown-text.ts'

let app: TestApp
let clerk: Browser
let reviewer: Browser
let adviser: Browser
let head: Browser
beforeAll(async () => {
  app = await createTestApp({ now: '2024-03-01T09:00' })
  clerk = await app.signIn(await app.person('clerk'))
  reviewer = await app.signIn(await app.person('secrecy-reviewer'))
  adviser = await app.signIn(await app.person('legal-adviser'))
  head = await app.signIn(await app.person('head'))
})
afterAll(async () => {
  stopTypesetting()
  await app.close()
})

const hidden = (name: string, page: string) =>
  new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(page)?.[1] ?? ''

const bare = (text: string) => text.replaceAll(/\s/g, '')

async function register(): Promise<string> {
  const response = await clerk.post('/office/requests/new', {
    channel: 'in_person',
    arrivedOn: '2024-03-01',
    subject: '示例地块征收批复',
    description: '示例地块的征收批复和补偿方案',
    wantedForm: 'paper',
    wantedRoute: 'post',
    applicantClass: 'natural_person',
    applicantName: '示例<b>欧阳</b>{登记号}',
    idType: 'resident-id',
    idNumber: '110101199003070310',
    address: '示例路2号',
  })
  return response.headers.location!.split('?')[0]!
}

async function take(
  browser: Browser,
  address: string,
  step: string,
  fields: Record<string, string>,
) {
  const { body } = await browser.get(`${address}/${step}`)
  const kept = { seenSeq: hidden('seenSeq', body), contentHash: hidden('contentHash', body) }
  const response = await browser.post(`${address}/${step}`, { ...kept, ...fields })
  expect([
    step,
    response.statusCode,
    response.statusCode === 303 ? '' : shownText(response.body),
  ]).toEqual([step, 303, ''])
}

/** Asked to correct, and the notice drawn up. Returns the address of the letter. */
async function drawnNotice(): Promise<{ readonly address: string; readonly letter: string }> {
  const address = await register()
  await take(clerk, address, 'ask-correction', {
    happenedOn: '2024-03-01',
    days: '10',
    items: '请写明地块位置\n请写明批复年份',
  })
  const list = await clerk.get(`${address}/letters`)
  const link = /href="([^"]*letters\/new\?letter=correction-notice[^"]*)"/.exec(list.body)![1]!
  const form = await clerk.get(link.replaceAll('&amp;', '&'))
  expect(shownText(form.body)).toContain('生成补正告知书')
  const drawn = await clerk.post(`${address}/letters/new`, {
    letter: 'correction-notice',
    about: hidden('about', form.body),
    datedOn: hidden('datedOn', form.body) || '2024-03-01',
  })
  expect(drawn.statusCode).toBe(303)
  return { address, letter: drawn.headers.location!.split('?')[0]! }
}

test('a notice is drawn up, edited, made final with its number, and downloaded as Word and PDF', async () => {
  const { address, letter } = await drawnNotice()
  const draft = shownText((await clerk.get(letter)).body)
  for (const words of ['草稿', '1．请写明地块位置', '2024年3月15日', '（编号后印出文号）'])
    expect(draft).toContain(words)

  const edit = await clerk.get(`${letter}/edit`)
  const seenVersion = hidden('seenVersion', edit.body)
  const body = /<textarea[^>]*name="body"[^>]*>\n?([\s\S]*?)<\/textarea>/.exec(edit.body)![1]!
  const title = '政府信息公开申请补正告知书'
  const struck = await clerk.post(`${letter}/edit`, {
    seenVersion,
    title,
    body: body.replace('2024年3月15日', '日后'),
  })
  expect(struck.statusCode).toBe(303) // the number of working days still tells the limit
  const again = hidden('seenVersion', (await clerk.get(`${letter}/edit`)).body)
  const refused = await clerk.post(`${letter}/edit`, {
    seenVersion: again,
    title,
    body: '空空如也',
  })
  expect(refused.statusCode).toBe(422)
  expect(shownText(refused.body)).toContain('缺少法定要素“需要补正的全部事项”')
  expect(refused.body).toContain('空空如也')

  expect((await clerk.post(`${letter}/finalise`)).statusCode).toBe(303)
  const final = shownText((await clerk.get(letter)).body)
  expect(final).toContain('示公知〔2024〕1号')
  expect(final).not.toContain('作废')
  const pdf = await clerk.get(`${letter}/letter.pdf`)
  expect(pdf.headers['content-disposition']).toContain(encodeURIComponent('示公知〔2024〕1号'))
  const pages = await extractText(await getDocumentProxy(new Uint8Array(pdf.rawPayload)), {
    mergePages: true,
  })
  const word = await mammoth.extractRawText({
    buffer: (await clerk.get(`${letter}/letter.docx`)).rawPayload,
  })
  for (const text of [pages.text, word.value]) {
    expect(bare(text)).toContain('示公知〔2024〕1号')
    expect(bare(text)).toContain('示例<b>欧阳</b>{登记号}：')
  }
  expect((await clerk.get(`${letter}/edit`)).statusCode).toBe(409)
  expect(shownText((await clerk.get(`${address}/letters`)).body)).toContain('已有1份')
})

test('a notice is written first, sent, and recorded with what it says once it has been served', async () => {
  const address = await register()
  const form = await clerk.get(
    `${address}/letters/new?letter=correction-notice&about=p:ask-correction`,
  )
  expect(shownText(form.body)).toContain('期限从送达之日起算')
  const order = { letter: 'correction-notice', about: 'p:ask-correction', datedOn: '2024-03-01' }
  const bare = await clerk.post(`${address}/letters/new`, { ...order, days: '7', items: '' })
  expect(bare.statusCode).toBe(422)
  expect(shownText(bare.body)).toContain('请填写需要补正的事项')
  const drawn = await clerk.post(`${address}/letters/new`, {
    ...order,
    days: '7',
    items: '请写明地块位置',
  })
  const letter = drawn.headers.location!.split('?')[0]!
  const shown = shownText((await clerk.get(letter)).body)
  expect(shown).toContain('7个工作日内提交补正后的申请')
  expect((await clerk.post(`${letter}/finalise`)).statusCode).toBe(303)
  const act = await clerk.get(`${address}/ask-correction`)
  expect(act.body).toContain('请写明地块位置')
  expect(act.body).toMatch(/name="days"[^>]*value="7"/)
  const later = { happenedOn: '2024-03-01', days: '7', items: '请写明地块位置' }
  await take(clerk, address, 'ask-correction', later)
  expect(shownText((await clerk.get(`${address}/letters`)).body)).toContain('已有1份')
})

test('what is reviewed, signed, issued and downloaded is one text', async () => {
  const address = await register()
  await take(clerk, address, 'draft-reply', {
    disposition: 'A2',
    text: '随函提供示例地块征收批复一份。',
    reasons: '该信息可以公开。',
  })
  const review = shownText((await adviser.get(`${address}/review-legally`)).body)
  expect(review).toContain('编号后原样发出')
  expect(review).toContain('向示例市人民政府申请行政复议，也可以')
  expect(review).not.toContain('欧阳')
  await take(reviewer, address, 'review-secrecy', { decision: 'approved', opinion: '' })
  await take(adviser, address, 'review-legally', { decision: 'approved', opinion: '' })
  await take(head, address, 'sign-off', { decision: 'approved', opinion: '' })
  await take(clerk, address, 'issue', { happenedOn: '2024-03-01' })
  const list = await clerk.get(`${address}/letters`)
  const letter = /href="([^"]*\/letters\/\d+)"/.exec(list.body)![1]!
  const shown = shownText((await head.get(letter)).body)
  expect(shown).toContain('随函提供示例地块征收批复一份。')
  expect(shown).toContain('向示例市人民政府申请行政复议，也可以')
  expect((await adviser.get(letter)).statusCode).toBe(403)
  expect((await clerk.get(`${letter}/letter.pdf`)).statusCode).toBe(200)
})

describe('templates', () => {
  test('the head adopts an own wording; without an element it comes back with everything typed', async () => {
    const page = await head.get('/office/letter-templates/extension-notice')
    const body = /<textarea[^>]*name="body"[^>]*>\n?([\s\S]*?)<\/textarea>/.exec(page.body)![1]!
    const form = {
      seenVersion: '0',
      title: '延期告知书',
      validFrom: '2024-03-01',
      note: '本机关的写法',
    }
    const missing = await head.post('/office/letter-templates/extension-notice', {
      ...form,
      body: body.replace('{延长后期限}', '近日'),
    })
    expect(missing.statusCode).toBe(422)
    expect(shownText(missing.body)).toContain('缺少法定要素“延长后的答复期限”')
    expect(missing.body).toContain('本机关的写法')
    const adopted = await head.post('/office/letter-templates/extension-notice', { ...form, body })
    expect(adopted.statusCode).toBe(303)
    const history = shownText((await clerk.get('/office/letter-templates/extension-notice')).body)
    expect(history).toContain('第1版')
    expect(history).not.toContain('启用')
    const back = { seenVersion: '1', validFrom: '2024-03-01', note: '恢复' }
    expect(
      (await head.post('/office/letter-templates/extension-notice/return', back)).statusCode,
    ).toBe(303)
    expect(
      (await clerk.post('/office/letter-templates/extension-notice', { ...form, body })).statusCode,
    ).toBe(403)
  })

  test('the facts of the agency are set once and told in every letter', async () => {
    const saved = await head.post('/office/letter-settings', {
      standing: 'dispatched',
      government: '示例市人民政府',
      payment: '到指定银行缴纳',
    })
    expect(saved.statusCode).toBe(303)
    const nobody = await head.post('/office/letter-settings', { standing: 'vertical' })
    expect(nobody.statusCode).toBe(422)
    expect(shownText((await clerk.get('/office/letter-templates')).body)).toContain(
      '示例市人民政府',
    )
    expect((await clerk.get('/office/letter-settings')).statusCode).toBe(403)
  })

  test('the blank application form is there for everybody in the office', async () => {
    const file = await adviser.get('/office/letter-templates/blank-application-form.docx')
    const { value } = await mammoth.extractRawText({ buffer: file.rawPayload })
    expect(bare(value)).toContain('□纸质□电子文件')
    expect(value).not.toContain('用途：')
  })
})
