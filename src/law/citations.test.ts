import { expect, test } from 'vitest'
import { citeInFull } from './citations.ts'
import { DISPOSITIONS, DISPOSITION_CODES } from './dispositions.ts'

const day = Temporal.PlainDate.from('2024-03-20')

test('a letter cites the regulation by its full title, with article, paragraph and item', () => {
  expect(citeInFull('条例 第十六条第一款、第三十六条第（三）项', day)).toBe(
    '《中华人民共和国政府信息公开条例》第十六条第一款、第三十六条第（三）项',
  )
})

test('a work is cited from the day it is in force', () => {
  const entry = '条例 第四十二条；国办函〔2020〕109号'
  expect(citeInFull(entry, day)).toContain('《政府信息公开信息处理费管理办法》')
  expect(citeInFull(entry, Temporal.PlainDate.from('2020-12-31'))).toBe(
    '《中华人民共和国政府信息公开条例》第四十二条',
  )
})

test('no act is founded on the form of the annual report', () => {
  expect(citeInFull(DISPOSITIONS.E5.article, day)).toBe(
    '《中华人民共和国政府信息公开条例》第二条、第三十六条',
  )
})

test.each(DISPOSITION_CODES.filter((code) => code !== 'F3'))('%s can be cited', (code) => {
  expect(citeInFull(DISPOSITIONS[code].article, day)).toMatch(/^《.*第.+条/)
})
