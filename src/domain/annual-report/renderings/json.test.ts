import { expect, test } from 'vitest'
import { renderReportJson } from './json.ts'
import { SAMPLE_REPORT } from './sample-report.ts'

const { figures } = SAMPLE_REPORT

test('the file reads back as the same figures, blanks as blanks', () => {
  expect(JSON.parse(renderReportJson(figures))).toEqual(figures)
  expect(figures.active.rows.find(({ key }) => key === 'other_services')!.cells[2]).toBe('')
})

test('the order of keys does not depend on the order they arrived in, and nothing else gets out', () => {
  const shuffled = Object.fromEntries(Object.entries(figures).toReversed())
  const withMore = { ...figures, ...shuffled, drafts: 'x' }
  expect(renderReportJson(withMore)).toBe(renderReportJson(figures))
})
