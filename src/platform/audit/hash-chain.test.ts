import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, chainHash, type Json } from './hash-chain.ts'

const shuffled = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(shuffled)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, shuffled(item as Json)] as const)
      .reverse(),
  )
}

test('equal records have equal text, whatever the order of their keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = value as Json
      expect(canonicalJson(shuffled(json))).toBe(canonicalJson(json))
    }),
  )
})

test('canonical text is JSON of the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const there = JSON.parse(JSON.stringify(value))
      expect(JSON.parse(canonicalJson(there))).toEqual(there)
    }),
  )
})

test('a changed byte changes the link, and so does a changed predecessor', () => {
  const first = chainHash(null, { type: 'registered', on: '2020-03-02' })
  expect(chainHash(null, { type: 'registered', on: '2020-03-03' })).not.toEqual(first)
  expect(chainHash(first, { type: 'closed' })).not.toEqual(chainHash(null, { type: 'closed' }))
})
