import { describe, expect, test } from 'vitest'

import { checkReport } from './check-report.ts'
import { parseChineseNumeral } from './narrative-sentences.ts'
import type { ReportContext } from './report-context.ts'
import { buildFigures } from './sample-figures.ts'

const FIGURES = buildFigures('2021', {
  agency: '示例县教育局',
  year: 2023,
  active: { normative_documents: ['3', '1', '20'] },
  requests: {
    new: ['12', '0', '0', '0', '0', '0', '12'],
    carried_in: ['3', '0', '0', '0', '0', '0', '3'],
    open: ['13', '0', '0', '0', '0', '0', '13'],
    total: ['13', '0', '0', '0', '0', '0', '13'],
    carried_out: ['2', '0', '0', '0', '0', '0', '2'],
  },
  review: { reconsideration: ['1', '0', '0', '0', '1'], direct_suit: ['0', '1', '0', '0', '1'] },
})

function found(narrative: string, context: Partial<ReportContext> = {}): readonly string[] {
  return checkReport(FIGURES, { origin: 'imported', narrative, ...context })
    .filter(({ id }) => id.startsWith('TX'))
    .map(({ id, at }) => `${id} ${at}`)
}

describe('TX-1: numbers in the text against the tables', () => {
  test.each([
    '本年度共收到政府信息公开申请12件。',
    '2023年新收依申请公开12件，上年结转3件，办结13件，结转下年度办理2件。',
    '全年收到十二件政府信息公开申请。',
    '共受理政府信息公开申请15件，含上年结转。',
    '因信息公开引发行政复议1件、行政诉讼1件。',
    '本局制发规范性文件3件，现行有效的规范性文件20件。',
    '收到政府信息公开申请 １２ 件。',
  ])('agrees: %s', (sentence) => {
    expect(found(sentence)).toEqual([])
  })

  test.each([
    ['本年度共收到政府信息公开申请18件。', 'requests.new.total'],
    ['全年收到十八件政府信息公开申请。', 'requests.new.total'],
    ['上年结转4件，均已办理。', 'requests.carried_in.total'],
    ['政府信息公开申请结转下年度继续办理5件。', 'requests.carried_out.total'],
    ['依申请公开方面，共答复申请9件。', 'requests.total.total'],
    ['因政府信息公开引发行政复议3件。', 'review_litigation.reconsideration.total'],
    ['因政府信息公开引发行政诉讼7件。', 'review_litigation.direct_suit.total'],
    ['全年制定规范性文件8件。', 'active.normative_documents.0'],
    ['现行有效规范性文件21件。', 'active.normative_documents.2'],
  ])('differs: %s', (sentence, at) => {
    expect(found(sentence)).toEqual([`TX-1 ${at}`])
  })

  test('nothing happened, the text says, and table 四 has cases', () => {
    expect(found('未发生因政府信息公开引起的行政复议、行政诉讼。')).toEqual([
      'TX-1 review_litigation.reconsideration.total',
      'TX-1 review_litigation.direct_suit.total',
    ])
    expect(found('未发生因信息公开败诉的行政诉讼案件。')).toEqual([])
  })

  test.each([
    ['another year', '2022年收到政府信息公开申请40件。'],
    ['a comparison', '收到政府信息公开申请12件，比上年收到政府信息公开申请40件有所减少。'],
    ['the whole county', '全县共收到政府信息公开申请400件。'],
    ['one channel', '通过网络收到政府信息公开申请7件。'],
    ['somebody else’s case', '办理依申请公开协助调查10件。'],
    ['another business', '答复政协提案9件，办结群众热线申请咨询80件。'],
    ['documents cleaned up', '清理规范性文件55件。'],
    ['a percentage', '按时答复率100%。'],
    ['general reconsideration work', '全年办理行政复议200件。'],
    ['outcomes, not the total', '行政复议结果维持3件，均涉及信息公开。'],
  ])('says nothing about %s', (_, sentence) => {
    expect(found(sentence)).toEqual([])
  })

  test('a regional report is compared with regional sentences', () => {
    expect(found('全县共收到政府信息公开申请400件。', { scope: 'region' })).toEqual([
      'TX-1 requests.new.total',
    ])
  })

  test('one agreeing sentence is enough, and differing ones cancel out', () => {
    expect(found('收到政府信息公开申请12件。\n又收到政府信息公开申请5件。')).toEqual([])
    expect(found('收到政府信息公开申请4件。\n又收到政府信息公开申请5件。')).toEqual([])
  })

  test('cells that were not read are not compared', () => {
    const unread = buildFigures('2021', {
      requests: { new: Array.from({ length: 7 }, () => null) },
    })
    const problems = checkReport(unread, {
      origin: 'imported',
      narrative: '收到政府信息公开申请9件。',
    })
    expect(problems.map(({ id }) => id)).not.toContain('TX-1')
  })
})

describe('the rest of the document', () => {
  test('TX-2: the rate of replies in time is recomputed from the ledger', () => {
    const replies = { given: 13, inTime: 12 }
    expect(found('按时答复率100%。', { replies })).toEqual(['TX-2 requests.total.total'])
    expect(found('按时答复率92.3%。', { replies })).toEqual([])
  })

  test('TX-3: text taken over from last year', () => {
    const text = Array.from({ length: 200 }, (_, at) => String.fromCharCode(0x4e10 + at * 29)).join(
      '',
    )
    const otherTexts = [{ name: '上年报告', text }]
    expect(found(text, { otherTexts })).toEqual(['TX-3 narrative'])
    expect(found('完全不同的内容。'.repeat(40), { otherTexts })).toEqual([])
  })

  test('S0-1: missing sections, a wrong order, a period of another year', () => {
    const sections = [
      '一、总体情况',
      '二、主动公开政府信息情况',
      '三、收到和处理政府信息公开申请情况',
      '四、政府信息公开行政复议、行政诉讼情况',
      '五、存在的主要问题及改进情况',
      '六、其他需要报告的事项',
    ]
    const idsOf = (narrative: string) =>
      checkReport(FIGURES, { origin: 'inside', narrative })
        .filter(({ id }) => id === 'S0-1')
        .map(({ at }) => at)
    const period = '统计期限自2023年1月1日起至2023年12月31日止。'
    expect(idsOf([period, ...sections].join('\n'))).toEqual([])
    expect(idsOf(sections.slice(0, 5).join('\n'))).toEqual(['sections'])
    expect(idsOf([...sections].reverse().join('\n'))).toEqual(['sections'])
    expect(idsOf([period.replaceAll('2023', '2022'), ...sections].join('\n'))).toEqual(['period'])
  })

  test('S3-8: unpaid fees must be told in the text', () => {
    const figures = buildFigures('2021', {
      requests: { other_2_no_fee: ['1', '0', '0', '0', '0', '0', '1'] },
    })
    const idsOf = (narrative: string) =>
      checkReport(figures, { origin: 'imported', narrative }).map(({ id }) => id)
    expect(idsOf('六、其他需要报告的事项 无。')).toContain('S3-8')
    expect(idsOf('六、其他需要报告的事项 收取信息处理费380元。')).not.toContain('S3-8')
  })
})

test.each([
  ['十', 10],
  ['十二', 12],
  ['一百零五', 105],
  ['三千二百一十', 3210],
  ['两万', 20_000],
  ['一二', undefined],
])('%s is %s', (numeral, value) => {
  expect(parseChineseNumeral(numeral)).toBe(value)
})
