/**
 * The clock of an application as a clerk reckons it at a desk: a printed calendar with days crossed out, one finger
 * moving day by day. Shares nothing with `law/`: no calendar, no arithmetic, no names. It is held against the product.
 *
 * Days are ISO texts, so that comparing them is comparing strings.
 */

/** 国务院办公厅 notices for 2023 to 2025, first and last day off. */
const OFF = [
  ['2022-12-31', '2023-01-02'],
  ['2023-01-21', '2023-01-27'],
  ['2023-04-05', '2023-04-05'],
  ['2023-04-29', '2023-05-03'],
  ['2023-06-22', '2023-06-24'],
  ['2023-09-29', '2023-10-06'],
  ['2024-01-01', '2024-01-01'],
  ['2024-02-10', '2024-02-17'],
  ['2024-04-04', '2024-04-06'],
  ['2024-05-01', '2024-05-05'],
  ['2024-06-10', '2024-06-10'],
  ['2024-09-15', '2024-09-17'],
  ['2024-10-01', '2024-10-07'],
  ['2025-01-01', '2025-01-01'],
  ['2025-01-28', '2025-02-04'],
  ['2025-04-04', '2025-04-06'],
  ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
] as const

const MAKE_UP = [
  '2023-01-28',
  '2023-01-29',
  '2023-04-23',
  '2023-05-06',
  '2023-06-25',
  '2023-10-07',
  '2023-10-08',
  '2024-02-04',
  '2024-02-18',
  '2024-04-07',
  '2024-04-28',
  '2024-05-11',
  '2024-09-14',
  '2024-09-29',
  '2024-10-12',
  '2025-01-26',
  '2025-02-08',
  '2025-04-27',
  '2025-09-28',
  '2025-10-11',
]

export function dayAfter(day: string, days = 1): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

export function isOfficeDay(day: string): boolean {
  if (MAKE_UP.includes(day)) return true
  if (OFF.some(([first, last]) => first <= day && day <= last)) return false
  return Temporal.PlainDate.from(day).dayOfWeek <= 5
}

/** The n-th office day after a day: the day itself never counts. */
export function officeDaysAfter(day: string, n: number): string {
  let finger = day
  for (let left = n; left > 0;) {
    finger = dayAfter(finger)
    if (isOfficeDay(finger)) left -= 1
  }
  return finger
}

/** A letter that asks somebody for an opinion. */
export interface Letter {
  readonly sent: string
  served: string | null
  opinion: string | null
  agrees: boolean
  /** nothing came in time, and that is on record */
  silent: boolean
}

export interface Facts {
  received: string | null
  askedOn: string | null
  askedDays: number
  correctedOn: string | null
  feeOn: string | null
  paidOn: string | null
  letters: Letter[]
  extendedOn: string | null
  extendedDays: number
}

export const noFacts = (): Facts => ({
  received: null,
  askedOn: null,
  askedDays: 0,
  correctedOn: null,
  feeOn: null,
  paidOn: null,
  letters: [],
  extendedOn: null,
  extendedDays: 0,
})

/** Last day for whoever was asked: fifteen office days after the letter came. */
export const opinionLimit = ({ served }: Letter) => served && officeDaysAfter(served, 15)

/** The days a letter takes out of the period, one by one: after it was sent, until the opinion or the end of the limit. */
function daysTaken(letter: Letter): string[] {
  const limit = opinionLimit(letter)
  const ends = [letter.opinion, limit].filter((day) => day !== null).sort()
  const end = ends[0]
  const taken: string[] = []
  if (end === undefined) return taken
  for (let day = dayAfter(letter.sent); day <= end; day = dayAfter(day)) taken.push(day)
  return taken
}

export interface Reckoned {
  readonly noticeDue: string | null
  readonly correctionDue: string | null
  readonly paymentDue: string | null
  readonly replyDue: string | null
  /** before any extension */
  readonly unextendedDue: string | null
}

export function reckon(facts: Facts): Reckoned {
  const { received, askedOn, correctedOn, feeOn, paidOn } = facts
  const noticeDue = received && officeDaysAfter(received, 7)
  const waitsForCorrection = askedOn !== null && correctedOn === null
  const waitsForPayment = feeOn !== null && paidOn === null
  const correctionDue = waitsForCorrection ? officeDaysAfter(askedOn, facts.askedDays) : null
  const paymentDue = waitsForPayment ? officeDaysAfter(feeOn, 20) : null
  const none = { noticeDue, correctionDue, paymentDue, replyDue: null, unextendedDue: null }
  if (received === null || waitsForCorrection || waitsForPayment) return none
  // the period runs anew from the corrected application, and from the payment
  const start = [received, correctedOn, paidOn]
    .filter((day) => day !== null)
    .sort()
    .at(-1)!
  const extension = facts.extendedOn !== null && facts.extendedOn >= start ? facts.extendedDays : 0
  const taken = new Set<string>()
  const lastDay = (extra: number) =>
    officeDaysAfter(start, 20 + extra + [...taken].filter(isOfficeDay).length)
  for (const letter of facts.letters.toSorted((a, b) => (a.sent < b.sent ? -1 : 1))) {
    const told = extension > 0 && facts.extendedOn! <= letter.sent
    // a letter after the last day revives nothing
    if (letter.sent > lastDay(told ? extension : 0)) continue
    for (const day of daysTaken(letter)) if (day > start) taken.add(day)
  }
  const unextendedDue = lastDay(0)
  return { ...none, replyDue: lastDay(extension), unextendedDue }
}
