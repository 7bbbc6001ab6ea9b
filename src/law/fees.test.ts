import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { canCharge, feeByItems, feeByPages, itemsInMonth } from './fees.ts'
import { DEFAULT_SETTINGS as settings } from './settings.ts'

const on = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso)

test.each([
  [10, 0],
  [11, 100],
  [30, 2000],
  [31, 2200],
  [40, 4000],
  [41, 4300],
  [50, 7000],
  [51, 7400],
  [55, 9000],
  [100, 37_000],
])('%i items in a month cost %i yuan', (items, total) => {
  expect(feeByItems(items, 0, settings).total).toBe(total)
})

test.each([
  [30, 0],
  [31, 10],
  [68, 380],
  [100, 700],
  [101, 720],
  [200, 2700],
  [201, 2740],
  [250, 4700],
  [1000, 34_700],
])('%i pages cost %i yuan', (pages, total) => {
  expect(feeByPages(pages).total).toBe(total)
})

test('each item costs its own price, whatever application it comes in', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 80 }),
      fc.integer({ min: 0, max: 80 }),
      (earlier, items) => {
        const together = feeByItems(earlier + items, 0, settings).total
        const apart =
          feeByItems(earlier, 0, settings).total + feeByItems(items, earlier, settings).total
        expect(apart).toBe(together)
      },
    ),
  )
})

test('a fee explains its bands', () => {
  expect(feeByItems(25, 8, settings).bands).toEqual([
    { from: 9, to: 10, count: 2, price: 0, amount: 0 },
    { from: 11, to: 30, count: 20, price: 100, amount: 2000 },
    { from: 31, to: 33, count: 3, price: 200, amount: 600 },
  ])
  expect(feeByPages(0)).toMatchObject({ total: 0, bands: [] })
})

test('an office may read the steps as beginning with the forty-first item', () => {
  const late = { ...settings, feeStepFrom: 41 } as const
  expect(feeByItems(40, 0, late).total).toBe(3000)
  expect(feeByItems(41, 0, late).total).toBe(3200)
})

test('items are counted within the calendar month, up to the day', () => {
  const applications = [
    { receivedOn: on('2024-03-31'), items: 4 },
    { receivedOn: on('2024-04-01'), items: 3 },
    { receivedOn: on('2024-04-30'), items: 2 },
    { receivedOn: on('2023-04-10'), items: 9 },
  ]
  expect(itemsInMonth(applications, on('2024-04-15'))).toBe(3)
  expect(itemsInMonth(applications, on('2024-04-30'))).toBe(5)
})

test('no fee before the rules were in force', () => {
  expect(canCharge(on('2020-12-31'))).toBe(false)
  expect(canCharge(on('2021-01-01'))).toBe(true)
})
