/** Writing documents: what is typed is never lost, what is read from files is confirmed, what is wrong is told. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { testFiles } from '../builders/files.ts'
import { buildWordFile } from '../builders/official-file.ts'
import { shownText } from './shown-text.ts'

const TYPED = {
  title: '关于示例工作的通知',
  documentNumber: '示发〔2020〕13号',
  publisher: '高新区管委办公室',
  category: '管委文件',
  disclosure: 'proactive',
  formedOn: '2020-08-10',
  keywords: '示例、通知',
  subjectCategory: '综合政务',
  genre: '通知',
  summary: '示例工作的安排。',
  bodyHtml: '# 一、安排\n各部门：\n- 甲事项\n- 乙事项',
}

let app: TestApp
let clerk: Browser
beforeAll(async () => {
  app = await createTestApp({ now: '2020-08-17T13:56' })
  clerk = await app.signIn(await app.person('clerk'))
})
afterAll(() => app.close())

const fieldOf = (page: string, name: string) =>
  new RegExp(`name="${name}"[^>]*?value="([^"]*)"`, 's').exec(page)?.[1]
const textareaOf = (page: string) =>
  /<textarea[^>]*name="bodyHtml"[^>]*>\n?(.*?)<\/textarea>/s.exec(page)?.[1]

async function drafted(form: Record<string, string> = TYPED): Promise<string> {
  const saved = await clerk.post('/office/publications/new', form)
  expect(saved.statusCode).toBe(303)
  return saved.headers.location!.split('?')[0]!
}

describe('without the editor', () => {
  test('signs become headings and lists, and come back as signs', async () => {
    const address = await drafted()
    expect((await clerk.get(address)).body).toContain('<h2>一、安排</h2>')
    expect(textareaOf((await clerk.get(`${address}/edit`)).body)).toContain('# 一、安排')
  })

  test('a preview shows the text as readers will see it, saves nothing and keeps what was typed', async () => {
    const preview = await clerk.post('/office/publications/new', { ...TYPED, intent: 'preview' })
    expect(preview.statusCode).toBe(200)
    expect(preview.body).toContain('<h2>一、安排</h2>')
    expect(fieldOf(preview.body, 'title')).toBe(TYPED.title)
    expect(textareaOf(preview.body)).toContain('- 甲事项')
  })
})

describe('nothing typed is lost', () => {
  test('after signing in again the form comes back whole, not yet saved, and can be saved', async () => {
    const person = await app.person('clerk')
    const before = await app.signIn(person)
    const stale = fieldOf((await before.get('/office/publications/new')).body, 'csrf')!
    const after = await app.signIn(person)
    const again = await after.post('/office/publications/new', { ...TYPED, csrf: stale })
    expect(again.statusCode).toBe(409)
    expect(shownText(again.body)).toContain('还没有保存')
    expect(textareaOf(again.body)).toContain('- 甲事项')
    expect((await after.post('/office/publications/new', TYPED)).statusCode).toBe(303)
  })

  test('whoever was signed out is told how to get the form back, and nothing is saved', async () => {
    const signedOut = await app.visitor().post('/office/publications/new', TYPED)
    expect(signedOut.statusCode).toBe(401)
    expect(shownText(signedOut.body)).toContain('在新的标签页登录')
  })

  test('a form without its token and without a text is refused as ever', async () => {
    const refused = await clerk.post('/office/publications/new', { title: '甲', csrf: 'x' })
    expect(refused.statusCode).toBe(403)
  })
})

describe('importing one file', () => {
  const upload = async (name: string, content: Buffer, to = '/office/publications/import') =>
    clerk.upload(to, {}, [{ field: 'file', name, content }])

  test('what was read is in the form, with where it was read; nothing is a draft before it is saved', async () => {
    const form = await upload('通知.docx', await buildWordFile({ picture: true }))
    expect(form.statusCode).toBe(200)
    expect(fieldOf(form.body, 'documentNumber')).toBe('示高管办发〔2020〕13号')
    expect(fieldOf(form.body, 'formedOn')).toBe('2020-08-10')
    const text = shownText(form.body)
    for (const said of ['落款日期', '文末标注', '1张图片没有导入']) expect(text).toContain(said)
    const list = shownText((await clerk.get('/office/publications?text=资金管理办法')).body)
    expect(list).toContain('没有符合条件的文件')

    const saved = await clerk.post('/office/publications/new', {
      ...TYPED,
      title: fieldOf(form.body, 'title')!,
      original: fieldOf(form.body, 'original')!,
      bodyHtml: '<p>核对过的正文</p>',
    })
    expect(saved.statusCode).toBe(303)
    const page = shownText((await clerk.get(saved.headers.location!)).body)
    expect(page).toContain('通知.docx')
    expect(page).toContain('原件')
  })

  test('a form that comes back with a mistake still has the file', async () => {
    const form = await upload('通知.docx', await buildWordFile())
    const original = fieldOf(form.body, 'original')!
    const again = await clerk.post('/office/publications/new', { ...TYPED, title: '', original })
    expect(again.statusCode).toBe(422)
    expect(fieldOf(again.body, 'original')).toBe(original)
  })

  test('a file without words is kept as the original beside a text that is typed', async () => {
    const form = await upload('扫描.png', testFiles.png())
    expect(form.statusCode).toBe(200)
    expect(shownText(form.body)).toContain('文件将作为原件附上')
    expect(fieldOf(form.body, 'original')).toBeTruthy()
  })

  test('what is no file of ours is refused beside the field', async () => {
    const refused = await upload('a.docx', Buffer.from('PK'))
    expect(refused.statusCode).toBe(422)
    expect(shownText(refused.body)).toContain('a.docx')
    expect((await clerk.upload('/office/publications/import', {}, [])).statusCode).toBe(422)
  })

  test('a guessed ticket brings no file', async () => {
    const saved = await clerk.post('/office/publications/new', { ...TYPED, original: 'file-1' })
    expect(saved.statusCode).toBe(409)
    expect(shownText(saved.body)).toContain('已经过期')
    expect(textareaOf(saved.body)).toContain('- 甲事项')
  })

  test('into a draft: the text is replaced in the form only, the header stays', async () => {
    const address = await drafted()
    const form = await upload('新稿.docx', await buildWordFile(), `${address}/import`)
    expect(fieldOf(form.body, 'documentNumber')).toBe(TYPED.documentNumber)
    expect(form.body).toContain('rowspan')
    expect((await clerk.get(address)).body).not.toContain('rowspan')
  })
})

describe('发布前提示 on the page of a draft', () => {
  test('certain ones, those for a person, and the way to the field', async () => {
    const address = await drafted({
      ...TYPED,
      documentNumber: '示发〔2019〕13号',
      summary: '',
      keywords: '',
    })
    const { body } = await clerk.get(address)
    expect(shownText(body)).toContain('文号的年份是2019年，成文日期是2020年')
    expect(body).toContain(`${address}/edit#field-documentNumber`)
    const edited = (await clerk.get(`${address}/edit`)).body
    expect(edited).toMatch(/field-documentNumber-hint[^<]*<\/?[^>]*>?[^]*?文号的年份是2019年/)
    const hint = fieldOf(body, 'hint')!
    expect((await clerk.post(`${address}/hints`, { hint })).statusCode).toBe(303)
    expect(shownText((await clerk.get(address)).body)).toContain('已核对')
  })

  test('masking fills the form with a copy; the draft is as it was until saved', async () => {
    const address = await drafted({ ...TYPED, bodyHtml: '联系人：张三丰，电话13912345678。' })
    const masked = await clerk.post(`${address}/mask`)
    expect(textareaOf(masked.body)).toContain('张某某，电话139****5678')
    expect(shownText(masked.body)).toContain('替换清单')
    expect((await clerk.get(address)).body).toContain('13912345678')
  })

  test('a reviewer sees them and cannot wave them through', async () => {
    const address = await drafted({ ...TYPED, summary: '', keywords: '' })
    const reviewer = await app.signIn(await app.person('secrecy-reviewer'))
    const { body } = await reviewer.get(address)
    expect(shownText(body)).toContain('发布前提示')
    expect(body).not.toContain('name="hint"')
    expect((await reviewer.post(`${address}/hints`, { hint: 'x' })).statusCode).toBe(403)
  })
})

describe('the office’s own lists', () => {
  test('are typed, told what is wrong with them, exported and imported again', async () => {
    const lists = '/office/publications/word-lists'
    const refused = await clerk.upload(`${lists}/wrong`, { wrong: '火巨' }, [])
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('火巨</textarea>')
    expect((await clerk.upload(`${lists}/wrong`, { wrong: '火巨\t火炬' }, [])).statusCode).toBe(303)
    const exported = await clerk.get(`${lists}/wrong.txt`)
    expect(exported.body).toBe('火巨\t火炬')
    const imported = await clerk.upload(`${lists}/wrong`, { wrong: '' }, [
      { field: 'wrongFile', name: '词表.txt', content: Buffer.from('高薪区,高新区\r\n') },
    ])
    expect(imported.statusCode).toBe(303)
    expect((await clerk.get(lists)).body).toContain('高薪区\t高新区')
    expect((await clerk.get(`${lists}/other.txt`)).statusCode).toBe(404)
  })
})
