import exceljs from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startConsolidatedText } from '../../src/domain/policies/acts.ts'
import { draftInterpretation } from '../../src/domain/policies/interpretations/draft-interpretation.ts'
import { InterpretationForm } from '../../src/domain/policies/interpretations/interpretation.ts'
import { draftAnswer } from '../../src/domain/policies/questions/answer-question.ts'
import { listQuestions } from '../../src/domain/policies/questions/list-questions.ts'
import { editionForm } from '../builders/publications.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { editDraft } from '../../src/domain/publications/handling/drafting.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { buildNormative, draftAct, publishDraft } from '../builders/policies.ts'
import { buildPublicationDesk, type PublicationDesk } from '../builders/publications.ts'
import { shownText } from './shown-text.ts'

const NOW = '2023-06-01T09:00'
const day = Temporal.PlainDate.from

let app: TestApp
let desk: PublicationDesk
beforeAll(async () => {
  app = await createTestApp({ now: NOW })
  desk = await buildPublicationDesk(app.db, app.agencyId)
})
afterAll(() => app.close())

const read = async (path: string) => {
  const { statusCode, body } = await app.visitor().get(path)
  return { statusCode, body, text: shownText(body) }
}

describe('规范性文件一览', () => {
  let kept: Awaited<ReturnType<typeof buildNormative>>
  let repealed: Awaited<ReturnType<typeof buildNormative>>
  beforeAll(async () => {
    kept = await buildNormative(app.db, desk, '2022-01-10', {
      title: '继续有效的示例办法',
      effectiveFrom: day('2022-02-10'),
      expiresOn: day('2027-02-09'),
      registrationNumber: 'SLGX-2022-0001',
    })
    repealed = await buildNormative(app.db, desk, '2021-01-10', { title: '将被废止的示例办法' })
    const act = { kind: 'repeals' as const, target: repealed.indexNumber, appliesFrom: null }
    const id = await draftAct(app.db, desk, [act], chinaMoment('2023-03-01T09:00'), {
      title: '关于废止示例办法的决定',
    })
    await publishDraft(app.db, desk, id, chinaMoment('2023-03-01T10:00'))
  })

  test('each tab has what stands so today, with both numbers, its days and its interpretations', async () => {
    const { text } = await read('/normative')
    expect(text).toContain('继续有效的示例办法')
    expect(text).toContain('SLGX-2022-0001')
    expect(text).toContain('2022-02-10')
    expect(text).toContain('2027-02-09')
    expect(text).not.toContain('将被废止的示例办法')
    const ended = await read('/normative?validity=repealed')
    expect(ended.text).toContain('将被废止的示例办法')
    expect(ended.text).not.toContain('继续有效的示例办法')
  })

  test('a day brings back what stood on it; what was made later is not there', async () => {
    const before = await read('/normative?on=2022-01-31')
    expect(before.text).toContain('将被废止的示例办法')
    expect(before.text).not.toContain('继续有效的示例办法')
    const coming = await read('/normative?on=2022-01-31&validity=not-yet-in-force')
    expect(coming.text).toContain('继续有效的示例办法')
    const after = await read('/normative?on=2027-02-10&validity=expired')
    expect(after.text).toContain('继续有效的示例办法')
    const early = await read('/normative?on=2020-01-01&validity=all')
    expect(early.text).toContain('没有这样的文件')
  })

  test('a day that is none is said, and nothing is lost', async () => {
    const { statusCode, text, body } = await read('/normative?on=2022-02-30')
    expect(statusCode).toBe(200)
    expect(text).toContain('日期应写作')
    expect(body).toContain('value="2022-02-30"')
  })

  test('the workbook has the same rows', async () => {
    const { rawPayload } = await app.visitor().get('/normative.xlsx?validity=all')
    const book = new exceljs.Workbook()
    await book.xlsx.load(Uint8Array.from(rawPayload).buffer)
    const rows = book.worksheets[0]!.getSheetValues() as unknown as unknown[][]
    const titles = rows.slice(2).map((row) => [row[2], row[9]])
    expect(titles).toContainEqual(['继续有效的示例办法', '现行有效'])
    expect(titles).toContainEqual(['将被废止的示例办法', '已废止'])
  })

  test('the page of a repealed document says since when and by what, and shows an earlier day', async () => {
    const { text } = await read(`/content/${repealed.indexNumber}`)
    expect(text).toContain('已废止')
    expect(text).toMatch(/自2023年3月1日起废止（见《\s*关于废止示例办法的决定/)
    const then = await read(`/content/${repealed.indexNumber}?on=2023-02-28`)
    expect(then.text).toContain('您看到的是2023年2月28日的样子')
    expect(then.text).toContain('现行有效')
    expect(then.text).toContain('将自2023年3月1日起废止')
    const list = await read('/content')
    expect(list.text).toContain('已废止')
    expect((await app.visitor().get(`/content/${kept.indexNumber}?on=x`)).statusCode).toBe(302)
  })

  test('the text of a day is the one that was public then', async () => {
    const { db } = app
    const old = await buildNormative(db, desk, '2021-05-10', { bodyHtml: '<p>修改前的文字。</p>' })
    const act = { kind: 'amends' as const, target: old.indexNumber, appliesFrom: day('2023-04-01') }
    const id = await draftAct(db, desk, [act], chinaMoment('2023-03-20T09:00'))
    await publishDraft(db, desk, id, chinaMoment('2023-03-20T10:00'))
    const { documentId: actId } = await getEdition(db, id)
    const now = chinaMoment('2023-04-02T09:00')
    const copy = await startConsolidatedText(db, desk.drafter, old.documentId, actId, now)
    const edition = await getEdition(db, copy)
    const form = editionForm({
      title: edition.title,
      documentNumber: edition.documentNumber,
      normativeKind: 'normative',
      publicNote: edition.publicNote,
      bodyHtml: '<p>修改后的文字。</p>',
    })
    await editDraft(db, desk.drafter, copy, edition.version, form, now)
    await publishDraft(db, desk, copy, now)
    const before = await read(`/content/${old.indexNumber}?on=2023-04-01`)
    expect(before.text).toContain('修改前的文字')
    expect(before.text).not.toContain('修改后的文字')
    expect(before.text).toContain('已修改')
    const after = await read(`/content/${old.indexNumber}?on=2023-04-02`)
    expect(after.text).toContain('修改后的文字')
    const early = await read(`/content/${old.indexNumber}?on=2021-01-01`)
    expect(early.text).toContain('这一天本平台还没有发布这份文件')
  })
})

test('an interpretation and its document lead to each other, and the list names it', async () => {
  const { db } = app
  const document = await buildNormative(db, desk, '2022-03-10', { title: '有解读的示例办法' })
  const form = InterpretationForm.parse({
    title: '《有解读的示例办法》解读',
    form: 'video',
    link: 'https://video.example.invalid/1',
    speaker: '示例局负责人',
    elements: { background: '为什么要定这个办法。', changes: '与原来相比有三处不同。' },
  })
  const now = chinaMoment('2022-03-10T09:30')
  const id = await draftInterpretation(db, desk.drafter, document.documentId, form, now)
  expect((await read(`/content/${document.indexNumber}`)).text).not.toContain('》解读')
  const indexNumber = await publishDraft(db, desk, id, now)
  const page = await read(`/content/${indexNumber}`)
  expect(page.text).toMatch(/视频解读[\s\S]*示例局负责人[\s\S]*背景依据[\s\S]*新旧政策差异/)
  expect(page.text).toContain('有解读的示例办法')
  expect((await read(`/content/${document.indexNumber}`)).text).toContain(
    '《有解读的示例办法》解读',
  )
  expect((await read('/normative')).body).toContain(`/content/${indexNumber}`)
})

describe('政策问答', () => {
  const ticketOf = (body: string) => /name="ticket" value="([^"]+)"/.exec(body)![1]!

  async function ask(indexNumber: string, given: Record<string, string> = {}, at = '09:01') {
    app.setNow(NOW)
    const path = `/ask?about=${encodeURIComponent(indexNumber)}`
    const ticket = ticketOf((await app.visitor().get(path)).body)
    app.setNow(`2023-06-01T${at}`)
    const form = { about: indexNumber, ticket, question: '只在办公室能看到的提问文字', ...given }
    return { form, answer: await app.visitor().post('/ask', form) }
  }

  test('a question is read in the office only, and its reviewed answer by everybody', async () => {
    const { db } = app
    const policy = await buildNormative(db, desk, '2022-05-10', { title: '可以提问的示例办法' })
    const { answer, form } = await ask(policy.indexNumber, { contact: '139-1234-0000' })
    expect(answer.statusCode).toBe(200)
    expect(shownText(answer.body)).toContain('5个工作日内')
    await app.visitor().post('/ask', form)
    const questions = await listQuestions(db, desk.drafter, 'open')
    expect(questions).toMatchObject([
      { state: 'waiting', hasContact: true, dueOn: day('2023-06-08') },
    ])
    const rows = await db.selectFrom('policy_questions').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('139-1234-0000')
    for (const path of [`/content/${policy.indexNumber}`, '/content', '/normative'])
      expect((await read(path)).text).not.toContain('只在办公室能看到的提问文字')

    const reply = { question: '外地企业能不能申请？', answer: '登记地在本区的都可以申请。' }
    const now = chinaMoment('2023-06-02T09:00')
    const id = await draftAnswer(db, desk.drafter, questions[0]!.id, reply, now)
    expect((await read(`/content/${policy.indexNumber}`)).text).not.toContain('外地企业')
    await publishDraft(db, desk, id, now)
    const page = await read(`/content/${policy.indexNumber}`)
    expect(page.text).toMatch(/外地企业能不能申请？[\s\S]*登记地在本区的都可以申请/)
    expect(page.text).not.toContain('只在办公室能看到的提问文字')
    expect(await listQuestions(db, desk.drafter, 'open')).toEqual([])
  })

  test('too fast, too short, too old, filled in by a program: told, and nothing typed is lost', async () => {
    const policy = await buildNormative(app.db, desk, '2022-05-11')
    const fast = await ask(policy.indexNumber, {}, '09:00')
    expect(fast.answer.statusCode).toBe(422)
    expect(fast.answer.body).toContain('只在办公室能看到的提问文字')
    // the same form a little later is taken in
    app.setNow('2023-06-01T09:02')
    const again = { ...fast.form, ticket: ticketOf(fast.answer.body) }
    expect((await app.visitor().post('/ask', again)).statusCode).toBe(200)
    expect((await ask(policy.indexNumber, { question: '短' })).answer.statusCode).toBe(422)
    expect((await ask(policy.indexNumber, { homepage: 'x' })).answer.statusCode).toBe(422)
    const late = await ask(policy.indexNumber)
    app.setNow('2023-06-03T09:00')
    const other = { ...late.form, question: '另一个问题的文字' }
    expect((await app.visitor().post('/ask', other)).statusCode).toBe(422)
    app.setNow(NOW)
  })

  test('nobody asks under a draft, under what is no policy, or where nothing is', async () => {
    const notice = await draftAct(app.db, desk, [], chinaMoment('2022-05-10T09:00'))
    const plain = await publishDraft(app.db, desk, notice, chinaMoment('2022-05-10T09:00'))
    for (const about of [plain, '11371000004359440C/2022-99999', ''])
      expect((await read(`/ask?about=${encodeURIComponent(about)}`)).statusCode).toBe(404)
    expect((await read(`/content/${plain}`)).text).not.toContain('就这份文件提问')
  })
})
