import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSealer } from './sealer.ts'

const sealer = createSealer(randomBytes(32))

test('what was sealed opens again, and never looks the same twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
      expect(sealer.open(sealer.seal(plain))).toBe(plain)
      expect(sealer.seal(plain)).not.toBe(sealer.seal(plain))
    }),
  )
})

test('a changed byte or another key opens nothing', () => {
  const sealed = sealer.seal('示例身份证号')
  const bytes = Buffer.from(sealed.slice(3), 'base64url')
  bytes[bytes.length - 1]! ^= 1
  expect(() => sealer.open(`v1.${bytes.toString('base64url')}`)).toThrow()
  expect(() => createSealer(randomBytes(32)).open(sealed)).toThrow()
})

test('the blind index finds equals and only under its own key', () => {
  expect(sealer.blindIndex('示例甲')).toEqual(sealer.blindIndex('示例甲'))
  expect(sealer.blindIndex('示例甲')).not.toEqual(sealer.blindIndex('示例乙'))
  expect(createSealer(randomBytes(32)).blindIndex('示例甲')).not.toEqual(
    sealer.blindIndex('示例甲'),
  )
})

test('each purpose has a key of its own, the same at every start', () => {
  const again = createSealer(Buffer.alloc(32, 3))
  expect(createSealer(Buffer.alloc(32, 3)).keyFor('files')).toEqual(again.keyFor('files'))
  expect(again.keyFor('files')).not.toEqual(again.keyFor('links'))
})
