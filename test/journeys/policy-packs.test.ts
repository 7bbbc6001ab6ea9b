/** 惠企政策: what the public addresses answer before, while and after something is public, and what the desk takes. */
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draftItem } from '../../src/domain/policy-packs/handling/draft-item.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { removeDocument } from '../../src/domain/publications/handling/remove.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import {
  buildPublicItem,
  buildPublicPack,
  criteria,
  itemForm,
  packForm,
  type BuiltPolicy,
} from '../builders/policy-packs.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  type PublicationDesk,
} from '../builders/publications.ts'
import { shownText } from './shown-text.ts'

const NOW = chinaMoment('2020-11-20T09:00')
const day = (text: string) => Temporal.PlainDate.from(text)

let app: TestApp
let desk: PublicationDesk
let visitor: Browser
let item: BuiltPolicy
let pack: BuiltPolicy
beforeAll(async () => {
  app = await createTestApp({
    now: '2020-11-25T09:00',
    environment: { MINGQU_BASE_URL: 'http://xxgk.example.gov.cn' },
  })
  desk = await buildPublicationDesk(app.db, app.agencyId)
  visitor = app.visitor()
  await buildPublishedDocument(app.db, desk, NOW, {
    title: '示例研发补助办法',
    effectiveFrom: day('2020-01-01'),
    expiresOn: day('2020-12-31'),
  })
  item = await buildPublicItem(app.db, desk, NOW, {
    title: '研发补助',
    basis: [{ reference: '示例研发补助办法', clause: '第三条' }],
    criteria: criteria({
      sizes: ['small', 'micro'],
      turnover: { min: 500, max: null },
      needs: ['research'],
    }),
  })
  const secret = await draftItem(app.db, desk.drafter, itemForm({ title: '没有公开的事项' }), NOW)
  const { documentId } = await getEdition(app.db, secret)
  const form = packForm({ 科技创新: [item.documentId, documentId] })
  pack = await buildPublicPack(app.db, desk, NOW, form)
})
afterAll(() => app.close())

const pathOf = ({ indexNumber }: { readonly indexNumber: string }) => `/policy-packs/${indexNumber}`
const read = async (path: string) => shownText((await visitor.get(path)).body)

describe('the public pages', () => {
  test('lead from the entry over the pack to the item, and back to what it rests on', async () => {
    expect((await visitor.get('/')).body).toContain('href="/policy-packs"')
    expect(await read('/policy-packs')).toContain('科技创新（1项）')
    expect((await visitor.get(pathOf(pack))).body).toContain(`href="${pathOf(item)}"`)
    const page = await read(pathOf(item))
    for (const part of [
      '按研发投入的5%补助',
      '企业规模：小型企业、微型企业',
      '（示发〔2020〕1号）第三条',
      '现行有效',
    ])
      expect(page).toContain(part)
    const basis = /href="(\/content\/[^"]+)"[^>]*>示例研发补助办法/.exec(
      (await visitor.get(pathOf(item))).body,
    )
    expect(await read(basis![1]!)).toContain('研发补助')
  })

  test('show nothing of what is not public', async () => {
    const hidden = await app.db
      .selectFrom('editions')
      .select('document_id')
      .where('title', '=', '没有公开的事项')
      .executeTakeFirstOrThrow()
    for (const path of [
      '/policy-packs',
      pathOf(pack),
      '/policy-packs/finder?size=small',
      `${pathOf(pack)}/booklet.pdf`,
    ])
      expect((await visitor.get(path)).body).not.toContain('没有公开的事项')
    expect(
      (await visitor.get(`/policy-packs/11371000004359440C/2020-${hidden.document_id}`)).statusCode,
    ).toBe(404)
  })

  test('flag the item from the day its basis has ended, on every address that shows it', async () => {
    app.setNow('2020-12-31T23:00')
    expect(await read(pathOf(item))).not.toContain('依据已失效')
    app.setNow('2021-01-01T00:30')
    const addresses = [
      pathOf(item),
      pathOf(pack),
      `/content/${item.indexNumber}`,
      '/policy-packs/finder?size=small&turnover=800',
    ]
    for (const path of addresses) expect(await read(path)).toContain('依据已失效，以最新政策为准')
    app.setNow('2020-11-25T09:00')
  })

  test('have one address each, whatever the spelling', async () => {
    const other = await visitor.get(pathOf(item).toLowerCase())
    expect([other.statusCode, other.headers.location]).toEqual([301, pathOf(item)])
  })

  test('give codes and prints; the code holds the permanent address', async () => {
    const svg = await visitor.get(`${pathOf(item)}/qr.svg`)
    expect(svg.headers['content-type']).toContain('image/svg+xml')
    expect(svg.headers['content-security-policy']).toContain('sandbox')
    for (const file of [
      `${pathOf(item)}/poster.pdf`,
      `${pathOf(pack)}/poster.pdf`,
      `${pathOf(pack)}/booklet.pdf`,
    ]) {
      const pdf = await visitor.get(file)
      expect([file, pdf.statusCode, pdf.headers['content-type']]).toEqual([
        file,
        200,
        'application/pdf',
      ])
    }
    expect((await visitor.get(`${pathOf(item)}/booklet.pdf`)).statusCode).toBe(404)
    const etag = svg.headers['etag'] as string
    const again = await app.fastify.inject({
      url: `${pathOf(item)}/qr.svg`,
      headers: { 'if-none-match': etag },
    })
    expect(again.statusCode).toBe(304)
  })
})

describe('the finder', () => {
  const found = (query: string) => read(`/policy-packs/finder?${query}`)

  test('tells a no from an open question, and how far off it is', async () => {
    expect(await found('')).not.toContain('查找结果')
    expect(await found('size=small&turnover=800')).toContain('符合1项，可能符合0项')
    expect(await found('size=small')).toContain('营业收入还没有填：要求不低于500万元')
    const answered = await found('size=small')
    expect(answered.indexOf('查找结果')).toBeLessThan(answered.indexOf('营业收入还没有填'))
    expect(await found('size=small&turnover=450')).toContain(
      '要求不低于500万元，您填的是450万元，还差50万元',
    )
    expect(await found('need=ip')).toContain('不在您选的需求之内')
  })

  test('keeps nothing of who asked: the answers stand in the address and in sums, and no machine may keep the page', async () => {
    const page = await visitor.get('/policy-packs/finder?size=small&turnover=800')
    expect(page.headers['x-robots-tag']).toBe('noindex')
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.headers['set-cookie']).toBeUndefined()
  })

  test('reads an address that anybody bent', async () => {
    for (const query of [
      'size=x&years=-1&has[]=1',
      'years=99999999999',
      '__proto__=1',
      'need=tax&need=tax&need=%00',
    ])
      expect((await visitor.get(`/policy-packs/finder?${query}`)).statusCode).toBe(200)
  })
})

describe('a code on a wall', () => {
  test('answers 410 with the reason and the successor once its item was replaced, for every address below it', async () => {
    const [old, next] = [
      await buildPublicItem(app.db, desk, NOW, { title: '旧的补助' }),
      await buildPublicItem(app.db, desk, NOW, { title: '新的补助' }),
    ]
    await removeDocument(
      app.db,
      desk.head,
      old.editionId,
      {
        kind: 'superseded',
        publicReason: '政策已经调整',
        privateNote: '',
        successor: next.indexNumber,
      },
      NOW,
    )
    for (const path of ['', '/qr.png', '/poster.pdf']) {
      const gone = await visitor.get(`${pathOf(old)}${path}`)
      expect([path, gone.statusCode]).toEqual([path, 410])
      expect(gone.body).toContain('政策已经调整')
      expect(gone.body).toContain(`href="${pathOf(next)}"`)
    }
    expect(await read('/policy-packs')).not.toContain('旧的补助')
  })

  test('does not repeat the title of what was published in error', async () => {
    const wrong = await buildPublicItem(app.db, desk, NOW, { title: '误发的标题' })
    const form = {
      kind: 'published-in-error',
      publicReason: '发布有误',
      privateNote: '',
      successor: '',
    } as const
    await removeDocument(app.db, desk.head, wrong.editionId, form, NOW)
    const gone = await visitor.get(pathOf(wrong))
    expect(gone.statusCode).toBe(410)
    expect(gone.body).not.toContain('误发的标题')
  })
})

describe('the desk', () => {
  let clerk: Browser
  beforeAll(async () => {
    clerk = await app.signIn(desk.drafter)
  })

  const FORM = {
    title: '新写的事项',
    publisher: '示例办公室',
    beneficiaries: '小微企业',
    standard: '补助1万元',
    handling: 'application',
    timeLimit: '10个工作日',
    phone: '0631-0000000',
    'conditions.0.text': '',
    'conditions.1.text': '第一个条件',
    'conditions.3.text': '第二个条件',
    'criteria.sizes': ['small', 'micro'],
    'criteria.years.min': '１',
    'criteria.years.max': '',
    'materials.0.name': '申请表',
    'materials.0.note': '',
    'steps.0.text': '申请',
    'basis.0.reference': '《示例研发补助办法》',
    'basis.0.clause': '第一条',
  }

  test('takes a form with gaps between its rows, and links the basis', async () => {
    const saved = await clerk.post('/office/policy-packs/items/new', FORM)
    const id = Number(/publications\/(\d+)/.exec(saved.headers.location ?? '')?.[1])
    const { structure } = await getEdition(app.db, id)
    expect(structure).toMatchObject({
      conditions: ['第一个条件', '第二个条件'],
      criteria: { sizes: ['small', 'micro'], years: { min: 1, max: null } },
      basis: [{ title: '示例研发补助办法', clause: '第一条' }],
    })
    const editor = await clerk.get(`/office/publications/${id}/edit`)
    expect(editor.headers.location).toBe(`/office/policy-packs/items/${id}/edit`)
    expect(
      (await clerk.post(`/office/publications/${id}/edit`, { title: '另一条路' })).statusCode,
    ).toBe(409)
  })

  test('shows more rows without losing a word, and all that is wrong at once', async () => {
    const more = await clerk.post('/office/policy-packs/items/new', { ...FORM, more: 'steps' })
    expect(more.statusCode).toBe(200)
    expect(more.body).toContain('name="steps.3.text"')
    expect(more.body).toContain('value="第二个条件"')
    const wrong = await clerk.post('/office/policy-packs/items/new', { title: '只有名称' })
    expect(wrong.statusCode).toBe(422)
    for (const message of [
      '请填写惠及对象',
      '请至少写一项申报条件',
      '请至少写一个办理步骤',
      '请写明政策依据',
    ])
      expect(wrong.body).toContain(message)
    expect(wrong.body).toContain('value="只有名称"')
  })

  test('composes a pack in the order that was typed', async () => {
    const form = {
      title: '示例服务包',
      publisher: '示例办公室',
      year: '2021',
      introduction: '说明',
      'groups.0.name': '甲类',
      'groups.0.about': '',
      'groups.1.name': '',
      [`members.d${item.documentId}.group`]: '1',
      [`members.d${item.documentId}.position`]: '20',
    }
    const saved = await clerk.post('/office/policy-packs/packs/new', form)
    const id = Number(/publications\/(\d+)/.exec(saved.headers.location ?? '')?.[1])
    expect((await getEdition(app.db, id)).structure).toMatchObject({
      year: 2021,
      groups: [{ name: '甲类', items: [item.documentId] }],
    })
    const wrong = await clerk.post('/office/policy-packs/packs/new', {
      ...form,
      'groups.0.name': '',
    })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('请至少设一个类别')
  })

  test('offers a template that can be brought in again, and refuses what is wrong row by row', async () => {
    const template = await clerk.get('/office/policy-packs/items.xlsx')
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(template.rawPayload as unknown as Parameters<typeof book.xlsx.load>[0])
    const sheet = book.worksheets[0]!
    const upload = async (intent?: string) =>
      clerk.upload('/office/policy-packs/import', intent === undefined ? {} : { intent }, [
        { field: 'file', name: '事项.xlsx', content: Buffer.from(await book.xlsx.writeBuffer()) },
      ])
    expect((await upload()).body).toContain('表格里没有要导入的事项')
    sheet.getRow(2).getCell(1).value = '导入的事项'
    expect((await upload('check')).body).toContain('共1项，可以导入')
    expect((await upload()).statusCode).toBe(303)
    expect((await upload()).body).toContain('已有同名事项“导入的事项”')
    sheet.getRow(2).getCell(5).value = '巨型企业'
    const refused = await upload()
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('第2行“企业规模”：没有“巨型企业”这个选项')
    expect(shownText((await clerk.get('/office/policy-packs')).body)).toContain('导入的事项')
  })

  test('reminds of new policies, and lets them be left out with a reason', async () => {
    await buildPublishedDocument(app.db, desk, NOW, { title: '待编入的政策', category: '惠企政策' })
    expect(shownText((await clerk.get('/office')).body)).toContain('1件新政策待编入惠企政策服务包')
    const page = (await clerk.get('/office/policy-packs')).body
    const address = /action="(\/office\/policy-packs\/policies\/\d+\/leave-out)"/.exec(page)![1]!
    expect((await clerk.post(address, { reason: '' })).statusCode).toBe(422)
    expect((await clerk.post(address, { reason: '不需要申请' })).statusCode).toBe(303)
    expect(shownText((await clerk.get('/office/policy-packs')).body)).toContain(
      '没有待编入的新政策',
    )
  })
})
