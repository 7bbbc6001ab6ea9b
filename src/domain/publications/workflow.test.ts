import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildAgency, buildOfficer } from '../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  buildReviewedEdition,
  clearReview,
  editionForm,
  finishEdition,
  type PublicationDesk,
} from '../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { openPool } from '../../platform/database/connect.ts'
import { chinaMoment } from '../../platform/kernel/time.ts'
import { builtInCalendar } from '../../law/calendar/calendar.ts'
import { compareTexts, sentencesOf } from './compare-editions.ts'
import { countDesk, listDesk } from './desk.ts'
import { getEdition } from './editions-store.ts'
import { findClearance, recordAcceptance } from './gate/clearances-store.ts'
import { draftDocument, editDraft, startNewEdition, submitForReview } from './handling/drafting.ts'
import { setEmbargo } from './handling/embargo.ts'
import { checkAgain } from './handling/gate.ts'
import { publishDue } from './handling/publish-due.ts'
import { publishEdition } from './handling/publish.ts'
import { listReferrals, recordReferralAnswer } from './handling/refer-upwards.ts'
import { removeDocument, type RemovalForm } from './handling/remove.ts'
import { reviewEdition } from './handling/review.ts'
import { schedulePublication, unschedule } from './handling/schedule.ts'
import { createPreview, listPreviews, openPreview, revokePreview } from './previews.ts'
import { findPublicDocument } from './public-document.ts'
import { overdueFormedOn, publicationClock } from './publication-clock.ts'
import { addRelation, listRelations } from './relations.ts'
import { findPublicRemoval } from './removals.ts'
import { listReviewBatch, reviewBatch } from './review-batch.ts'

const NOW = chinaMoment('2020-08-17T13:56')
const LATER = chinaMoment('2020-08-18T09:00')
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
const publicTitle = async (id: number) => {
  const { indexNumber } = await getEdition(database.db, id)
  return indexNumber === null
    ? undefined
    : (await findPublicDocument(database.db, indexNumber))?.title
}

describe('定时发布', () => {
  const scheduled = async () => {
    const id = await buildReviewedEdition(database.db, desk, NOW)
    await schedulePublication(database.db, desk.head, id, LATER, NOW)
    return id
  }

  test('goes online at its hour, once, in the name of whoever approved it', async () => {
    const { db } = database
    const id = await scheduled()
    expect(await publishDue(db, LATER.subtract({ seconds: 1 }))).toBe(0)
    expect(await publicTitle(id)).toBeUndefined()
    expect(await publishDue(db, LATER)).toBe(1)
    expect(await publishDue(db, LATER)).toBe(0)
    const { rows } =
      await sql`select published_by, published_at from editions where id = ${id}`.execute(db)
    expect(rows).toEqual([{ published_by: desk.head.id, published_at: LATER }])
  })

  test('exactly once when two nodes do it at the same moment', async () => {
    const ids: number[] = []
    for (let i = 0; i < 12; i += 1) ids.push(await scheduled())
    const other = openPool(database.connection, 4)
    const counts = await Promise.all([
      publishDue(database.db, LATER),
      publishDue(other.db, LATER),
      publishDue(other.db, LATER),
    ])
    expect(counts.reduce((sum, count) => sum + count)).toBe(12)
    const states = await Promise.all(ids.map(stateOf))
    expect(new Set(states)).toEqual(new Set(['published']))
    await other.close()
  })

  test('editing takes the hour and the approval away', async () => {
    const id = await scheduled()
    await edit(id, { title: '改了标题' })
    expect(await getEdition(database.db, id)).toMatchObject({ state: 'draft', publishAt: null })
    expect(await publishDue(database.db, LATER)).toBe(0)
  })

  test('whoever approves may take it back', async () => {
    const id = await scheduled()
    await expect(unschedule(database.db, desk.drafter, id, NOW)).rejects.toEqual(
      refusal('forbidden'),
    )
    await unschedule(database.db, desk.head, id, NOW)
    expect(await stateOf(id)).toBe('reviewed')
  })

  test.each([
    ['approver', 'reviewed'],
    ['reviewer', 'in-review'],
  ] as const)(
    'a %s who has left takes it away: it waits again, and says why',
    async (who, state) => {
      const id = await scheduled()
      const officer = who === 'approver' ? desk.head : desk.reviewer
      await sql`update users set active = false where id = ${officer.id}`.execute(database.db)
      expect(await publishDue(database.db, LATER)).toBe(0)
      const edition = await getEdition(database.db, id)
      expect(edition.state).toBe(state)
      expect(edition.returnedReason).toContain('账号已经停用')
    },
  )

  test('not by the drafter, not into the past, not for content that was not seen', async () => {
    const { db } = database
    const id = await buildReviewedEdition(db, desk, NOW)
    const attempt = (by: typeof desk.head, at: Temporal.Instant, seen?: string) =>
      schedulePublication(db, by, id, at, NOW, seen)
    await expect(attempt(desk.drafter, LATER)).rejects.toEqual(refusal('forbidden'))
    await expect(attempt(desk.head, NOW)).rejects.toEqual(refusal('invalid'))
    await expect(attempt(desk.head, LATER, 'f'.repeat(64))).rejects.toEqual(refusal('stale'))
    await expect(publishEdition(db, desk.head, id, NOW, { seen: 'f'.repeat(64) })).rejects.toEqual(
      refusal('stale'),
    )
  })
})

describe('限制公开时间', () => {
  const until = chinaMoment('2020-08-20T00:00')
  const embargoed = async () => {
    const id = await buildReviewedEdition(database.db, desk, NOW)
    await setEmbargo(database.db, desk.drafter, id, { until, reason: '' }, NOW)
    return id
  }

  test('nobody and no job publishes before it, and the database refuses', async () => {
    const { db } = database
    const id = await embargoed()
    await expect(publishEdition(db, desk.head, id, NOW)).rejects.toEqual(refusal('wrong-state'))
    await expect(schedulePublication(db, desk.head, id, LATER, NOW)).rejects.toEqual(
      refusal('invalid'),
    )
    const bySql = (state: string) =>
      sql`update editions set state = ${state}, published_by = ${desk.head.id}, published_at = ${LATER},
        publish_at = ${LATER} where id = ${id}`.execute(db)
    await expect(bySql('published')).rejects.toThrow('未到可以公开的时间')
    await expect(bySql('scheduled')).rejects.toThrow('未到可以公开的时间')
    await schedulePublication(db, desk.head, id, until, NOW)
    expect(await publishDue(db, LATER)).toBe(0)
    expect(await publishDue(db, until)).toBe(1)
  })

  test('the drafter may put it off, but only a publisher who did not write it lifts it, with a reason', async () => {
    const { db } = database
    const id = await embargoed()
    const set = (by: typeof desk.head, to: Temporal.Instant | null, reason = '') =>
      setEmbargo(db, by, id, { until: to, reason }, NOW)
    await set(desk.drafter, until.add({ hours: 1 }))
    await expect(set(desk.drafter, null, '理由')).rejects.toEqual(refusal('forbidden'))
    await expect(set(desk.drafter, LATER, '理由')).rejects.toEqual(refusal('forbidden'))
    await expect(set(desk.head, null)).rejects.toEqual(refusal('incomplete'))
    await expect(set(desk.reviewer, null, '理由')).rejects.toEqual(refusal('forbidden'))
    await set(desk.head, null, '发布会提前')
    await publishEdition(db, desk.head, id, NOW)
    await expect(set(desk.head, until)).rejects.toEqual(refusal('wrong-state'))
  })

  test('one set after the approval takes an earlier hour away', async () => {
    const { db } = database
    const id = await buildReviewedEdition(db, desk, NOW)
    await schedulePublication(db, desk.head, id, LATER, NOW)
    await setEmbargo(db, desk.head, id, { until, reason: '' }, NOW)
    expect(await getEdition(db, id)).toMatchObject({ state: 'reviewed', publishAt: null })
  })
})

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

describe('报请确定', () => {
  const refer = async () => {
    const { db } = database
    const id = await draftDocument(db, desk.drafter, editionForm(), NOW)
    await submitForReview(db, desk.drafter, id, NOW)
    const form = clearReview(await hashOf(id), {
      conclusion: 'refer-upwards',
      opinion: '第三条是否涉密',
      organ: '示例市国家保密局',
    })
    await reviewEdition(db, desk.reviewer, id, form, NOW)
    return id
  }
  const answer = (id: number, outcome: 'may-publish' | 'partly' | 'must-not') =>
    recordReferralAnswer(
      database.db,
      desk.reviewer,
      id,
      {
        outcome,
        answerNumber: '示保函〔2020〕3号',
        answeredOn: Temporal.PlainDate.from('2020-08-17'),
        answer: '答复意见',
      },
      NOW,
    )

  test('waits for the answer, which is kept, and is concluded by the reviewer', async () => {
    const { db } = database
    const id = await refer()
    expect(await stateOf(id)).toBe('referred')
    await expect(publishEdition(db, desk.head, id, NOW)).rejects.toEqual(refusal('wrong-state'))
    await answer(id, 'may-publish')
    expect(await listReferrals(db, id)).toMatchObject([
      { organ: '示例市国家保密局', outcome: 'may-publish', answerNumber: '示保函〔2020〕3号' },
    ])
    await reviewEdition(db, desk.reviewer, id, clearReview(await hashOf(id)), NOW)
    await publishEdition(db, desk.head, id, NOW)
  })

  test.each(['partly', 'must-not'] as const)(
    'after %s the same content cannot be passed',
    async (outcome) => {
      const { db } = database
      const id = await refer()
      await answer(id, outcome)
      const form = clearReview(await hashOf(id))
      await expect(reviewEdition(db, desk.reviewer, id, form, NOW)).rejects.toEqual(
        refusal('unapproved'),
      )
      await edit(id, { bodyHtml: '<p>删减以后。</p>' })
      await finishEdition(db, desk, id, NOW)
    },
  )

  test('a question dropped by a change of the draft may be asked again', async () => {
    const { db } = database
    const id = await refer()
    await edit(id, { title: '改了再报' })
    await submitForReview(db, desk.drafter, id, NOW)
    const again = clearReview(await hashOf(id), {
      conclusion: 'refer-upwards',
      opinion: '再问',
      organ: '示例市国家保密局',
    })
    await reviewEdition(db, desk.reviewer, id, again, NOW)
    await answer(id, 'may-publish')
    expect(await listReferrals(db, id)).toMatchObject([
      { outcome: 'may-publish' },
      { outcome: null },
    ])
    await expect(
      sql`update edition_referrals set outcome = 'must-not' where outcome = 'may-publish'`.execute(
        db,
      ),
    ).rejects.toThrow('只增不改')
  })
})

describe('撤下', () => {
  const removal = (given: Partial<RemovalForm> = {}): RemovalForm => ({
    kind: 'withdrawn',
    publicReason: '内容需要重新核实。',
    privateNote: '内部才知道的原因',
    successor: '',
    ...given,
  })
  const published = async (given: Parameters<typeof editionForm>[0] = {}) => {
    const id = await buildReviewedEdition(database.db, desk, NOW, given)
    return { id, indexNumber: await publishEdition(database.db, desk.head, id, NOW) }
  }

  test('of what was published in error not even the title remains', async () => {
    const { db } = database
    const { id, indexNumber } = await published({ title: '不该公开的标题' })
    const inError = removal({ kind: 'published-in-error' })
    await expect(
      removeDocument(
        db,
        desk.head,
        id,
        { ...inError, publicReason: '《不该公开的标题》是误发的。' },
        NOW,
      ),
    ).rejects.toEqual(refusal('invalid'))
    await removeDocument(db, desk.head, id, inError, NOW)
    expect(await findPublicDocument(db, indexNumber)).toBeUndefined()
    expect(await findPublicRemoval(db, indexNumber)).toEqual({
      indexNumber,
      kind: 'published-in-error',
      reason: '内容需要重新核实。',
      removedAt: NOW,
      title: undefined,
      successor: undefined,
    })
    expect(await getEdition(db, id)).toMatchObject({ state: 'removed', title: '不该公开的标题' })
  })

  test('what was superseded leads to its successor while that is public', async () => {
    const { db } = database
    const old = await published()
    const successor = await published({ title: '新的文件' })
    const form = removal({ kind: 'superseded', successor: successor.indexNumber })
    await expect(
      removeDocument(db, desk.head, old.id, { ...form, successor: 'x/2020-00001' }, NOW),
    ).rejects.toEqual(refusal('invalid'))
    await removeDocument(db, desk.head, old.id, form, NOW)
    expect(await findPublicRemoval(db, old.indexNumber)).toMatchObject({
      title: '关于示例事项的通知',
      successor: { indexNumber: successor.indexNumber, title: '新的文件' },
    })
    await removeDocument(db, desk.head, successor.id, removal(), NOW)
    expect((await findPublicRemoval(db, old.indexNumber))!.successor).toBeUndefined()
  })

  test('a drafter takes down at once, a reviewer does not; nothing of it comes back', async () => {
    const { db } = database
    const { id, indexNumber } = await published()
    const { documentId } = await getEdition(db, id)
    const copy = await startNewEdition(db, desk.drafter, documentId, NOW)
    await submitForReview(db, desk.drafter, copy, NOW)
    await reviewEdition(db, desk.reviewer, copy, clearReview(await hashOf(copy)), NOW)
    await schedulePublication(db, desk.head, copy, LATER, NOW)
    await expect(removeDocument(db, desk.reviewer, id, removal(), NOW)).rejects.toEqual(
      refusal('forbidden'),
    )
    await removeDocument(db, desk.drafter, id, removal(), NOW)
    expect(await publishDue(db, LATER)).toBe(0)
    expect(await stateOf(copy)).toBe('reviewed')
    await expect(publishEdition(db, desk.head, copy, LATER)).rejects.toEqual(refusal('wrong-state'))
    await expect(
      sql`update editions set state = 'published', published_by = ${desk.head.id}, published_at = now()
        where id = ${copy}`.execute(db),
    ).rejects.toThrow('文件已经撤下')
    expect(await findPublicDocument(db, indexNumber)).toBeUndefined()
    await expect(removeDocument(db, desk.head, id, removal(), NOW)).rejects.toEqual(
      refusal('wrong-state'),
    )
    const run = (statement: ReturnType<typeof sql>) => statement.execute(db)
    await expect(
      run(sql`update documents set status = 'published' where id = ${documentId}`),
    ).rejects.toThrow('撤下的文件不能恢复')
    await expect(
      run(sql`update editions set state = 'published' where id = ${id}`),
    ).rejects.toThrow('已发布的版本不能退回')
    await expect(run(sql`update editions set title = '改' where id = ${id}`)).rejects.toThrow(
      '已发布的版本不得改动',
    )
    await expect(run(sql`delete from document_removals`)).rejects.toThrow('只增不改')
  })

  test('the database takes nothing down without a record, nor leaves an edition public', async () => {
    const { db } = database
    const { id } = await published()
    const { documentId } = await getEdition(db, id)
    await expect(
      sql`update documents set status = 'removed' where id = ${documentId}`.execute(db),
    ).rejects.toThrow('撤下文件须有记录')
    await sql`insert into document_removals (document_id, kind, public_reason, removed_by, removed_at)
      values (${documentId}, 'withdrawn', '理由', ${desk.head.id}, now())`.execute(db)
    await expect(
      sql`update documents set status = 'removed' where id = ${documentId}`.execute(db),
    ).rejects.toThrow('不得留有公开的版本')
  })
})

describe('更正', () => {
  test('of what should not have been public nothing is read on any day; the address and its date stay', async () => {
    const { db } = database
    const indexNumber = await buildPublishedDocument(db, desk, NOW, { title: '写错的标题' })
    const { documentId } = (await findPublicDocument(db, indexNumber))!
    const id = await startNewEdition(db, desk.drafter, documentId, NOW)
    await edit(id, { title: '更正的标题', publicNote: '更正标题。' })
    await submitForReview(db, desk.drafter, id, NOW)
    await reviewEdition(db, desk.reviewer, id, clearReview(await hashOf(id)), NOW)
    await publishEdition(db, desk.head, id, LATER, { sealsPrevious: true })
    expect(await findPublicDocument(db, indexNumber)).toMatchObject({
      title: '更正的标题',
      publishedAt: NOW,
      history: [{ number: 2, note: '更正标题。' }],
    })
    const { rows } =
      await sql`select state from editions where document_id = ${documentId} and number = 1`.execute(
        db,
      )
    expect(rows).toEqual([{ state: 'removed' }])
  })
})

describe('预览链接', () => {
  const HERE = { address: '10.0.0.1' }

  test('shows the draft, writes down who looked, and ends', async () => {
    const { db } = database
    const id = await draftDocument(db, desk.drafter, editionForm(), NOW)
    const token = await createPreview(db, desk.drafter, id, { givenTo: '法制科', days: 1 }, NOW)
    expect((await openPreview(db, token, HERE, NOW))?.edition.id).toBe(id)
    expect(await openPreview(db, token, { ...HERE, fileId: 1 }, NOW)).toBeUndefined()
    expect(await openPreview(db, token, HERE, NOW.add({ hours: 24 }))).toBeUndefined()
    const [preview] = await listPreviews(db, id)
    expect(preview).toMatchObject({
      givenTo: '法制科',
      openings: [{ opened: '', address: '10.0.0.1', openedAt: NOW }],
    })
    await revokePreview(db, desk.drafter, id, preview!.id, NOW)
    expect(await openPreview(db, token, HERE, NOW)).toBeUndefined()
    for (const wrong of ['', 'x', `${token}x`, token.toLowerCase(), 'A'.repeat(43)])
      expect(await openPreview(db, wrong, HERE, NOW)).toBeUndefined()
    const { rows } = await sql<{ found: number }>`
      select count(*) as found from edition_previews where token_hash::text like ${`%${token}%`}`.execute(
      db,
    )
    expect(rows[0]!.found).toBe(0)
  })

  test('leads nowhere once its edition is public, and is not given for one that is', async () => {
    const { db } = database
    const id = await buildReviewedEdition(db, desk, NOW)
    const token = await createPreview(db, desk.drafter, id, { givenTo: '甲', days: 14 }, NOW)
    await publishEdition(db, desk.head, id, NOW)
    expect(await openPreview(db, token, HERE, NOW)).toBeUndefined()
    await expect(
      createPreview(db, desk.drafter, id, { givenTo: '甲', days: 1 }, NOW),
    ).rejects.toEqual(refusal('wrong-state'))
  })

  test('is not given for what is not to be public', async () => {
    const { db } = database
    const withheld = editionForm({ disclosure: 'withheld' })
    const id = await draftDocument(db, desk.drafter, withheld, NOW)
    await expect(
      createPreview(db, desk.drafter, id, { givenTo: '甲', days: 1 }, NOW),
    ).rejects.toEqual(refusal('wrong-state'))
  })

  test('is given by drafters of the own body only', async () => {
    const { db } = database
    const id = await draftDocument(db, desk.drafter, editionForm(), NOW)
    const stranger = await buildOfficer(db, await buildAgency(db), 'clerk')
    const give = (by: typeof desk.head) =>
      createPreview(db, by, id, { givenTo: '甲', days: 1 }, NOW)
    await expect(give(desk.reviewer)).rejects.toEqual(refusal('forbidden'))
    await expect(give(stranger)).rejects.toEqual(refusal('not-found'))
  })
})

describe('成批审查', () => {
  test('one record each; what has changed or was taken by a colleague is left, and the rest is signed', async () => {
    const { db } = database
    const submitted = async (given: Parameters<typeof editionForm>[0] = {}) => {
      const id = await draftDocument(db, desk.drafter, editionForm(given), NOW)
      await submitForReview(db, desk.drafter, id, NOW, { explanation: '说明' })
      return id
    }
    const [passed, changed, returned, found] = [
      await submitted(),
      await submitted(),
      await submitted(),
      await submitted({ bodyHtml: '<p>13800138000</p>' }),
    ]
    const items = await listReviewBatch(db, desk.reviewer)
    expect(items.map(({ edition, mayPass }) => [edition.id, mayPass])).toEqual([
      [passed, true],
      [changed, true],
      [returned, true],
      [found, false],
    ])
    const seen = (id: number) =>
      items.find(({ edition }) => edition.id === id)!.edition.contentHash.toString('hex')
    await edit(changed, { title: '又改了' })
    await submitForReview(db, desk.drafter, changed, NOW)
    const decide = (editionId: number, conclusion: 'may-publish' | 'return', opinion = '') => ({
      editionId,
      contentHash: seen(editionId),
      conclusion,
      opinion,
    })
    const outcomes = await reviewBatch(
      db,
      desk.reviewer,
      [
        decide(passed, 'may-publish'),
        decide(changed, 'may-publish'),
        decide(returned, 'return', '缺附件'),
        decide(found, 'may-publish'),
      ],
      NOW,
    )
    expect(outcomes.map(({ refused }) => refused === undefined)).toEqual([true, false, true, false])
    const ids = [passed, changed, returned, found]
    expect(await Promise.all(ids.map(stateOf))).toEqual([
      'reviewed',
      'in-review',
      'returned',
      'in-review',
    ])
    const records = await db
      .selectFrom('edition_reviews')
      .select('edition_id')
      .where('edition_id', 'in', ids)
      .orderBy('edition_id')
      .execute()
    expect(records.map(({ edition_id }) => edition_id)).toEqual([passed, returned])
  })

  test('nobody finds the own drafts in it', async () => {
    const { db } = database
    const both = await buildOfficer(db, agencyId, 'clerk', 'secrecy-reviewer')
    const id = await draftDocument(db, both, editionForm(), NOW)
    await submitForReview(db, both, id, NOW)
    expect(await listReviewBatch(db, both)).toEqual([])
    await expect(listReviewBatch(db, desk.drafter)).rejects.toEqual(refusal('forbidden'))
  })
})

describe('条例 第二十六条: twenty working days', () => {
  const clockOn = async (today: string, given: Parameters<typeof editionForm>[0]) => {
    const id = await draftDocument(database.db, desk.drafter, editionForm(given), NOW)
    return publicationClock(
      await getEdition(database.db, id),
      Temporal.PlainDate.from(today),
      builtInCalendar,
    )
  }
  const formedOn = Temporal.PlainDate.from('2020-08-10')

  test('from the day it was formed; on the last day it is still in time', async () => {
    expect(await clockOn('2020-09-07', { formedOn })).toMatchObject({
      dueOn: Temporal.PlainDate.from('2020-09-07'),
      workingDaysLeft: 0,
      isProvisional: false,
    })
    expect((await clockOn('2020-09-08', { formedOn }))!.workingDaysLeft).toBe(-1)
    expect((await clockOn('2020-08-17', { formedOn }))!.workingDaysLeft).toBe(15)
  })

  test('no clock runs for what is not to be published', async () => {
    expect(await clockOn('2020-09-08', { formedOn, disclosure: 'withheld' })).toBeUndefined()
  })

  test('the list and the count of the overdue agree with the clock, day by day', async () => {
    const { db } = database
    await draftDocument(db, desk.drafter, editionForm({ formedOn }), NOW)
    for (const [today, count] of [
      ['2020-09-07', 0],
      ['2020-09-08', 1],
      ['2020-10-12', 1],
    ] as const) {
      const formedBy = overdueFormedOn(Temporal.PlainDate.from(today), builtInCalendar)
      expect([today, (await countDesk(db, desk.head, formedBy)).overdue]).toEqual([today, count])
      expect((await listDesk(db, desk.head, { formedBy }, 1)).lines).toHaveLength(count)
    }
  })

  test('a later edition counts from the change', async () => {
    const { db } = database
    const indexNumber = await buildPublishedDocument(db, desk, NOW, { formedOn })
    const { documentId } = (await findPublicDocument(db, indexNumber))!
    const later = chinaMoment('2021-03-01T09:00')
    const copy = await startNewEdition(db, desk.drafter, documentId, later)
    const clock = publicationClock(
      await getEdition(db, copy),
      Temporal.PlainDate.from('2021-03-02'),
      builtInCalendar,
    )
    expect(clock).toMatchObject({ startedOn: Temporal.PlainDate.from('2021-03-01') })
  })
})

describe('相关文件', () => {
  test('shown on both pages, and only while both are public', async () => {
    const { db } = database
    const indexNumber = await buildPublishedDocument(db, desk, NOW, { title: '政策文件' })
    const { documentId } = (await findPublicDocument(db, indexNumber))!
    const reading = await buildReviewedEdition(db, desk, NOW, { title: '转发稿' })
    const { documentId: readingId } = await getEdition(db, reading)
    await addRelation(
      db,
      desk.drafter,
      { fromId: readingId, kind: 'forwards', toId: documentId },
      NOW,
    )
    expect((await findPublicDocument(db, indexNumber))!.relations).toEqual([])
    expect(await listRelations(db, desk.drafter, documentId)).toMatchObject([
      { kind: 'forwards', end: 'to', title: '转发稿', isPublic: false },
    ])
    await publishEdition(db, desk.head, reading, NOW)
    expect((await findPublicDocument(db, indexNumber))!.relations).toMatchObject([
      { kind: 'forwards', end: 'to', title: '转发稿' },
    ])
    const form = {
      kind: 'withdrawn',
      publicReason: '理由充分',
      privateNote: '',
      successor: '',
    } as const
    await removeDocument(db, desk.head, reading, form, NOW)
    expect((await findPublicDocument(db, indexNumber))!.relations).toEqual([])
  })

  test('another body may be linked to only where it is public, and sees no draft of ours', async () => {
    const { db } = database
    const stranger = await buildOfficer(db, await buildAgency(db), 'clerk')
    const theirs = await getEdition(db, await draftDocument(db, stranger, editionForm(), NOW))
    const ours = await getEdition(db, await draftDocument(db, desk.drafter, editionForm(), NOW))
    const link = (officer: typeof stranger, fromId: number, toId: number) =>
      addRelation(db, officer, { fromId, kind: 'based-on', toId }, NOW)
    await expect(link(stranger, theirs.documentId, ours.documentId)).rejects.toEqual(
      refusal('not-found'),
    )
    const indexNumber = await buildPublishedDocument(db, desk, NOW)
    const { documentId } = (await findPublicDocument(db, indexNumber))!
    await link(stranger, theirs.documentId, documentId)
    expect(await listRelations(db, desk.drafter, documentId)).toEqual([])
    await expect(link(stranger, documentId, theirs.documentId)).rejects.toEqual(
      refusal('not-found'),
    )
  })
})

describe('what the web may not set', () => {
  test('the kind of a document stays what it was', async () => {
    const { db } = database
    const id = await draftDocument(db, desk.drafter, editionForm(), NOW)
    const { version } = await getEdition(db, id)
    await expect(
      editDraft(db, desk.drafter, id, version, editionForm({ kind: 'policy-pack' }), NOW),
    ).rejects.toEqual(refusal('invalid'))
  })

  test('of two working copies begun at once the second is told', async () => {
    const { db } = database
    const indexNumber = await buildPublishedDocument(db, desk, NOW)
    const { documentId } = (await findPublicDocument(db, indexNumber))!
    const begin = () => startNewEdition(db, desk.drafter, documentId, NOW)
    const results = await Promise.allSettled([begin(), begin(), begin()])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toEqual(refusal('wrong-state'))
  })
})

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
