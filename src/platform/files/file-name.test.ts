import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { extensionOf, neutralName } from './file-name.ts'

test.each([
  ['身份证（正面）.jpg', '身份证（正面）.jpg'],
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\system32\\申请表.docx', '申请表.docx'],
  ['C:\\fakepath\\申请表.pdf', '申请表.pdf'],
  ['/', '未命名'],
  ['..', '未命名'],
  ['', '未命名'],
  ['.htaccess', 'htaccess'],
  ['申请表.pdf. . .', '申请表.pdf'],
  ['申请表\u0000.exe\r\nX: y.pdf', '申请表.exeX_ y.pdf'],
  ['表\u202Efdp.exe', '表fdp.exe'],
  ['\u2066a\u200B.p\uFEFFdf', 'a.pdf'],
  ['CON', '_CON'],
  ['aux.txt', '_aux.txt'],
  ['com1.报告.pdf', '_com1.报告.pdf'],
  ['a<b>:"c|?*.txt', 'a_b___c___.txt'],
  ['\ud800坏.txt', '\ufffd坏.txt'],
])('%j becomes %j', (sent, kept) => {
  expect(neutralName(sent)).toBe(kept)
})

test('a long name is cut in front of its extension, between characters', () => {
  const name = neutralName(`${'𠮷'.repeat(300)}.docx`)
  expect([...name]).toHaveLength(120)
  expect(name.endsWith('𠮷.docx')).toBe(true)
})

test('whatever is sent, the name names one file in one folder on every system', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (sent) => {
      const name = neutralName(sent)
      // oxlint-disable-next-line no-control-regex
      expect(name).not.toMatch(/[\u0000-\u001f\u007f-\u009f\\/:*?"<>|\u202a-\u202e\u2066-\u2069]/)
      expect(name).not.toMatch(/^\.|^$|[. ]$/)
      expect(name.isWellFormed()).toBe(true)
      expect([...name].length).toBeLessThanOrEqual(120)
      expect(neutralName(name)).toBe(name)
    }),
    { numRuns: 500 },
  )
})

test('the extension is what follows the last dot', () => {
  expect(extensionOf('报告.PDF')).toBe('pdf')
  expect(extensionOf('报告.exe.pdf')).toBe('pdf')
  expect(extensionOf('报告')).toBe('')
})
