import { expect, test } from 'vitest'
import { locator } from './locate-files.ts'

const PRESENT = [
  'a.html',
  '子/文件 一.docx',
  '子/深/唯一.pdf',
  'x/同名.md',
  'y/同名.md',
  'é.txt',
  'twice.md',
  'twice.txt',
]
const locate = locator(PRESENT)

test.each([
  ['a.html', 'a.html'],
  ['A.HTML', 'a.html'],
  ['a', 'a.html'],
  ['子/文件  一.DOCX', '子/文件 一.docx'],
  ['旧站/子/文件 一.docx', '子/文件 一.docx'],
  ['%E5%AD%90/%E6%96%87%E4%BB%B6%20%E4%B8%80.docx', '子/文件 一.docx'],
  ['唯一.pdf', '子/深/唯一.pdf'],
  ['é.txt'.normalize('NFD'), 'é.txt'],
])('%s is %s', (written, path) => expect(locate(written)).toBe(path))

test.each([
  ['同名.md', 'could be two'],
  ['twice', 'could be two'],
  ['别处/唯一.pdf', 'lies elsewhere'],
  ['../a.html', 'is outside'],
  ['/a.html', 'is outside'],
  ['C:/a.html', 'is outside'],
  ['b.html', 'is not there'],
  ['', 'is nothing'],
])('%s is not found: it %s', (written) => expect(locate(written)).toBeUndefined())
