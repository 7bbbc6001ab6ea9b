import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import {
  savePolicySettings,
  USUAL_POLICY_SETTINGS,
} from '../../src/domain/policies/policy-settings.ts'
import { registerNormative } from '../../src/domain/policies/registration.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { draftDocument } from '../../src/domain/publications/handling/drafting.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { buildAgency, buildOfficer } from '../builders/people.ts'
import { askAbout, buildNormative } from '../builders/policies.ts'
import { buildPublicationDesk, clearReview, editionForm } from '../builders/publications.ts'
import { shownText } from './shown-text.ts'

const TODAY = '2023-06-01'
const NOW = chinaMoment(`${TODAY}T09:00`)
const day = Temporal.PlainDate.from

let app: TestApp
let clerk: Browser
let adviser: Browser
let reviewer: Browser
let head: Browser
let drafter: Officer
beforeAll(async () => {
  app = await createTestApp({ now: `${TODAY}T09:00` })
  drafter = await app.person('clerk')
  clerk = await app.signIn(drafter)
  adviser = await app.signIn(await app.person('legal-adviser'))
  reviewer = await app.signIn(await app.person('secrecy-reviewer'))
  head = await app.signIn(await app.person('head'))
})
afterAll(() => app.close())

const draft = (given: Parameters<typeof editionForm>[0] = {}) =>
  draftDocument(
    app.db,
    drafter,
    editionForm({
      title: '示例人才公寓管理办法',
      normativeKind: 'normative',
      formedOn: day('2023-05-30'),
      effectiveFrom: day('2023-07-05'),
      bodyHtml: '<p>第一条 为了示例，制定本办法。</p>',
      ...given,
    }),
    NOW,
  )

const textOf = async (browser: Browser, path: string) => {
  const { statusCode, body } = await browser.get(path)
  expect([path, statusCode]).toEqual([path, 200])
  return shownText(body)
}

/** Sends a form and says where it led. */
async function send(browser: Browser, path: string, form: Record<string, string> = {}) {
  const { statusCode, headers, body } = await browser.post(path, form)
  if (statusCode !== 303) throw new Error(`${path} ${statusCode} ${shownText(body).slice(0, 600)}`)
  return headers.location!
}

async function review(editionId: number) {
  const { contentHash } = await getEdition(app.db, editionId)
  const { checks, ...form } = clearReview(contentHash)
  const items = Object.entries(checks).map(([item, found]) => [`checks.${item}`, found])
  await send(reviewer, `/office/publications/${editionId}/review`, {
    ...form,
    ...Object.fromEntries(items),
  })
}

async function publishForm(editionId: number) {
  const { contentHash } = await getEdition(app.db, editionId)
  return { contentHash: contentHash.toString('hex') }
}

const LEGAL = {
  begunOn: '2023-05-18',
  doneOn: '2023-05-29',
  conclusion: 'lawful',
  body: '示例司法所',
}
const PLAN = {
  outline: '为什么定、谁能申请',
  forms: 'text',
  channels: '政府网站',
  plannedOn: '2023-06-01',
  responsible: '示例科',
  together: 'yes',
}

describe('三统一、三同步', () => {
  test('a normative document without legal review and plan is not submitted, and the page says what is missing', async () => {
    const id = await draft()
    const { documentId } = await getEdition(app.db, id)
    const page = `/office/policies/documents/${documentId}`
    const refused = await clerk.post(`/office/publications/${id}/submit`)
    expect(refused.statusCode).toBe(422)
    const said = shownText(refused.body)
    expect(said).toContain('还没有登记合法性审核意见')
    expect(said).toContain('没有解读方案')
    expect((await getEdition(app.db, id)).state).toBe('draft')
    expect(await textOf(clerk, page)).toContain('没有写有效期，通常为5年，即至2028-07-04')

    const wrong = await adviser.post(`${page}/record-legality-review`, {
      ...LEGAL,
      conclusion: 'unlawful',
    })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('示例司法所')
    await send(adviser, `${page}/record-legality-review`, LEGAL)
    await send(clerk, `${page}/plan`, PLAN)
    expect(await textOf(clerk, page)).toContain('审核用了7个工作日')
    await send(clerk, `/office/publications/${id}/submit`)
    expect((await getEdition(app.db, id)).state).toBe('in-review')
  })

  test('an exemption with a reason counts as a plan; an office may only be reminded', async () => {
    const id = await draft()
    const { documentId } = await getEdition(app.db, id)
    const page = `/office/policies/documents/${documentId}`
    await send(adviser, `${page}/record-legality-review`, LEGAL)
    await send(clerk, `${page}/plan`, { exemption: '只调整了文字' })
    await send(clerk, `/office/publications/${id}/submit`)

    const other = await draft()
    await send(head, '/office/policies/settings', {
      registrationPattern: '{地区}-{年份}-{序号:4}',
      placeCode: 'SLGX',
      legalityReview: 'advised',
      interpretation: 'advised',
      policyCategories: '',
      filingDays: '15',
      questionDays: '5',
    })
    await send(clerk, `/office/publications/${other}/submit`)
    await send(head, '/office/policies/settings', {
      registrationPattern: '{地区}-{年份}-{序号:4}',
      placeCode: 'SLGX',
      legalityReview: 'required',
      interpretation: 'required',
      policyCategories: '',
      filingDays: '15',
      questionDays: '5',
    })
  })

  test('document and interpretation are drafted, reviewed and published together, and lead to each other', async () => {
    const id = await draft({ title: '示例同步解读办法' })
    const { documentId } = await getEdition(app.db, id)
    const page = `/office/policies/documents/${documentId}`
    await send(adviser, `${page}/register`)
    await send(adviser, `${page}/record-legality-review`, LEGAL)
    await send(clerk, `${page}/plan`, PLAN)
    const blank = await clerk.post(`${page}/interpret`, { title: '', form: 'video' })
    expect(blank.statusCode).toBe(422)
    const to = await send(clerk, `${page}/interpret`, {
      title: '《示例同步解读办法》解读',
      form: 'text',
      text: '第一条 为了示例，制定本办法。',
      'elements.background': '原来的办法已经到期。',
    })
    const interpretationId = Number(/\d+/.exec(to)![0])
    const edit = await textOf(clerk, `/office/policies/interpretations/${interpretationId}/edit`)
    expect(edit).toContain('没有写目标任务')
    expect(edit).toContain('与文件原文相同')
    for (const one of [id, interpretationId]) {
      await send(clerk, `/office/publications/${one}/submit`)
      await review(one)
    }
    expect(await textOf(head, page)).toContain('文件和1份解读同时发布')
    const seen = async (one: number) =>
      [`seen-${one}`, (await publishForm(one)).contentHash] as const
    const approval = Object.fromEntries([await seen(id), await seen(interpretationId)])
    const stale = await head.post(`${page}/publish-together`, {
      ...approval,
      [`seen-${interpretationId}`]: 'a'.repeat(64),
    })
    expect(stale.statusCode).toBe(409)
    expect((await getEdition(app.db, id)).state).toBe('reviewed')
    const noDay = { ...approval, publishAt: '2023-02-30 09:00' }
    expect((await head.post(`${page}/publish-together`, noDay)).statusCode).toBe(422)
    await send(head, `${page}/publish-together`, { ...approval, publishAt: '2023-06-05 09:00' })
    expect((await getEdition(app.db, interpretationId)).state).toBe('scheduled')
    for (const one of [id, interpretationId])
      await send(head, `/office/publications/${one}/unschedule`)
    await send(head, `${page}/publish-together`, approval)
    const { indexNumber, registrationNumber } = await getEdition(app.db, id)
    expect(registrationNumber).toBe('SLGX-2023-0001')
    const text = await textOf(app.visitor(), `/content/${indexNumber}`)
    expect(text).toContain('SLGX-2023-0001')
    expect(text).toContain('《示例同步解读办法》解读')
    expect(await textOf(clerk, '/office/policies/interpretations')).not.toContain(
      '示例同步解读办法',
    )
  })

  test('if one of the two is not ready, neither is published', async () => {
    const id = await draft({ title: '示例未就绪办法' })
    const { documentId } = await getEdition(app.db, id)
    const answer = await head.post(`/office/policies/documents/${documentId}/publish-together`)
    expect(answer.statusCode).toBe(409)
    expect((await getEdition(app.db, id)).state).toBe('draft')
  })
})

test('fifty registrations at once take fifty consecutive numbers, and a document keeps its own', async () => {
  const agencyId = await buildAgency(app.db)
  const desk = await buildPublicationDesk(app.db, agencyId)
  const settings = { ...USUAL_POLICY_SETTINGS, placeCode: 'SL', makerCode: 'JF' }
  await savePolicySettings(app.db, desk.head, settings, NOW)
  const form = editionForm({ normativeKind: 'normative' })
  const ids: number[] = []
  for (let n = 0; n < 50; n += 1) ids.push(await draftDocument(app.db, desk.drafter, form, NOW))
  const numbers = await Promise.all(
    ids.map((id) => registerNormative(app.db, desk.drafter, id, NOW)),
  )
  expect(numbers.toSorted()).toEqual(
    Array.from({ length: 50 }, (_, n) => `SLJF-2023-${String(n + 1).padStart(4, '0')}`),
  )
  expect(await registerNormative(app.db, desk.drafter, ids[0]!, NOW)).toBe(numbers[0])
})

describe('提问', () => {
  let number: string
  beforeEach(async () => {
    const desk = await buildPublicationDesk(app.db, app.agencyId)
    number = (await buildNormative(app.db, desk, '2022-02-10', { title: '被问到的办法' }))
      .indexNumber
    await app.db.deleteFrom('policy_questions').execute()
    await askAbout(app, number, TODAY)
  })

  const first = async () => {
    const { id } = await app.db
      .selectFrom('policy_questions')
      .select('id')
      .executeTakeFirstOrThrow()
    return `/office/policies/questions/${id}`
  }

  test('the queue shows the term; the contact is opened on the record; the answer stands under the policy', async () => {
    const page = await first()
    expect(await textOf(clerk, '/office/policies/questions')).toContain('2023-06-08')
    expect(await textOf(clerk, page)).not.toContain('13912345678')
    const opened = await clerk.post(`${page}/contact`)
    expect(shownText(opened.body)).toContain('13912345678')
    const to = await send(clerk, `${page}/answer`, {
      question: '谁能申请？',
      answer: '登记在本区的企业。',
    })
    const id = Number(/\d+/.exec(to)![0])
    await send(clerk, `/office/publications/${id}/submit`)
    await review(id)
    await send(head, `/office/publications/${id}/publish`, await publishForm(id))
    expect(await textOf(app.visitor(), `/content/${number}`)).toContain('登记在本区的企业')
    expect(await textOf(clerk, '/office/policies/questions')).toContain('已公开答复')
  })

  test('closed without a public answer, with a reason', async () => {
    const page = await first()
    expect((await clerk.post(`${page}/close`, { reason: ' ' })).statusCode).toBe(422)
    await send(clerk, `${page}/close`, { reason: '已电话答复' })
    expect((await clerk.post(`${page}/close`, { reason: '再次' })).statusCode).toBe(409)
    expect(await textOf(clerk, page)).toContain('已电话答复')
  })

  test('what waits too long is marked', async () => {
    app.setNow('2023-06-09T09:00')
    const later = await app.signIn(drafter)
    expect(await textOf(later, '/office/policies/questions')).toContain('已逾期')
    app.setNow(`${TODAY}T09:00`)
  })
})

test('a unit sees of its supervisor’s campaign only its own documents', async () => {
  clerk = await app.signIn(drafter)
  const unitId = await buildAgency(app.db, { supervisorId: app.agencyId })
  const unitDesk = await buildPublicationDesk(app.db, unitId)
  const desk = await buildPublicationDesk(app.db, app.agencyId)
  await buildNormative(app.db, desk, '2021-02-10', { title: '上级自己的办法' })
  const own = await buildNormative(app.db, unitDesk, '2021-02-10', { title: '下属单位的办法' })
  const campaign = await send(clerk, '/office/policies/cleanups/new', {
    title: '2023年清理',
    opinionsDueOn: '2023-06-30',
    units: 'all',
  })
  const path = campaign.split('?')[0]!
  const unit = await app.signIn(unitDesk.drafter)
  const text = await textOf(unit, path)
  expect(text).toContain('下属单位的办法')
  expect(text).not.toContain('上级自己的办法')
  await send(unit, `${path}/items/${own.documentId}`, { result: 'repeal', reason: '已有新规定' })
  expect(await textOf(clerk, path)).toContain('已有新规定')
  const stranger = await app.signIn(await buildOfficer(app.db, await buildAgency(app.db), 'clerk'))
  expect((await stranger.get(path)).statusCode).toBe(404)
})
