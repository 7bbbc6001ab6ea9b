import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { buildAgency, buildOfficer } from '../../../test/builders/people.ts'
import {
  buildPublicItem,
  buildPublicPack,
  itemForm,
  packForm,
} from '../../../test/builders/policy-packs.ts'
import { buildNormative, draftAct, publishDraft } from '../../../test/builders/policies.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  type PublicationDesk,
} from '../../../test/builders/publications.ts'
import { builtInCalendar } from '../../law/calendar/calendar.ts'
import { chinaMoment } from '../../platform/kernel/time.ts'
import { getEdition } from '../publications/editions-store.ts'
import { startNewEdition } from '../publications/handling/drafting.ts'
import { removeDocument } from '../publications/handling/remove.ts'
import { findPublicDocument } from '../publications/public-document.ts'
import { readPackDesk } from './desk.ts'
import { createFinderUses, listFinderUses } from './finder/uses.ts'
import { noticeOf } from './flags.ts'
import { copyPack, draftPack, editPack } from './handling/compose-pack.ts'
import { draftItem, editItem } from './handling/draft-item.ts'
import { policyPackOf } from './pack.ts'
import { listPublicItems, listPublicPacks } from './public-policies.ts'
import { findRemovedPolicy } from './removed-policy.ts'
import { leaveOut, listUnpackedPolicies, setIncludeWithinDays } from './unpacked-policies.ts'

const NOW = chinaMoment('2020-11-10T10:00')
const TODAY = Temporal.PlainDate.from('2020-11-10')
const day = (text: string) => Temporal.PlainDate.from(text)

let database: TestDatabase
let desk: PublicationDesk
let agencyId: number
beforeAll(async () => {
  database = await createTestDatabase()
  agencyId = await buildAgency(database.db)
  desk = await buildPublicationDesk(database.db, agencyId)
})
afterAll(() => database.close())

const relationsFrom = (documentId: number) =>
  database.db
    .selectFrom('document_relations')
    .select(['kind', 'to_id', 'position'])
    .where('from_id', '=', documentId)
    .orderBy('position')
    .execute()

const idOf = async (indexNumber: string) =>
  (await findPublicDocument(database.db, indexNumber))!.documentId

describe('an item', () => {
  test('goes the way of every document, and is linked to its basis only when published', async () => {
    const { db } = database
    const title = '关于示例研发补助的通知'
    const basis = await buildPublishedDocument(db, desk, NOW, {
      title,
      documentNumber: '示发〔2020〕7号',
    })
    const form = itemForm({
      basis: [
        { reference: '示发[2020]7号', clause: '第三条' },
        { reference: '《某部的规定》', clause: '' },
      ],
      validUntil: day('2022-12-31'),
    })
    const editionId = await draftItem(db, desk.drafter, form, NOW)
    const draft = await getEdition(db, editionId)
    expect(draft).toMatchObject({ kind: 'policy-item', state: 'draft', category: '惠企政策' })
    expect(draft.structure).toMatchObject({
      basis: [
        { documentId: await idOf(basis), title, clause: '第三条' },
        { documentId: null, title: '某部的规定', clause: '' },
      ],
    })
    expect(draft.bodyText).toContain('按研发投入的5%补助')
    expect(await relationsFrom(draft.documentId)).toEqual([])
    expect((await listPublicItems(db, TODAY)).has(draft.documentId)).toBe(false)

    await publishDraft(db, desk, editionId, NOW)
    expect(await relationsFrom(draft.documentId)).toEqual([
      { kind: 'based-on', to_id: await idOf(basis), position: 1 },
    ])
    const item = (await listPublicItems(db, TODAY)).get(draft.documentId)!
    expect(item).toMatchObject({ title: '示例研发投入补助', isFlagged: false })
    expect(item.validUntil?.toString()).toBe('2022-12-31')
  })

  test('keeps its links until a new edition with others is published', async () => {
    const { db } = database
    const [one, two] = [
      await buildPublishedDocument(db, desk, NOW, { title: '甲政策' }),
      await buildPublishedDocument(db, desk, NOW, { title: '乙政策' }),
    ]
    const built = await buildPublicItem(db, desk, NOW, {
      basis: [{ reference: '甲政策', clause: '' }],
    })
    const next = await startNewEdition(db, desk.drafter, built.documentId, NOW)
    const { version } = await getEdition(db, next)
    const form = itemForm({ basis: [{ reference: two, clause: '' }], publicNote: '依据调整' })
    await editItem(db, desk.drafter, { id: next, version }, form, NOW)
    expect((await relationsFrom(built.documentId)).map((one) => one.to_id)).toEqual([
      await idOf(one),
    ])
    await publishDraft(db, desk, next, NOW)
    expect((await relationsFrom(built.documentId)).map((one) => one.to_id)).toEqual([
      await idOf(two),
    ])
  })

  test('is no 规范性文件 and has no validity of its own unless it says until when', async () => {
    const { indexNumber } = await buildPublicItem(database.db, desk, NOW)
    expect(await findPublicDocument(database.db, indexNumber)).toMatchObject({
      normativeKind: null,
      expiresOn: null,
    })
  })

  test('reads as text what its fields say, with markup in them as words', async () => {
    const form = itemForm({ standard: '<script>alert(1)</script> & 50万元' })
    const { bodyHtml, bodyText } = await getEdition(
      database.db,
      await draftItem(database.db, desk.drafter, form, NOW),
    )
    expect(bodyHtml).not.toContain('<script')
    expect(bodyText).toContain('<script>alert(1)</script> & 50万元')
  })
})

describe('an item whose basis has ended', () => {
  const flagsOn = async (documentId: number, on: string) =>
    (await listPublicItems(database.db, day(on))).get(documentId)!.flags

  test('is flagged from the first day without force, and not before', async () => {
    const { db } = database
    await buildPublishedDocument(db, desk, NOW, {
      title: '到期的政策',
      effectiveFrom: day('2020-01-01'),
      expiresOn: day('2021-12-31'),
    })
    const { documentId } = await buildPublicItem(db, desk, NOW, {
      basis: [{ reference: '到期的政策', clause: '' }],
    })
    expect(await flagsOn(documentId, '2021-12-31')).toEqual([])
    const flags = await flagsOn(documentId, '2022-01-01')
    expect(flags).toEqual([
      { kind: 'basis-ended', validity: 'expired', title: '到期的政策', since: day('2022-01-01') },
    ])
    expect(noticeOf(flags)).toBe('依据已失效，以最新政策为准')
  })

  test('also when another document repeals it', async () => {
    const { db } = database
    const old = await buildNormative(db, desk, '2019-05-01')
    const { documentId } = await buildPublicItem(db, desk, NOW, {
      basis: [{ reference: old.documentNumber, clause: '' }],
    })
    const repeal = {
      kind: 'repeals',
      target: old.documentNumber,
      appliesFrom: day('2021-03-01'),
    } as const
    await publishDraft(db, desk, await draftAct(db, desk, [repeal], NOW), NOW)
    expect(await flagsOn(documentId, '2021-02-28')).toEqual([])
    expect(await flagsOn(documentId, '2021-03-01')).toMatchObject([{ validity: 'repealed' }])
  })

  test('and when its own time is over', async () => {
    const { documentId } = await buildPublicItem(database.db, desk, NOW, {
      validUntil: day('2020-12-31'),
    })
    expect(await flagsOn(documentId, '2020-12-31')).toEqual([])
    expect(await flagsOn(documentId, '2021-01-01')).toEqual([
      { kind: 'over', since: day('2021-01-01') },
    ])
  })
})

describe('a pack', () => {
  test('holds groups of items in order; its text names only what is public', async () => {
    const { db } = database
    const first = await buildPublicItem(db, desk, NOW, { title: '公开的事项' })
    const draft = await getEdition(
      db,
      await draftItem(db, desk.drafter, itemForm({ title: '未公开的事项' }), NOW),
    )
    const form = packForm({ 企业发展: [draft.documentId, first.documentId], 人才政策: [] })
    const pack = await buildPublicPack(db, desk, NOW, form)
    const { bodyText } = (await findPublicDocument(db, pack.indexNumber))!
    expect(bodyText).toContain('公开的事项')
    expect(bodyText).not.toContain('未公开的事项')
    expect(await relationsFrom(pack.documentId)).toEqual([
      { kind: 'contains', to_id: draft.documentId, position: 1001 },
      { kind: 'contains', to_id: first.documentId, position: 1002 },
    ])
    const listed = (await listPublicPacks(db)).find((one) => one.documentId === pack.documentId)!
    expect(listed.pack.groups.map(({ name, items }) => [name, items.length])).toEqual([
      ['企业发展', 2],
      ['人才政策', 0],
    ])
    const { packs, items } = await readPackDesk(db, desk.head, TODAY)
    expect(packs.find((one) => one.documentId === pack.documentId)!.groups).toEqual([
      { name: '企业发展', items: 2, flagged: 0, unpublished: 1 },
      { name: '人才政策', items: 0, flagged: 0, unpublished: 0 },
    ])
    expect(items.find((one) => one.documentId === first.documentId)!.packs).toEqual([
      '2020年惠企政策服务包（示例）',
    ])
  })

  test('is not made of what another body has', async () => {
    const { db } = database
    const elsewhere = await buildPublicationDesk(db, await buildAgency(db))
    const theirs = await buildPublicItem(db, elsewhere, NOW)
    const form = packForm({ 企业发展: [theirs.documentId] })
    await expect(draftPack(db, desk.drafter, form, NOW)).rejects.toMatchObject({ code: 'invalid' })
  })

  test('is changed only by who started from what stands there', async () => {
    const { db } = database
    const id = await draftPack(db, desk.drafter, packForm({ 企业发展: [] }), NOW)
    const { version } = await getEdition(db, id)
    await editPack(db, desk.drafter, { id, version }, packForm({ 融资服务: [] }), NOW)
    const stale = editPack(db, desk.drafter, { id, version }, packForm({ 人才政策: [] }), NOW)
    await expect(stale).rejects.toMatchObject({ code: 'stale' })
    expect(policyPackOf((await getEdition(db, id)).structure).groups[0]!.name).toBe('融资服务')
  })

  test('of last year becomes the draft of this', async () => {
    const { db } = database
    const item = await buildPublicItem(db, desk, NOW)
    const pack = await buildPublicPack(db, desk, NOW, packForm({ 企业发展: [item.documentId] }))
    const copy = await getEdition(db, await copyPack(db, desk.drafter, pack.documentId, NOW))
    expect(copy).toMatchObject({ state: 'draft', title: '2021年惠企政策服务包（示例）' })
    expect(policyPackOf(copy.structure)).toMatchObject({
      year: 2021,
      groups: [{ name: '企业发展', items: [item.documentId] }],
    })
    await expect(copyPack(db, desk.drafter, item.documentId, NOW)).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('is not read by those who may not read documents', async () => {
    const admin = await buildOfficer(database.db, agencyId, 'admin')
    await expect(readPackDesk(database.db, admin, TODAY)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

test('what was taken down names the first in the line of successors that is public', async () => {
  const { db } = database
  const [first, second, third] = [
    await buildPublicItem(db, desk, NOW, { title: '第一个事项' }),
    await buildPublicItem(db, desk, NOW, { title: '第二个事项' }),
    await buildPublicItem(db, desk, NOW, { title: '第三个事项' }),
  ]
  const takeDown = (editionId: number, successor: string) =>
    removeDocument(
      db,
      desk.head,
      editionId,
      { kind: 'superseded', publicReason: '政策调整', privateNote: '', successor },
      NOW,
    )
  await takeDown(first.editionId, second.indexNumber)
  expect(await findRemovedPolicy(db, first.indexNumber)).toMatchObject({
    title: '第一个事项',
    reason: '政策调整',
    successor: { indexNumber: second.indexNumber, isPolicy: true },
  })
  await takeDown(second.editionId, third.indexNumber)
  expect((await findRemovedPolicy(db, first.indexNumber))!.successor).toMatchObject({
    indexNumber: third.indexNumber,
  })
  expect((await listPublicItems(db, TODAY)).has(first.documentId)).toBe(false)
  expect(await findRemovedPolicy(db, third.indexNumber)).toBeUndefined()
})

describe('a new policy for enterprises', () => {
  test('is to be in a pack within the working days that the body set, unless left out', async () => {
    const { db } = database
    const office = await buildAgency(db)
    const own = await buildPublicationDesk(db, office)
    // Friday
    const published = chinaMoment('2020-11-06T10:00')
    const publish = (title: string) =>
      buildPublishedDocument(db, own, published, { title, category: '惠企政策' })
    await publish('要编入的政策')
    const other = await publish('不编入的政策')
    await buildPublishedDocument(db, own, published, { title: '与企业无关的通知' })
    const list = () => listUnpackedPolicies(db, office, builtInCalendar, day('2020-11-18'))

    expect((await list()).map(({ title, dueOn }) => [title, dueOn.toString()])).toEqual([
      ['要编入的政策', '2020-11-17'],
      ['不编入的政策', '2020-11-17'],
    ])
    expect((await list()).every(({ isOverdue }) => isOverdue)).toBe(true)
    await setIncludeWithinDays(db, own.drafter, 10, NOW)
    expect((await list()).map(({ dueOn }) => dueOn.toString())).toEqual([
      '2020-11-20',
      '2020-11-20',
    ])

    await leaveOut(db, own.drafter, await idOf(other), '只涉及内部管理', NOW)
    await draftItem(
      db,
      own.drafter,
      itemForm({ basis: [{ reference: '要编入的政策', clause: '' }] }),
      NOW,
    )
    expect(await list()).toEqual([])
  })

  test('is left out with a reason, by somebody of that body', async () => {
    const { db } = database
    const id = await idOf(await buildPublishedDocument(db, desk, NOW, { title: '某政策' }))
    await expect(leaveOut(db, desk.drafter, id, ' ', NOW)).rejects.toMatchObject({
      code: 'incomplete',
    })
    const stranger = await buildOfficer(db, await buildAgency(db), 'clerk')
    await expect(leaveOut(db, stranger, id, '理由', NOW)).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})

test('the use of the finder is kept as sums of single answers', async () => {
  const { db } = database
  const uses = createFinderUses(db)
  uses.count({ size: 'micro', turnover: 1234, certifications: [] }, [7], TODAY)
  uses.count({ size: 'micro', needs: ['tax', 'ip'] }, [], TODAY)
  await uses.flush()
  uses.count({ size: 'micro' }, [7], TODAY)
  await uses.flush()
  const sums = await listFinderUses(db, desk.head, { from: TODAY, to: TODAY })
  expect(
    Object.fromEntries(sums.map((one) => [`${one.question} ${one.answer}`, one.uses])),
  ).toEqual({
    'search found': 2,
    'search nothing': 1,
    'size micro': 3,
    'turnover 500': 1,
    'certification none': 1,
    'need tax': 1,
    'need ip': 1,
    'item 7': 2,
  })
  const columns = await db.selectFrom('policy_finder_uses').selectAll().executeTakeFirstOrThrow()
  expect(Object.keys(columns).sort()).toEqual(['answer', 'on_day', 'question', 'uses'])
})
