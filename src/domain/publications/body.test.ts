import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bodyFromText, cleanBody, textOfBody } from './body.ts'

describe('what may stand in a text', () => {
  test.each([
    ['a script', '<p>文</p><script>alert(1)</script>', '<p>文</p>'],
    ['an event handler', '<p onclick="x()">文</p>', '<p>文</p>'],
    ['a script address', '<p><a href="javascript:x()">文</a></p>', '<p><a>文</a></p>'],
    ['a frame', '<iframe src="https://x.invalid"></iframe><p>文</p>', '<p>文</p>'],
    ['a remote picture', '<p><img src="https://x.invalid/a.png">文</p>', '<p>文</p>'],
    ['an SVG', '<svg onload="x()"><circle/></svg><p>文</p>', '<p>文</p>'],
    ['a style', '<p style="position:fixed">文</p>', '<p>文</p>'],
  ])('%s is taken out and the text stays', (_, source, expected) => {
    expect(cleanBody(source)).toBe(expected)
  })

  test('merged table cells survive', () => {
    const table = '<table><tbody><tr><td colspan="2" rowspan="3">甲</td></tr></tbody></table>'
    expect(cleanBody(table)).toBe(table)
  })

  test('cleaning twice changes nothing more', () => {
    const nested = cleanBody('<a href="x"><td<p><a href="x">')
    expect(cleanBody(nested)).toBe(nested)
    const scraps = fc.constantFrom(
      '<p>',
      '</p>',
      '<b>',
      '<script>',
      '文',
      '&lt;',
      '<',
      '"',
      '<a href="x">',
      '<td',
      '>',
    )
    fc.assert(
      fc.property(fc.array(scraps, { maxLength: 12 }), (parts) => {
        const once = cleanBody(parts.join(''))
        expect(cleanBody(once)).toBe(once)
        expect(once).not.toMatch(/<script/i)
      }),
    )
  })
})

test('typed lines become paragraphs, and what looks like a tag in them is shown as typed', () => {
  expect(bodyFromText('第一段\n\n 1 < 2 & 3 ')).toBe('<p>第一段</p>\n<p>1 &lt; 2 &amp; 3</p>')
})

test('the words of a text, one block a line, cells apart', () => {
  expect(
    textOfBody(
      '<h2>一、目标</h2><p>甲<b>乙</b>&amp;丙</p><table><tr><td>列</td><td>5</td></tr></table>',
    ),
  ).toBe('一、目标\n甲乙&丙\n列\t5')
})
