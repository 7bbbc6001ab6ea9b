import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markupOfBody } from './body-as-markup.ts'
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

describe('a text structured by signs, where the editor does not run', () => {
  test('headings, lists, a table with its header cells, a link and weight', () => {
    const typed = [
      '# 一、目标',
      '- 甲',
      '- 乙',
      '1. 先',
      '2. 后',
      '| 项目 | 数量 |',
      '| --- | --- |',
      '| 甲\\|乙 | 5 |',
      '见[指南](https://example.cn/guide)，**务必**按时。',
    ].join('\n')
    expect(bodyFromText(typed)).toBe(
      [
        '<h2>一、目标</h2>',
        '<ul><li>甲</li><li>乙</li></ul>',
        '<ol><li>先</li><li>后</li></ol>',
        '<table><thead><tr><th scope="col">项目</th><th scope="col">数量</th></tr></thead><tbody><tr><td>甲|乙</td><td>5</td></tr></tbody></table>',
        '<p>见<a href="https://example.cn/guide">指南</a>，<strong>务必</strong>按时。</p>',
      ].join('\n'),
    )
  })

  test('numbers that do not follow each other are the text’s own', () => {
    expect(bodyFromText('3. 附则')).toBe('<p>3. 附则</p>')
  })

  test('an address that is a script is no address', () => {
    expect(bodyFromText('[看](javascript:alert)')).not.toContain('javascript')
  })

  test('a stored text is shown with signs when they say it all, and as HTML when they do not', () => {
    const simple = bodyFromText('# 一\n甲\n- 乙\n| 子 | 丑 |\n|---|---|\n| 1 | 2 |')
    expect(markupOfBody(simple)).toContain('# 一')
    expect(bodyFromText(markupOfBody(simple))).toBe(simple)
    const merged = '<table><tbody><tr><td colspan="2">甲</td></tr></tbody></table>'
    expect(markupOfBody(merged)).toBe(merged)
  })

  test('whatever is stored, opening and saving it without the editor changes no word of it', () => {
    const words = fc.constantFrom(
      '甲',
      '# 乙',
      '- 丙',
      '1. 丁',
      '|子|丑|',
      '**重**',
      '<b>x</b>',
      '[a](b)',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (lines) => {
        const stored = bodyFromText(lines.join('\n'))
        expect(textOfBody(bodyFromText(markupOfBody(stored)))).toBe(textOfBody(stored))
      }),
    )
  })
})

describe('what imported files bring', () => {
  test('notes at the foot keep their links both ways; other names go', () => {
    const notes =
      '<p>文<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup></p><ol><li id="footnote-1">注</li></ol>'
    expect(cleanBody(notes)).toBe(notes)
    expect(cleanBody('<li id="main">甲</li>')).not.toContain('id=')
  })

  test.each([
    ['a span that is no number', '<td colspan="x">甲</td>', '<td>甲</td>'],
    ['a span of one', '<td rowspan="1">甲</td>', '<td>甲</td>'],
    ['an empty line', '<p>甲</p><p>&nbsp;</p><p>乙</p>', '<p>甲</p><p>乙</p>'],
    ['the title of a page', '<title>网页</title><p>甲</p>', '<p>甲</p>'],
  ])('%s goes', (_, source, expected) => {
    expect(cleanBody(source)).toBe(expected)
  })
})
