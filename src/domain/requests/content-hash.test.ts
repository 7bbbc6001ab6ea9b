import * as fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { canonicalJson, type Json } from '../../platform/audit/hash-chain.ts'
import { contentHashOf } from './content-hash.ts'
import type { Draft } from './draft.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const draft: Draft = {
  disposition: 'D1a',
  grounds: [],
  text: '经检索，本机关不掌握您申请的信息。',
  reasons: '各业务系统和档案中均未检出。',
  withheld: [],
  evidence: [],
  attachments: [
    { name: '附件.pdf', sha256: 'a'.repeat(64), size: 10, mediaType: 'application/pdf' },
  ],
}

test('one changed character anywhere in the draft gives another hash', () => {
  const original = contentHashOf(draft)
  expect(contentHashOf({ ...draft, text: `${draft.text} ` })).not.toBe(original)
  expect(contentHashOf({ ...draft, grounds: ['X15'] })).not.toBe(original)
  const [file] = draft.attachments
  const swapped = { ...file!, sha256: 'b'.repeat(64) }
  expect(contentHashOf({ ...draft, attachments: [swapped] })).not.toBe(original)
  expect(contentHashOf(structuredClone(draft))).toBe(original)
})

// what drafts are made of: any storable text, whole numbers, lists, objects with our own keys
const text = fc
  .string({ unit: 'binary' })
  .filter((value) => value.isWellFormed() && !value.includes('\u0000'))
const { draftLike } = fc.letrec<{ draftLike: Json }>((tie) => ({
  draftLike: fc.oneof(
    { depthSize: 'medium' },
    text,
    fc.integer(),
    fc.constantFrom(null, true, false),
    fc.array(tie('draftLike')),
    fc.dictionary(fc.string({ unit: 'grapheme-ascii' }), tie('draftLike')),
  ),
}))

test('the database spells JSON as the application does, so that both compute the same hash', async () => {
  const values = fc.sample(draftLike, 200)
  const rows = await sql<{ text: string }>`
    select canonical_json(item) as text
    from jsonb_array_elements(${JSON.stringify(values)}::jsonb) with ordinality as e (item, place)
    order by place
  `.execute(database.db)
  const expected = values.map(canonicalJson)
  expect(rows.rows.map(({ text }) => text)).toEqual(expected)
})
