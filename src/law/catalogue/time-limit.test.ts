import { expect, test } from 'vitest'
import { builtInCalendar as calendar } from '../calendar/calendar.ts'
import { dueOnUnder, parseRowLimit, rowLimitInWords, type RowLimit } from './time-limit.ts'

test.each<[string, RowLimit | undefined]>([
  ['自信息形成或者变更之日起20个工作日内', { kind: 'working-days', days: 20 }],
  ['信息形成２０个工作日内；其中行政许可、行政处罚7个工作日', { kind: 'working-days', days: 20 }],
  ['7 个工作日', { kind: 'working-days', days: 7 }],
  ['自决定作出之日起 5 日内', { kind: 'calendar-days', days: 5 }],
  ['10天内', { kind: 'calendar-days', days: 10 }],
  ['24小时内', { kind: 'promptly' }],
  ['及时公开，公告期限为5个工作日', { kind: 'promptly' }],
  ['公示时间不少于7日，决定后15日内公布', { kind: 'calendar-days', days: 15 }],
  ['实时公开', { kind: 'promptly' }],
  ['长期公开', { kind: 'standing' }],
  ['每年3月31日前', { kind: 'yearly', month: 3, day: 31 }],
  ['次年 1 月 31 日之前', { kind: 'yearly', month: 1, day: 31 }],
  ['每年13月40日前', { kind: 'yearly', month: 12, day: 31 }],
  ['按年公开', { kind: 'yearly', month: 12, day: 31 }],
  ['每季度公开一次', { kind: 'quarterly' }],
  ['每半年', { kind: 'half-yearly' }],
  ['按月公开', { kind: 'monthly' }],
  ['按进度需要', undefined],
  ['', undefined],
  ['0个工作日', undefined],
])('公开时限“%s”', (wording, limit) => {
  expect(parseRowLimit(wording)).toEqual(limit)
})

test('a limit in our own words reads back as itself', () => {
  const limits: RowLimit[] = [
    { kind: 'working-days', days: 7 },
    { kind: 'calendar-days', days: 15 },
    { kind: 'promptly' },
    { kind: 'yearly', month: 2, day: 29 },
    { kind: 'half-yearly' },
    { kind: 'quarterly' },
    { kind: 'monthly' },
    { kind: 'standing' },
  ]
  for (const limit of limits) expect(parseRowLimit(rowLimitInWords(limit))).toEqual(limit)
})

test('及时 has the general twenty working days as its outer limit; regular publication has no day of its own', () => {
  const formedOn = Temporal.PlainDate.from('2020-07-20')
  const due = (limit: RowLimit) => dueOnUnder(limit, formedOn, calendar)?.dueOn.toString()
  expect(due({ kind: 'promptly' })).toBe('2020-08-17')
  expect(due({ kind: 'working-days', days: 5 })).toBe('2020-07-27')
  expect(due({ kind: 'quarterly' })).toBeUndefined()
})
