import { expect, test } from 'vitest'
import { needsSecrecyReview } from './approval.ts'
import { DISPOSITION_CODES } from './dispositions.ts'
import { DEFAULT_SETTINGS } from './settings.ts'

const needing = (secrecyReview: 'every' | 'disclosing' | 'optional') =>
  DISPOSITION_CODES.filter((code) =>
    needsSecrecyReview(code, { ...DEFAULT_SETTINGS, secrecyReview }),
  )

test('保密审查 of every reply, of those that hand something out, or of none unless asked for', () => {
  expect(needing('every')).toEqual(DISPOSITION_CODES)
  expect(needing('disclosing')).toEqual(['A2', 'B1'])
  expect(needing('optional')).toEqual([])
})

test('unless an office says otherwise, nothing is handed out without 保密审查', () => {
  expect(needsSecrecyReview('A2', DEFAULT_SETTINGS)).toBe(true)
})
