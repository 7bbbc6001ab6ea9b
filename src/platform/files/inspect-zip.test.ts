import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { testFiles } from '../../../test/builders/files.ts'
import { buildZip, type TestEntry } from '../../../test/builders/zip.ts'
import { contentOf } from './content.ts'
import { inspectZip } from './inspect-zip.ts'

const MEGABYTE = 1024 * 1024
const inspect = (entries: readonly TestEntry[]) => inspectZip(contentOf(buildZip(entries)))
const refusal = (message: string) =>
  expect.objectContaining({ code: 'invalid', message: expect.stringContaining(message) })

test('10,000 small files', async () => {
  const entries = Array.from({ length: 10_000 }, (_, at) => ({ name: `${at}.txt`, content: '' }))
  await expect(inspect(entries)).rejects.toEqual(refusal('2000个'))
})

test('10,000 files shared out among archives within the archive', async () => {
  const inner = buildZip(
    Array.from({ length: 1000 }, (_, at) => ({ name: `${at}.txt`, content: '' })),
  )
  const entries = Array.from({ length: 10 }, (_, at) => ({ name: `${at}.zip`, content: inner }))
  await expect(inspect(entries)).rejects.toEqual(refusal('2000个'))
})

test('an archive that grows beyond all measure when opened', async () => {
  const zeros = Buffer.alloc(20 * MEGABYTE)
  await expect(inspect([{ name: '零.txt', content: zeros }])).rejects.toEqual(refusal('过大'))
})

test('an archive that says less than it holds', async () => {
  const zeros = Buffer.alloc(20 * MEGABYTE)
  await expect(inspect([{ name: 'a.txt', content: zeros, claimedSize: 100 }])).rejects.toEqual(
    refusal('过大'),
  )
})

test('an archive that says more than it holds', async () => {
  await expect(inspect([{ name: 'a.txt', content: 'x', claimedSize: 9 }])).rejects.toEqual(
    refusal('损坏'),
  )
})

test('many honest entries that are too much together', async () => {
  const noise = randomBytes(MEGABYTE)
  const piece = Buffer.concat([noise, Buffer.alloc(29 * MEGABYTE)])
  const entries = Array.from({ length: 8 }, (_, at) => ({ name: `${at}.txt`, content: piece }))
  await expect(inspect(entries)).rejects.toEqual(refusal('过大'))
})

test('entries that share the same bytes', async () => {
  const honest = buildZip([{ name: 'a.txt' }, { name: 'b.txt' }])
  // the second entry of the directory points at the first's data
  const second = honest.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  honest.writeUInt32LE(0, second + 42)
  await expect(inspectZip(contentOf(honest))).rejects.toEqual(refusal('损坏'))
})

test('archives in archives in archives', async () => {
  let bytes = testFiles.zip()
  expect(await inspect([{ name: '一层.zip', content: bytes }])).toBe('zip')
  for (let depth = 0; depth < 2; depth += 1) bytes = buildZip([{ name: '里面', content: bytes }])
  await expect(inspectZip(contentOf(bytes))).rejects.toEqual(refusal('套得太深'))
})

test.each([
  '../上级.txt',
  '/etc/passwd',
  'a/../../b.txt',
  '..\\..\\b.txt',
  'C:\\b.txt',
  'a\nb.txt',
])('the path %j', async (name) => {
  await expect(inspect([{ name }])).rejects.toEqual(refusal('不安全的文件名'))
})

test('one name twice, and a link', async () => {
  await expect(inspect([{ name: 'a.txt' }, { name: 'a.txt' }])).rejects.toEqual(
    refusal('不安全的文件名'),
  )
  await expect(
    inspect([{ name: 'a', content: '/etc/passwd', unixMode: 0o120777 }]),
  ).rejects.toEqual(refusal('不安全的文件名'))
})

test('another name before the data than in the directory', async () => {
  await expect(inspect([{ name: 'a.txt', localName: 'a.exe' }])).rejects.toEqual(refusal('损坏'))
})

test('bytes that belong to no entry', async () => {
  const hidden = randomBytes(500)
  await expect(inspect([{ name: 'a.txt', hidden }, { name: 'b.txt' }])).rejects.toEqual(
    refusal('损坏'),
  )
  const prefixed = buildZip([{ name: 'a.txt' }], Buffer.from('MZ'))
  await expect(inspectZip(contentOf(prefixed))).rejects.toEqual(refusal('损坏'))
  const followed = Buffer.concat([testFiles.zip(), Buffer.from('x')])
  await expect(inspectZip(contentOf(followed))).rejects.toEqual(refusal('损坏'))
})

test('a password, and packing that cannot be looked into', async () => {
  await expect(inspect([{ name: 'a.txt', encrypted: true }])).rejects.toEqual(refusal('密码'))
  await expect(inspect([{ name: 'a.txt', method: 9 }])).rejects.toEqual(refusal('无法检查'))
  const packed = Buffer.from('526172211a0700', 'hex')
  await expect(inspect([{ name: 'a.rar', content: packed }])).rejects.toEqual(refusal('无法检查'))
})

test.each(['程序.exe', '快捷方式.LNK', '脚本.js', '页面.html', '图.svg', '报表.xlsm'])(
  '%s inside',
  async (name) => {
    await expect(inspect([{ name }])).rejects.toEqual(refusal('程序或网页'))
  },
)

test('a program under a harmless name', async () => {
  const content = Buffer.from('MZ\u0090\u0000', 'latin1')
  await expect(inspect([{ name: '照片.jpg', content }])).rejects.toEqual(refusal('程序或网页'))
  const nested = buildZip([{ name: '照片.jpg', content }])
  await expect(inspect([{ name: '照片.zip', content: nested }])).rejects.toEqual(
    refusal('程序或网页'),
  )
})

test('damaged data', async () => {
  const bytes = testFiles.docx()
  bytes.fill(0xff, 60, 70)
  await expect(inspectZip(contentOf(bytes))).rejects.toEqual(refusal('损坏'))
})
