import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { buildCase, buildRoom, registration } from '../builders/requests.ts'
import { registerRequest } from '../../src/domain/requests/handling/register-request.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import { shownText } from './shown-text.ts'

let app: TestApp
let officer: Officer
let clerk: Browser
beforeAll(async () => {
  app = await createTestApp({ now: '2024-03-05T09:00' })
  officer = await app.person('clerk')
  clerk = await app.signIn(officer)
})
afterAll(() => app.close())

/** A case received on 2024-03-01, and the address of its pages. */
async function aCase(given: Record<string, unknown> = {}): Promise<string> {
  const { id } = await buildCase(buildRoom(app.db), officer, '2024-03-01', given)
  return `/office/requests/${id}`
}

const hidden = (name: string, page: string) =>
  new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(page)?.[1] ?? ''

/** Answers as a person does: each page's form, with this choice. */
async function answerAll(address: string, answers: readonly string[]): Promise<string> {
  let { body } = await clerk.get(`${address}/examine`)
  for (const answer of answers) {
    const asked = `path=${hidden('path', body)}&asked=${hidden('asked', body)}&answer=${answer}`
    const response = await clerk.get(`${address}/examine?${asked}`)
    expect([answer, response.statusCode]).toEqual([answer, 200])
    body = response.body
  }
  return body
}

const TO_HELD = ['yes', 'information', 'no', 'no', 'ours']

describe('七步法 on a case', () => {
  test('one path gives disposition, article, letter, date, evidence, remedy and report row', async () => {
    const page = shownText(await answerAll(await aCase(), [...TO_HELD, 'no']))
    for (const shown of [
      '结论：经检索没有所申请的信息',
      '条例 第三十六条第（四）项',
      '政府信息公开申请答复书',
      '2024-03-29',
      '检索记录',
      '可以申请行政复议，也可以直接起诉',
      '2019年试行格式：（四）无法提供/1.本机关不掌握相关政府信息',
      '2021年现行格式：（四）无法提供/1.本机关不掌握相关政府信息',
    ])
      expect(page).toContain(shown)
  })

  test('an answer the case has not been through cannot be chosen, and says why', async () => {
    const address = await aCase()
    const page = await answerAll(address, [])
    expect(page).toMatch(/value="still-no"[^>]*disabled/)
    expect(shownText(page)).toContain('现在不能选：没有经过补正')
    const forced = await clerk.get(`${address}/examine?path=still-no`)
    expect(forced.statusCode).toBe(422)
    expect(shownText(forced.body)).toContain('没有经过补正')
  })

  test('no choice is asked for again; every answer can be changed', async () => {
    const address = await aCase()
    const bare = await clerk.get(`${address}/examine?path=yes&asked=kind`)
    expect(bare.statusCode).toBe(422)
    expect(shownText(bare.body)).toContain('请选择一个答案')
    expect(await answerAll(address, TO_HELD)).toContain('examine?path=yes.information.no"')
  })

  test('an answer that leads to an act shows what it does and links to it', async () => {
    const address = await aCase()
    const page = await answerAll(address, ['no'])
    expect(shownText(page)).toContain('先办：告知补正')
    expect(shownText(page)).toContain('7个工作日内')
    expect(page).toContain(`href="${address}/ask-correction"`)
    const head = await answerAll(address, ['over', 'other'])
    expect(shownText(head)).toContain('没有轮到您办理')
  })

  test('the conclusion is recorded with its answers and leads to the draft', async () => {
    const address = await aCase()
    const page = await answerAll(address, [...TO_HELD, 'no'])
    const form = { seenSeq: hidden('seenSeq', page), answers: hidden('answers', page) }
    const recorded = await clerk.post(`${address}/examine`, form)
    expect([recorded.statusCode, recorded.headers.location]).toEqual([
      303,
      `${address}/draft-reply`,
    ])
    const shown = shownText((await clerk.get(address)).body)
    expect(shown).toContain('结论：经检索没有所申请的信息')
    expect(shown).toContain('检索以后没有')
  })

  test('two officers: whoever examined an older state of the case is told', async () => {
    const address = await aCase()
    const page = await answerAll(address, [...TO_HELD, 'no'])
    const form = { seenSeq: hidden('seenSeq', page), answers: hidden('answers', page) }
    const { body } = await clerk.get(`${address}/note`)
    await clerk.post(`${address}/note`, { seenSeq: hidden('seenSeq', body), text: '同事的记事' })
    const late = await clerk.post(`${address}/examine`, form)
    expect(late.statusCode).toBe(409)
    expect(shownText(late.body)).toContain('其他同事刚刚办理了这件申请')
    expect(shownText(late.body)).toContain('结论：经检索没有所申请的信息')
  })

  test('an unfinished examination cannot be recorded, nor one by anybody else', async () => {
    const address = await aCase()
    const seenSeq = hidden('seenSeq', (await clerk.get(`${address}/note`)).body)
    const half = await clerk.post(`${address}/examine`, { seenSeq, answers: 'yes.information' })
    expect(half.statusCode).toBe(422)
    const adviser = await app.signIn(await app.person('legal-adviser'))
    expect(
      (await adviser.post(`${address}/examine`, { seenSeq, answers: 'yes.petition' })).statusCode,
    ).toBe(403)
  })

  test('a repeat is recognised where the question is asked', async () => {
    const room = buildRoom(app.db)
    const first = registration({ arrivedOn: '2024-03-01', subject: '示例道路施工合同' })
    await registerRequest(room, officer, first, chinaMoment('2024-03-01T10:00'))
    const { id } = await registerRequest(room, officer, first, chinaMoment('2024-03-01T10:05'))
    const page = await answerAll(`/office/requests/${id}`, ['yes', 'information'])
    expect(shownText(page)).toContain('查重')
  })
})

describe('the form of a reply asks what its disposition needs', () => {
  /** The page of the draft with this disposition chosen, as the button 继续 shows it. */
  async function draftFor(
    address: string,
    disposition: string,
    typed: Record<string, string> = {},
  ) {
    const seenSeq = hidden('seenSeq', (await clerk.get(`${address}/draft-reply`)).body)
    return clerk.post(`${address}/draft-reply`, { seenSeq, disposition, again: 'yes', ...typed })
  }

  test('nothing is asked before the disposition is known; only possible ones are offered', async () => {
    const page = (await clerk.get(`${await aCase()}/draft-reply`)).body
    expect(page).not.toContain('name="searchPlaces"')
    expect(page).not.toContain('name="text"')
    expect(page).toContain('value="D1a"')
    for (const code of ['F1', 'F2', 'F3', 'D3', 'E4', 'C4'])
      expect(page).not.toContain(`value="${code}"`)
  })

  test('the disposition the examination found stands in it, with its fields', async () => {
    const address = await aCase()
    const page = await answerAll(address, ['yes', 'information', 'no', 'no', 'other'])
    const form = { seenSeq: hidden('seenSeq', page), answers: hidden('answers', page) }
    await clerk.post(`${address}/examine`, form)
    const draft = (await clerk.get(`${address}/draft-reply`)).body
    expect(draft).toMatch(/value="D1b"[^>]*selected/)
    for (const name of ['record.basis', 'record.known', 'record.organ', 'record.contact'])
      expect(draft).toContain(`name="${name}"`)
    for (const name of ['searchPlaces', 'withheldPart', 'record.level'])
      expect(draft).not.toContain(`name="${name}"`)
  })

  test('another disposition shows other fields, keeps what was typed, and says it departs', async () => {
    const address = await aCase()
    const page = await answerAll(address, [...TO_HELD, 'no'])
    const form = { seenSeq: hidden('seenSeq', page), answers: hidden('answers', page) }
    await clerk.post(`${address}/examine`, form)
    const other = await draftFor(address, 'C1', { text: '已经写下的正文' })
    expect(other.statusCode).toBe(200)
    expect(other.body).toContain('已经写下的正文')
    expect(other.body).toContain('name="record.level"')
    expect(other.body).not.toContain('name="searchPlaces"')
    expect(shownText(other.body)).toContain('与审查的结论“经检索没有所申请的信息”不一致')
  })

  test('the duty of another organ is told with its name and contact, or not at all', async () => {
    const address = await aCase()
    const seenSeq = hidden('seenSeq', (await clerk.get(`${address}/draft-reply`)).body)
    const draft = {
      seenSeq,
      disposition: 'D1b',
      text: '不属于本机关负责公开。',
      reasons: '职责不在本机关。',
      'record.basis': '示例职责规定第3条',
      'record.known': '能够确定',
    }
    const half = await clerk.post(`${address}/draft-reply`, draft)
    expect(half.statusCode).toBe(422)
    expect(shownText(half.body)).toContain('请填写该机关的联系方式')
    const whole = { ...draft, 'record.organ': '示例民政局', 'record.contact': '0631-0000000' }
    expect((await clerk.post(`${address}/draft-reply`, whole)).statusCode).toBe(303)
    const shown = shownText((await clerk.get(address)).body)
    expect(shown).toContain('示例民政局')
    expect(shown).toContain('示例职责规定第3条')
  })

  test('大量反复申请: the counter of the month stands in the record', async () => {
    const address = await aCase()
    const seenSeq = hidden('seenSeq', (await clerk.get(`${address}/ask-reasons`)).body)
    const question = {
      seenSeq,
      happenedOn: '2024-03-05',
      facts: '一月数十件',
      replyWithinDays: '5',
    }
    expect((await clerk.post(`${address}/ask-reasons`, question)).statusCode).toBe(303)
    const page = (await draftFor(address, 'E4')).body
    expect(page).toMatch(/name="record.inMonth"[^>]*value="\d+"/)
  })
})
