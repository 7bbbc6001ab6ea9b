import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatWanYuan, parseYuan } from './money.ts'

test.each([
  ['1462243.00', '146.2243'],
  ['400.00', '0.04'],
  ['0.00', '0'],
  ['0', '0'],
  ['10000.00', '1'],
  ['1234567890123.49', '123456789.0123'],
  ['0.50', '0.0001'],
  ['0.49', '0'],
])('%s 元 is printed as %s 万元', (yuan, printed) => {
  expect(formatWanYuan(yuan)).toBe(printed)
})

test.each([
  ['1,462,243', '1462243.00'],
  ['４００．５', '400.50'],
  ['251000元', '251000.00'],
  ['007.10', '7.10'],
])('%s is read as %s 元', (typed, amount) => {
  expect(parseYuan(typed)).toBe(amount)
})

test.each(['', '-1', '1.234', '1e3', '12,34', '一百', '123456789012345'])(
  '%s is no amount',
  (typed) => {
    expect(parseYuan(typed)).toBeUndefined()
  },
)

test('whole 元 survive the way to 万元 and back', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n - 1n }), (yuan) => {
      const [whole = '', decimals = ''] = formatWanYuan(`${yuan}.00`).split('.')
      expect(BigInt(whole + decimals.padEnd(4, '0'))).toBe(yuan)
    }),
  )
})
