import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { expect, test } from 'vitest'
import { render } from '../../../platform/web/html.ts'
import { gridTable } from './grid-table.ts'
import { renderReportHtml, reportBody } from './html.ts'
import { activeGrid, requestsGrid } from './layout.ts'
import { SAMPLE_REPORT } from './sample-report.ts'

type Element = DefaultTreeAdapterTypes.Element

function elements(node: DefaultTreeAdapterTypes.Node, name: string): Element[] {
  const children = 'childNodes' in node ? node.childNodes : []
  return children.flatMap((child) => [
    ...('tagName' in child && child.tagName === name ? [child] : []),
    ...elements(child, name),
  ])
}

const attribute = (element: Element, name: string) =>
  element.attrs.find((one) => one.name === name)?.value

const { figures } = SAMPLE_REPORT

test('a figure links to what is behind it, a blank does not', () => {
  const table = render(gridTable(activeGrid(figures), { cellHref: (path) => `/cells/${path}` }))
  const links = elements(parseFragment(table), 'a').map((link) => attribute(link, 'href'))
  expect(links).toContain('/cells/active.other_services.1')
  expect(links).not.toContain('/cells/active.other_services.2')
})

test('a wrong figure carries a sign, a word and the id of its sentence, not colour alone', () => {
  const wrong = 'requests.total.natural_person'
  const table = render(
    gridTable(requestsGrid(figures), {
      cellProblem: (path) =>
        path === wrong ? { severity: 'error', describedBy: 'problem-1' } : undefined,
    }),
  )
  const marked = elements(parseFragment(table), 'td').filter((cell) =>
    attribute(cell, 'aria-describedby'),
  )
  expect(marked.map((cell) => attribute(cell, 'data-cell'))).toEqual([wrong])
  expect(attribute(marked[0]!, 'class')).toContain('mq-wrong')
  expect(table).toContain('（有误）')
})

test('each figure of table 二 names its own captions: the item, its column and its row', () => {
  const fragment = parseFragment(render(gridTable(activeGrid(figures))))
  const headings = new Map(elements(fragment, 'th').map((cell) => [attribute(cell, 'id'), cell]))
  const fee = elements(fragment, 'td').find(
    (cell) => attribute(cell, 'data-cell') === 'active.fees.1',
  )!
  const named = attribute(fee, 'headers')!
    .split(' ')
    .map((id) => {
      const [text] = headings.get(id)!.childNodes
      return text && 'value' in text ? text.value.trim() : ''
    })
  expect(named).toEqual(['第二十条第（八）项', '本年增/减', '行政事业性收费'])
})

test('every table has a caption and every header a scope', () => {
  const fragment = parseFragment(render(reportBody(SAMPLE_REPORT)))
  expect(elements(fragment, 'caption')).toHaveLength(3)
  for (const header of elements(fragment, 'th')) {
    expect(attribute(header, 'scope')).toMatch(/^(?:row|col)$/)
  }
})

test('what was typed is escaped', () => {
  const narrative = { ...SAMPLE_REPORT.narrative, other: '<script>alert(1)</script>' }
  expect(renderReportHtml({ ...SAMPLE_REPORT, narrative })).not.toContain('<script')
})
