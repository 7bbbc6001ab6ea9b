import { expect, test } from 'vitest'
import {
  checkRegistrationPattern,
  formatRegistrationNumber,
  USUAL_PATTERN,
} from './registration-number.ts'

const parts = { placeCode: 'SLGX', makerCode: 'JF', year: 2020, serial: 3 }

test.each([
  [USUAL_PATTERN, 'SLGXJF-2020-0003'],
  ['{地区}—{年份}—{序号}', 'SLGX—2020—3'],
  ['{地区}{机关}〔{年份}〕{序号:7}号', 'SLGXJF〔2020〕0000003号'],
])('%s makes %s', (pattern, number) => {
  expect(checkRegistrationPattern(pattern)).toEqual([])
  expect(formatRegistrationNumber(pattern, parts)).toBe(number)
})

test.each([
  ['{地区}-{年份}', '须含{序号}'],
  ['{地区}-{序号}', '须含{年份}'],
  ['{区划}-{年份}-{序号}', '不认识“{区划}”'],
  ['{年份:3}-{序号}', '只有序号可以写位数'],
  ['{年份}-{序号:9}', '最多7位'],
  ['{年份} {序号}', '只能由文字'],
])('%s is no pattern', (pattern, message) => {
  expect(checkRegistrationPattern(pattern)[0]?.message).toContain(message)
})
