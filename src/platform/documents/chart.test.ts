import { assert, integer, property } from 'fast-check'
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { expect, test } from 'vitest'
import { render } from '../web/html.ts'
import { barChart } from './bar-chart.ts'
import { axisMarks, chartTable, type Chart } from './chart.ts'
import { columnChart } from './column-chart.ts'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

const chart: Chart = {
  title: '近三年的申请',
  description: '2018年至2020年新收和办结的申请件数。',
  unit: '件',
  categoryName: '年度',
  categories: ['2018', '2019', '2020'],
  series: [
    { name: '新收', values: [5, 12, 7] },
    { name: '办结', values: [4, 13, 7] },
  ],
}

const charts = {
  grouped: render(columnChart('a', chart, 'grouped')),
  stacked: render(columnChart('b', chart, 'stacked')),
  bars: render(barChart('c', chart)),
}

const descendants = (node: Node): Element[] =>
  ('childNodes' in node ? node.childNodes : []).flatMap((child) =>
    'tagName' in child ? [child, ...descendants(child)] : [],
  )
const attribute = (element: Element, name: string) =>
  element.attrs.find((one) => one.name === name)?.value
const textOf = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
const labels = (svg: string) =>
  descendants(parseFragment(svg))
    .filter(({ tagName }) => tagName === 'text')
    .map((label) => textOf(label).trim())

test.each(Object.entries(charts))(
  '%s: nothing that a strict content policy refuses',
  (_kind, svg) => {
    for (const element of descendants(parseFragment(svg))) {
      expect(['style', 'script', 'foreignObject', 'image', 'use']).not.toContain(element.tagName)
      for (const { name } of element.attrs) expect(name).not.toMatch(/^(?:style|on.*|href)$/)
    }
  },
)

test.each(Object.entries(charts))('%s: has a title and a description', (_kind, svg) => {
  const elements = descendants(parseFragment(svg))
  const picture = elements.find(({ tagName }) => tagName === 'svg')!
  const named = attribute(picture, 'aria-labelledby')!
    .split(' ')
    .map((id) => {
      return textOf(elements.find((element) => attribute(element, 'id') === id)!)
    })
  expect(attribute(picture, 'role')).toBe('img')
  expect(named).toEqual([chart.title, chart.description])
})

test('grouped columns carry each value, stacks their sums', () => {
  expect(labels(charts.grouped)).toEqual(expect.arrayContaining(['5', '4', '12', '13', '7']))
  expect(labels(charts.stacked)).toEqual(expect.arrayContaining(['9', '25', '14']))
})

test('bars carry the value and its share', () => {
  expect(labels(charts.bars)).toContain('12（50%）')
})

test('series differ by hatching and not by colour alone', () => {
  const fills = descendants(parseFragment(charts.grouped))
    .filter(({ tagName }) => tagName === 'rect')
    .map((column) => attribute(column, 'fill'))
  expect(fills).toContain('url(#a-hatching-1)')
  expect(charts.grouped).toContain('<pattern')
})

test('the heights of columns are in proportion to their values', () => {
  const heights = descendants(
    parseFragment(
      render(columnChart('d', { ...chart, series: chart.series.slice(0, 1) }, 'grouped')),
    ),
  )
    .filter(({ tagName }) => tagName === 'rect')
    .map((column) => Number(attribute(column, 'height')))
  expect(heights[0]! / heights[1]!).toBeCloseTo(5 / 12, 2)
  expect(heights[2]! / heights[1]!).toBeCloseTo(7 / 12, 2)
})

test('the axis ends at or above the largest value, in few whole steps', () => {
  assert(
    property(integer({ min: 0, max: 2_000_000_000 }), (largest) => {
      const marks = axisMarks(largest)
      expect(marks.at(-1)).toBeGreaterThanOrEqual(largest)
      expect(marks.length).toBeLessThanOrEqual(6)
      expect(marks.every(Number.isInteger)).toBe(true)
    }),
  )
})

test('years without a case draw an empty chart, not a broken one', () => {
  const empty = { ...chart, series: [{ name: '新收', values: [0, 0, 0] }] }
  expect(render(columnChart('e', empty, 'grouped')) + render(barChart('f', empty))).not.toMatch(
    /NaN|Infinity/,
  )
})

test('the table beside the chart has its numbers', () => {
  const cells = descendants(parseFragment(render(chartTable(chart))))
    .filter(({ tagName }) => tagName === 'td')
    .map((cell) => textOf(cell).trim())
  expect(cells).toEqual(['5', '4', '12', '13', '7', '7'])
})

test('names are escaped', () => {
  const hostile = { ...chart, title: '<script>', categories: ['"><b>', 'b', 'c'] }
  expect(render(columnChart('g', hostile, 'grouped'))).not.toMatch(/<script|<b>/)
})
