import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
  sign,
  type OfficeStaff,
} from '../../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import type { CaseRoom } from '../case-room.ts'
import { consult, recordOpinion, recordService, recordSilence } from './consultations.ts'
import { askForCorrection, receiveCorrection } from './corrections.ts'
import { deliverReply, DeliveryForm } from './deliver-reply.ts'
import { draftReply } from './draft-reply.ts'
import { extendDeadline } from './extend-deadline.ts'
import { noticeFee, recordPayment } from './fees.ts'
import { issueReply } from './issue-reply.ts'
import { withdrawRequest } from './end-request.ts'
import { fileRemedy, decideRemedy } from './remedies.ts'
import { addNote } from './keep-file.ts'

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
  staff = await buildOffice(database.db)
})
afterAll(() => database.close())

const day = (text: string) => Temporal.PlainDate.from(text)
const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code })
const sent = (on: string) =>
  ({
    kind: 'third-party',
    to: '示例乙',
    isPerson: true,
    about: '合同',
    happenedOn: day(on),
  }) as const
const items = '请写明文件名称'

describe('补正（条例 第三十条）', () => {
  test('D07: twenty new working days from the corrected application', async () => {
    const one = await buildCase(room, staff.clerk, '2023-04-20')
    const notice = { happenedOn: day('2023-04-28'), days: 10, items }
    const asked = await askForCorrection(room, staff.clerk, one, notice, at('2023-04-28'))
    expect(asked.state.clock).toMatchObject({
      replyDueOn: null,
      correctionDueOn: day('2023-05-16'),
    })
    const corrected = { happenedOn: day('2023-05-15'), subject: '新名称', description: '新描述' }
    const { state } = await receiveCorrection(room, staff.clerk, asked, corrected, at('2023-05-15'))
    expect(state).toMatchObject({ status: 'examining', subject: '新名称' })
    expect(state.clock.replyDueOn).toEqual(day('2023-06-12'))
  })

  test('asked once only, and not closed before the applicant had their days', async () => {
    const one = await buildCase(room, staff.clerk, '2023-04-20')
    const notice = { happenedOn: day('2023-04-28'), days: 10, items }
    const asked = await askForCorrection(room, staff.clerk, one, notice, at('2023-04-28'))
    const early = draftReply(room, staff.clerk, asked, draftOf('F1'), at('2023-05-16'))
    await expect(early).rejects.toEqual(refused('incomplete'))
    const other = draftReply(room, staff.clerk, asked, draftOf('D1a'), at('2023-05-17'))
    await expect(other).rejects.toEqual(refused('incomplete'))
    const lapsed = await draftReply(room, staff.clerk, asked, draftOf('F1'), at('2023-05-17'))
    expect(lapsed.state.status).toBe('drafted')
  })
})

describe('征求意见（条例 第三十二条至第三十四条）', () => {
  test('D30: correction, a third party, then twenty more days', async () => {
    const { clerk, head } = staff
    const one = await buildCase(room, clerk, '2025-02-10')
    const notice = { happenedOn: day('2025-02-19'), days: 15, items }
    const asked = await askForCorrection(room, clerk, one, notice, at('2025-02-19'))
    const corrected = { happenedOn: day('2025-03-05'), subject: '合同', description: '合同' }
    const two = await receiveCorrection(room, clerk, asked, corrected, at('2025-03-05'))
    expect(two.state.clock.replyDueOn).toEqual(day('2025-04-02'))
    const three = await consult(room, clerk, two, sent('2025-03-10'), at('2025-03-10'))
    const service = { number: 1, proof: '回执', happenedOn: day('2025-03-12') }
    const four = await recordService(room, clerk, three, service, at('2025-03-12'))
    expect(four.state.clock.consultationDueOn).toEqual(day('2025-04-02'))
    const opinion = {
      number: 1,
      opinion: 'objects',
      reasons: '商业秘密',
      happenedOn: day('2025-03-28'),
    } as const
    const five = await recordOpinion(room, clerk, four, opinion, at('2025-03-28'))
    expect(five.state.clock.replyDueOn).toEqual(day('2025-04-23'))
    const more = { happenedOn: day('2025-04-20'), days: 20, reason: '材料多' }
    const six = await extendDeadline(room, head, five, more, at('2025-04-20'))
    expect(six.state.clock.replyDueOn).toEqual(day('2025-05-23'))
    await expect(extendDeadline(room, head, six, more, at('2025-04-21'))).rejects.toEqual(
      refused('incomplete'),
    )
  })

  test('with two letters open, the case waits for both; silence only after fifteen working days', async () => {
    const { clerk } = staff
    const one = await buildCase(room, clerk, '2024-04-01')
    const two = await consult(room, clerk, one, sent('2024-04-08'), at('2024-04-08'))
    const three = await consult(room, clerk, two, sent('2024-04-08'), at('2024-04-08'))
    const service = { number: 1, proof: '回执', happenedOn: day('2024-04-10') }
    const four = await recordService(room, clerk, three, service, at('2024-04-10'))
    const early = recordSilence(room, clerk, four, { number: 1 }, at('2024-04-30'))
    await expect(early).rejects.toEqual(refused('incomplete'))
    const unproved = recordSilence(room, clerk, four, { number: 2 }, at('2024-05-30'))
    await expect(unproved).rejects.toEqual(refused('incomplete'))
    const five = await recordSilence(room, clerk, four, { number: 1 }, at('2024-05-06'))
    expect(five.state.status).toBe('consulting')
    const opinion = {
      number: 2,
      opinion: 'agrees',
      reasons: undefined,
      happenedOn: day('2024-04-09'),
    } as const
    const six = await recordOpinion(room, clerk, five, opinion, at('2024-05-06'))
    expect(six.state.status).toBe('examining')
    expect(six.state.clock.replyDueOn).toEqual(day('2024-05-24'))
    expect(six.state.consultations[0]?.toShown).toBe('示**')
  })

  test('who consents is not protected against their will', async () => {
    const { clerk } = staff
    const one = await buildCase(room, clerk, '2024-04-01')
    const two = await consult(room, clerk, one, sent('2024-04-08'), at('2024-04-08'))
    const opinion = {
      number: 1,
      opinion: 'agrees',
      reasons: undefined,
      happenedOn: day('2024-04-09'),
    } as const
    const three = await recordOpinion(room, clerk, two, opinion, at('2024-04-09'))
    const refusal = draftReply(room, clerk, three, draftOf('C4'), at('2024-04-09'))
    await expect(refusal).rejects.toEqual(refused('incomplete'))
  })
})

test('D14: a processing fee restarts the period when it is paid in full', async () => {
  const { clerk } = staff
  const one = await buildCase(room, clerk, '2024-09-02')
  const fee = {
    basis: 'pages',
    quantity: 68,
    amountYuan: 380,
    happenedOn: day('2024-09-13'),
  } as const
  const two = await noticeFee(room, clerk, one, fee, at('2024-09-13'))
  expect(two.state.clock).toMatchObject({ paymentDueOn: day('2024-10-17'), replyDueOn: null })
  const part = { amountYuan: 300, receiptNumber: '1', happenedOn: day('2024-09-30') }
  await expect(recordPayment(room, clerk, two, part, at('2024-09-30'))).rejects.toEqual(
    refused('invalid'),
  )
  const { state } = await recordPayment(
    room,
    clerk,
    two,
    { ...part, amountYuan: 380 },
    at('2024-09-30'),
  )
  expect(state.clock.replyDueOn).toEqual(day('2024-11-01'))
})

describe('送达（国办公开办函〔2016〕235号）', () => {
  const deliverOn = async (way: string, on: string) => {
    const one = await buildCase(room, staff.clerk, '2023-04-20')
    const signed = await sign(room, staff, one, draftOf('A2'), at('2023-05-18'))
    const letter = { happenedOn: day('2023-05-18') }
    const issued = await issueReply(room, staff.clerk, signed, letter, at('2023-05-18'))
    const form = DeliveryForm.parse({ way, happenedOn: on, trackingNumber: 'XA1', proof: '凭证' })
    return deliverReply(room, staff.clerk, issued, form, at('2023-05-25'))
  }

  test('D29: handed to China Post on the last day is in time', async () => {
    const { state } = await deliverOn('china-post', '2023-05-19')
    expect(state.conclusion).toMatchObject({ inTime: true, on: day('2023-05-19') })
  })

  test('D29: signed for the day after is late', async () => {
    const { state } = await deliverOn('direct', '2023-05-22')
    expect(state.conclusion).toMatchObject({ inTime: false })
  })

  test('by e-mail only when the applicant asked for it, and never before the letter was dated', async () => {
    await expect(deliverOn('email', '2023-05-19')).rejects.toEqual(refused('invalid'))
    await expect(deliverOn('direct', '2023-05-17')).rejects.toEqual(refused('invalid'))
  })
})

test('a reconsideration and the suit after it are rows of the report, in step with the events', async () => {
  const one = await buildCase(room, staff.clerk, '2024-03-01')
  const suit = {
    kind: 'after_reconsideration',
    body: '示例法院',
    happenedOn: day('2024-06-01'),
  } as const
  await expect(fileRemedy(room, staff.clerk, one, suit, at('2024-06-01'))).rejects.toEqual(
    refused('invalid'),
  )
  const filing = {
    kind: 'reconsideration',
    body: '示例政府',
    happenedOn: day('2024-04-01'),
  } as const
  const two = await fileRemedy(room, staff.clerk, one, filing, at('2024-04-01'))
  const outcome = {
    number: 1,
    result: 'upheld',
    summary: '维持',
    happenedOn: day('2024-05-20'),
  } as const
  const three = await decideRemedy(room, staff.legalAdviser, two, outcome, at('2024-05-21'))
  await fileRemedy(room, staff.clerk, three, suit, at('2024-06-01'))
  const rows = await database.db
    .selectFrom('remedy_proceedings')
    .select(['kind', 'result', 'decided_on'])
    .where('request_id', '=', one.id)
    .orderBy('number_in_case')
    .execute()
  expect(rows).toEqual([
    { kind: 'reconsideration', result: 'upheld', decided_on: day('2024-05-20') },
    { kind: 'after_reconsideration', result: null, decided_on: null },
  ])
})

test('nothing of a case happens before it was received, or it would be concluded in an earlier year than it counts in', async () => {
  const given = { channel: 'ordinary_mail', confirmedOn: '2024-01-03', confirmedBy: 'phone' }
  const one = await buildCase(room, staff.clerk, '2024-01-03', {
    ...given,
    arrivedOn: '2023-12-28',
  })
  const early = { happenedOn: day('2023-12-29'), reason: '来电撤回' }
  await expect(withdrawRequest(room, staff.clerk, one, early, at('2024-01-04'))).rejects.toEqual(
    refused('invalid'),
  )
  const same = { ...early, happenedOn: day('2024-01-03') }
  await withdrawRequest(room, staff.clerk, one, same, at('2024-01-04'))
})

test('a consulted letter is received once: a second day would give fifteen days more', async () => {
  const one = await buildCase(room, staff.clerk, '2024-03-01')
  const two = await consult(room, staff.clerk, one, sent('2024-03-04'), at('2024-03-04'))
  const service = { number: 1, proof: '回执', happenedOn: day('2024-03-06') }
  const three = await recordService(room, staff.clerk, two, service, at('2024-03-06'))
  const again = { ...service, happenedOn: day('2024-03-20') }
  await expect(recordService(room, staff.clerk, three, again, at('2024-03-20'))).rejects.toEqual(
    refused('invalid'),
  )
})

test.each([
  ['30 pages are free', 30, 1],
  ['68 pages cost at most 380 yuan', 68, 381],
])('a fee beyond the standard is not asked for: %s', async (_, quantity, amountYuan) => {
  const one = await buildCase(room, staff.clerk, '2024-03-01')
  const notice = { basis: 'pages', quantity, amountYuan, happenedOn: day('2024-03-04') } as const
  await expect(noticeFee(room, staff.clerk, one, notice, at('2024-03-04'))).rejects.toEqual(
    refused('invalid'),
  )
})

describe('two officers on one case', () => {
  test('whoever decides on what is no longer there is told, and nothing changes', async () => {
    const seen = await buildCase(room, staff.clerk, '2024-03-01')
    const note = { text: '已电话联系' }
    const first = await addNote(room, staff.clerk, seen, note, at('2024-03-04'))
    await expect(addNote(room, staff.head, seen, note, at('2024-03-04'))).rejects.toEqual(
      refused('stale'),
    )
    await addNote(room, staff.head, first, note, at('2024-03-04'))
  })

  test('of eight at the same instant one wins and seven are told', async () => {
    const seen = await buildCase(room, staff.clerk, '2024-03-01')
    const acts = Array.from({ length: 8 }, () =>
      addNote(room, staff.clerk, seen, { text: '同时' }, at('2024-03-04')),
    )
    const settled = await Promise.allSettled(acts)
    const lost = settled.filter((one) => one.status === 'rejected')
    expect(lost.map(({ reason }) => (reason as { code: string }).code)).toEqual(
      Array.from({ length: 7 }, () => 'stale'),
    )
  })
})
