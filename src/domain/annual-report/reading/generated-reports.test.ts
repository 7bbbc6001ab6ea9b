import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import type { ReportFigures } from '../../../law/annual-report/figures.ts'
import { cellsByPath, compareCells } from './compared-cells.ts'
import { chaoticPage, cleanPage, wordPage } from './printed-html.ts'
import { excelReport, wordReport } from './printed-office.ts'
import { pdfReport, type PageSetting } from './printed-pdf.ts'
import {
  cellPerLineText,
  filledTabText,
  layoutText,
  markdownText,
  rawText,
  runOnText,
  strokeText,
  tabText,
} from './printed-text.ts'
import {
  diceOf,
  randomFigures,
  withMistakes,
  withWideDigits,
  withZeroAs,
} from './random-figures.ts'
import { readReport } from './read-report.ts'

const SEEDS = [1, 2]
const FORMATS = ['2019', '2021'] as const

type Spelling = (figures: ReportFigures, seed: number) => ReportFigures

const SPELLINGS: Readonly<Record<string, Spelling>> = {
  'every zero printed': (figures) => figures,
  'zeros left blank': (figures) => withZeroAs(figures, ''),
  'zeros as strokes': (figures) => withZeroAs(figures, '/'),
  'zeros as dashes': (figures) => withZeroAs(figures, '—'),
  'zeros as underscores': (figures) => withZeroAs(figures, '_'),
  'full-width digits': (figures) => withWideDigits(figures),
  'wrong sums': (figures, seed) => withMistakes(figures, seed),
}

type Printing = (figures: ReportFigures, seed: number) => string | Uint8Array | Promise<Uint8Array>

const WIDE_PAGE: PageSetting = { size: 10, align: 'centre', labels: [0.08, 0.14, 0.28] }
const NARROW_PAGE: PageSetting = { size: 10.5, align: 'right', labels: [0.03, 0.1, 0.35] }

/** Every cell of these can be read, whatever stands in it. */
const LEGIBLE: Readonly<Record<string, Printing>> = {
  'a clean page': (figures) => cleanPage(figures),
  'a Word export': (figures, seed) => wordPage(figures, diceOf(seed)),
  'a page with disagreeing spans': (figures, seed) => chaoticPage(figures, diceOf(seed)),
  'tabs, merged cells once': (figures) => tabText(figures),
  'tabs, merged cells filled': (figures) => filledTabText(figures),
  'a cell a line': (figures) => cellPerLineText(figures, false),
  'a cell a line, apart': (figures) => cellPerLineText(figures, true),
  markdown: (figures) => markdownText(figures),
  'strokes after cells': (figures) => strokeText(figures),
  docx: (figures, seed) => wordReport(figures, diceOf(seed)),
  'xlsx with numbers': (figures) => excelReport(figures, true),
  'xlsx with text': (figures) => excelReport(figures, false),
  'xlsx on one sheet': (figures) => excelReport(figures, true, true),
  pdf: (figures) => pdfReport(figures, WIDE_PAGE),
  'pdf in GBK': (figures) => pdfReport(figures, { ...WIDE_PAGE, gbk: true }),
  'pdf with narrow columns': (figures) => pdfReport(figures, NARROW_PAGE),
}

/** In these, blank cells and borders are lost: what is read must be right, the rest must be `unread`. */
const LOSSY: Readonly<Record<string, Printing>> = {
  'words and numbers': (figures) => rawText(figures),
  'columns by place': (figures) => layoutText(figures, 40),
  'columns by place, labels wrapped': (figures) => layoutText(figures, 14),
  'one run-on line': (figures) => runOnText(figures),
}

async function readBack(
  printing: Printing,
  spelling: Spelling,
  seed: number,
  format: '2019' | '2021',
) {
  const figures = spelling(randomFigures(seed, format), seed)
  const printed = await printing(figures, seed)
  const bytes = typeof printed === 'string' ? new TextEncoder().encode(printed) : printed
  const report = await readReport(bytes, '报告')
  return { figures, report, ...compareCells(cellsByPath(figures), report) }
}

const cases = Object.entries(LEGIBLE).flatMap(([layout, printing]) =>
  Object.entries(SPELLINGS).map(([name, spelling], at) => ({
    layout,
    name,
    printing,
    spelling,
    seed: at + 1,
  })),
)

describe('reports printed in many ways', () => {
  test.each(cases)(
    '$layout, $name: every cell comes back',
    async ({ printing, spelling, seed }) => {
      for (const format of FORMATS) {
        const { figures, report, wrong, missed } = await readBack(printing, spelling, seed, format)
        expect({ format, wrong, missed }).toEqual({ format, wrong: [], missed: [] })
        expect(report.format).toBe(format)
        expect(report.year).toBe(figures.year)
        expect(report.agency).toBe(figures.agency)
      }
    },
  )

  test.each(Object.entries(LOSSY))('%s: nothing is made up', async (_, printing) => {
    for (const spelling of Object.values(SPELLINGS)) {
      for (const seed of SEEDS) {
        for (const format of FORMATS) {
          const { report, wrong, missed } = await readBack(printing, spelling, seed, format)
          expect({ seed, format, wrong }).toEqual({ seed, format, wrong: [] })
          const unread = new Set(report.unread.map(({ at }) => at))
          expect(missed.filter((path) => !unread.has(path))).toEqual([])
        }
      }
    }
  })

  test('run-on text with every zero printed is read wherever sums leave one way', async () => {
    const { report, missed } = await readBack(LOSSY['one run-on line']!, (one) => one, 2, '2021')
    expect(missed.length).toBeLessThan(60)
    expect(report.problems.map(({ id }) => id)).toContain('R-1')
  })

  test('a valid report printed without loss has no errors, a broken one has', async () => {
    for (const seed of SEEDS) {
      const good = await readBack(LEGIBLE['a clean page']!, (one) => one, seed, '2021')
      const bad = await readBack(LEGIBLE['a clean page']!, withMistakes, seed, '2021')
      const errors = ({ report }: typeof good) =>
        report.problems.filter(({ severity }) => severity === 'error').length
      expect(errors(good)).toBe(0)
      expect(errors(bad)).toBeGreaterThan(0)
    }
  })

  test('one wrong cell of table 三 is named by the row and by the column it breaks', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const figures = randomFigures(seed, '2021')
      const rows = figures.requests.rows.map((row) =>
        row.key === 'refuse_5_internal'
          ? {
              ...row,
              cells: row.cells.map((cell, at) => (at === 1 ? `${Number(cell) + 7}` : cell)),
            }
          : row,
      )
      const broken = { ...figures, requests: { ...figures.requests, rows } }
      const { problems } = await readReport(cleanPage(broken), '')
      const errors = problems.filter(({ severity }) => severity === 'error')
      expect(errors.map(({ id, at }) => `${id} ${at}`)).toEqual([
        'S3-2 requests.refuse_5_internal.total',
        'S3-4 requests.total.company',
      ])
      expect(errors.every(({ message }) => message.includes('相差7件'))).toBe(true)
    }
  })

  test('a page printed by a browser: blank cells, wrapped captions, radicals for characters', async () => {
    const folder = join(import.meta.dirname, 'testdata')
    const report = await readReport(readFileSync(join(folder, 'printed-2019-blank.pdf')), 'x.pdf')
    const truth = JSON.parse(
      readFileSync(join(folder, 'printed-2019-blank.json'), 'utf8'),
    ) as ReportFigures
    expect(compareCells(cellsByPath(truth), report)).toEqual({ wrong: [], missed: [] })
    expect(report.agency).toBe('示例市数据管理局')
  })
})
