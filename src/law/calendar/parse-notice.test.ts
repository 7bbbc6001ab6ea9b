import { expect, test } from 'vitest'
import { notice2019 } from './notices/2019.ts'
import { notice2026 } from './notices/2026.ts'
import { builtInNotices } from './notices/built-in.ts'
import { parseNotice } from './parse-notice.ts'

/** The 2026 notice as somebody would file it, with changes. */
function filed(changes: Readonly<Record<string, unknown>> = {}): unknown {
  return { year: 2026, document: '国办发明电〔2025〕7号', blocks: notice2026.blocks, ...changes }
}

function messages(input: unknown): string[] {
  const parsed = parseNotice(input)
  return parsed.ok ? [] : parsed.problems.map(({ at, message }) => `${at}：${message}`)
}

const withBlock = (name: string, change: object): unknown =>
  filed({
    blocks: notice2026.blocks.map((block) =>
      block.name === name ? { ...block, ...change } : block,
    ),
  })

test('every built-in notice passes its own check', () => {
  for (const notice of builtInNotices)
    expect(parseNotice(notice)).toEqual({ ok: true, value: notice })
})

test('days may be written from–to, and a notice may reach back into December', () => {
  const parsed = parseNotice(
    filed({
      year: 2019,
      blocks: [
        { name: '元旦', from: '2018-12-30', to: '2019-01-01' },
        ...notice2019.blocks.slice(1),
      ],
    }),
  )
  expect(parsed.ok && parsed.value.blocks[0]!.off).toEqual([
    '2018-12-30',
    '2018-12-31',
    '2019-01-01',
  ])
})

test('a weekday cannot be a make-up day', () => {
  expect(messages(withBlock('元旦', { makeUp: ['2026-01-05'] }))).toEqual([
    'blocks.0.makeUp：2026-01-05不是周六、周日，不能列为调休上班日',
  ])
})

test('a day cannot be off twice, or off and worked', () => {
  expect(messages(withBlock('元旦', { makeUp: ['2026-01-03'] }))).toEqual([
    'blocks.0.makeUp：2026-01-03在元旦和元旦中重复出现',
  ])
})

test('no holiday of the year may be left out', () => {
  const without = filed({ blocks: notice2026.blocks.filter(({ name }) => name !== '端午节') })
  expect(messages(without)).toEqual(['blocks：没有列出端午假期'])
  const short = withBlock('国庆节', { off: ['2026-10-02', '2026-10-03'] })
  expect(messages(short)).toEqual(['blocks：2026-10-01是法定节假日，却没有列为放假'])
})

test('a day of another year is refused', () => {
  expect(messages(withBlock('元旦', { off: ['2025-11-30', '2026-01-01'] }))).toEqual([
    'blocks.0.off：2025-11-30不在2026年（及上一年12月）之内',
  ])
})

test.each([
  [null, '：放假通知应是一个 JSON 对象'],
  [[], '：放假通知应是一个 JSON 对象'],
  [filed({ year: '2026' }), 'year：年份应是2000至2099之间的整数'],
  [filed({ document: '' }), 'document：请写明放假通知的发文字号，例如“国办发明电〔2025〕7号”'],
  [
    filed({ document: undefined, documents: [] }),
    'document：请写明放假通知的发文字号，例如“国办发明电〔2025〕7号”',
  ],
  [
    filed({ blocks: [] }),
    'blocks：请逐个列出假期（blocks），每个假期写明放假的日子和调休上班的日子',
  ],
  [withBlock('元旦', { name: '' }), 'blocks.0.name：请写明假期的名称，例如“国庆节”'],
  [
    withBlock('元旦', { off: ['1月1日'] }),
    'blocks.0.off.0：“1月1日”不是日期，应写成 2026-01-04 的样子',
  ],
  [
    withBlock('元旦', { makeUp: '2026-01-04' }),
    'blocks.0.makeUp：应是日期的列表，例如 ["2026-01-04"]',
  ],
])('%# says what is wrong with the file', (input, message) => {
  expect(messages(input)).toContain(message)
})
