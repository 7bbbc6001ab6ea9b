import { afterAll, expect, test } from 'vitest'
import { scanForRelease, stopScanning } from '../../src/platform/release-scan/scan.ts'
import { OTHER_LEAKS } from './other-leaks.ts'
import { PDF_LEAKS } from './pdf-leaks.ts'
import { SHEET_LEAKS } from './sheet-leaks.ts'
import { SLIDE_LEAKS } from './slide-leaks.ts'
import { WORD_LEAKS } from './word-leaks.ts'

afterAll(stopScanning)

test.each([...WORD_LEAKS, ...SHEET_LEAKS, ...SLIDE_LEAKS, ...PDF_LEAKS, ...OTHER_LEAKS])(
  '$file tells of $kinds: $how',
  async ({ file, kinds, make }) => {
    const result = await scanForRelease(file, await make())
    const found = result.ok ? [...new Set(result.findings.map(({ kind }) => kind))].sort() : result
    expect(found).toEqual([...kinds].sort())
  },
)
