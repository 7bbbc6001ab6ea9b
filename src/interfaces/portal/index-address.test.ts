import { expect, test } from 'vitest'
import { parseIndexAddress } from './index-address.ts'
import { attachmentPath, documentPath } from './paths.ts'

test.each([
  '11371000004359440C/2020-01027',
  '000014349/2017-00110',
  'K12345-0201-2020-00012',
  '20191202-189769',
  '沪A-2020_7',
  'XX/2020/3/00012',
  '示政〔2020〕3号',
  '113700/2020-1(2)',
])('the address of %s leads back to it', (indexNumber) => {
  const [, , organ, serial] = documentPath(indexNumber).split('/').map(decodeURIComponent)
  expect(parseIndexAddress(`${organ}/${serial}`)).toBe(indexNumber)
  // /files/…/…/hash/name: the same two parts
  const file = { sha256: '0'.repeat(64), name: '附表.xlsx' }
  const [, , ...rest] = attachmentPath(indexNumber, file).split('/').map(decodeURIComponent)
  expect(rest).toEqual([organ, serial, '0'.repeat(16), '附表.xlsx'])
})

test.each(['../etc', 'a/..', 'a//b', 'a/./b', 'a/b.', 'a/b.pdf', 'a b/c', '<b>/1', '-/', '/1', ''])(
  '%s is no number',
  (text) => {
    expect(parseIndexAddress(text)).toBeUndefined()
  },
)
