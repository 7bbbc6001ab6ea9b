import { expect, test } from 'vitest'
import { parseMailAddress } from './mail-address.ts'

test.each(['a@example.cn', ' zhang.san+1@mail.example.gov.cn ', "o'neil@a-b.cn"])('%j', (text) => {
  expect(parseMailAddress(text)).toBe(text.trim())
})

test.each([
  '',
  'a',
  '@example.cn',
  'a@localhost',
  'a@b..cn',
  '.a@example.cn',
  'a b@example.cn',
  'a@example.cn,b@example.cn',
  'a@example.cn;b@example.cn',
  '张三 <a@example.cn>',
  'a@example.cn\r\nBcc: b@example.cn',
  'a@example.cn\nb',
  '"a b"@example.cn',
  'a@[127.0.0.1]',
  `${'a'.repeat(65)}@example.cn`,
  `a@${'b'.repeat(250)}.cn`,
])('%j is not one plain address', (text) => {
  expect(parseMailAddress(text)).toBeUndefined()
})
