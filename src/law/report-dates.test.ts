import { expect, test } from 'vitest'
import { builtInCalendar as calendar } from './calendar/calendar.ts'
import { reportDates } from './report-dates.ts'

test('31 January and 31 March stay what they are; the target is the last working day before', () => {
  for (let year = 2018; year <= 2025; year++) {
    const { department, government } = reportDates(year, calendar)
    expect(department.legalOn.toString()).toBe(`${year + 1}-01-31`)
    expect(government.legalOn.toString()).toBe(`${year + 1}-03-31`)
    for (const { legalOn, targetOn } of [department, government]) {
      expect(calendar.isWorkingDay(targetOn)).toBe(true)
      expect(calendar.workingDaysBetween(targetOn, legalOn)).toBe(0)
    }
  }
})
