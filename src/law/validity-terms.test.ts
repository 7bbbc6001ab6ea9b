import { expect, test } from 'vitest'
import { expiryStageOf, proposeTerm } from './validity-terms.ts'

const on = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso)

test.each([
  ['示例区人才公寓管理办法', '2025-08-31', 5],
  ['示例区人才公寓管理暂行办法', '2022-08-31', 2],
  ['示例区人才公寓管理办法（试行）', '2022-08-31', 2],
])('%s from 2020-09-01 is proposed to end on %s', (title, expiresOn, years) => {
  const term = proposeTerm(title, on('2020-09-01'))
  expect([term.expiresOn.toString(), term.years]).toEqual([expiresOn, years])
})

test('a term that begins on a leap day ends on the last day of February', () => {
  expect(proposeTerm('示例办法', on('2024-02-29')).expiresOn.toString()).toBe('2029-02-27')
})

test.each([
  ['2025-01-01', undefined],
  ['2025-01-02', 180],
  ['2025-04-01', 180],
  ['2025-04-02', 90],
  ['2025-05-31', 90],
  ['2025-06-01', 30],
  ['2025-06-30', 30],
  ['2025-07-01', 30],
  ['2025-07-02', undefined],
])('on %s a document in force until 2025-07-01 is at stage %s', (today, stage) => {
  expect(expiryStageOf(on('2025-07-01'), on(today))).toBe(stage)
})
