import { describe, expect, test } from 'vitest'

import { identityOf } from './report-identity.ts'

function identify(paragraphs: readonly string[], titles: readonly string[] = [], filename = '') {
  const { agency, year } = identityOf({ titles, paragraphs, layouts: [] }, filename)
  return [agency, year]
}

describe('whose report it is, and of which year', () => {
  test.each([
    ['某某市审计局2020年政府信息公开工作年度报告', '某某市审计局', 2020],
    ['2020年某某市审计局政府信息公开工作年度报告', '某某市审计局', 2020],
    ['某某市审计局 2020 年 政府信息公开 工作年度报告', '某某市审计局', 2020],
    ['某某县发展和改革局2023年度政府信息公开工作年度报告', '某某县发展和改革局', 2023],
    ['某某区政府信息公开工作年度报告（2021年）', '某某区', 2021],
    ['某某街道办事处关于2020年政府信息公开工作年度报告', '某某街道办事处', 2020],
    ['2021年某某县关于政府信息公开工作年度报告', '某某县', 2021],
    ['某某市统计局2019年政府信息公开工作年度报告-某某市人民政府', '某某市统计局', 2019],
    ['某某市教育局二〇二〇年政府信息公开工作年度报告', '某某市教育局', 2020],
    ['某某市教育局２０２２年政府信息公开工作年度报告', '某某市教育局', 2022],
    ['某某市人力资源局（公务员局）2020年政府信息公开年报', '某某市人力资源局（公务员局）', 2020],
    ['根据条例规定，现公布某某县水务局2022年政府信息公开工作年度报告。', '某某县水务局', 2022],
    ['2021年政府信息公开工作年度报告', null, 2021],
    ['政府信息公开2020年度报告', null, 2020],
    ['关于召开会议的通知', null, null],
  ])('%s', (line, agency, year) => {
    expect(identify([line])).toEqual([agency, year])
  })

  test('a title over several lines, with the body above or below it', () => {
    expect(identify(['某某镇人民政府', '2022年度', '政府信息公开工作年度报告'])).toEqual([
      '某某镇人民政府',
      2022,
    ])
    expect(identify(['2023年政府信息公开工作年度报告', '某某县财政局'])).toEqual([
      '某某县财政局',
      2023,
    ])
  })

  test('fields beside the report, its editor, its period', () => {
    expect(identify(['2023年政府信息公开工作年度报告', '发布机构：某某县财政局'])).toEqual([
      '某某县财政局',
      2023,
    ])
    expect(
      identify(['本报告由某某区水务局编制。', '数据期限自2020年1月1日起至12月31日止。']),
    ).toEqual(['某某区水务局', 2020])
  })

  test('the page’s own title comes before the text, the name of the file after it', () => {
    const text = ['某某县财政局2022年政府信息公开工作年度报告']
    expect(identify(text, ['某某县财政局2023年政府信息公开工作年度报告'])).toEqual([
      '某某县财政局',
      2023,
    ])
    expect(identify(text, [], '某某县教育局2021年政府信息公开工作年度报告')).toEqual([
      '某某县财政局',
      2022,
    ])
    expect(identify([], [], '某某县教育局2021年政府信息公开工作年度报告')).toEqual([
      '某某县教育局',
      2021,
    ])
  })
})
