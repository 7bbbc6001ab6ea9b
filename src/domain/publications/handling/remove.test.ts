import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildAgency } from '../../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  buildReviewedEdition,
  clearReview,
  editionForm,
  type PublicationDesk,
} from '../../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import { getEdition } from '../editions-store.ts'
import { editDraft, startNewEdition, submitForReview } from './drafting.ts'
import { publishDue } from './publish-due.ts'
import { publishEdition } from './publish.ts'
import { removeDocument, type RemovalForm } from './remove.ts'
import { reviewEdition } from './review.ts'
import { schedulePublication } from './schedule.ts'
import { findPublicDocument } from '../public-document.ts'
import { findPublicRemoval } from '../removals.ts'

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
