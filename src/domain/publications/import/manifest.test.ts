import { describe, expect, test } from 'vitest'
import { encodeGbk } from '../../annual-report/reading/gbk-text.ts'
import { checkRow, publishedAtOf } from './check-row.ts'
import { COLUMNS, findColumns, parseMapping, type Column } from './columns.ts'
import { parseCsv } from './csv.ts'
import { parseWrittenDay, parseWrittenMoment } from './dates.ts'
import { legacyAddress, splitAddresses } from './legacy-addresses.ts'
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
    '44060.5',
    '2020年8月17日（星期一）',
    '2020/8/17 8:30:00 PM',
    '[2020-08-17]',
  ])('%s is a day', (text) => expect(parseWrittenDay(text)?.toString()).toBe('2020-08-17'))

  test.each([
    ['2020-08-17 13:56', '2020-08-17T05:56:00Z'],
    ['2020年8月17日 13:56:30', '2020-08-17T05:56:30Z'],
    ['2020-08-17T05:56:00Z', '2020-08-17T05:56:00Z'],
    ['2020-08-17T13:56:00+08:00', '2020-08-17T05:56:00Z'],
    ['2020/8/17', '2020-08-16T16:00:00Z'],
    ['2020年8月17日 下午3时20分', '2020-08-17T07:20:00Z'],
    ['2020/8/17 12:05 AM', '2020-08-16T16:05:00Z'],
    ['44060.5', '2020-08-17T04:00:00Z'],
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

  test.each([
    [
      'a,b\n"十四五"规划,2',
      [
        ['a', 'b'],
        ['"十四五"规划', '2'],
      ],
    ],
    [
      'a,b\n"未完,2\nx,y',
      [
        ['a', 'b'],
        ['"未完', '2'],
        ['x', 'y'],
      ],
    ],
    [
      'sep=;\na;b,c\n1;2',
      [
        ['a', 'b,c'],
        ['1', '2'],
      ],
    ],
    ['标题行\na|b\n1|', [['标题行'], ['a', 'b'], ['1', '']]],
    [
      'a,b\r1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
  ])('%j is read as meant', (source, rows) => expect(parseCsv(source)).toEqual(rows))

  test.each([
    ['文件名,文件路径\n关于甲的通知,a.docx', { file: 'a.docx', title: '关于甲的通知' }],
    ['文件名称,文号\na.pdf,甲发〔2020〕1号', { file: 'a.pdf', documentNumber: '甲发〔2020〕1号' }],
    [
      '名称,存档,网址\n甲,子/a.md,/x/a.html',
      { file: '子/a.md', title: '甲', address: '/x/a.html' },
    ],
  ])('%j: the column that holds files is the files', async (source, values) => {
    const { rows } = await readManifest('m.csv', Buffer.from(source))
    expect(rows[0]?.values).toMatchObject(values)
  })

  test('an old workbook, and a name that promises another kind, are told apart from a list without a header', async () => {
    const refusal = (message: string) => ({
      code: 'invalid',
      message: expect.stringContaining(message),
    })
    await expect(readManifest('m.xls', Buffer.from('d0cf11e0', 'hex'))).rejects.toMatchObject(
      refusal('另存为'),
    )
    await expect(readManifest('m.xlsx', Buffer.from('a,b'))).rejects.toMatchObject(
      refusal('不是Excel'),
    )
    await expect(readManifest('m.csv', Buffer.from(''))).rejects.toMatchObject(
      refusal('清单是空的'),
    )
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
  test('publication in the future was not before', () => {
    expect(severities({ publishedAt: '2024-03-02' })).toEqual(['error publishedAt'])
  })

  test.each([
    [{ publishedAt: '2020-01-02', issuedOn: '2020-01-01' }, '2020-01-01T16:00:00Z'],
    [{ publishedAt: '', issuedOn: '2020-01-01' }, '2019-12-31T16:00:00Z'],
    [{ publishedAt: '去年', issuedOn: '2020-01-01' }, '2019-12-31T16:00:00Z'],
    [{ publishedAt: '', issuedOn: '2024-05-01' }, NOW.toString()],
    [{ publishedAt: '', issuedOn: '' }, NOW.toString()],
  ])('%o counts as published at %s', (values, moment) => {
    const checked = checkRow(row(values), NOW).row!
    expect(publishedAtOf(checked, NOW).toString()).toBe(moment)
  })

  test('what is odd is said, and imported', () => {
    expect(severities({ publishedAt: '2020-01-01', issuedOn: '2020-02-01' })).toEqual([
      'notice publishedAt',
    ])
    expect(severities({ publishedAt: '去年' })).toEqual(['notice publishedAt'])
    expect(severities({ issuedOn: '某日' })).toEqual(['notice issuedOn'])
    expect(severities({ issuedOn: '2024-05-01' })).toEqual(['notice issuedOn'])
    expect(severities({ title: '长'.repeat(301) })).toEqual(['notice title'])
    expect(severities({ indexNumber: 'JA-2020-18' })).toEqual(['notice indexNumber'])
  })

  test.each([
    ['11371000004359440C/2020-00001', '11371000004359440C/2020-00001'],
    ['11371000004359440c / 2020-00001', '11371000004359440c/2020-00001'],
    ['１１３７１０／２０２０－００００１', '113710/2020-00001'],
    ['XX/2020/3/00012', 'XX/2020/3/00012'],
    ['XX\\2020-00012', 'XX/2020-00012'],
    ['/113710/2020-00001/', '113710/2020-00001'],
    ['113710/2020-1（2）', '113710/2020-1(2)'],
    ['示政〔2020〕3号', '示政〔2020〕3号'],
    ['mq:2020:7', 'mq:2020:7'],
    ['-', null],
    ['无', null],
  ])('index number %s is kept as %s', (written, kept) => {
    expect(checkRow(row({ indexNumber: written }), NOW).row?.indexNumber).toBe(kept)
  })

  test.each(['a?b#c', '../1', 'a//b', 'a%2Fb', '7'.repeat(61)])(
    'index number %s could be no address',
    (indexNumber) => expect(severities({ indexNumber })).toEqual(['error indexNumber']),
  )

  test('what content systems leave in a title goes', () => {
    const title = '关于&ldquo;十四五&rdquo;<br/>规划的<font color="red">通知</font>&nbsp;'
    expect(checkRow(row({ title }), NOW).row?.title).toBe('关于“十四五”规划的通知')
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

  test.each([
    ['http://a.example/1.html;http://b.example/2.html', ['/1.html', '/2.html']],
    ['/1.html /2.html', ['/1.html', '/2.html']],
    ['/a b.html', ['/a b.html']],
    ['/list?ids=1,2;3', ['/list?ids=1,2;3']],
    ['/1.html、/1.html', ['/1.html']],
    ['无', []],
    ['', []],
  ])('a cell that says %j has %j', (cell, addresses) =>
    expect(splitAddresses(cell)).toEqual({ addresses, unreadable: [] }),
  )

  test.each(['', 'javascript:alert(1)', 'http://www.example.gov.cn/', 'mailto:a@example.invalid'])(
    '%s is none',
    (typed) => expect(legacyAddress(typed)).toBeUndefined(),
  )
})
