import { expect, test } from 'vitest'
import { printableText } from './printable-text.ts'

test('controls go, line breaks stay, tabs become spaces, half a surrogate pair becomes U+FFFD', () => {
  expect(printableText('a\u0000b\u001bc\r\nd\te\u{feff}\ud800')).toBe('abc\nd e\u{fffd}')
})

test('invisible marks go, above all those that turn the direction of writing; the variant of a Chinese character stays', () => {
  expect(printableText('甲\u202e乙\u2066丙\u200b丁\u00ad')).toBe('甲乙丙丁')
  expect(printableText('葛\u{e0100}\u{fe00}')).toBe('葛\u{e0100}')
  expect(printableText(' \u{fe0f}a\u{fe0f}')).toBe(' a')
})
