import { expect, test } from 'vitest'
import { CHANNEL_LABELS, CHANNELS, GRASSROOTS_FIELDS } from './grassroots.ts'
import { findStatutoryItem, STATUTORY_ITEMS, statutoryItemsFor } from './statutory.ts'

test('条例 第二十条 has fifteen items, 第二十一条 seven for cities and counties and eight for townships', () => {
  const count = (start: string) =>
    STATUTORY_ITEMS.filter(({ code }) => code.startsWith(start)).length
  expect([count('20.'), count('21.c'), count('21.t')]).toEqual([15, 7, 8])
  expect(new Set(STATUTORY_ITEMS.map(({ code }) => code)).size).toBe(STATUTORY_ITEMS.length)
  expect(findStatutoryItem('20.11')?.article).toBe('条例 第二十条第（十一）项')
})

test('a township has its own list, everybody else that of cities and counties', () => {
  expect(statutoryItemsFor('township')).toHaveLength(23)
  expect(statutoryItemsFor('other').some(({ code }) => code.startsWith('21.t'))).toBe(false)
})

test('the pilot had twenty-six fields, each once; every channel has a name', () => {
  expect(new Set(GRASSROOTS_FIELDS).size).toBe(26)
  expect(CHANNELS.map((channel) => CHANNEL_LABELS[channel])).not.toContain(undefined)
})
