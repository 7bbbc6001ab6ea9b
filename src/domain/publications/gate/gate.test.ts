import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildAgency } from '../../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  buildReviewedEdition,
  clearReview,
  editionForm,
  finishEdition,
  type PublicationDesk,
} from '../../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import { getEdition } from '../editions-store.ts'
import { findClearance, recordAcceptance } from './clearances-store.ts'
import { draftDocument, editDraft, submitForReview } from '../handling/drafting.ts'
import { checkAgain } from '../handling/gate.ts'
import { publishEdition } from '../handling/publish.ts'
import { reviewEdition } from '../handling/review.ts'

const NOW = chinaMoment('2020-08-17T13:56')
const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code })

let database: TestDatabase
let agencyId: number
let desk: PublicationDesk
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  agencyId = await buildAgency(database.db)
  desk = await buildPublicationDesk(database.db, agencyId)
})

const hashOf = async (id: number) => (await getEdition(database.db, id)).contentHash
const stateOf = async (id: number) => (await getEdition(database.db, id)).state
const edit = async (id: number, given: Parameters<typeof editionForm>[0]) => {
  const { version } = await getEdition(database.db, id)
  await editDraft(database.db, desk.drafter, id, version, editionForm(given), NOW)
}
describe('出门闸', () => {
  const MOBILE = { bodyHtml: '<p>联系人电话13800138000。</p>' }
  const publishBySql = (id: number) =>
    sql`update editions set state = 'published', published_at = now(), published_by = ${desk.head.id} where id = ${id}`.execute(
      database.db,
    )

  test('what is found is mended, or explained and let out by the reviewer with a reason', async () => {
    const { db } = database
    const id = await draftDocument(db, desk.drafter, editionForm(MOBILE), NOW)
    await expect(submitForReview(db, desk.drafter, id, NOW)).rejects.toEqual(refusal('incomplete'))
    expect(await stateOf(id)).toBe('draft')
    expect(await findClearance(db, await getEdition(db, id))).toMatchObject({
      outcome: 'blocked',
      findings: [
        { place: '正文', kind: 'mobile', message: expect.not.stringContaining('13800138000') },
      ],
    })
    await submitForReview(db, desk.drafter, id, NOW, { explanation: '对外公布的值班电话' })
    const form = clearReview(await hashOf(id))
    await expect(reviewEdition(db, desk.reviewer, id, form, NOW)).rejects.toEqual(
      refusal('incomplete'),
    )
    await reviewEdition(db, desk.reviewer, id, { ...form, acceptance: '值班电话，应当公开' }, NOW)
    expect(await findClearance(db, await getEdition(db, id))).toMatchObject({
      outcome: 'accepted',
      decidedBy: desk.reviewer.id,
      reason: '值班电话，应当公开',
      explanation: '对外公布的值班电话',
    })
    await publishEdition(db, desk.head, id, NOW)
  })

  test('mended, it goes on without a word', async () => {
    const { db } = database
    const id = await draftDocument(db, desk.drafter, editionForm(MOBILE), NOW)
    await expect(submitForReview(db, desk.drafter, id, NOW)).rejects.toEqual(refusal('incomplete'))
    await edit(id, {})
    await finishEdition(db, desk, id, NOW)
  })

  test.each([
    ['a title', { title: '关于13800138000的通知' }],
    ['a summary', { summary: '身份证号码11010519491231002X' }],
    ['a keyword', { keywords: ['someone@example.com'] }],
    ['a public note', { publicNote: '电话13800138000' }],
    ['a link', { bodyHtml: '<p><a href="mailto:someone@example.com">联系</a></p>' }],
    [
      'a field of its kind',
      { kind: 'policy-item' as const, structure: { contact: { phone: '13800138000' } } },
    ],
  ])('%s is looked through as well', async (_, given) => {
    const { db } = database
    const id = await draftDocument(db, desk.drafter, editionForm(given), NOW)
    await expect(submitForReview(db, desk.drafter, id, NOW)).rejects.toEqual(refusal('incomplete'))
  })

  test('the contact the guide states anyway is no finding', async () => {
    const { db } = database
    const bodyHtml = '<p>电子邮箱office@example.invalid。</p>'
    const id = await draftDocument(db, desk.drafter, editionForm({ bodyHtml }), NOW)
    await submitForReview(db, desk.drafter, id, NOW)
  })

  test('the database lets nothing out that the gate has not cleared, whoever asks', async () => {
    const { db } = database
    const id = await buildReviewedEdition(db, desk, NOW)
    await sql`alter table edition_clearances disable trigger user`.execute(db)
    await sql`delete from edition_clearances where edition_id = ${id}`.execute(db)
    await sql`alter table edition_clearances enable trigger user`.execute(db)
    await expect(publishBySql(id)).rejects.toThrow('没有通过出门检查')
    await expect(publishEdition(db, desk.head, id, NOW)).rejects.toEqual(refusal('unapproved'))
    const { outcome } = await checkAgain(db, desk.reviewer, id, NOW, undefined)
    expect(outcome).toBe('clear')
    await publishEdition(db, desk.head, id, NOW)
  })

  test('a later word on the same content counts more than an earlier one', async () => {
    const { db } = database
    const id = await buildReviewedEdition(db, desk, NOW)
    const hash = await hashOf(id)
    await sql`insert into edition_clearances (edition_id, content_hash, scanner, findings, outcome, scanned_at)
      values (${id}, ${hash}, 'newer rules', '[{"kind":"mobile"}]', 'blocked', now())`.execute(db)
    await expect(publishBySql(id)).rejects.toThrow('没有通过出门检查')
  })

  test('a clearance is of the content of now, is kept, and is not given by the drafter', async () => {
    const { db } = database
    const id = await draftDocument(db, desk.drafter, editionForm(MOBILE), NOW)
    await submitForReview(db, desk.drafter, id, NOW, { explanation: '说明' })
    const edition = await getEdition(db, id)
    const blocked = (await findClearance(db, edition))!
    const accept = (by: number, what = blocked) =>
      db
        .transaction()
        .execute((tx) => recordAcceptance(tx, id, what, { by, at: NOW, reason: '可以' }))
    await expect(accept(desk.drafter.id)).rejects.toThrow('起草人不得处理')
    await expect(
      accept(desk.reviewer.id, { ...blocked, contentHash: Buffer.alloc(32) }),
    ).rejects.toThrow('检查的不是现在的内容')
    await expect(accept(desk.reviewer.id, { ...blocked, findings: [] })).rejects.toThrow()
    await expect(sql`delete from edition_clearances`.execute(db)).rejects.toThrow('只增不改')
    await expect(sql`update edition_clearances set outcome = 'clear'`.execute(db)).rejects.toThrow()
  })
})
