import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ACT_WORDS, actInWords, subjectInWords } from './audit-words.ts'

test('every act that is logged has words for the auditor', () => {
  const sources = globSync('src/{domain,interfaces}/**/*.ts', {
    exclude: (path) => path.endsWith('.test.ts') || path.includes('audit-words'),
  }).map((path) => readFileSync(path, 'utf8'))
  const logged = sources
    .filter((source) => source.includes('recordAudit'))
    .flatMap((source) => [...source.matchAll(/\baction:[^,\n]*/g)].map(([line]) => line))
    .flatMap((line) => [...line.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, verb]) => verb!))
  expect(logged.length).toBeGreaterThan(15)
  expect(logged.filter((verb) => !(verb in ACT_WORDS))).toEqual([])
})

test('what has no words yet is shown as it was logged', () => {
  expect(actInWords('report.locked')).toBe('锁定年度报告')
  expect(actInWords('something.new')).toBe('something.new')
  expect(subjectInWords('register-item:7')).toBe('事项登记 7')
  expect(subjectInWords('无类别')).toBe('无类别')
})
