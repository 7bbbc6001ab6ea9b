import * as fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildAgency } from '../../../test/builders/people.ts'
import { buildNormative, draftAct, publishDraft } from '../../../test/builders/policies.ts'
import {
  buildPublicationDesk,
  clearReview,
  editionForm,
  type PublicationDesk,
} from '../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { chinaMoment } from '../../platform/kernel/time.ts'
import { getEdition } from '../publications/editions-store.ts'
import { editDraft, startNewEdition, submitForReview } from '../publications/handling/drafting.ts'
import { publishEdition } from '../publications/handling/publish.ts'
import { reviewEdition } from '../publications/handling/review.ts'
import { declareAct, dropAct, startConsolidatedText } from './acts.ts'
import { listPublicLinks } from './links.ts'
import { findTarget } from './targets.ts'
import { validityOfDocument, validityOfDocuments } from './validity.ts'

const day = Temporal.PlainDate.from
const NOW = chinaMoment('2023-03-01T09:00')
const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code })

let database: TestDatabase
let desk: PublicationDesk
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  desk = await buildPublicationDesk(database.db, await buildAgency(database.db))
})

const standing = async (documentId: number, on: string) =>
  (await validityOfDocument(database.db, documentId, day(on)))?.validity

describe('修改和废止', () => {
  test('a repeal marks the other document in the moment it is published, from the day it says', async () => {
    const { db } = database
    const old = await buildNormative(db, desk, '2019-05-01')
    const id = await draftAct(
      db,
      desk,
      [{ kind: 'repeals', target: old.documentNumber, appliesFrom: day('2023-04-01') }],
      NOW,
      { title: '关于废止示例办法的决定' },
    )
    expect(await listPublicLinks(db, old.documentId, day('2023-04-01'))).toEqual([])
    expect(await standing(old.documentId, '2023-04-01')).toBe('in-force')

    const indexNumber = await publishDraft(db, desk, id, NOW)
    expect(await standing(old.documentId, '2023-03-31')).toBe('in-force')
    expect(await standing(old.documentId, '2023-04-01')).toBe('repealed')
    const { documentId: actId } = (await findTarget(db, indexNumber))!
    expect(await listPublicLinks(db, old.documentId, day('2023-03-01'))).toMatchObject([
      { kind: 'repeals', direction: 'to', documentId: actId, appliesFrom: day('2023-04-01') },
    ])
    expect(await listPublicLinks(db, actId, day('2023-04-01'))).toMatchObject([
      {
        kind: 'repeals',
        direction: 'from',
        documentId: old.documentId,
        validity: { validity: 'repealed' },
      },
    ])
  })

  test('without a day of its own a mark applies from the first day of the act, else from its publication', async () => {
    const { db } = database
    const [one, two] = [
      await buildNormative(db, desk, '2019-05-01'),
      await buildNormative(db, desk, '2019-05-01'),
    ]
    const act = (target: string, effectiveFrom: string | null) =>
      draftAct(db, desk, [{ kind: 'repeals', target, appliesFrom: null }], NOW, {
        effectiveFrom: effectiveFrom === null ? null : day(effectiveFrom),
      })
    await publishDraft(db, desk, await act(one.indexNumber, '2023-06-01'), NOW)
    await publishDraft(db, desk, await act(two.indexNumber, null), NOW)
    expect(await standing(one.documentId, '2023-05-31')).toBe('in-force')
    expect(await standing(one.documentId, '2023-06-01')).toBe('repealed')
    expect(await standing(two.documentId, '2023-02-28')).toBe('in-force')
    expect(await standing(two.documentId, '2023-03-01')).toBe('repealed')
  })

  test('an amended document is marked, and its text as amended is not public before the amendment applies', async () => {
    const { db } = database
    const old = await buildNormative(db, desk, '2019-05-01')
    const id = await draftAct(
      db,
      desk,
      [{ kind: 'amends', target: old.indexNumber, appliesFrom: day('2023-04-01') }],
      NOW,
    )
    const { documentId: actId } = await getEdition(db, id)
    await expect(
      startConsolidatedText(db, desk.drafter, old.documentId, actId, NOW),
    ).rejects.toEqual(refusal('not-found'))
    await publishDraft(db, desk, id, NOW)
    expect(await standing(old.documentId, '2023-04-01')).toBe('amended')

    const copy = await startConsolidatedText(db, desk.drafter, old.documentId, actId, NOW)
    expect((await getEdition(db, copy)).publicNote).toContain('2023-04-01')
    await submitForReview(db, desk.drafter, copy, NOW)
    const { contentHash } = await getEdition(db, copy)
    await reviewEdition(db, desk.reviewer, copy, clearReview(contentHash), NOW)
    await expect(
      publishEdition(db, desk.head, copy, chinaMoment('2023-03-31T23:59')),
    ).rejects.toThrow()
    await publishEdition(db, desk.head, copy, chinaMoment('2023-04-01T00:00'))
    expect(await standing(old.documentId, '2023-04-01')).toBe('amended')
  })

  test('what is declared is part of what is signed: it cannot change after submission', async () => {
    const { db } = database
    const [one, two] = [
      await buildNormative(db, desk, '2019-05-01'),
      await buildNormative(db, desk, '2019-05-01'),
    ]
    const act = (target: string) => ({ kind: 'repeals' as const, target, appliesFrom: null })
    const id = await draftAct(db, desk, [act(one.indexNumber)], NOW)
    const before = await getEdition(db, id)
    await submitForReview(db, desk.drafter, id, NOW)
    await expect(declareAct(db, desk.drafter, id, act(two.indexNumber), NOW)).rejects.toEqual(
      refusal('wrong-state'),
    )
    await expect(sql`delete from document_acts`.execute(db)).rejects.toThrow('送审以后')
    const changed = { ...editionForm(), bodyHtml: '<p>另一正文。</p>' }
    await editDraft(db, desk.drafter, id, (await getEdition(db, id)).version, changed, NOW)
    await dropAct(db, desk.drafter, id, { kind: 'repeals', documentId: one.documentId }, NOW)
    const after = await getEdition(db, id)
    expect(before.structure).not.toBeNull()
    expect(after.structure).toBeNull()
    expect(after.contentHash.equals(before.contentHash)).toBe(false)
  })

  test('a saved form does not lose what was declared', async () => {
    const { db } = database
    const old = await buildNormative(db, desk, '2019-05-01')
    const id = await draftAct(
      db,
      desk,
      [{ kind: 'repeals', target: old.indexNumber, appliesFrom: null }],
      NOW,
    )
    const { version, structure } = await getEdition(db, id)
    await editDraft(db, desk.drafter, id, version, editionForm({ title: '另一标题' }), NOW)
    expect((await getEdition(db, id)).structure).toEqual(structure)
  })

  test('only public documents can be amended or repealed, and none by itself', async () => {
    const { db } = database
    const id = await draftAct(db, desk, [], NOW, { documentNumber: '示发〔2023〕77号' })
    for (const target of ['示发〔2023〕77号', '示规〔1999〕1号'])
      await expect(
        declareAct(db, desk.drafter, id, { kind: 'amends', target, appliesFrom: null }, NOW),
      ).rejects.toEqual(refusal('invalid'))
  })

  test('a body amends and repeals its own documents and those of its units, nobody else’s', async () => {
    const { db } = database
    const { agencyId } = desk.drafter
    const unit = await buildPublicationDesk(db, await buildAgency(db, { supervisorId: agencyId }))
    const stranger = await buildPublicationDesk(db, await buildAgency(db))
    const [theirs, others] = [
      await buildNormative(db, unit, '2019-05-01'),
      await buildNormative(db, stranger, '2019-05-01'),
    ]
    const repeal = (target: string) => ({ kind: 'repeals' as const, target, appliesFrom: null })
    const id = await draftAct(db, desk, [repeal(theirs.documentNumber)], NOW)
    await expect(
      declareAct(db, desk.drafter, id, repeal(others.documentNumber), NOW),
    ).rejects.toEqual(refusal('invalid'))
  })

  test('whoever declared an act does not publish it', async () => {
    const { db } = database
    const old = await buildNormative(db, desk, '2019-05-01')
    const id = await draftAct(db, desk, [], NOW)
    const both = { ...desk.head, roles: new Set([...desk.head.roles, 'clerk' as const]) }
    const act = { kind: 'repeals' as const, target: old.indexNumber, appliesFrom: null }
    await declareAct(db, both, id, act, NOW)
    await expect(publishDraft(db, desk, id, NOW)).rejects.toEqual(refusal('forbidden'))
  })
})

describe('the database refuses too', () => {
  test('a mark that no published text declares, and taking one away', async () => {
    const { db } = database
    const old = await buildNormative(db, desk, '2019-05-01')
    const other = await buildNormative(db, desk, '2020-05-01')
    await expect(
      sql`insert into document_relations (from_id, kind, to_id, applies_from, created_by, created_at)
        values (${other.documentId}, 'repeals', ${old.documentId}, '2021-01-01', ${desk.head.id}, now())`.execute(
        db,
      ),
    ).rejects.toThrow('没有公开的文件作出这一记载')
    const act = { kind: 'repeals' as const, target: old.indexNumber, appliesFrom: null }
    await publishDraft(db, desk, await draftAct(db, desk, [act], NOW), NOW)
    const marks = sql`where to_id = ${old.documentId} and kind = 'repeals'`
    await expect(sql`delete from document_relations ${marks}`.execute(db)).rejects.toThrow(
      '不得删除',
    )
    await expect(
      sql`update document_relations set applies_from = '2050-01-01' ${marks}`.execute(db),
    ).rejects.toThrow('没有公开的文件作出这一记载')
  })
})

test('a new edition with another term changes the term, and a later one without the act takes the mark back', async () => {
  const { db } = database
  const old = await buildNormative(db, desk, '2019-05-01', { expiresOn: day('2023-12-31') })
  expect(await standing(old.documentId, '2024-01-01')).toBe('expired')
  const longer = await startNewEdition(db, desk.drafter, old.documentId, NOW)
  const edition = await getEdition(db, longer)
  const form = { ...editionForm(), ...edition, expiresOn: day('2028-12-31') }
  await editDraft(db, desk.drafter, longer, edition.version, form as never, NOW)
  expect(await standing(old.documentId, '2024-01-01')).toBe('expired')
  await publishDraft(db, desk, longer, NOW)
  expect(await standing(old.documentId, '2024-01-01')).toBe('in-force')

  const act = { kind: 'repeals' as const, target: old.indexNumber, appliesFrom: day('2023-03-02') }
  const id = await draftAct(db, desk, [act], NOW)
  const { documentId: actId } = await getEdition(db, id)
  await publishDraft(db, desk, id, NOW)
  expect(await standing(old.documentId, '2024-01-01')).toBe('repealed')
  const corrected = await startNewEdition(db, desk.drafter, actId, NOW)
  await dropAct(db, desk.drafter, corrected, { kind: 'repeals', documentId: old.documentId }, NOW)
  expect(await standing(old.documentId, '2024-01-01')).toBe('repealed')
  await publishDraft(db, desk, corrected, NOW)
  expect(await standing(old.documentId, '2024-01-01')).toBe('in-force')
})

test('an act published in error marks nothing any more; one taken down for another reason still does', async () => {
  const { db } = database
  for (const [kind, expected] of [
    ['published-in-error', 'in-force'],
    ['withdrawn', 'repealed'],
  ] as const) {
    const old = await buildNormative(db, desk, '2019-05-01')
    const act = { kind: 'repeals' as const, target: old.indexNumber, appliesFrom: null }
    const id = await draftAct(db, desk, [act], NOW)
    await publishDraft(db, desk, id, NOW)
    const { documentId } = await getEdition(db, id)
    await sql`insert into document_removals (document_id, kind, public_reason, removed_by, removed_at)
      values (${documentId}, ${kind}, '示例理由', ${desk.head.id}, now())`.execute(db)
    await sql`update editions set state = 'removed' where id = ${id}`.execute(db)
    await sql`update documents set status = 'removed' where id = ${documentId}`.execute(db)
    expect([kind, await standing(old.documentId, '2023-06-01')]).toEqual([kind, expected])
    expect(await validityOfDocument(db, documentId, day('2023-06-01'))).toBeUndefined()
    expect(await listPublicLinks(db, old.documentId, day('2023-06-01'))).toEqual([])
  }
})

test('drafts have no standing that anybody could read', async () => {
  const { db } = database
  const id = await draftAct(db, desk, [], NOW, { normativeKind: 'normative' })
  const { documentId } = await getEdition(db, id)
  expect(await validityOfDocuments(db, [documentId], day('2023-06-01'))).toEqual(new Map())
})

test('the kept days are the ones that the definition gives, whatever was done in whatever order', async () => {
  const { db } = database
  const days = fc.nat({ max: 900 }).map((n) => day('2021-01-01').add({ days: n }))
  const step = fc.record({
    what: fc.constantFrom('amends', 'repeals', 'edition') as fc.Arbitrary<
      'amends' | 'repeals' | 'edition'
    >,
    on: fc.option(days),
    target: fc.nat({ max: 2 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const documents = []
      for (let n = 0; n < 3; n += 1) documents.push(await buildNormative(db, desk, '2020-01-01'))
      for (const { what, on, target } of steps) {
        const { documentId, indexNumber } = documents[target]!
        if (what === 'edition') {
          const id = await startNewEdition(db, desk.drafter, documentId, NOW)
          const edition = await getEdition(db, id)
          const form = { ...editionForm(), ...edition, expiresOn: on }
          await editDraft(db, desk.drafter, id, edition.version, form as never, NOW)
          await publishDraft(db, desk, id, NOW)
        } else {
          const act = { kind: what, target: indexNumber, appliesFrom: on }
          await publishDraft(db, desk, await draftAct(db, desk, [act], NOW), NOW)
        }
      }
      const columns = sql`document_id, agency_id, normative_kind, published_on, issued_on, effective_on, expires_on,
        repealed_on, lapsed_on, amended_on`
      const { rows } = await sql`(select ${columns} from document_validity except
        select ${columns} from document_validity_facts) union all (select ${columns} from document_validity_facts
        except select ${columns} from document_validity)`.execute(db)
      expect(rows).toEqual([])
    }),
    { numRuns: 6 },
  )
})
