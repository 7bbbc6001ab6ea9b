import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  at,
  buildCase,
  buildOffice,
  buildRoom,
  registration,
  REGISTRATION,
  type OfficeStaff,
} from '../../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { getCaseFile, readApplicant } from '../case-file.ts'
import type { CaseRoom } from '../case-room.ts'
import { confirmReceipt } from './confirm-receipt.ts'
import { withdrawRequest } from './end-request.ts'
import { RegistrationForm, registerRequest } from './register-request.ts'

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

function problemsOf(given: Record<string, unknown>): string[] {
  const parsed = RegistrationForm.safeParse({
    ...REGISTRATION,
    arrivedOn: '2024-03-01',
    ...given,
  })
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'))
}

describe('收到之日（条例 第三十一条）', () => {
  test('handed in at the counter: that day, and the reply is due 20 working days later', async () => {
    const { state } = await buildCase(room, staff.clerk, '2021-03-01')
    expect(state.status).toBe('examining')
    expect(state.clock).toMatchObject({
      receivedOn: day('2021-03-01'),
      correctionNoticeDueOn: day('2021-03-10'),
      replyDueOn: day('2021-03-29'),
    })
  })

  test('an ordinary letter waits until the applicant confirms', async () => {
    const letter = { channel: 'ordinary_mail' }
    const waiting = await buildCase(room, staff.clerk, '2021-04-28', letter)
    expect(waiting.state.status).toBe('awaiting-confirmation')
    expect(waiting.state.clock.receivedOn).toBeNull()
    const form = { happenedOn: day('2021-05-06'), way: 'phone', note: undefined } as const
    const { state } = await confirmReceipt(room, staff.clerk, waiting, form, at('2021-05-06'))
    expect(state.clock).toMatchObject({
      receivedOn: day('2021-05-06'),
      replyDueOn: day('2021-06-02'),
    })
  })

  test('a confirmation that comes with the registration starts the clock at once', async () => {
    const confirmed = { channel: 'fax', confirmedOn: '2021-03-01', confirmedBy: 'phone' }
    const { state, seenSeq } = await buildCase(room, staff.clerk, '2021-03-01', confirmed)
    expect(seenSeq).toBe(1)
    expect(state).toMatchObject({ status: 'examining', confirmedOn: day('2021-03-01') })
  })

  test('the form asks what the channel needs, and only that', () => {
    expect(problemsOf({ channel: 'registered_mail' })).toEqual(['signedOn'])
    expect(
      problemsOf({ channel: 'in_person', confirmedOn: '2024-03-01', confirmedBy: 'phone' }),
    ).toEqual(['confirmedOn'])
    expect(problemsOf({ channel: 'email', confirmedOn: '2024-03-01' })).toEqual(['confirmedBy'])
    expect(
      problemsOf({ channel: 'email', confirmedOn: '2024-02-01', confirmedBy: 'phone' }),
    ).toEqual(['confirmedOn'])
    expect(problemsOf({ wantedRoute: 'email', email: '' })).toEqual(['email'])
  })

  test('nothing can have happened tomorrow', async () => {
    const form = registration({ arrivedOn: '2024-03-02' })
    await expect(registerRequest(room, staff.clerk, form, at('2024-03-01'))).rejects.toEqual(
      refused('invalid'),
    )
  })

  test('a year without a holiday notice gives provisional days instead of no registration', async () => {
    const { state } = await buildCase(room, staff.clerk, '2026-12-10')
    expect(state.clock.provisional).toBe(true)
    expect(state.clock.replyDueOn).not.toBeNull()
  })
})

describe('the register', () => {
  test('numbers run without gaps, also when many register at once and some fail', async () => {
    const office = await buildOffice(database.db)
    const acts = Array.from({ length: 20 }, (_, index) =>
      buildCase(room, office.clerk, '2022-03-01', index % 4 === 0 ? { subject: '\ud800' } : {}),
    )
    const settled = await Promise.allSettled(acts)
    const numbers = settled
      .filter((one) => one.status === 'fulfilled')
      .map(({ value }) => value.state.registerNumber)
    expect(numbers.sort((a, b) => a - b)).toEqual(
      Array.from({ length: 15 }, (_, index) => index + 1),
    )
  })

  test('only a clerk registers, and only for the own agency', async () => {
    const act = registerRequest(
      room,
      staff.head,
      registration({ arrivedOn: '2024-03-01' }),
      at('2024-03-01'),
    )
    await expect(act).rejects.toEqual(refused('forbidden'))
  })

  test('a case that was never received is never counted, however it ends', async () => {
    const waiting = await buildCase(room, staff.clerk, '2024-03-01', { channel: 'internet' })
    const form = { happenedOn: day('2024-03-04'), reason: '来电撤回' }
    const { state } = await withdrawRequest(room, staff.clerk, waiting, form, at('2024-03-04'))
    expect(state).toMatchObject({ status: 'ended', conclusion: null })
  })
})

describe('申请人信息', () => {
  test('neither row nor event shows who applied; the same applicant is found again', async () => {
    const person = { applicantName: '欧阳示例', idNumber: '37100019900101001X' }
    const one = await buildCase(room, staff.clerk, '2024-03-01', person)
    const typed = { applicantName: ' 欧阳示例', idNumber: '３７１０００１９９００１０１００１x' }
    const two = await buildCase(room, staff.clerk, '2024-03-04', typed)
    const { rows } = await sql<{ text: string; key: string }>`
      select r::text || e.payload::text as text, encode(r.applicant_key, 'hex') as key
      from requests r join request_events e on e.request_id = r.id where r.id in (${one.id}, ${two.id})
    `.execute(database.db)
    for (const { text } of rows) expect(text).not.toMatch(/阳示例|37100019900101001X|00000000000/)
    expect(new Set(rows.map(({ key }) => key)).size).toBe(1)
    expect(one.state.applicant.shown).toBe('欧**')
  })

  test('reading it is a logged act of those who may', async () => {
    const { id } = await buildCase(room, staff.clerk, '2024-03-01')
    const identity = await readApplicant(room, staff.clerk, id, at('2024-03-02'))
    expect(identity.name).toBe('示例甲')
    const logged = await database.db
      .selectFrom('audit_log')
      .select(['actor_id', 'action'])
      .where('subject', '=', `request:${id}`)
      .execute()
    expect(logged).toEqual([{ actor_id: staff.clerk.id, action: 'applicant.read' }])
    await expect(readApplicant(room, staff.legalAdviser, id, at('2024-03-02'))).rejects.toEqual(
      refused('forbidden'),
    )
    const stranger = await buildOffice(database.db)
    await expect(readApplicant(room, stranger.clerk, id, at('2024-03-02'))).rejects.toEqual(
      refused('not-found'),
    )
  })

  test('the page of a case carries no sealed text', async () => {
    const { id } = await buildCase(room, staff.clerk, '2024-03-01')
    const file = await getCaseFile(room, staff.legalAdviser, id, day('2024-03-02'))
    expect(JSON.stringify(file)).not.toMatch(/v1\.[\w-]{20}/)
    expect(file.clock?.steps.length).toBeGreaterThan(0)
  })
})
