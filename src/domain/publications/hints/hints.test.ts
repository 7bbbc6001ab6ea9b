import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtInCalendar as calendar } from '../../../law/calendar/calendar.ts'
import type { DocumentRuleId } from '../../../law/document-rules-kinds.ts'
import { createFolderStore } from '../../../platform/files/folder-store.ts'
import { stageFile } from '../../../platform/files/stage-file.ts'
import { createSealer } from '../../../platform/sealing/sealer.ts'
import { temporaryFolder } from '../../../../test/cluster.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import { buildAgency } from '../../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  editionForm,
  type PublicationDesk,
} from '../../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { bodyFromText } from '../body.ts'
import { getEdition } from '../editions-store.ts'
import type { EditionForm } from '../edition.ts'
import { addAttachments } from '../handling/attachments.ts'
import { draftDocument } from '../handling/drafting.ts'
import { checkHint, listHints } from './list-hints.ts'
import { maskBody } from './mask-body.ts'
import { getWordLists, linesOf, parseWordLines, saveWordList } from './word-lists.ts'

const NOW = chinaMoment('2020-08-17T10:00')
/** A number that belongs to nobody: 测试 region and a check digit that holds. */
const ID_NUMBER = '11010519491231002X'

let database: TestDatabase
let desk: PublicationDesk
beforeAll(async () => {
  database = await createTestDatabase()
  desk = await buildPublicationDesk(database.db, await buildAgency(database.db))
})
const folder = temporaryFolder()
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

async function drafted(given: Partial<EditionForm>) {
  const { db } = database
  const id = await draftDocument(db, desk.drafter, editionForm(given), NOW)
  return getEdition(db, id)
}

async function hintsOf(given: Partial<EditionForm>) {
  return listHints({ db: database.db, calendar }, await drafted(given), NOW)
}

const body = (text: string) => ({ bodyHtml: bodyFromText(text) })

const CASES: readonly (readonly [
  DocumentRuleId,
  string,
  Partial<EditionForm>,
  Partial<EditionForm>,
])[] = [
  [
    'PRIV-001',
    '身份证号码',
    body(`经办人证件号${ID_NUMBER}。`),
    body('经办人证件号1101**********002X。'),
  ],
  ['PRIV-001', '手机号码', { summary: '咨询电话13912345678' }, { summary: '咨询电话0631-5620000' }],
  [
    'LINK-001',
    '内网地址',
    body('见[通知](http://192.168.1.5/a)。'),
    body('见[通知](https://example.gov.cn/a)。'),
  ],
  [
    'LINK-001',
    '没有公开的文件',
    body('见[通知](/content/11371000004359440C/2019-00001)。'),
    body('见[首页](/)。'),
  ],
  [
    'LINK-001',
    '不在正文里的位置',
    body('<p>见<a href="#footnote-1">注</a></p>'),
    body('<p>见<a href="#footnote-1">注</a></p><ol><li id="footnote-1">注</li></ol>'),
  ],
]

describe('what is found in a draft', () => {
  test.each(CASES)('%s：%s', async (rule, _, broken, kept) => {
    expect((await hintsOf(broken)).map((hint) => hint.rule)).toContain(rule)
    expect((await hintsOf(kept)).map((hint) => hint.rule)).not.toContain(rule)
  })

  test('a hint never holds a whole number of a person', async () => {
    const [hint] = (await hintsOf(body(`证件号${ID_NUMBER}。`))).filter(
      ({ rule }) => rule === 'PRIV-001',
    )
    expect(hint?.message).toContain('110')
    expect(hint?.message).not.toContain(ID_NUMBER)
  })
})

describe('引用的文件', () => {
  beforeAll(async () => {
    const publish = (documentNumber: string, title: string, repealedOn: string | null) =>
      buildPublishedDocument(database.db, desk, chinaMoment('2019-08-17T10:00'), {
        documentNumber,
        title,
        formedOn: Temporal.PlainDate.from('2019-08-10'),
        repealedOn: repealedOn === null ? null : Temporal.PlainDate.from(repealedOn),
      })
    await publish('示引发〔2019〕1号', '旧的示例资金管理办法', '2020-01-01')
    for (const serial of [2, 3, 4])
      await publish(`示引发〔2019〕${serial}号`, `有效的示例办法之${serial}`, null)
  })

  const cited = (text: string) =>
    hintsOf(body(text)).then((hints) => hints.filter(({ rule }) => rule.startsWith('CITE')))

  test('one that is repealed is told, by number in any brackets and by title', async () => {
    for (const text of ['根据示引发[2019]001号办理。', '根据《旧的示例资金管理办法》办理。'])
      expect(await cited(text)).toMatchObject([{ rule: 'CITE-001', certainty: 'confirmed' }])
  })

  test('one in force is not, nor one that the text itself ends', async () => {
    expect(await cited('根据示引发〔2019〕2号办理。')).toEqual([])
    expect(await cited('《旧的示例资金管理办法》（示引发〔2019〕1号）同时废止。')).toEqual([])
  })

  test('one of our own series that is not here is a matter for a person; those of others are not ours to have', async () => {
    expect(await cited('根据示引发〔2019〕9号办理。')).toMatchObject([
      { rule: 'CITE-002', certainty: 'pending' },
    ])
    expect(await cited('根据国办发〔2019〕54号办理。')).toEqual([])
  })
})

describe('a person looks at what is uncertain', () => {
  test('the hint stays, marked with the name, until its sentence changes', async () => {
    const { db } = database
    const edition = await drafted({ title: '别处的示例局关于示例事项的通知' })
    const room = { db, calendar }
    const pending = (await listHints(room, edition, NOW)).find(({ rule }) => rule === 'AGENCY-002')!
    await checkHint(room, desk.drafter, edition.id, pending.id, NOW)
    const after = (await listHints(room, edition, NOW)).find(({ id }) => id === pending.id)
    expect(after?.checked?.by).toBe(desk.drafter.displayName)
  })

  test('what is certain is mended, not waved through', async () => {
    const edition = await drafted({ documentNumber: '示发〔2019〕1号' })
    const room = { db: database.db, calendar }
    const certain = (await listHints(room, edition, NOW)).find(({ rule }) => rule === 'DOC-002')!
    await expect(checkHint(room, desk.drafter, edition.id, certain.id, NOW)).rejects.toMatchObject({
      code: 'wrong-state',
    })
    await expect(checkHint(room, desk.reviewer, edition.id, certain.id, NOW)).rejects.toMatchObject(
      {
        code: 'forbidden',
      },
    )
  })
})

describe('the office’s own lists', () => {
  test('are saved, looked for and read back as they were typed', async () => {
    const { db } = database
    const entries = parseWordLines('wrong', '火巨\t火炬\n高薪区,高新区')
    if (!entries.ok) throw new Error('not read')
    await saveWordList(db, desk.drafter, 'wrong', entries.value, NOW)
    const hints = await hintsOf(body('火巨高技术产业开发区'))
    expect(hints.map(({ message }) => message).join()).toContain('火炬')
    const lists = await getWordLists(db, desk.drafter)
    expect(linesOf('wrong', lists)).toBe('火巨\t火炬\n高薪区\t高新区')
    expect(parseWordLines('wrong', linesOf('wrong', lists))).toEqual({
      ok: true,
      value: [
        ['火巨', '火炬'],
        ['高薪区', '高新区'],
      ],
    })
  })

  test.each([
    ['wrong', '火巨', '没有写正确的写法'],
    ['codes', '示高管发', '没有写属于哪个机关'],
    ['sensitive', '长'.repeat(61), '1至60个字'],
  ] as const)('a line of %s that cannot be one is told by its number', (name, line, message) => {
    const parsed = parseWordLines(name, `好\t好的\n${line}`)
    expect(!parsed.ok && parsed.problems[0]!.message).toContain(`第2行`)
    expect(!parsed.ok && parsed.problems[0]!.message).toContain(message)
  })

  test('a code that belongs to another organ is found', async () => {
    await saveWordList(database.db, desk.drafter, 'codes', [['示财发', '示例财政局']], NOW)
    expect(
      (await hintsOf({ documentNumber: '示财发〔2020〕1号' })).map(({ rule }) => rule),
    ).toContain('AGENCY-001')
  })
})

describe('masking makes a copy', () => {
  test('numbers in cells and across marks, and the name beside them', () => {
    const { bodyHtml, replacements } = maskBody(
      `<p>姓名：张三丰，身份证号<strong>110105</strong>19491231002X，电话13912345678。</p><table><tbody><tr><td>${ID_NUMBER}</td><td>5</td></tr></tbody></table>`,
    )
    expect(bodyHtml).toContain('张某某')
    expect(bodyHtml).toContain('1101**********002X')
    expect(bodyHtml).toContain('139****5678')
    expect(bodyHtml).not.toContain('19491231')
    expect(bodyHtml).toContain('<td>5</td>')
    expect(replacements).toHaveLength(4)
    expect(maskBody(bodyHtml).replacements).toEqual([])
  })

  test('nothing else of the text is touched', () => {
    const plain = '<p>2020年8月17日，拨付资金1234567890123元，联系电话0631-5620000。</p>'
    expect(maskBody(plain)).toEqual({ bodyHtml: plain, replacements: [] })
  })
})

test('personal data in an attachment is told with its place, without the number', async () => {
  const { db } = database
  const sealer = createSealer(Buffer.alloc(32, 1))
  const blobs = createFolderStore(folder, sealer.keyFor('files'))
  const files = { blobs, sealer, scanner: undefined }
  const { id } = await drafted({})
  const file = await stageFile(
    files,
    { name: '名单.txt', content: Buffer.from(`示例人 ${ID_NUMBER}`) },
    { maxBytes: 1000 },
  )
  const added = [{ file, role: 'attachment' }] as const
  await addAttachments({ db, files }, desk.drafter, id, added, NOW)
  const hints = await listHints({ db, calendar, files }, await getEdition(db, id), NOW)
  const found = hints.find(({ rule }) => rule === 'PRIV-002')
  expect(found?.message).toContain('名单.txt')
  expect(found?.message).not.toContain(ID_NUMBER)
})
