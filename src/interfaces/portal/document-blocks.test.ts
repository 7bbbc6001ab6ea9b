import { expect, test } from 'vitest'
import { blocksOfBody } from './document-blocks.ts'

const said = (html: string) => JSON.stringify(blocksOfBody(html))

test('headings, paragraphs and numbered items keep their order and words', () => {
  expect(
    blocksOfBody(
      '<h2>一、目标</h2><p>甲<strong>乙</strong><br>丙</p><ol><li>丁</li><li>戊</li></ol>',
    ),
  ).toEqual([
    { kind: 'heading', level: 1, text: '一、目标' },
    { kind: 'paragraph', text: '甲乙' },
    { kind: 'paragraph', text: '丙' },
    { kind: 'paragraph', text: '1. 丁' },
    { kind: 'paragraph', text: '2. 戊' },
  ])
})

test('a table stays a table with its spans', () => {
  const [block] = blocksOfBody(
    '<table><thead><tr><th>事项</th><th>时限</th></tr></thead><tbody><tr><td colspan="2">无</td></tr></tbody></table>',
  )
  expect(block).toMatchObject({
    kind: 'table',
    grid: {
      widths: [1, 1],
      rows: [[{ text: '事项', header: 'column' }, { text: '时限' }], [{ text: '无', colspan: 2 }]],
    },
  })
})

test('of a table whose cells do not tile nothing is lost', () => {
  const words = said(
    '<table><tr><td rowspan="9">甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>',
  )
  for (const word of ['甲', '乙', '丙']) expect(words).toContain(word)
  expect(words).not.toContain('"table"')
})
