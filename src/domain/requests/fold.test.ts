import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  answerAndClose,
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
} from '../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { encodeEventBody, parseEventBody, type CaseEvent, type EventBody } from './case.ts'
import { apply, BrokenCase, fold } from './fold.ts'
import { listEvents } from './requests-store.ts'

let database: TestDatabase
/** An ordinary whole life: registered, drafted, reviewed for secrecy and law, signed off, issued, delivered, closed. */
let life: CaseEvent[]
beforeAll(async () => {
  database = await createTestDatabase()
  const room = buildRoom(database.db)
  const staff = await buildOffice(database.db)
  const one = await buildCase(room, staff.clerk, '2024-03-01')
  await answerAndClose(room, staff, one, draftOf('B1'), at('2024-03-20'))
  life = await listEvents(database.db, one.id)
})
afterAll(() => database.close())

test('the state after all events is the state after some, and then the others', () => {
  const whole = fold(life)
  for (let seen = 1; seen <= life.length; seen += 1) {
    expect(life.slice(seen).reduce(apply, fold(life.slice(0, seen)))).toEqual(whole)
  }
})

test('folding changes no event, and events survive being written and read', () => {
  const frozen = life.map((event) =>
    Object.freeze({ ...event, payload: Object.freeze(event.payload) }),
  )
  const written = life.map((event) => {
    const { type, payload } = JSON.parse(JSON.stringify(encodeEventBody(event)))
    return { ...event, ...parseEventBody(type, payload) }
  })
  expect(fold(frozen as CaseEvent[])).toEqual(fold(life))
  expect(fold(written)).toEqual(fold(life))
})

test('the statuses of a whole life, one by one', () => {
  const statuses = life.map((_, index) => fold(life.slice(0, index + 1)).status)
  expect(statuses).toEqual([
    'examining',
    'drafted',
    'drafted',
    'legally-reviewed',
    'signed-off',
    'issued',
    'delivered',
    'closed',
  ])
})

describe('events that cannot have happened are a broken record, located by number and type', () => {
  const after = (seen: number, body: EventBody): CaseEvent[] => {
    const { happenedOn, recordedAt, actorId } = life[0]!
    return [...life.slice(0, seen), { ...body, seq: seen + 1, happenedOn, recordedAt, actorId }]
  }
  const broken = (events: readonly CaseEvent[]) => {
    try {
      fold(events)
    } catch (error) {
      if (error instanceof BrokenCase) return [error.seq, error.type]
      throw error
    }
    return undefined
  }

  test('no registration at the beginning, or none at all', () => {
    expect(broken([])).toEqual([1, ''])
    expect(broken(life.slice(1))).toEqual([2, 'reply-drafted'])
  })
  test('a second registration', () => {
    expect(broken([...life, { ...life[0]!, seq: 9 }])).toEqual([9, 'registered'])
  })
  test('a number left out', () => {
    expect(broken([...life.slice(0, 2), ...life.slice(3)])).toEqual([4, 'legally-reviewed'])
  })
  test('a step the table does not have from there', () => {
    expect(broken(after(1, { type: 'closed', payload: { archiveNumber: null } }))).toEqual([
      2,
      'closed',
    ])
  })
  test('an answer to a letter that was never sent', () => {
    const { clock } = fold(life)
    const letter = {
      number: 1,
      kind: 'co-maker',
      toShown: '甲',
      toSealed: '',
      about: '',
      clock,
    } as const
    const sent = after(1, { type: 'consultation-sent', payload: letter })
    const { happenedOn, recordedAt, actorId } = life[0]!
    const lapsed = { type: 'consultation-lapsed', payload: { number: 2, clock } } as const
    expect(broken([...sent, { ...lapsed, seq: 3, happenedOn, recordedAt, actorId }])).toEqual([
      3,
      'consultation-lapsed',
    ])
  })
  test('the outcome of a suit nobody filed', () => {
    const decided = { number: 1, result: 'upheld', summary: '' } as const
    expect(broken(after(7, { type: 'remedy-decided', payload: decided }))).toEqual([
      8,
      'remedy-decided',
    ])
  })
})
