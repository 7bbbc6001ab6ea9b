import { describe, expect, test } from 'vitest'

import { checkReport } from './check-report.ts'
import type { Cell } from './figures.ts'
import type { ReportContext } from './report-context.ts'
import { buildFigures, type FiguresSketch } from './sample-figures.ts'

const INSIDE: ReportContext = { origin: 'inside' }
const IMPORTED: ReportContext = { origin: 'imported' }

function row(text: string): readonly Cell[] {
  return text.split(' ').map((cell) => (cell === '·' ? '' : cell))
}

function found(
  format: '2019' | '2021',
  sketch: FiguresSketch,
  context: ReportContext = INSIDE,
): readonly string[] {
  return checkReport(buildFigures(format, sketch), context).map(
    ({ id, severity, at }) => `${id} ${severity} ${at}`,
  )
}

const SEVEN_RECEIVED: FiguresSketch = {
  requests: {
    new: row('6 1 0 0 0 0 7'),
    partial: row('1 1 0 0 0 0 2'),
    unable_1_not_held: row('4 0 0 0 0 0 4'),
    reject_2_repeat: row('1 0 0 0 0 0 1'),
    total: row('6 1 0 0 0 0 7'),
  },
}

function withRequests(extra: FiguresSketch['requests']): FiguresSketch {
  return { ...SEVEN_RECEIVED, requests: { ...SEVEN_RECEIVED.requests, ...extra } }
}

describe('table 三', () => {
  test('a report that adds up has no problems in either form', () => {
    expect(found('2019', SEVEN_RECEIVED)).toEqual([])
    expect(found('2021', SEVEN_RECEIVED)).toEqual([])
  })

  test('S3-2: a row whose classes do not add up to 总计 is named with its numbers', () => {
    const figures = buildFigures('2019', withRequests({ partial: row('1 1 0 0 0 0 3') }))
    const problem = checkReport(figures, INSIDE).find(({ id }) => id === 'S3-2')
    expect(problem).toMatchObject({ severity: 'error', at: 'requests.partial.total' })
    expect(problem?.message).toContain('合计2件，与总计3件不等，相差1件')
    expect(problem?.cells).toContain('requests.partial.company')
  })

  test('S3-3: 一加二 must equal 三加四, in the words a clerk expects', () => {
    const figures = buildFigures('2019', withRequests({ new: row('7 1 0 0 0 0 8') }))
    const messages = checkReport(figures, INSIDE).map(({ message }) => message)
    expect(messages).toContain(
      '自然人一列：第一项7件加第二项0件为7件，与第三项总计6件加第四项0件不等，相差1件',
    )
    expect(found('2019', withRequests({ new: row('7 1 0 0 0 0 8') }))).toEqual([
      'S3-3 error requests.total.natural_person',
      'S3-3 error requests.total.total',
    ])
  })

  test('S3-4: detail rows must add up to （七）总计', () => {
    expect(found('2021', withRequests({ other_3_other: row('0 2 0 0 0 0 2') }))).toEqual([
      'S3-4 error requests.total.company',
      'S3-4 error requests.total.total',
    ])
  })

  test('S3-5: more closed than received is named where the carry-over cannot be read', () => {
    const sketch = withRequests({
      new: row('5 1 0 0 0 0 6'),
      carried_out: Array.from({ length: 7 }, () => null),
    })
    expect(found('2019', sketch, IMPORTED)).toEqual([
      'S3-5 error requests.total.natural_person',
      'S3-5 error requests.total.total',
    ])
  })

  test('cells that were not read take part in no identity', () => {
    const unread = withRequests({ new: [null, null, null, null, null, null, '9'] })
    expect(found('2019', unread, IMPORTED)).toEqual(['S3-3 error requests.total.total'])
  })

  test('blank is not zero: an error inside, one warning in an imported report', () => {
    const sketch = withRequests({ open: row('0 · · 0 0 0 0') })
    expect(found('2019', sketch)).toEqual([
      'S3-1 error requests.open.company',
      'S3-1 error requests.open.research',
    ])
    expect(found('2019', sketch, IMPORTED)).toEqual(['S3-1 warning requests.open.company'])
  })

  test('totals left blank on every sub-row are one warning, not many errors', () => {
    const sketch = withRequests({
      partial: row('1 1 · · · · ·'),
      unable_1_not_held: row('4 · · · · · ·'),
      reject_2_repeat: row('1 · · · · · ·'),
    })
    expect(found('2019', sketch, IMPORTED)).toEqual([
      'S3-1 warning requests.partial.research',
      'S3-2 warning requests.partial.total',
    ])
  })

  test('only 总计 filled in is a warning about missing classes, not a contradiction', () => {
    const sketch = withRequests({ carried_in: row('· · · · · · 3') })
    expect(found('2019', sketch, IMPORTED)).toContain('S3-2 warning requests.carried_in.total')
  })

  test.each(['/', '—', '_', '－', '无'])('the mark %s counts as nothing in sums', (mark) => {
    const sketch = withRequests({ open: Array.from({ length: 7 }, () => mark) })
    expect(found('2021', sketch, IMPORTED)).toEqual(['S3-1 warning requests.open.natural_person'])
  })

  test.each(['-1', '1.5', '若干'])('%s is no number of requests', (cell) => {
    const sketch = { requests: { open: [cell, '0', '0', '0', '0', '0', cell] } }
    expect(found('2021', sketch, IMPORTED)).toContain('S3-1 error requests.open.natural_person')
  })
})

describe('table 四', () => {
  test('S4-1: each of the three blocks adds up', () => {
    const review = { reconsideration: row('10 1 0 0 0'), after_reconsideration: row('5 0 0 0 0') }
    expect(found('2021', { review })).toEqual([
      'S4-1 error review_litigation.reconsideration.total',
      'S4-1 error review_litigation.after_reconsideration.total',
    ])
  })

  test('S4-2, S4-3: pending cases reappear, and suits after reconsideration are plausible', () => {
    const lastYear = buildFigures('2021', {
      year: 2022,
      review: { reconsideration: row('0 0 0 2 2') },
    })
    const review = {
      reconsideration: row('1 0 0 0 1'),
      after_reconsideration: row('5 0 0 0 5'),
    }
    expect(found('2021', { review }, { ...INSIDE, lastYear })).toEqual([
      'S4-2 warning review_litigation.reconsideration.total',
      'S4-3 warning review_litigation.after_reconsideration.total',
    ])
  })

  test('S4-4: a reconsideration organ standing beside the original actor does not count the case', () => {
    expect(found('2021', {}, { ...INSIDE, coDefendantSuits: 2 })).toEqual([
      'S4-4 warning review_litigation.after_reconsideration.total',
    ])
  })
})

describe('table 二', () => {
  test('the cell the form leaves blank may stay blank; signed changes are numbers', () => {
    const active = { other_services: ['3', '+1', ''], penalty: ['2', '-1', '0'] }
    expect(found('2019', { active })).toEqual([])
  })

  test('A19-2 … A19-4', () => {
    const active = {
      normative_documents: row('3 5 4'),
      licensing: row('2 -3 0'),
      procurement: row('0 12.5'),
    }
    expect(found('2019', { active })).toEqual([
      'A19-2 error active.normative_documents.2',
      'A19-3 error active.licensing.1',
      'A19-4 error active.procurement.1',
    ])
  })

  test('A19-4: an amount without a unit is a warning', () => {
    expect(found('2019', { active: { procurement: row('5 146.2243') } })).toEqual([
      'A19-4 warning active.procurement.1',
    ])
    expect(found('2019', { active: { procurement: row('5 251000元') } })).toEqual([])
  })

  test('A19-2, A19-3 across years', () => {
    const lastYear = buildFigures('2019', {
      year: 2019,
      active: { normative_documents: row('1 1 10'), penalty: row('5 +2 0') },
    })
    const active = { normative_documents: row('1 1 12'), penalty: row('5 0 0') }
    expect(found('2019', { active }, { ...INSIDE, lastYear })).toEqual([
      'A19-2 warning active.normative_documents.2',
      'A19-3 warning active.penalty.0',
    ])
  })

  test('A21-2: stock in force follows from last year, but never across the change of form', () => {
    const active = { normative_documents: row('8 0 18') }
    const lastYear = buildFigures('2021', {
      year: 2022,
      active: { normative_documents: row('2 0 11') },
    })
    expect(found('2021', { active }, { ...INSIDE, lastYear })).toEqual([
      'A21-2 warning active.normative_documents.2',
    ])
    const trialForm = buildFigures('2019', { year: 2020 })
    expect(found('2021', { active, year: 2021 }, { ...INSIDE, lastYear: trialForm })).toEqual([])
  })

  test.each([
    ['-1', 'error'],
    ['1.2345678', 'error'],
    ['1.23456', 'warning'],
    ['380元', 'warning'],
  ])('A21-4: an amount of %s is a(n) %s', (cell, severity) => {
    expect(found('2021', { active: { fees: [cell] } })).toEqual([`A21-4 ${severity} active.fees.0`])
  })

  test('A21-4: processing fees are part of the amount', () => {
    const context = { ...INSIDE, processingFees: 400 }
    expect(found('2021', {}, context)).toEqual(['A21-4 warning active.fees.0'])
    expect(found('2021', { active: { fees: ['0.04'] } }, context)).toEqual([])
  })

  test('A21-5: a county has no 规章', () => {
    const sketch = { agency: '示例县人民政府', active: { regulations: row('1 0 1') } }
    expect(found('2021', sketch)).toEqual(['A21-5 warning active.regulations.0'])
  })

  test('structure: a missing row, a row of the other form, and the wrong form for the year', () => {
    const whole = buildFigures('2021', { year: 2019 })
    const broken = {
      ...whole,
      active: { rows: whole.active.rows.filter(({ key }) => key !== 'coercion') },
      requests: {
        ...whole.requests,
        rows: whole.requests.rows
          .filter(({ key }) => key !== 'other_1_no_correction' && key !== 'other_2_no_fee')
          .map((one) => (one.key === 'other_3_other' ? { ...one, key: 'other' as const } : one)),
      },
    }
    expect(checkReport(broken, INSIDE).map(({ id, at }) => `${id} ${at}`)).toEqual([
      'A21-1 format',
      'A21-1 active.coercion.0',
      'A21-1 requests.other.total',
    ])
  })
})

describe('around the tables', () => {
  test('S3-6: last year’s 结转 comes in again; an error only when both reports are ours', () => {
    const lastYear = buildFigures('2019', {
      year: 2020,
      requests: { carried_out: row('2 0 0 0 0 0 2') },
    })
    const at = [
      'S3-6 warning requests.carried_in.natural_person',
      'S3-6 warning requests.carried_in.total',
    ]
    expect(found('2021', { year: 2021 }, { ...INSIDE, lastYear })).toEqual(at)
    expect(found('2021', { year: 2021 }, { ...INSIDE, lastYear, lastYearIsOurs: true })).toEqual(
      at.map((line) => line.replace('warning', 'error')),
    )
  })

  test('S3-7, A21-3: ledger and registers count every cell', () => {
    const context = {
      ...INSIDE,
      ledger: new Map([['requests.new.total', 8]]),
      registers: new Map([['active.normative_documents.2', 3]]),
    }
    expect(found('2021', SEVEN_RECEIVED, context)).toEqual([
      'A21-3 error active.normative_documents.2',
      'S3-7 error requests.new.total',
    ])
  })

  test('AG-1: a regional report is the sum of its units', () => {
    const units = [
      { name: '甲局', figures: buildFigures('2021', SEVEN_RECEIVED) },
      {
        name: '乙局',
        figures: buildFigures('2021', { review: { direct_suit: row('1 0 0 0 1') } }),
      },
    ]
    expect(found('2021', SEVEN_RECEIVED, { ...INSIDE, units })).toEqual([
      'AG-1 warning review_litigation.direct_suit.upheld',
      'AG-1 warning review_litigation.direct_suit.total',
    ])
  })

  test('S0-2: departments by 31 January, governments by 31 March', () => {
    const publishedOn = Temporal.PlainDate.from('2024-02-01')
    const late = ['S0-2 warning publishedOn']
    expect(found('2021', {}, { ...INSIDE, publishedOn, bodyKind: 'department' })).toEqual(late)
    expect(found('2021', {}, { ...INSIDE, publishedOn, bodyKind: 'government' })).toEqual([])
  })
})
