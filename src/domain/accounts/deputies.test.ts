import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildOfficer } from '../../../test/builders/people.ts'
import {
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
  type OfficeStaff,
} from '../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { inTransaction } from '../../platform/database/database.ts'
import { getCaseFile } from '../requests/case-file.ts'
import type { CaseRoom } from '../requests/case-room.ts'
import { reviewLegally, signOff } from '../requests/handling/approve-reply.ts'
import { draftReply } from '../requests/handling/draft-reply.ts'
import type { Handled } from '../requests/handling/take-step.ts'
import { verifyRequests } from '../requests/verify.ts'
import { appointDeputy, revokeDeputy, type DeputyForm } from './deputies.ts'
import type { Officer } from './officer.ts'
import { findOfficerBySession, openSession } from './sessions.ts'

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
let deputy: Officer
const day = Temporal.PlainDate.from
const now = at('2024-03-05')
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
})
afterAll(() => database.close())
beforeEach(async () => {
  staff = await buildOffice(room.db)
  deputy = await buildOfficer(room.db, staff.agencyId, 'secrecy-reviewer')
})

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code })
const absence = (given: Partial<DeputyForm> = {}): DeputyForm => ({
  personId: staff.head.id,
  deputyId: deputy.id,
  role: 'head',
  fromOn: day('2024-03-06'),
  untilOn: day('2024-03-08'),
  ...given,
})

/** The person as the office knows them when they arrive on that day. */
async function arriving(person: Officer, on: string): Promise<Officer> {
  const moment = at(on)
  const token = await inTransaction(room.db, (tx) => openSession(tx, person.id, moment))
  return (await findOfficerBySession(room.db, token, moment))!
}

const approval = ({ state }: Handled) => ({
  decision: 'approved' as const,
  contentHash: state.reply!.contentHash,
  opinion: undefined,
})

describe('代理', () => {
  test('the role is held on the days of the absence, both included, and on no other', async () => {
    await appointDeputy(room.db, staff.head, absence(), now)
    const held = async (on: string) => (await arriving(deputy, on)).roles.has('head')
    expect(await held('2024-03-05')).toBe(false)
    expect(await held('2024-03-06')).toBe(true)
    expect(await held('2024-03-08')).toBe(true)
    expect(await held('2024-03-09')).toBe(false)
    expect((await arriving(deputy, '2024-03-06')).deputyOf).toEqual([
      { role: 'head', personId: staff.head.id, personName: staff.head.displayName },
    ])
  })

  test('a revoked deputyship is over at once', async () => {
    const id = await appointDeputy(room.db, staff.head, absence(), now)
    await revokeDeputy(room.db, staff.head, id, at('2024-03-06'))
    expect((await arriving(deputy, '2024-03-06')).roles.has('head')).toBe(false)
    await expect(revokeDeputy(room.db, staff.head, id, now)).rejects.toEqual(refused('wrong-state'))
  })

  test('an act says for whom it was taken, in the hashed record and on the timeline', async () => {
    await appointDeputy(room.db, staff.head, absence(), now)
    const registered = await buildCase(room, staff.clerk, '2024-03-01')
    const drafted = await draftReply(
      room,
      staff.clerk,
      registered,
      draftOf('D1a'),
      at('2024-03-06'),
    )
    const reviewed = await reviewLegally(
      room,
      staff.legalAdviser,
      drafted,
      approval(drafted),
      at('2024-03-06'),
    )
    const acting = await arriving(deputy, '2024-03-06')
    await signOff(room, acting, reviewed, approval(reviewed), at('2024-03-06'))
    const file = await getCaseFile(room, staff.clerk, registered.id, day('2024-03-06'))
    expect(file.timeline.at(-1)).toMatchObject({
      actorName: deputy.displayName,
      deputyForName: staff.head.displayName,
    })
    expect(file.timeline.at(-2)?.deputyForName).toBeNull()
    const findings = (await Array.fromAsync(verifyRequests(room.db))).filter(
      ({ kind }) => kind === 'finding',
    )
    expect(findings).toEqual([])
  })

  test('nobody approves the own draft, also not as a deputy', async () => {
    const { clerk, legalAdviser } = staff
    await appointDeputy(room.db, staff.head, absence({ deputyId: clerk.id }), now)
    const acting = await arriving(clerk, '2024-03-06')
    const registered = await buildCase(room, clerk, '2024-03-01')
    const drafted = await draftReply(room, acting, registered, draftOf('D1a'), at('2024-03-06'))
    const reviewed = await reviewLegally(
      room,
      legalAdviser,
      drafted,
      approval(drafted),
      at('2024-03-06'),
    )
    const signing = signOff(room, acting, reviewed, approval(reviewed), at('2024-03-06'))
    await expect(signing).rejects.toEqual(refused('forbidden'))
  })

  test('only head and administrator appoint', async () => {
    const appointing = appointDeputy(room.db, staff.clerk, absence(), now)
    await expect(appointing).rejects.toEqual(refused('forbidden'))
    const admin = await buildOfficer(room.db, staff.agencyId, 'admin')
    await expect(appointDeputy(room.db, admin, absence(), now)).resolves.toBeTypeOf('number')
  })

  test('what is no appointment is refused at its field', async () => {
    const auditor = await buildOfficer(room.db, staff.agencyId, 'auditor')
    const elsewhere = (await buildOffice(room.db)).clerk
    const problemsOf = async (given: Partial<DeputyForm>) => {
      const refusal = await appointDeputy(room.db, staff.head, absence(given), now).catch(
        (error: { problems: readonly { at: string }[] }) => error,
      )
      return typeof refusal === 'number' ? [] : refusal.problems.map((problem) => problem.at)
    }
    expect(await problemsOf({ deputyId: auditor.id })).toEqual(['deputyId'])
    expect(await problemsOf({ deputyId: elsewhere.id })).toEqual(['deputyId'])
    expect(await problemsOf({ personId: staff.clerk.id })).toEqual(['personId'])
    expect(await problemsOf({ deputyId: staff.head.id })).toContain('deputyId')
    expect(await problemsOf({ fromOn: day('2024-03-04') })).toEqual(['fromOn'])
    expect(await problemsOf({ untilOn: day('2024-03-05') })).toEqual(['untilOn'])
    expect(await problemsOf({ untilOn: day('2026-03-05') })).toEqual(['untilOn'])
  })
})
