import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../app.ts'
import { DETAILS, WANTED, WHO } from '../builders/online.ts'
import { CODE, fillIn, FORM, IDENTITY, openApplication, PNG, type Given } from './apply-form.ts'
import { fieldsOn } from './fill-form.ts'
import { shownText } from './shown-text.ts'

let app: TestApp
const data = mkdtempSync(join(tmpdir(), 'mingqu-apply-'))
beforeAll(async () => {
  app = await createTestApp({ now: '2026-03-02T09:00', environment: { MINGQU_DATA: data } })
})
afterAll(async () => {
  await app.close()
  rmSync(data, { recursive: true, force: true })
})

async function countCases(): Promise<number> {
  const { count } = await app.db
    .selectFrom('requests')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The first page is fetched a while before the last is sent. */
const later = () => app.setNow('2026-03-02T09:10')

test('a citizen applies: four pages, a receipt with a code, and the clock that has not begun', async () => {
  app.setNow('2026-03-02T09:00')
  const form = await fillIn(app.visitor())
  expect(form.text).toContain('核对后提交')
  expect(form.text).toContain('请提供示例地块2025年的征收补偿方案及批准文件。')
  expect(form.text).toContain('身份证.png')
  later()
  const receipt = await form.press('submit')
  expect(receipt.statusCode).toBe(200)
  expect(receipt.headers['cache-control']).toBe('no-store')
  expect(form.text).toMatch(CODE)
  expect(form.text).toContain('现在还没有起算')
  expect(form.text).toContain('丢失后在网上找不回来')
})

test('pressing 提交 twice makes one application and shows the same receipt', async () => {
  app.setNow('2026-03-02T09:00')
  const form = await fillIn(app.visitor())
  const fields = { ...form.fields, go: 'submit' }
  later()
  const before = await countCases()
  const [one, two] = await Promise.all([
    app.visitor().post(FORM, fields),
    app.visitor().post(FORM, fields),
  ])
  expect(await countCases()).toBe(before + 1)
  expect(CODE.exec(one.body)![0]).toBe(CODE.exec(two.body)![0])
})

test('a receipt loaded again, or asked for in 长者版, is the same receipt', async () => {
  app.setNow('2026-03-02T09:00')
  const form = await fillIn(app.visitor())
  const fields = { ...form.fields, go: 'submit' }
  later()
  const before = await countCases()
  const first = await app.visitor().post(FORM, fields)
  const again = await app.visitor().post(FORM, fields)
  const elder = await app.visitor().post(FORM, { ...fieldsOn(again.body), elder: '1' })
  const changed = await app.visitor().post(FORM, { ...fields, applicantName: '示例乙' })
  expect(await countCases()).toBe(before + 1)
  for (const { statusCode, body } of [again, elder, changed]) {
    expect(statusCode).toBe(200)
    expect(CODE.exec(body)![0]).toBe(CODE.exec(first.body)![0])
  }
  expect(elder.body).toContain('mq-elder')
  expect(shownText(again.body)).not.toContain('后来的改动没有收进来')
  expect(shownText(changed.body)).toContain('后来的改动没有收进来')
})

test('two contents, handled each by itself, are two cases with two codes', async () => {
  app.setNow('2026-03-02T09:00')
  const form = openApplication(app.visitor())
  await form.begin()
  await form.press('add', WANTED)
  const second = { 'contents.1.subject': '示例道路规划', 'contents.1.description': '规划图。' }
  const refused = await form.press('find', second)
  expect(refused.statusCode).toBe(422)
  expect(form.text).toContain('请选择几项内容分别办理还是合并办理')
  await form.press('find', { split: 'each' })
  await form.press('details', WHO)
  await form.send('review', DETAILS, IDENTITY)
  later()
  const before = await countCases()
  await form.press('submit')
  expect(await countCases()).toBe(before + 2)
  expect(new Set(form.text.match(new RegExp(CODE, 'g'))).size).toBe(2)
})

describe('nothing typed is lost', () => {
  test('going back and forth keeps every field and every file', async () => {
    const form = await fillIn(app.visitor())
    await form.press('edit-wanted')
    expect(form.fields).toMatchObject(WANTED)
    await form.press('edit-who')
    expect(form.fields).toMatchObject({ ...WHO, ...DETAILS })
    await form.press('edit-details')
    expect(form.fields).toMatchObject(DETAILS)
    expect(form.text).toContain('已收到1个文件')
  })

  test('长者版 is switched on in the middle of a page, with what stands on it', async () => {
    const form = openApplication(app.visitor())
    await form.begin()
    const { body } = await form.press('', { ...WANTED, elder: '1' })
    expect(body).toContain('mq-elder')
    expect(form.fields).toMatchObject(WANTED)
  })

  test('adding and removing a content keeps the others', async () => {
    const form = openApplication(app.visitor())
    await form.begin()
    await form.press('add', WANTED)
    await form.press('add', { 'contents.1.subject': '第二', 'contents.1.description': '乙' })
    await form.press('remove-0', { 'contents.2.subject': '第三' })
    expect(form.fields).toMatchObject({
      'contents.0.subject': '第二',
      'contents.1.subject': '第三',
      wantedForm: 'electronic',
    })
  })

  test('a refused file leaves the rest of the page as it was typed', async () => {
    const form = openApplication(app.visitor())
    await form.begin()
    await form.press('find', WANTED)
    await form.press('details', WHO)
    const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
    const answer = await form.send('review', DETAILS, {
      field: 'identityFile',
      name: '证件.png',
      content: script,
    })
    expect(answer.statusCode).toBe(422)
    expect(form.fields).toMatchObject(DETAILS)
    expect(answer.body).toContain('field-identityFile-error')
  })

  test('a file above the limit is refused with the page as it was typed', async () => {
    const form = openApplication(app.visitor())
    await form.begin()
    await form.press('find', WANTED)
    await form.press('details', WHO)
    const answer = await form.send('review', DETAILS, {
      field: 'identityFile',
      name: '证件.png',
      content: Buffer.concat([PNG, Buffer.alloc(11 * 1024 * 1024)]),
    })
    expect([413, 422, 429]).toContain(answer.statusCode)
    expect(form.fields).toMatchObject(DETAILS)
    expect(form.text).toContain('MB的上限')
  })
})

/** A page's field left out or filled in wrongly, and what it says. */
const WRONG: readonly (readonly [Given, string, string])[] = [
  [{ 'contents.0.subject': '' }, 'contents.0.subject', '请填写所需信息的名称'],
  [{ 'contents.0.subject': '名'.repeat(101) }, 'contents.0.subject', '不能超过100个字'],
  [{ 'contents.0.description': ' ' }, 'contents.0.description', '请填写所需信息的描述'],
  [{ wantedForm: '' }, 'wantedForm', '请选择提供信息的方式'],
  [{ wantedRoute: 'fax' }, 'wantedRoute', '请选择获取信息的途径'],
  [{ wantedForm: 'paper' }, 'wantedRoute', '网上下载和电子邮件只能提供电子文件'],
  [{ wantedForm: 'on-site', wantedRoute: 'post' }, 'wantedRoute', '请选择当面领取、查阅'],
  [{ applicantClass: '' }, 'applicantClass', '请选择申请人类别'],
  [{ agent: '' }, 'agent', '请选择有没有代理人'],
  [{ applicantName: '' }, 'applicantName', '请填写姓名或者名称'],
  [{ idType: '' }, 'idType', '请选择证件类型'],
  [{ idNumber: '' }, 'idNumber', '请填写证件号码'],
  [{ idType: 'resident-id', idNumber: '110101199001011234' }, 'idNumber', '居民身份证号码不对'],
  [{ phone: '', email: '' }, 'phone', '联系电话和电子邮箱至少填写一项'],
  [{ phone: '12' }, 'phone', '联系电话应含7至15位数字'],
  [{ email: 'jia@' }, 'email', '电子邮箱应写作'],
  [{ wantedRoute: 'email', email: '' }, 'email', '选择以电子邮件获取的，请填写电子邮箱'],
  [{ wantedForm: 'paper', wantedRoute: 'post' }, 'address', '选择邮寄的，请填写通信地址'],
  [{ applicantClass: 'company' }, 'idNumber', '统一社会信用代码应为18位'],
  [{ applicantClass: 'company' }, 'representative', '请填写法定代表人或者负责人'],
  [{ applicantClass: 'company' }, 'contactPerson', '请填写联系人'],
  [{ agent: 'yes' }, 'agentName', '请填写代理人姓名'],
  [{ agent: 'yes' }, 'agentIdNumber', '请填写代理人证件号码'],
  [{ agent: 'yes' }, 'agentPhone', '请填写代理人电话'],
  [{ agent: 'yes' }, 'authorisationFile', '请上传授权委托书'],
]

test.each(WRONG)('%j is said at %s: %s', async (given, at, message) => {
  const fields = { ...WANTED, ...WHO, ...DETAILS, ...given }
  for (const go of ['review', 'submit']) {
    const answer = await app.visitor().post(FORM, { ...fields, go })
    expect(answer.statusCode).toBe(422)
    const id = `field-${at.replaceAll('.', '-')}`
    expect(answer.body).toContain(`href="#${id}"`)
    expect(answer.body).toContain(`id="${id}-error"`)
    expect(shownText(answer.body)).toContain(message)
    expect(fieldsOn(answer.body)).toMatchObject(
      Object.fromEntries(Object.entries(fields).filter(([name]) => given[name] === undefined)),
    )
  }
})

test('without a proof of identity nothing is submitted', async () => {
  const answer = await app.visitor().post(FORM, { ...WANTED, ...WHO, ...DETAILS, go: 'submit' })
  expect(answer.statusCode).toBe(422)
  expect(shownText(answer.body)).toContain('请上传身份证明')
})

test('neither purpose nor a reduction of fees is asked for or taken in', async () => {
  const form = await fillIn(app.visitor())
  const names = Object.keys(form.fields)
  await form.press('edit-wanted')
  const all = [...names, ...Object.keys(form.fields)].join(' ')
  expect(all).not.toMatch(/purpose|usage|fee|reduction|reason/i)
})

describe('programs', () => {
  test('who fills in the field that nobody sees is asked to leave it empty, and loses nothing', async () => {
    const form = openApplication(app.visitor())
    await form.begin()
    const answer = await form.press('find', { ...WANTED, homepage: 'http://example.cn' })
    expect(answer.statusCode).toBe(422)
    expect(form.fields).toMatchObject(WANTED)
  })

  test('who submits within seconds is asked to check again, and can then submit', async () => {
    app.setNow('2026-03-02T10:00')
    const form = await fillIn(app.visitor())
    const fast = await form.press('submit')
    expect(fast.statusCode).toBe(429)
    expect(form.text).toContain('提交得太快了')
    app.setNow('2026-03-02T10:01')
    expect((await form.press('submit')).statusCode).toBe(200)
  })

  test('an invented or stolen ticket of a file proves nothing', async () => {
    const form = await fillIn(app.visitor())
    const { identityProof: _gone, ...fields } = form.fields
    for (const identityProof of ['v1.AAAA', String(fields['ticket'])]) {
      const answer = await app.visitor().post(FORM, { ...fields, identityProof, go: 'submit' })
      expect(answer.statusCode).toBe(422)
      expect(shownText(answer.body)).toContain('请上传身份证明')
    }
  })
})

test('nothing of an application stands in an address, a kept page or an error', async () => {
  const form = await fillIn(app.visitor())
  const answers = [
    await form.press('edit-wanted'),
    await form.press('find'),
    await app.visitor().get(`${FORM}?contents.0.subject=秘密`),
  ]
  for (const { headers, statusCode } of answers) {
    expect(statusCode).toBe(200)
    expect(headers['cache-control']).toBe('no-store')
    expect(headers.location).toBeUndefined()
  }
  expect(answers[2]!.body).not.toContain('秘密')
})
