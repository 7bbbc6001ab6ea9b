import { expect, test } from 'vitest'
import { render } from '../../platform/web/html.ts'
import { prose } from './prose.ts'

const table = (columns: number) =>
  `<table><tr><th colspan="${columns}">表</th></tr><tr>${'<td>1</td>'.repeat(columns)}</tr></table>`

test('a table that a telephone cannot show scrolls in a region of its own; a narrow one stays in the text', () => {
  const shown = render(prose(`<p>甲</p>${table(3)}<p>乙</p>${table(12)}${table(6)}`))
  expect(shown).toContain(`<p>甲</p>${table(3)}<p>乙</p><div class="mq-scroll"`)
  expect(shown.match(/aria-label="[^"]+"/g)).toEqual([
    'aria-label="第2张表格"',
    'aria-label="第3张表格"',
  ])
  expect(shown.match(/<div/g)).toHaveLength(shown.match(/<\/div>/g)!.length)
})

test('tables within tables are left as they are', () => {
  const nested = `<table><tr><td>${table(8)}</td></tr></table>`
  expect(render(prose(nested))).toBe(nested)
})
