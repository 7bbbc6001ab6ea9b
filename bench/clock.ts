/**
 * Deadlines a second: JSON case → parsed → reckoned → JSON answer with every step and skipped day, on one thread.
 * Baseline in the same run: `JSON.parse` + `JSON.stringify` of the same cases and of the same answers.
 *
 *     node bench/clock.ts [cases]
 */
import { builtInCalendar } from '../src/law/calendar/calendar.ts'
import { isoDay, parseDayNumber } from '../src/law/calendar/day-number.ts'
import { answerInJson } from '../src/law/clock/answer-json.ts'
import { parseClockCase } from '../src/law/clock/parse-case.ts'
import { clockRaw } from '../src/law/clock/request-clock.ts'
import { DEFAULT_SETTINGS } from '../src/law/settings.ts'

export interface ClockBench {
  readonly cases: number
  /** Cases a second from parsed JSON to JSON text, steps and skipped days included. */
  readonly answersPerSecond: number
  /** The same without writing the text. */
  readonly reckonedPerSecond: number
  /** Cases a second that `JSON.parse` + `JSON.stringify` of case and answer take. */
  readonly baselinePerSecond: number
}

const { days } = builtInCalendar
const FIRST = parseDayNumber('2019-05-15')
const LAST = parseDayNumber('2026-06-30')

/** A year of an ordinary office, over and over: mostly plain cases, some with every complication. */
export function clockCases(count: number): unknown[] {
  return Array.from({ length: count }, (_, index) => {
    const arrived = FIRST + ((index * 7919) % (LAST - FIRST))
    const day = (after: number): string => isoDay(arrived + after)
    const plain = { channel: 'in_person', arrivedOn: day(0), events: [] as unknown[] }
    switch (index % 10) {
      case 0:
      case 1:
        return { ...plain, channel: 'internet', confirmedOn: day(1) }
      case 2:
        return { ...plain, channel: 'registered_mail', signedOn: day(0) }
      case 3:
        return { ...plain, channel: 'ordinary_mail', confirmedOn: day(2) }
      case 4:
        return { ...plain, events: [{ type: 'extended', days: 20 }] }
      case 5:
        return { ...plain, events: [consultation(day, 5), consultation(day, 9)] }
      case 6:
        return { ...plain, events: correction(day) }
      case 7:
        return {
          ...plain,
          events: [...correction(day), consultation(day, 21), { type: 'extended', days: 10 }],
        }
      case 8:
        return {
          ...plain,
          events: [
            { type: 'fee-noticed', receivedOn: day(9) },
            { type: 'fee-paid', on: day(20) },
          ],
        }
      default:
        return plain
    }
  })
}

type Day = (after: number) => string

const consultation = (day: Day, sent: number): unknown => ({
  type: 'consultation',
  kind: 'third-party',
  sentOn: day(sent),
  receivedOn: day(sent + 2),
  opinionOn: day(sent + 8),
})

const correction = (day: Day): unknown[] => [
  { type: 'correction-asked', servedOn: day(5), days: 10 },
  { type: 'corrected', receivedOn: day(12) },
]

/** @param count cases in a round; the best of three rounds counts, after one to warm up */
export function benchClock(count = 200_000): ClockBench {
  const cases = clockCases(count)
  const texts = cases.map((entry) => JSON.stringify(entry))
  const answers = cases.map((entry) => answerInJson(entry, days, DEFAULT_SETTINGS).text)
  return {
    cases: count,
    answersPerSecond: rate(count, () => cases.forEach(answer)),
    reckonedPerSecond: rate(count, () => cases.forEach(reckon)),
    baselinePerSecond: rate(count, () => {
      for (let index = 0; index < count; index++) {
        written += JSON.stringify(JSON.parse(texts[index]!)).length
        written += JSON.stringify(JSON.parse(answers[index]!)).length
      }
    }),
  }
}

/** Keeps the work from being optimised away. */
let written = 0

const sink = Buffer.alloc(1 << 16)

function answer(entry: unknown): void {
  const { text } = answerInJson(entry, days, DEFAULT_SETTINGS)
  // writing it out flattens the text, as sending it does
  written += sink.write(text)
}

function reckon(entry: unknown): void {
  const parsed = parseClockCase(entry, DEFAULT_SETTINGS.correctionPresetDays)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const reckoned = clockRaw(parsed.value, days, DEFAULT_SETTINGS)
  if (reckoned.ok) written += reckoned.value.replyDueOn ?? 0
}

function rate(count: number, round: () => void): number {
  round()
  const seconds = [0, 0, 0].map(() => {
    const started = performance.now()
    round()
    return (performance.now() - started) / 1000
  })
  return Math.round(count / Math.min(...seconds))
}

if (import.meta.main) {
  const result = benchClock(Number(process.argv[2] ?? 200_000))
  const per = (n: number): string => n.toLocaleString('en')
  console.log(
    `clock: ${per(result.answersPerSecond)} answers/s with steps (budget 200,000), ${result.cases} cases`,
  )
  console.log(`clock: ${per(result.reckonedPerSecond)} cases/s reckoned without writing`)
  console.log(
    `clock: ${per(result.baselinePerSecond)} cases/s for JSON.parse + JSON.stringify of the same cases and answers`,
  )
  console.log(
    `clock: ratio ${(result.answersPerSecond / result.baselinePerSecond).toFixed(2)} × baseline`,
  )
}
