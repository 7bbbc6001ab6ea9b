import { describe, expect, test } from 'vitest'
import { attributes, html, joined, localPath, raw, render, safeHref } from './html.ts'

describe('a template', () => {
  test('escapes whatever is not markup already', () => {
    const name = `<script>alert("1")</script> & 'x'`
    expect(render(html`<p title="${name}">${name}</p>`)).toBe(
      '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;">' +
        '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</p>',
    )
  })

  test('keeps nested templates and raw text, and joins lists of them', () => {
    const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`)
    expect(render(html`${items}${raw('<hr>')}`)).toBe('<li>a</li><li>&lt;b&gt;</li><hr>')
  })

  test('prints nothing for false, null and undefined, and prints zero', () => {
    expect(render(html`${false}${null}${undefined}${0}`)).toBe('0')
  })

  test('refuses a promise, and an object that only says it is markup', () => {
    const forged: unknown = JSON.parse('{"isEscaped":true,"text":"<script>"}')
    for (const value of [Promise.resolve('late'), forged])
      expect(() => html`<p>${value as string}</p>`).toThrow(TypeError)
  })
})

test('attributes: bare names for true, nothing for absent ones, escaped values', () => {
  expect(render(attributes({ id: 'a"b', required: true, hidden: false, class: undefined }))).toBe(
    ' id="a&quot;b" required',
  )
  expect(joined('a', false, undefined, '', 'b')).toBe('a b')
  expect(joined(undefined)).toBeUndefined()
})

describe('links to addresses from outside', () => {
  test.each(['https://www.example.gov.cn/', '/content?page=2', '#main', 'mailto:a@example.cn'])(
    '%s stays',
    (address) => expect(safeHref(address)).toBe(address),
  )

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '\u0001javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'http://[',
  ])('%j leads nowhere', (address) => expect(safeHref(address)).toBe('#'))
})

describe('a way back', () => {
  test.each(['/', '/content?page=2', '/office/requests#top'])('%s is on this site', (path) =>
    expect(localPath(path, '/fallback')).toBe(path),
  )

  test.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/..//evil.example',
    '/.//evil.example',
    '/a\r\nset-cookie: x=1',
    undefined,
    ['/a'],
  ])('%j is refused', (path) => expect(localPath(path, '/fallback')).toBe('/fallback'))
})
