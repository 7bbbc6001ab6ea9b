import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { stopTypesetting } from '../../src/platform/documents/typst-process.ts'
import { scanForRelease, stopScanning } from '../../src/platform/release-scan/scan.ts'
import { ORDINARY_FILES } from './ordinary-files.ts'

afterAll(() => {
  stopScanning()
  stopTypesetting()
})

test.each(ORDINARY_FILES)('$file is clean: $how', async ({ file, make }) => {
  const result = await scanForRelease(file, await make())
  expect(result.ok ? result.findings : result).toEqual([])
})

test('a PDF with rights withheld is not read past its lock', async () => {
  const bytes = readFileSync(join(import.meta.dirname, 'encrypted-owner.pdf'))
  expect(await scanForRelease('a.pdf', bytes)).toMatchObject({ ok: false, reason: 'encrypted' })
})

const WORDS_OWN = join(import.meta.dirname, '../../node_modules/mammoth/test/test-data')

test.each(readdirSync(WORDS_OWN).filter((file) => file.endsWith('.docx')))(
  'of %s, as Word and others saved it, nothing is told but names and what it shows the way to',
  async (file) => {
    const result = await scanForRelease(file, readFileSync(join(WORDS_OWN, file)))
    const kinds = result.ok ? result.findings.map(({ kind }) => kind) : ['unreadable']
    const expected = new Set<string>(['metadata'])
    if (file.startsWith('comments')) expected.add('comment')
    if (file.startsWith('external')) expected.add('external-link')
    expect(kinds.filter((kind) => !expected.has(kind))).toEqual([])
  },
)
