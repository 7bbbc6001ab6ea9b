import { readFileSync } from 'node:fs'
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
