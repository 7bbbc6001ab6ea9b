import { describe, expect, test } from 'vitest'
import { encodeGbk } from '../../annual-report/reading/gbk-text.ts'
import { checkRow } from './check-row.ts'
import { COLUMNS, findColumns, parseMapping, type Column } from './columns.ts'
import { parseCsv } from './csv.ts'
import { parseWrittenDay, parseWrittenMoment } from './dates.ts'
import { legacyAddress } from './legacy-addresses.ts'
import { readManifest } from './manifest.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'

const NOW = chinaMoment('2024-03-01T10:00')

describe('dates as manifests write them', () => {
  test.each([
    '2020-08-17',
    '2020/8/17',
    '2020.08.17',
    '2020年8月17日',
    '20200817',
    '二〇二〇年八月十七日',
    '２０２０年８月１７日',
    '2020-08-17 13:56',
    '44060',
  ])('%s is a day', (text) => expect(parseWrittenDay(text)?.toString()).toBe('2020-08-17'))

  test.each([
    ['2020-08-17 13:56', '2020-08-17T05:56:00Z'],
    ['2020年8月17日 13:56:30', '2020-08-17T05:56:30Z'],
    ['2020-08-17T05:56:00Z', '2020-08-17T05:56:00Z'],
    ['2020-08-17T13:56:00+08:00', '2020-08-17T05:56:00Z'],
    ['2020/8/17', '2020-08-16T16:00:00Z'],
  ])('%s is a moment in China', (text, moment) =>
    expect(parseWrittenMoment(text)?.toString()).toBe(moment),
  )

  test.each(['2020-02-30', '昨天', '2020', '17/08/2020', ''])('%s is none', (text) => {
    expect(parseWrittenDay(text)).toBeUndefined()
  })

  test('Chinese numerals of two digits', () => {
    expect(parseWrittenDay('二〇一九年十二月三十一日')?.toString()).toBe('2019-12-31')
    expect(parseWrittenDay('二○二一年十月二十日')?.toString()).toBe('2021-10-20')
  })
})

describe('the table', () => {
  test('quotes, line breaks within them, and the separators of three programs', () => {
    expect(parseCsv('\uFEFFa,b\r\n"1,""x""","2\n3"\r\n')).toEqual([
      ['a', 'b'],
      ['1,"x"', '2\n3'],
    ])
    expect(parseCsv('a;b\n1;2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
    expect(parseCsv('a\tb\n1\t2,3')).toEqual([
      ['a', 'b'],
      ['1', '2,3'],
    ])
  })

  test('Chinese headers are known, and a mapping goes before them', () => {
    const found = findColumns([
      '序号',
      '文件路径',
      '标题',
      '发文字号',
      '成文日期',
      '发布时间',
      '索引号',
      '组配分类',
      '网址',
    ])
    expect([...found.keys()].toSorted()).toEqual(COLUMNS.slice(0, 8).toSorted())
    const mapping = parseMapping('title = 题目\n# 注释\n正文文件: file')
    expect(mapping.ok && [...findColumns(['题目', '正文文件', '标题'], mapping.value)]).toEqual([
      ['title', 0],
      ['file', 1],
    ])
    const asJson = parseMapping('{"title": ["题目"], "标识": "indexNumber"}')
    expect(asJson.ok && findColumns(['题目', '标识'], asJson.value).size).toBe(2)
    expect(parseMapping('题目 = 标题')).toMatchObject({ ok: false })
  })

  test('a manifest in GB18030, its header below a heading, blank lines left out', async () => {
    const source = '某局文件清单,,\n文件,标题,文号\na.txt,关于供热的通知,\n,,\nb.txt,镕,\n'
    const { rows, missing } = await readManifest('m.csv', encodeGbk(source))
    expect(rows.map(({ line, values }) => [line, values.file, values.title])).toEqual([
      [3, 'a.txt', '关于供热的通知'],
      [5, 'b.txt', '镕'],
    ])
    expect(missing).toContain('publishedAt')
  })

  test('a manifest without a column of files is refused', async () => {
    await expect(readManifest('m.csv', Buffer.from('甲,乙\n1,2'))).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

const row = (values: Partial<Record<Column, string>>) => ({
  line: 2,
  values: {
    ...(Object.fromEntries(COLUMNS.map((column) => [column, ''])) as Record<Column, string>),
    file: 'a.txt',
    title: '标题',
    ...values,
  },
})
const severities = (values: Partial<Record<Column, string>>) =>
  checkRow(row(values), NOW).findings.map(({ severity, at }) => `${severity} ${at}`)

describe('a line', () => {
  test('publication in the future, or on a day nobody can read, was not before', () => {
    expect(severities({ publishedAt: '2024-03-02' })).toEqual(['error publishedAt'])
    expect(severities({ publishedAt: '去年' })).toEqual(['error publishedAt'])
  })

  test('what is odd is said, and imported', () => {
    expect(severities({ publishedAt: '2020-01-01', issuedOn: '2020-02-01' })).toEqual([
      'notice publishedAt',
    ])
    expect(severities({ issuedOn: '某日' })).toEqual(['notice issuedOn'])
    expect(severities({ indexNumber: 'JA-2020-18' })).toEqual(['notice indexNumber'])
  })

  test('an index number that could be no address is refused; another form of one is written as ours', () => {
    expect(severities({ indexNumber: 'a?b#c' })).toEqual(['error indexNumber'])
    expect(
      checkRow(row({ indexNumber: '11371000004359440c / 2020-00001' }), NOW).row?.indexNumber,
    ).toBe('11371000004359440C/2020-00001')
  })
})

describe('old addresses', () => {
  test.each([
    ['http://www.example.gov.cn/art/2020/8/17/art_1_2.html', '/art/2020/8/17/art_1_2.html'],
    ['www.example.gov.cn/art/1.html?id=5#top', '/art/1.html?id=5'],
    ['/col/col123/index.html', '/col/col123/index.html'],
    ['art/2020/1.html', '/art/2020/1.html'],
    ['https://x.example/%E6%96%87%E4%BB%B6.html', '/文件.html'],
  ])('%s is known as %s', (typed, known) => expect(legacyAddress(typed)).toBe(known))

  test.each(['', 'javascript:alert(1)', 'http://www.example.gov.cn/', 'mailto:a@example.invalid'])(
    '%s is none',
    (typed) => expect(legacyAddress(typed)).toBeUndefined(),
  )
})
