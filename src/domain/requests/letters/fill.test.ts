import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeLines, fillTemplate, namesIn } from './fill.ts'
import { layOut } from './layout.ts'

const HOSTILE = [
  '{登记号}',
  '{{申请人}}',
  '=cmd|calc',
  '#panic("x")',
  '# 标题',
  '> 附注',
  '---',
  '| 甲 | 乙 |',
  '|= 甲 |',
  '<b>甲</b>&amp;',
  '$x$ *粗* @引用 \\n \\| \\\\',
  '甲\n# 乙\n| 丙 |\n---',
]

const TEMPLATE = '申请人：{申请人}。\n{申请人}\n| 姓名 | {申请人} | 电话 | |\n登记号{登记号}。'

/** Everything that the pages show, as one text. */
const shown = (text: string) =>
  layOut(text, '表').map((block) => {
    if (block.kind === 'table') return block.grid.rows.map((row) => row.map((cell) => cell.text))
    return { kind: block.kind, text: 'text' in block ? block.text : '' }
  })

test.each(HOSTILE)('an applicant called %j changes neither template nor layout', (name) => {
  const blocks = shown(fillTemplate(TEMPLATE, { 申请人: name, 登记号: '〔2024〕1号' }))
  const lines = name.split('\n')
  expect(blocks).toEqual([
    { kind: 'paragraph', text: `申请人：${lines.map((line) => line.trimStart()).join(' ')}。` },
    ...lines.map((line) => ({ kind: 'paragraph', text: line })),
    [['姓名', name, '电话', '']],
    { kind: 'paragraph', text: '登记号〔2024〕1号。' },
  ])
})

test('whatever a value is, the layout has the same blocks and the value stands in its place', () => {
  const value = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => {
    const plain = text.replaceAll(/\s/g, '')
    return plain === text && plain !== ''
  })
  fc.assert(
    fc.property(value, (name) => {
      const blocks = shown(fillTemplate(TEMPLATE, { 申请人: name, 登记号: '1' }))
      expect(blocks).toEqual([
        { kind: 'paragraph', text: `申请人：${name}。` },
        { kind: 'paragraph', text: name },
        [['姓名', name, '电话', '']],
        { kind: 'paragraph', text: '登记号1。' },
      ])
    }),
  )
})

test('a sentence about nothing is left out, an empty cell stays to be written in', () => {
  expect(fillTemplate('甲{办理经过}乙\n{办理经过}\n| 归档号 | {归档号} |\n丙', {})).toBe(
    '| 归档号 |  |\n丙',
  )
})

test('the rows of a table come one by one, each cell with what it says', () => {
  const filled = fillTemplate('|: 1 3\n|= 序号 | 名称 |\n{卷内文件}', {
    卷内文件: [
      ['1', '甲|乙'],
      ['2', '# 丙'],
    ],
  })
  expect(shown(filled)).toEqual([
    [
      ['序号', '名称'],
      ['1', '甲|乙'],
      ['2', '# 丙'],
    ],
  ])
})

test('rows of different lengths fill the width; more bars make a row higher', () => {
  const [block] = layOut('| 甲 | 乙 | 丙 | 丁 |\n||| 戊 | 己 |\n|= 庚 |', '表')
  if (block?.kind !== 'table') throw new Error('no table')
  expect(block.grid.widths).toEqual([2, 4, 2, 4])
  expect(block.grid.rows.map((row) => row.map((cell) => cell.colspan))).toEqual([
    [1, 1, 1, 1],
    [1, 3],
    [4],
  ])
  expect(block.grid.rows[1]![1]!.minLines).toBe(3)
})

test('any text at all has a layout', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('|', '|=', '|:', '#', '## ', '>', '---', '\\', ' 1 ', '甲', '\n')),
      (parts) => {
        expect(layOut(parts.join(''), '表')).toBeInstanceOf(Array)
      },
    ),
  )
})

test('names between braces are found, unknown ones too', () => {
  expect(namesIn('{甲}和{ 乙 }，{}')).toEqual(['甲', ' 乙 ', ''])
  expect(escapeLines('a|b')).toEqual(['a\\|b'])
})
