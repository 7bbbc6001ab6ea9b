import { expect, test } from 'vitest'
import { HELP_READ_ON, HELP_SOURCES, STEP_HELP } from './help.ts'

test('the help of every step says what to do, what the period does, and where it is written', () => {
  for (const [step, { what, clock, article }] of Object.entries(STEP_HELP)) {
    expect([step, what.length > 8, clock.endsWith('。')]).toEqual([step, true, true])
    expect(article).toMatch(/条|号/)
  }
})

test('the help is dated, and names the rules it was read against', () => {
  expect(Temporal.PlainDate.from(HELP_READ_ON).toString()).toBe(HELP_READ_ON)
  expect(HELP_SOURCES.join()).toContain('第711号')
})
