import { describe, expect, test } from 'vitest'
import { builtInCalendar as calendar } from './calendar/calendar.ts'
import { checkDocument } from './document-rules.ts'
import { readBody, parseChineseDay } from './document-rules-body.ts'
import { genreOfTitle } from './document-rules-classes.ts'
import { DOCUMENT_RULES, type DocumentFacts, type DocumentRuleId } from './document-rules-kinds.ts'
import { isSameOrgan } from './document-rules-agency.ts'
import {
  findDocumentNumbers,
  formatDocumentNumber,
  parseDocumentNumber,
} from './document-rules-number.ts'
import { findWrongWords, WRONG_WORDS } from './document-rules-words.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

const TEXT = [
  '示高管办发〔2020〕13号',
  '各部门：',
  '现将有关事项通知如下。',
  '本办法自2020年9月1日起施行，有效期至2025年8月31日。',
  '示例高新区管委办公室',
  '2020年8月10日',
  '（此件公开发布）',
].join('\n')

/** A document with which nothing is wrong. */
const GOOD: DocumentFacts = {
  kind: 'document',
  title: '关于印发示例资金管理事项的通知',
  documentNumber: '示高管办发〔2020〕13号',
  publisher: '示例高新区管委办公室',
  category: '管委文件',
  subjectCategory: '财政、金融、审计',
  genre: '通知',
  summary: '规定示例资金怎样申报、审核和拨付。',
  keywords: ['资金'],
  disclosure: 'proactive',
  normative: false,
  registrationNumber: '',
  formedOn: day('2020-08-10'),
  effectiveFrom: day('2020-09-01'),
  expiresOn: day('2025-08-31'),
  repealedOn: null,
  publishedOn: day('2020-08-17'),
  isPublished: false,
  indexNumber: null,
  indexPrefix: '11371000004359440C',
  text: TEXT,
  attachmentNames: [],
  organNames: ['示例高新技术产业开发区管理委员会', '示例高新区管委'],
  organCodes: new Map([['示高管办发', ['示例高新区管委办公室']]]),
  hasInterpretation: false,
  wrongWords: [],
  sensitiveWords: [],
}

const found = (given: Partial<DocumentFacts>) => checkDocument({ ...GOOD, ...given }, calendar)
const inText = (from: string, to: string) => ({ text: TEXT.replace(from, to) })

type Case = readonly [DocumentRuleId, 'confirmed' | 'pending', string, Partial<DocumentFacts>]

const BROKEN: readonly Case[] = [
  ['META-001', 'confirmed', '没有主题分类', { subjectCategory: '' }],
  ['META-001', 'confirmed', '没有成文日期', { formedOn: null }],
  ['META-001', 'pending', '没有概述和关键词', { summary: '', keywords: [] }],
  ['META-002', 'confirmed', '通知归作意见', { genre: '意见' }],
  ['DOC-001', 'confirmed', '著录13号，正文31号', { documentNumber: '示高管办发〔2020〕31号' }],
  ['DOC-001', 'confirmed', '著录没有文号', { documentNumber: '' }],
  ['DOC-002', 'confirmed', '2020年的文号，2019年成文', { formedOn: day('2019-12-31') }],
  ['DOC-003', 'pending', '两个文号', inText('各部门：', '示高管发〔2020〕9号')],
  ['DOC-004', 'confirmed', '圆括号和补零', { documentNumber: '示高管办发(2020) 013号' }],
  ['DOC-004', 'pending', '不像文号', { documentNumber: '二十七' }],
  ['DATE-001', 'confirmed', '一个半月以后才发布', { publishedOn: day('2020-09-30') }],
  [
    'DATE-001',
    'confirmed',
    '没有节假日安排的年份',
    { formedOn: day('2090-08-10'), publishedOn: day('2090-10-10') },
  ],
  ['DATE-002', 'confirmed', '成文在发布以后', { publishedOn: day('2020-08-09') }],
  ['DATE-003', 'confirmed', '落款另一天', inText('2020年8月10日', '2020年8月11日')],
  ['DATE-004', 'confirmed', '六月三十一日', inText('各部门：', '请于2020年6月31日前报送。')],
  [
    'DATE-004',
    'confirmed',
    '星期不对',
    inText('各部门：', '8月会议定于2020年8月17日（星期三）召开。'),
  ],
  ['DATE-004', 'confirmed', '成文以前就失效', { expiresOn: day('2019-08-31') }],
  ['DATE-005', 'confirmed', '施行日期不同', { effectiveFrom: day('2020-10-01') }],
  ['DATE-005', 'confirmed', '有效期没有填', { expiresOn: null }],
  [
    'DATE-005',
    'pending',
    '五年算错一年',
    { ...inText('有效期至2025年8月31日', '有效期5年'), expiresOn: day('2024-08-31') },
  ],
  [
    'AGENCY-001',
    'confirmed',
    '代字是别的机关的',
    { organCodes: new Map([['示高管办发', ['示例区财政局']]]) },
  ],
  [
    'AGENCY-001',
    'pending',
    '代字没有登记',
    { organCodes: new Map([['示高管发', ['示例高新区管委']]]) },
  ],
  ['AGENCY-002', 'pending', '标题是别的机关', { title: '示例区财政局关于示例事项的通知' }],
  [
    'AGENCY-003',
    'pending',
    '落款是别的机关',
    inText('示例高新区管委办公室\n2020', '示例区财政局\n2020'),
  ],
  ['MARK-001', 'confirmed', '标注与公开方式矛盾', inText('此件公开发布', '此件依申请公开')],
  ['MARK-002', 'pending', '没有标注', inText('（此件公开发布）', '')],
  ['INDEX-001', 'confirmed', '校验位不符', { indexNumber: '11371000004359440D/2020-00001' }],
  ['INDEX-001', 'confirmed', '没有代码', { indexPrefix: null }],
  ['READ-001', 'pending', '政策没有解读', { title: '关于示例工作的实施意见', genre: '意见' }],
  ['READ-001', 'confirmed', '规范性文件没有解读', { normative: true }],
  ['NORM-001', 'pending', '没有登记号', { normative: true }],
  [
    'NORM-001',
    'confirmed',
    '没有施行日期',
    { ...inText('自2020年9月1日起施行，', ''), normative: true, effectiveFrom: null },
  ],
  [
    'ATT-001',
    'pending',
    '有附件说明，没有附件',
    inText('示例高新区管委办公室\n', '附件：资金申报表\n示例高新区管委办公室\n'),
  ],
  ['WORD-001', 'confirmed', '帐户', inText('现将', '请登记银行帐户。现将')],
  [
    'WORD-001',
    'pending',
    '本机关的易错词',
    { ...inText('现将', '火巨区现将'), wrongWords: [{ word: '火巨', advice: '火炬' }] },
  ],
  [
    'WORD-002',
    'pending',
    '敏感词',
    {
      ...inText('现将', '内部掌握，现将'),
      sensitiveWords: [{ word: '内部掌握', advice: '不宜公开' }],
    },
  ],
]

/** Rules that need to look at other documents and files; see domain/publications/hints. */
const ELSEWHERE = /^(?:PRIV|CITE|LINK)-/

test('every rule has a document that breaks it', () => {
  const tried = new Set(BROKEN.map(([rule]) => rule))
  const rules = Object.keys(DOCUMENT_RULES).filter((rule) => !ELSEWHERE.test(rule))
  expect(rules.filter((rule) => !tried.has(rule as DocumentRuleId))).toEqual([])
})

describe('a document that breaks a rule is told so, at the field', () => {
  test.each(BROKEN)('%s %s：%s', (rule, certainty, _, given) => {
    expect(found(given)).toContainEqual(expect.objectContaining({ rule, certainty }))
  })

  test('certain findings come before those for a person', () => {
    const order = found({ genre: '意见', summary: '', keywords: [] }).map(
      ({ certainty }) => certainty,
    )
    expect(order).toEqual(order.toSorted())
    expect(new Set(order).size).toBe(2)
  })
})

describe('a document that keeps the rules is left in peace', () => {
  test('the good document', () => expect(found({})).toEqual([]))

  test.each<[string, Partial<DocumentFacts>]>([
    ['a 令 has a number of another shape', { documentNumber: '第5号', text: '正文。', genre: '' }],
    ['published on the twentieth working day', { publishedOn: day('2020-09-07') }],
    ['五年 counted with its last day', { ...inText('有效期至2025年8月31日', '有效期五年') }],
    ['an explanation says 2018年 and no date', inText('各部门：', '2018年以来，成效明显。')],
    ['the date in a clause is no signature', inText('现将', '经2020年7月1日会议同意，现将')],
    [
      'the organ signs with its full name',
      inText('示例高新区管委办公室\n2020', '示例高新技术产业开发区管理委员会办公室\n2020'),
    ],
    ['年月日 in Chinese numerals', inText('2020年8月10日', '二〇二〇年八月十日')],
    [
      'an interpreted policy',
      { title: '关于示例工作的实施意见', genre: '意见', hasInterpretation: true },
    ],
    [
      'withheld documents have no term of publication',
      {
        disclosure: 'withheld',
        publishedOn: day('2020-12-30'),
        ...inText('此件公开发布', '此件不公开'),
      },
    ],
    [
      'attachments in the text itself',
      inText('示例高新区管委办公室\n', '附件：申报表\n附件\n申报表\n示例高新区管委办公室\n'),
    ],
  ])('%s', (_, given) => {
    const rules = found(given).map(({ rule }) => rule)
    expect(rules.filter((rule) => rule !== 'META-001')).toEqual([])
  })
})

describe('numbers of documents', () => {
  test.each([
    ['示高管办发〔2020〕13号', '示高管办发〔2020〕13号'],
    ['示高管办发[2020] 013 号', '示高管办发〔2020〕13号'],
    ['示高管办发【2020】第13号', '示高管办发〔2020〕13号'],
    ['示高管办发（2020）13号', '示高管办发〔2020〕13号'],
  ])('%s is %s', (typed, proper) => {
    const number = parseDocumentNumber(typed)
    expect(number && formatDocumentNumber(number)).toBe(proper)
  })

  test('in a sentence, without the words that lead up to it', () => {
    const text =
      '根据国办公开办函〔2019〕61号和《办法》（鲁政发〔2018〕5号）的要求，原示高管发〔2016〕3号同时废止。'
    expect(findDocumentNumbers(text).map(formatDocumentNumber)).toEqual([
      '国办公开办函〔2019〕61号',
      '鲁政发〔2018〕5号',
      '示高管发〔2016〕3号',
    ])
  })

  test.each(['通知', '2020年13号', '〔2020〕13号'])('%s is none', (text) =>
    expect(parseDocumentNumber(text)).toBeUndefined(),
  )
})

test('days as documents write them', () => {
  expect(parseChineseDay('二〇二〇年八月十七日')?.toString()).toBe('2020-08-17')
  expect(parseChineseDay('二○一九年十二月三十一日')?.toString()).toBe('2019-12-31')
  expect(parseChineseDay('2020 年 8 月 7 日')?.toString()).toBe('2020-08-07')
  expect(parseChineseDay('2020年2月30日')).toBeUndefined()
})

test('a joint document is signed by several organs, on one line or on several', () => {
  const { signature } = readBody('正文。\n示例区财政局  示例区审计局\n示例区教育局\n2020年8月10日')
  expect(signature?.organs).toEqual(['示例区财政局', '示例区审计局', '示例区教育局'])
})

test.each([
  ['高新区管委办公室', '示例高新区管委办公室', true],
  ['示例高新技术产业开发区管理委员会', '示例高新区管委会', true],
  ['示例高新区管委', '示例高新区管委办公室', false],
  ['示例区财政局', '示例区教育局', false],
])('%s and %s are one organ: %s', (one, other, same) => {
  expect(isSameOrgan(one, other)).toBe(same)
})

test.each([
  ['关于印发《示例办法》的通知', '通知'],
  ['示例区人民政府令', '命令（令）'],
  ['示例工作实施方案（试行）', '方案'],
  ['《示例办法》解读', undefined],
])('the title %s ends in %s', (title, genre) => expect(genreOfTitle(title)).toBe(genre))

test('no word of the list is found in innocent neighbours', () => {
  const innocent =
    '发布署名文章；自己经营；同意建设；控制理论；全部份额；取销售收入；注销售后；由其负责；年未满十八周岁；支付主任务款；己经济独立；肝脏物质；按装置分；报消防部门；银行卡刷卡消费。'
  expect(findWrongWords(innocent).filter(({ certain }) => certain)).toEqual([])
  expect(WRONG_WORDS.length).toBeGreaterThan(90)
})

test('every word of the list is found, and what it should be is not itself wrong', () => {
  for (const { right } of WRONG_WORDS) expect(findWrongWords(`。${right}。`)).toEqual([])
})
