import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS, LAW_SETTINGS, SETTING_NAMES, parseLawSettings } from './settings.ts'

test('every switch has a default among its choices, a question and a description', () => {
  for (const name of SETTING_NAMES) {
    const { choices, question, about } = LAW_SETTINGS[name]
    expect(parseLawSettings({ [name]: DEFAULT_SETTINGS[name] }).ok).toBe(true)
    expect(question.length).toBeGreaterThan(8)
    expect(about).toMatch(/默认/)
    if (!('from' in choices)) expect(choices.length).toBeGreaterThan(1)
  }
})

test('what is absent takes its default', () => {
  expect(parseLawSettings({})).toEqual({ ok: true, value: DEFAULT_SETTINGS })
  const parsed = parseLawSettings({ correctionPresetDays: 7 })
  expect(parsed.ok && parsed.value.correctionPresetDays).toBe(7)
  expect(parsed.ok && parsed.value.correctionMaxDays).toBe(15)
})

test.each([
  [null, ''],
  [{ unknownSwitch: 1 }, 'unknownSwitch'],
  [{ toString: 1 }, 'toString'],
  [{ secondCorrection: 'perhaps' }, 'secondCorrection'],
  [{ correctionMaxDays: 0 }, 'correctionMaxDays'],
  [{ correctionPresetDays: 5.5 }, 'correctionPresetDays'],
  [{ correctionPresetDays: 12, correctionMaxDays: 10 }, 'correctionPresetDays'],
])('%o is refused at %s', (input, at) => {
  const parsed = parseLawSettings(input)
  expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.at)).toEqual([at])
})

test('a choice that was offered once and left the law none is passed over in old records', () => {
  const parsed = parseLawSettings({ missingCalendar: 'refuse', feeStepFrom: 41 })
  expect(parsed.ok && parsed.value).toEqual({ ...DEFAULT_SETTINGS, feeStepFrom: 41 })
})
