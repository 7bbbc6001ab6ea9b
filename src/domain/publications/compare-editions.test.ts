import { describe, expect, test } from 'vitest'
import { compareTexts, sentencesOf } from './compare-editions.ts'

describe('comparing two texts', () => {
  test('sentence by sentence, and letter by letter within one that changed', () => {
    expect(compareTexts('第一条。期限为十日。\n附则。', '第一条。期限为二十日。\n附则。')).toEqual([
      { change: 'kept', text: '第一条。期限为' },
      { change: 'added', text: '二' },
      { change: 'kept', text: '十日。\n附则。' },
    ])
    expect(compareTexts('甲。乙。', '甲。')).toEqual([
      { change: 'kept', text: '甲。' },
      { change: 'removed', text: '乙。' },
    ])
    expect(compareTexts('', '甲。')).toEqual([{ change: 'added', text: '甲。' }])
  })

  test('what stayed and went is the old text, what stayed and came the new one', () => {
    const texts = [
      '',
      '甲。乙；丙！\n丁',
      '甲。\n丁',
      '“甲。”乙',
      '\n\n',
      '甲甲甲甲。乙乙乙乙',
      '乙乙。甲甲。',
    ]
    for (const before of texts)
      for (const after of texts) {
        const found = compareTexts(before, after)
        const without = (left: string) =>
          found
            .filter(({ change }) => change !== left)
            .map(({ text }) => text)
            .join('')
        expect([without('added'), without('removed')]).toEqual([before, after])
      }
    expect(sentencesOf('“甲。”乙；丙').join('|')).toBe('“甲。”|乙；|丙')
  })
})
