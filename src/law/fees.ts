import type { LawSettings } from './settings.ts'

/**
 * 信息处理费, 国办函〔2020〕109号. Charged by item or by page, never both for one application; progressive, each band
 * at its own price (超额累进). Applies to applications from 2021-01-01.
 */
export const FEE_RULES_IN_FORCE = '2021-01-01'

export interface FeeBand {
  /** First and last item or page of the band that is charged here. */
  readonly from: number
  readonly to: number
  readonly count: number
  /** 元 for each item or page. */
  readonly price: number
  readonly amount: number
}

export interface Fee {
  readonly basis: 'items' | 'pages'
  /** 元 */
  readonly total: number
  /** Every band with something in it, free bands included. */
  readonly bands: readonly FeeBand[]
  readonly article: string
}

const DOCUMENT = '国办函〔2020〕109号'
const FREE_ITEMS = 10
const FIRST_PRICE = 100
const STEP = 10

/**
 * The price in 元 of one applicant's n-th item in a calendar month: 1–10 free, 11–30 100 each, then 100 more with each
 * started ten. Where the next price begins is read as item 31 (`settings.feeStepFrom`).
 */
export function itemPrice(n: number, settings: LawSettings): number {
  if (n <= FREE_ITEMS) return 0
  if (n < settings.feeStepFrom) return FIRST_PRICE
  return FIRST_PRICE * (2 + Math.floor((n - settings.feeStepFrom) / STEP))
}

/**
 * The fee by item for items that come after `earlier` items of the same applicant in the same calendar month.
 *
 * @param items in this application (split by 一事一申请 into the smallest reasonable units)
 * @param earlier items of the applicant already counted in the month
 */
export function feeByItems(items: number, earlier: number, settings: LawSettings): Fee {
  return feeOf('items', earlier + 1, earlier + items, (n) => itemPrice(n, settings))
}

const PAGE_PRICES = [
  { upTo: 30, price: 0 },
  { upTo: 100, price: 10 },
  { upTo: 200, price: 20 },
  { upTo: Number.POSITIVE_INFINITY, price: 40 },
]

/** The price in 元 of the n-th page of one application; a page is one side of A4 or smaller. */
export function pagePrice(n: number): number {
  return PAGE_PRICES.find(({ upTo }) => n <= upTo)!.price
}

/**
 * The fee by page for one application; pages of different applications are not added up. Not for an answer that only
 * says where already published information is.
 */
export function feeByPages(pages: number): Fee {
  return feeOf('pages', 1, pages, pagePrice)
}

function feeOf(
  basis: Fee['basis'],
  first: number,
  last: number,
  priceOf: (n: number) => number,
): Fee {
  const bands: FeeBand[] = []
  for (let from = first; from <= last;) {
    const price = priceOf(from)
    let to = from
    while (to < last && priceOf(to + 1) === price) to++
    const count = to - from + 1
    bands.push({ from, to, count, price, amount: count * price })
    from = to + 1
  }
  const total = bands.reduce((sum, band) => sum + band.amount, 0)
  return { basis, total, bands, article: DOCUMENT }
}

/** One application of an applicant, as the month's count needs it. */
export interface CountedApplication {
  readonly receivedOn: Temporal.PlainDate
  readonly items: number
}

/** Items of an applicant in the calendar month of a day, up to and including that day. */
export function itemsInMonth(
  applications: readonly CountedApplication[],
  on: Temporal.PlainDate,
): number {
  return applications
    .filter(({ receivedOn }) => receivedOn.year === on.year && receivedOn.month === on.month)
    .filter(({ receivedOn }) => Temporal.PlainDate.compare(receivedOn, on) <= 0)
    .reduce((sum, { items }) => sum + items, 0)
}

/** Whether an application may be charged at all: the rules apply to applications received from 2021-01-01. */
export function canCharge(receivedOn: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(receivedOn, FEE_RULES_IN_FORCE) >= 0
}
