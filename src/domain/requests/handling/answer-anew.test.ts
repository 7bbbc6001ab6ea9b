import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildConsultedCase } from '../../../../test/builders/letters.ts'
import {
  answer,
  answerAndClose,
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
  type OfficeStaff,
} from '../../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { isConcluded } from '../case-state.ts'
import type { Draft } from '../draft.ts'
import { listLedger } from '../ledger.ts'
import { getTrackedCase } from '../online/track.ts'
import { listTodo } from '../todo.ts'
import { verifyRequests } from '../verify.ts'
import { answerAnew, AnewForm } from './answer-anew.ts'
import { closeCase } from './close-case.ts'
import { recordOpinion } from './consultations.ts'
import { extendDeadline } from './extend-deadline.ts'
import { decideRemedy, fileRemedy } from './remedies.ts'
import type { Handled } from './take-step.ts'
import { tellThirdParty } from './tell-third-party.ts'

const day = Temporal.PlainDate.from

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
  staff = await buildOffice(database.db)
})
afterAll(() => database.close())

async function overturned(result: 'corrected' | 'upheld' = 'corrected'): Promise<Handled> {
  const { clerk } = staff
  const registered = await buildCase(room, clerk, '2024-03-01')
  const closed = await answerAndClose(room, staff, registered, draftOf('C5'), at('2024-03-08'))
  const filing = { kind: 'reconsideration', body: '示例市人民政府' } as const
  const filed = await fileRemedy(
    room,
    clerk,
    closed,
    { ...filing, happenedOn: day('2024-04-01') },
    at('2024-04-01'),
  )
  const outcome = { number: 1, result, summary: '撤销原答复，责令重新答复' } as const
  return decideRemedy(
    room,
    clerk,
    filed,
    { ...outcome, happenedOn: day('2024-05-28') },
    at('2024-05-28'),
  )
}

const anew = (given: Record<string, unknown> = {}) =>
  AnewForm.parse({
    remedy: '1',
    orders: '在法定期限内重新答复',
    happenedOn: '2024-06-03',
    ...given,
  })
const ordered = (ref: CaseRef, given: Record<string, unknown> = {}) =>
  answerAnew(room, staff.clerk, ref, anew(given), at('2024-06-03'))

describe('an answer that was overturned is given anew', () => {
  test('the case is open again, and 20 working days run from receipt of the decision', async () => {
    const { state } = await ordered(await overturned())
    expect([state.status, state.closedOn, state.letter, state.reply]).toEqual([
      'examining',
      null,
      null,
      null,
    ])
    // 2024-06-10 is 端午节
    expect(state.clock.replyDueOn?.toString()).toBe('2024-07-02')
    expect(state.clock.receivedOn?.toString()).toBe('2024-03-01')
    expect(isConcluded(state)).toBe(false)
  })

  test('a day that the decision sets is the due day, and nobody extends it', async () => {
    const open = await ordered(await overturned(), { dueOn: '2024-06-17' })
    expect(open.state.clock.replyDueOn?.toString()).toBe('2024-06-17')
    const form = { happenedOn: day('2024-06-04'), days: 10, reason: '多' }
    const extended = extendDeadline(room, staff.head, open, form, at('2024-06-04'))
    await expect(extended).rejects.toMatchObject({ code: 'incomplete' })
  })

  test('the new answer passes the whole chain, says what it replaces, and counts once in the report', async () => {
    const open = await ordered(await overturned())
    const { state } = await answer(room, staff, open, draftOf('A2'), at('2024-06-11'))
    expect(state.reply!.draft.letter!.body).toContain('示公复〔2024〕')
    expect(state.reply!.draft.letter!.body).toContain(
      '收到示例市人民政府作出的行政复议决定，现重新答复',
    )
    expect(state.letter!.number.number).toBe(state.earlierAnswers[0]!.letter.number.number + 1)
    // the report's cell is the first answer's, in the year it was given
    expect([state.conclusion?.disposition, state.conclusion?.on.toString()]).toEqual([
      'C5',
      '2024-03-08',
    ])
    expect(isConcluded(state)).toBe(true)
    const row = await database.db
      .selectFrom('requests')
      .select(['disposition', 'status', 'closed_on'])
      .where('id', '=', open.id)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ disposition: 'C5', status: 'delivered', closed_on: null })
  })

  test('the ledger counts it as overdue once its new term is over, until it is answered', async () => {
    const open = await ordered(await overturned())
    const overdue = async (on: string) => {
      const query = {
        filter: { due: 'overdue' },
        sort: 'due',
        descending: false,
        limit: 500,
      } as const
      const { entries } = await listLedger(room, staff.clerk, query, day(on))
      return entries.some(({ id }) => id === open.id)
    }
    expect([await overdue('2024-07-02'), await overdue('2024-07-03')]).toEqual([false, true])
    await answer(room, staff, open, draftOf('A2'), at('2024-07-05'))
    expect(await overdue('2024-07-08')).toBe(false)
  })

  test('the case is on the list of things to do, and the applicant sees it is handled again', async () => {
    const open = await ordered(await overturned())
    const todo = await listTodo(room, staff.clerk, day('2024-06-04'))
    expect(todo.find(({ id }) => id === open.id)).toMatchObject({
      step: 'draft-reply',
      reason: 'reply-due',
    })
    const tracked = await getTrackedCase(room, open.id)
    expect([tracked.status, tracked.answer, tracked.replyDueOn?.toString()]).toEqual([
      'examining',
      null,
      '2024-07-02',
    ])
  })

  test('what was upheld is not answered anew, nor twice on one decision', async () => {
    await expect(ordered(await overturned('upheld'))).rejects.toMatchObject({ code: 'incomplete' })
    const open = await ordered(await overturned())
    const again = await answer(room, staff, open, draftOf('A2'), at('2024-06-11'))
    const twice = answerAnew(room, staff.clerk, again, anew(), at('2024-06-12'))
    await expect(twice).rejects.toMatchObject({ code: 'incomplete' })
  })

  test('a decision cannot be received before it was made', async () => {
    const early = ordered(await overturned(), { happenedOn: '2024-05-20' })
    await expect(early).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('第三十二条: a third party that objected in vain is told in writing', () => {
  async function answered(opinion: 'objects' | 'agrees', draft: Draft): Promise<Handled> {
    let handled = await buildConsultedCase(room, staff)
    for (const number of [1, 2, 3]) {
      const said = number === 1 ? opinion : 'agrees'
      const form = {
        number,
        opinion: said,
        reasons: undefined,
        happenedOn: day('2024-03-11'),
      } as const
      handled = await recordOpinion(room, staff.clerk, handled, form, at('2024-03-11'))
    }
    return answer(room, staff, handled, draft, at('2024-03-15'))
  }
  const close = (ref: CaseRef) =>
    closeCase(room, staff.clerk, ref, { archiveNumber: undefined }, at('2024-03-20'))

  test('until then the case is not archived, and stands on the list', async () => {
    const delivered = await answered('objects', draftOf('A2'))
    await expect(close(delivered)).rejects.toMatchObject({ code: 'incomplete' })
    const todo = await listTodo(room, staff.clerk, day('2024-03-18'))
    expect(todo.find(({ id }) => id === delivered.id)?.reason).toBe('third-party-untold')
    const telling = {
      number: 1,
      way: 'china-post',
      proof: '邮件回执',
      happenedOn: day('2024-03-18'),
    } as const
    const told = await tellThirdParty(room, staff.clerk, delivered, telling, at('2024-03-18'))
    expect((await close(told)).state.status).toBe('closed')
  })

  test('who agreed, and whose part was withheld, is owed no letter', async () => {
    expect((await close(await answered('agrees', draftOf('A2')))).state.status).toBe('closed')
    const withheld = draftOf('B1', {
      withheld: [{ part: '联系电话', ground: 'X15', reason: '属于个人隐私' }],
    })
    expect((await close(await answered('objects', withheld))).state.status).toBe('closed')
  })

  test('nobody is told before the decision is signed', async () => {
    const delivered = await answered('objects', draftOf('A2'))
    const early = {
      number: 1,
      way: 'direct',
      proof: '签收',
      happenedOn: day('2024-03-14'),
    } as const
    const told = tellThirdParty(room, staff.clerk, delivered, early, at('2024-03-18'))
    await expect(told).rejects.toMatchObject({ code: 'invalid' })
  })
})

test('all of it is proved by refolding', async () => {
  const findings = await Array.fromAsync(verifyRequests(database.db))
  expect(findings.filter(({ kind }) => kind === 'finding')).toEqual([])
})
