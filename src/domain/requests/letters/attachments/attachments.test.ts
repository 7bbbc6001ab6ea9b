import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildAttachmentDesk, stagePdf } from '../../../../../test/builders/attachments.ts'
import {
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
  sign,
  type OfficeStaff,
} from '../../../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../../../test/database.ts'
import { inTransaction } from '../../../../platform/database/database.ts'
import { readFile } from '../../../../platform/files/files.ts'
import type { CaseRef, CaseRoom } from '../../case-room.ts'
import { isValidSignature } from '../../case-state.ts'
import { linkEvents } from '../../event-chain.ts'
import { apply } from '../../fold.ts'
import { reviewSecrecy } from '../../handling/approve-reply.ts'
import { deliverReply, DeliveryForm } from '../../handling/deliver-reply.ts'
import { draftReply } from '../../handling/draft-reply.ts'
import { issueReply } from '../../handling/issue-reply.ts'
import { takeAttachment, trackedAttachments } from '../../online/take-attachment.ts'
import { appendEvents, getOpenCase } from '../../requests-store.ts'
import { readLetter } from '../read-letter.ts'
import { listLetterRows } from '../letters-store.ts'
import {
  acceptFindings,
  attachFiles,
  removeAttachment,
  type AttachmentDesk,
} from './change-attachments.ts'
import { listReplyAttachments, openAttachment } from './read-attachments.ts'

const DAY = '2024-03-11'
const NOW = at(DAY)

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
let desk: AttachmentDesk
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
  staff = await buildOffice(database.db)
  desk = buildAttachmentDesk(room)
})
afterAll(() => database.close())

const online = { channel: 'internet', wantedForm: 'electronic', wantedRoute: 'platform' }
const newCase = (given: Record<string, unknown> = {}) =>
  buildCase(room, staff.clerk, '2024-03-01', given)

async function caseNow(
  id: number,
): Promise<CaseRef & { state: Awaited<ReturnType<typeof getOpenCase>>['state'] }> {
  const { state } = await getOpenCase(database.db, id)
  return { id, seenSeq: state.lastSeq, state }
}

async function attach(id: number, ...names: string[]): Promise<void> {
  const ref = await caseNow(id)
  for (const name of names) {
    const staged = await stagePdf(desk, name, name)
    await attachFiles(
      desk,
      staff.clerk,
      { ...ref, seenSeq: (await caseNow(id)).seenSeq },
      [staged],
      NOW,
    )
  }
}

const attachmentsOf = (id: number) => listReplyAttachments(room, staff.clerk, id)
const issued = (ref: CaseRef) =>
  issueReply(room, staff.clerk, ref, { happenedOn: Temporal.PlainDate.from(DAY) }, NOW)

describe('what is signed', () => {
  test('files gathered before drafting stand in the draft, in its letter and in its hash', async () => {
    const { id } = await newCase()
    await attach(id, '补偿方案.pdf')
    const drafted = await draftReply(room, staff.clerk, await caseNow(id), draftOf('A2'), NOW)
    const { draft } = drafted.state.reply!
    expect(draft.attachments.map(({ name, release }) => [name, release?.outcome])).toEqual([
      ['补偿方案.pdf', 'passed'],
    ])
    expect(draft.letter?.body).toContain('《补偿方案.pdf》')
  })

  test('a file added or taken away after signing voids every signature', async () => {
    const { id } = await newCase()
    await sign(room, staff, await caseNow(id), draftOf('A2'), NOW)
    const signed = (await caseNow(id)).state
    expect(isValidSignature(signed, signed.reply!.signOff)).toBe(true)
    await attach(id, '方案.pdf')
    const { state } = await caseNow(id)
    expect([state.status, state.reply?.legal, state.reply?.signOff]).toEqual([
      'drafted',
      null,
      null,
    ])
    const before = state.reply!.contentHash
    const [one] = await attachmentsOf(id)
    await removeAttachment(desk, staff.clerk, await caseNow(id), one!.id, NOW)
    expect((await caseNow(id)).state.reply!.contentHash).not.toBe(before)
    await expect(issued(await caseNow(id))).rejects.toMatchObject({ code: 'wrong-state' })
  })

  test('who adds a file wrote the draft, and signs nothing of it', async () => {
    const { id } = await newCase()
    await draftReply(room, staff.clerk, await caseNow(id), draftOf('A2'), NOW)
    const helper = { ...staff.head, roles: new Set(['clerk', 'head'] as const) }
    const staged = await stagePdf(desk, '方案.pdf', 'x')
    await attachFiles(desk, helper, await caseNow(id), [staged], NOW)
    expect((await caseNow(id)).state.drafters).toContain(helper.id)
  })

  test('an answer that refuses carries no file by mistake', async () => {
    const { id } = await newCase()
    await attach(id, '内部纪要.pdf')
    const refused = draftReply(room, staff.clerk, await caseNow(id), draftOf('C5'), NOW)
    await expect(refused).rejects.toMatchObject({ code: 'incomplete' })
  })
})

describe('发出前的公开检查', () => {
  test('with something found in a file nobody signs, until it is answered for', async () => {
    const { id } = await newCase()
    await attach(id, '隐藏.pdf')
    const drafted = await draftReply(room, staff.clerk, await caseNow(id), draftOf('A2'), NOW)
    const { contentHash } = drafted.state.reply!
    const approval = { decision: 'approved', contentHash, opinion: undefined } as const
    const early = reviewSecrecy(room, staff.secrecyReviewer, drafted, approval, NOW)
    await expect(early).rejects.toMatchObject({ code: 'unapproved' })

    const [one] = await attachmentsOf(id)
    const reason = { reason: '隐藏的工作表是公开的附注' }
    await acceptFindings(desk, staff.clerk, await caseNow(id), one!.id, reason, NOW)
    const accepted = await caseNow(id)
    const [listed] = accepted.state.reply!.draft.attachments
    expect(listed?.release).toEqual({
      outcome: 'accepted',
      findings: ['隐藏的工作表（Sheet2）'],
      reason: reason.reason,
    })
    // the record says what was found, and does not repeat it
    expect(JSON.stringify(accepted.state.reply)).not.toContain('不应当给出的内容')
    const signed = await sign(room, staff, accepted, draftOf('A2'), NOW)
    expect((await issued(signed)).state.status).toBe('issued')
  })

  test('what cannot be read is not answered for and never goes out', async () => {
    const { id } = await newCase()
    await attach(id, '加密.pdf')
    const [one] = await attachmentsOf(id)
    const accepted = acceptFindings(
      desk,
      staff.clerk,
      await caseNow(id),
      one!.id,
      { reason: '没有关系' },
      NOW,
    )
    await expect(accepted).rejects.toMatchObject({ code: 'wrong-state' })
  })

  test('the database refuses to issue without a signed file, whatever the program says', async () => {
    const { id } = await newCase()
    await attach(id, '方案.pdf')
    const { state } = await sign(room, staff, await caseNow(id), draftOf('A2'), NOW)
    await database.db
      .updateTable('reply_attachments')
      .set({ removed_by: staff.clerk.id, removed_at: NOW })
      .where('request_id', '=', id)
      .execute()
    const open = await getOpenCase(database.db, id)
    const body = {
      type: 'issued',
      payload: {
        contentHash: state.reply!.contentHash,
        letterNumber: { prefix: '示', year: 2024, number: 9 },
      },
    } as const
    const happening = { body, happenedOn: Temporal.PlainDate.from(DAY) }
    const last = { seq: state.lastSeq, hash: open.lastHash }
    const { events, stored } = linkEvents([happening], last, staff.clerk.id, NOW)
    const forced = inTransaction(database.db, (tx) =>
      appendEvents(tx, open, events.reduce(apply, open.state), stored),
    )
    await expect(forced).rejects.toThrow('附件没有通过公开检查')
    await expect(issued(await caseNow(id))).rejects.toMatchObject({ code: 'unapproved' })
  })
})

describe('the answer as it goes out', () => {
  async function delivered(way: 'platform' | 'direct') {
    const registered = await newCase({ ...online, channel: 'in_person' })
    await attach(registered.id, '方案.pdf', '批复.pdf')
    const signed = await sign(room, staff, await caseNow(registered.id), draftOf('A2'), NOW)
    const sent = await issued(signed)
    const form = DeliveryForm.parse({ way, happenedOn: DAY, proof: '平台记录' })
    return deliverReply(room, staff.clerk, sent, form, NOW)
  }

  test('its letter lists the files with their digests, today and in a reprint', async () => {
    const { id } = await delivered('platform')
    const [row] = (await listLetterRows(database.db, id)).filter(({ state }) => state === 'final')
    const ref = { requestId: id, letterId: row!.id }
    const first = await readLetter(room, staff.clerk, ref, NOW)
    const again = await readLetter(room, staff.clerk, ref, at('2026-01-05'))
    expect(first.content.enclosures?.map(({ name }) => name)).toEqual(['方案.pdf', '批复.pdf'])
    expect(again.document).toEqual(first.document)
    const text = JSON.stringify(first.document.blocks)
    expect(text).toContain('附件：1．方案.pdf')
    expect(text).toContain('附件清单')
    expect(text).toContain(first.content.enclosures![0]!.sha256.slice(0, 16))
  })

  test('the applicant fetches each file once the answer is served on the platform, and not before', async () => {
    const registered = await newCase({ ...online, channel: 'in_person' })
    const { id } = registered
    await attach(id, '方案.pdf')
    const take = () => takeAttachment(room, desk.files, { requestId: id, number: 1 }, NOW)
    const signed = await sign(room, staff, await caseNow(id), draftOf('A2'), NOW)
    await expect(take()).rejects.toMatchObject({ code: 'wrong-state' })
    const sent = await issued(signed)
    await expect(take()).rejects.toMatchObject({ code: 'wrong-state' })
    const form = DeliveryForm.parse({ way: 'platform', happenedOn: DAY, proof: '平台记录' })
    await deliverReply(room, staff.clerk, sent, form, NOW)
    const opened = await take()
    expect((await readFile(opened)).toString('latin1')).toContain('%PDF')
    const second = takeAttachment(room, desk.files, { requestId: id, number: 2 }, NOW)
    await expect(second).rejects.toMatchObject({ code: 'not-found' })
  })

  test('an answer served on paper leaves nothing to fetch', async () => {
    const { state } = await delivered('direct')
    expect(trackedAttachments(state)).toEqual([])
  })

  test('once the answer is issued its files stay as they are', async () => {
    const { id } = await delivered('platform')
    const staged = await stagePdf(desk, '迟到.pdf', 'y')
    const late = attachFiles(desk, staff.clerk, await caseNow(id), [staged], NOW)
    await expect(late).rejects.toMatchObject({ code: 'wrong-state' })
    await staged.discard()
    const [one] = await attachmentsOf(id)
    const removed = removeAttachment(desk, staff.clerk, await caseNow(id), one!.id, NOW)
    await expect(removed).rejects.toMatchObject({ code: 'wrong-state' })
  })

  test('who reads the draft opens its files, and nobody of another body', async () => {
    const { id } = await delivered('platform')
    const [one] = await attachmentsOf(id)
    const ids = { requestId: id, attachmentId: one!.id }
    for (const officer of [staff.clerk, staff.secrecyReviewer, staff.legalAdviser, staff.head]) {
      const opened = await openAttachment(room, desk.files, officer, ids, NOW)
      await opened.close()
    }
    const other = await buildOffice(database.db)
    const strange = openAttachment(room, desk.files, other.clerk, ids, NOW)
    await expect(strange).rejects.toMatchObject({ code: 'not-found' })
  })
})
