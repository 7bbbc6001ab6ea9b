import { expect, test } from 'vitest'
import { type Delivery, deliveryFinding, isTimely } from './delivery.ts'
import { DEFAULT_SETTINGS as settings } from './settings.ts'

const on = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso)
const due = on('2023-05-19')

const places = (delivery: Delivery): string[] =>
  deliveryFinding(delivery, settings).problems.map(({ at }) => at)

test('a reply handed to China Post on the last working day is in time', () => {
  const posted = {
    way: 'post',
    carrier: 'china-post',
    handedOverOn: due,
    signedOn: on('2023-05-24'),
  } as const
  expect(isTimely(posted, due, settings)).toBe(true)
  expect(isTimely({ ...posted, handedOverOn: on('2023-05-20') }, due, settings)).toBe(false)
})

test('direct service counts on the day the applicant signs', () => {
  expect(isTimely({ way: 'direct', signedOn: due }, due, settings)).toBe(true)
  expect(isTimely({ way: 'direct', signedOn: on('2023-05-20') }, due, settings)).toBe(false)
  expect(isTimely({ way: 'entrusted' }, due, settings)).toBeUndefined()
})

test('another courier counts only when signed for, and is a defect', () => {
  const couriered = { way: 'post', carrier: 'other', handedOverOn: due } as const
  expect(isTimely(couriered, due, settings)).toBeUndefined()
  expect(isTimely({ ...couriered, signedOn: on('2023-05-22') }, due, settings)).toBe(false)
  expect(places(couriered)).toEqual(['carrier'])
})

test('the recipient must not be made to pay the postage', () => {
  expect(
    places({ way: 'post', carrier: 'china-post', handedOverOn: due, cashOnDelivery: true }),
  ).toEqual(['cashOnDelivery'])
})

test('electronic delivery counts from sending only when the applicant chose it', () => {
  const sent = { way: 'email', sentOn: due, chosenByApplicant: true, logged: true } as const
  expect(isTimely(sent, due, settings)).toBe(true)
  expect(isTimely({ ...sent, chosenByApplicant: false }, due, settings)).toBeUndefined()
  expect(places({ ...sent, chosenByApplicant: false, logged: false })).toEqual([
    'chosenByApplicant',
    'logged',
  ])
})

test('an office may count electronic delivery from the acknowledgement', () => {
  const careful = { ...settings, electronicDelivery: 'on-acknowledgement' } as const
  const sent = { way: 'platform', sentOn: due, chosenByApplicant: true, logged: true } as const
  expect(isTimely(sent, due, careful)).toBeUndefined()
  expect(isTimely({ ...sent, acknowledgedOn: on('2023-05-22') }, due, careful)).toBe(false)
})
