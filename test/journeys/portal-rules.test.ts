import { afterAll, beforeAll, expect, test } from 'vitest'
import { OWN_RULES_CATEGORY } from '../../src/interfaces/portal/rules.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { buildPublicationDesk, buildPublishedDocument } from '../builders/publications.ts'
import { shownText } from './shown-text.ts'

// 政府信息公开制度: the rules of others, and the office's own.

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

const rules = async () => (await app.visitor().get('/rules')).body

test('before the office has rules of its own, those above it stand alone', async () => {
  const shown = shownText(await rules())
  expect(shown).toContain('国务院令第711号')
  expect(shown).not.toContain('本机关的制度')
})

test('its own rules come first; the text of a higher rule that is kept here is linked from its row', async () => {
  const desk = await buildPublicationDesk(app.db, app.agencyId)
  const publish = (title: string, documentNumber: string) =>
    buildPublishedDocument(app.db, desk, chinaMoment('2020-08-17T13:50'), {
      title,
      documentNumber,
      category: OWN_RULES_CATEGORY,
    })
  const own = await publish('示例信息公开工作规程', '示管办发〔2020〕1号')
  const held = await publish('中华人民共和国政府信息公开条例', '国务院令第711号')
  const body = await rules()
  const [above, below] = body.split('法律法规和上级规定</h2>')
  expect(above).toContain(`href="/content/${own}"`)
  expect(above).not.toContain(held)
  const row = /<tr[^>]*>(?:(?!<\/tr>)[\s\S])*第711号[\s\S]*?<\/tr>/.exec(below!)![0]
  expect(row).toContain(`href="/content/${held}"`)
})
