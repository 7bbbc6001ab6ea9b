import { isWorkday } from 'chinese-days'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { builtInCalendar as calendar } from './calendar.ts'
import { CalendarMissing } from './calendar-missing.ts'
import { dateOfDay, dayNumberOf, isoDay, parseDayNumber, weekdayOf } from './day-number.ts'
import type { HolidayNotice } from './notice.ts'
import { builtInNotices } from './notices/built-in.ts'

const on = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso)

/** Walks day by day over the notices as written: shares nothing with the tables. */
function isWorkedByNotice(day: Temporal.PlainDate): boolean {
  const iso = day.toString()
  const blocks = builtInNotices.flatMap((notice) => notice.blocks)
  if (blocks.some(({ makeUp }) => makeUp.includes(iso))) return true
  return day.dayOfWeek <= 5 && !blocks.some(({ off }) => off.includes(iso))
}

function walk(from: Temporal.PlainDate, n: number): Temporal.PlainDate {
  let day = from
  for (let counted = 0; counted < n; counted += isWorkedByNotice(day) ? 1 : 0) {
    day = day.add({ days: 1 })
  }
  return day
}

const daysOf2019To2025 = fc
  .integer({ min: parseDayNumber('2019-01-01'), max: parseDayNumber('2025-12-31') })
  .map(dateOfDay)
const someDays = fc.integer({ min: 0, max: 40 })

describe('day numbers', () => {
  test('agree with Temporal on every day of 2000–2099', () => {
    let day = on('2000-01-01')
    for (let number = 0; day.year < 2100; number++, day = day.add({ days: 1 })) {
      const iso = day.toString()
      if (parseDayNumber(iso) !== number || isoDay(number) !== iso) expect(iso).toBe(isoDay(number))
      if (weekdayOf(number) !== day.dayOfWeek) expect(weekdayOf(number)).toBe(day.dayOfWeek)
    }
    expect(dayNumberOf(on('2099-12-31'))).toBe(36524)
  })

  test.each([
    '2023-02-29',
    '2023-13-01',
    '2023-00-10',
    '2023-04-31',
    '20230401',
    '2023-4-1',
    '1999-12-31',
    '2100-01-01',
    '２023-04-01',
    '',
    '2023-04-01T00',
  ])('refuse %s', (text) => expect(parseDayNumber(text)).toBe(-1))
})

describe('the built-in calendar', () => {
  test('agrees with chinese-days on every day of 2019–2026', () => {
    const different: string[] = []
    for (let day = on('2019-01-01'); day.year <= 2026; day = day.add({ days: 1 })) {
      if (calendar.isWorkingDay(day) !== isWorkday(day.toString())) different.push(day.toString())
    }
    expect(different).toEqual([])
  })

  test.each([
    [2019, 250],
    [2020, 249],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, count) => {
    expect(
      calendar.days.count(parseDayNumber(`${year}-01-01`) - 1, parseDayNumber(`${year}-12-31`)),
    ).toBe(count)
  })

  test('names why a day is off, and what a make-up day is worked for', () => {
    const stretch = calendar.explain(on('2024-09-26'), on('2024-10-08'))
    expect(stretch.counted).toBe(4)
    expect(stretch.skipped.map(({ on, why }) => `${on.toString()} ${why}`)).toEqual([
      '2024-09-28 周六',
      ...[1, 2, 3, 4, 5, 6, 7].map((day) => `2024-10-0${day} 国庆节假期`),
    ])
    expect(stretch.makeUp.map(({ on, why }) => `${on.toString()} ${why}`)).toEqual([
      '2024-09-29 国庆节调休上班',
    ])
  })

  test('every notice carries its document number', () => {
    const numbers = builtInNotices.flatMap(({ documents }) => documents.map(({ number }) => number))
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const number of numbers) expect(number).toMatch(/^国办发明电〔20\d\d〕\d+号$/)
  })
})

describe('counting', () => {
  test('equals a walk day by day', () => {
    fc.assert(
      fc.property(daysOf2019To2025, someDays, (from, n) => {
        expect(calendar.addWorkingDays(from, n).toString()).toBe(walk(from, n).toString())
      }),
    )
  })

  test('is additive, monotone, and undone by counting back', () => {
    fc.assert(
      fc.property(daysOf2019To2025, someDays, someDays, (from, a, b) => {
        const there = calendar.addWorkingDays(from, a)
        expect(calendar.addWorkingDays(there, b)).toEqual(calendar.addWorkingDays(from, a + b))
        expect(calendar.workingDaysBetween(from, there)).toBe(a)
        const later = calendar.addWorkingDays(from.add({ days: 1 }), a)
        expect(Temporal.PlainDate.compare(there, later)).toBeLessThanOrEqual(0)
        if (a > 0) expect(calendar.isWorkingDay(there)).toBe(true)
      }),
    )
  })

  test('a calendar period rolls only off a day off, to the first working day', () => {
    fc.assert(
      fc.property(daysOf2019To2025, (day) => {
        const rolled = calendar.rollForward(day)
        if (isWorkedByNotice(day)) expect(rolled).toEqual(day)
        else expect(rolled.toString()).toBe(walk(day, 1).toString())
      }),
    )
  })

  test('counted and skipped days together are all the days of a stretch', () => {
    fc.assert(
      fc.property(daysOf2019To2025, fc.integer({ min: 0, max: 80 }), (from, length) => {
        const stretch = calendar.explain(from, from.add({ days: length }))
        expect(stretch.counted + stretch.skipped.length).toBe(length)
      }),
    )
  })

  test('the last working day on or before a make-up Sunday is that Sunday', () => {
    expect(calendar.lastWorkingDayOnOrBefore(on('2022-01-30')).toString()).toBe('2022-01-30')
    expect(calendar.lastWorkingDayOnOrBefore(on('2021-01-31')).toString()).toBe('2021-01-29')
  })
})

describe('a year without a notice', () => {
  const refusal = (run: () => unknown): CalendarMissing => {
    try {
      run()
    } catch (error) {
      if (error instanceof CalendarMissing) return error
      throw error
    }
    throw new Error('nothing was refused')
  }

  test('is refused, naming the year and what was counted before it', () => {
    const { code, year, counted, remaining } = refusal(() =>
      calendar.addWorkingDays(on('2026-12-10'), 20),
    )
    expect({ code, year, counted, remaining }).toEqual({
      code: 'calendar-missing',
      year: 2027,
      counted: 15,
      remaining: 5,
    })
  })

  test('is refused for counting, rolling and looking back too', () => {
    expect(refusal(() => calendar.isWorkingDay(on('2027-03-01'))).year).toBe(2027)
    expect(
      refusal(() => calendar.workingDaysBetween(on('2026-12-01'), on('2027-01-05'))).year,
    ).toBe(2027)
    expect(refusal(() => calendar.rollForward(on('2018-12-31'))).year).toBe(2018)
    expect(refusal(() => calendar.lastWorkingDayOnOrBefore(on('2027-01-31'))).year).toBe(2027)
    expect(refusal(() => calendar.addWorkingDays(on('2018-12-28'), 2)).year).toBe(2018)
  })

  test('needs no notice for the day an event happened on', () => {
    expect(calendar.addWorkingDays(on('2018-12-31'), 1).toString()).toBe('2019-01-02')
  })

  test('is counted by weekday and marked provisional when asked', () => {
    const provisional = calendar.whenMissing('by-weekday')
    expect(provisional.addWorkingDays(on('2026-12-10'), 20).toString()).toBe('2027-01-07')
    expect(provisional.explain(on('2026-12-10'), on('2027-01-07')).provisional).toBe(true)
    expect(provisional.explain(on('2026-12-10'), on('2026-12-31')).provisional).toBe(false)
    expect(calendar.whenMissing('by-weekday')).toBe(provisional)
  })

  test('a gap between loaded years is a missing year', () => {
    const notice2028: HolidayNotice = { year: 2028, documents: [], blocks: [] }
    const gap = calendar.withNotices([notice2028])
    expect(refusal(() => gap.addWorkingDays(on('2026-12-10'), 20)).year).toBe(2027)
    expect(gap.addWorkingDays(on('2028-01-03'), 1).toString()).toBe('2028-01-04')
    expect(
      gap.whenMissing('by-weekday').explain(on('2026-12-31'), on('2028-01-05')).provisional,
    ).toBe(true)
  })
})

test('an imported notice answers for its year and reaches back into December', () => {
  const notice2027: HolidayNotice = {
    year: 2027,
    documents: [],
    blocks: [
      { name: '元旦', off: ['2026-12-31', '2027-01-01', '2027-01-02'], makeUp: ['2027-01-03'] },
    ],
  }
  const more = calendar.withNotices([notice2027])
  expect(more.addWorkingDays(on('2026-12-30'), 1).toString()).toBe('2027-01-03')
  expect(more.years).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027])
  expect(calendar.addWorkingDays(on('2026-12-30'), 1).toString()).toBe('2026-12-31')
})
