import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildAgency, buildOfficer } from '../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  buildReviewedEdition,
  editionForm,
  type PublicationDesk,
} from '../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { chinaMoment } from '../../platform/kernel/time.ts'
import { getEdition } from './editions-store.ts'
import { draftDocument } from './handling/drafting.ts'
import { publishEdition } from './handling/publish.ts'
import { removeDocument } from './handling/remove.ts'
import { findPublicDocument } from './public-document.ts'
import { addRelation, listRelations } from './relations.ts'

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
