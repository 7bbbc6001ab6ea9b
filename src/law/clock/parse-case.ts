import { accepted, type Checked, type Problem, rejected } from '../../platform/kernel/problem.ts'
import { parseDayNumber } from '../calendar/day-number.ts'
import {
  CHANNELS,
  CONSULTATION_KINDS,
  type Channel,
  type ClockCase,
  type ClockEvent,
  type ConsultationKind,
} from './case.ts'

/**
 * A clock case from outside (`mingqu clock`, the API), over day numbers. Strict in dates and numbers, silent about
 * keys it does not know; a key that is null counts as absent. Hand-written: it runs 200,000 times a second.
 *
 * @param presetDays the correction limit when the notice names none (`LawSettings.correctionPresetDays`)
 */
export function parseClockCase(input: unknown, presetDays: number): Checked<ClockCase<number>> {
  if (!isRecord(input)) return rejected([{ at: '', message: '每件申请应是一个 JSON 对象' }])
  const problems: Problem[] = []
  const channel = oneOf<Channel>(input['channel'], CHANNELS, 'channel', problems)
  const arrivedOn = requiredDay(input, 'arrivedOn', '', problems)
  const signedOn = optionalDay(input, 'signedOn', '', problems)
  const confirmedOn = optionalDay(input, 'confirmedOn', '', problems)
  const events = parseEvents(input['events'], presetDays, problems)
  if (problems.length > 0) return rejected(problems)
  const parsed: Mutable<ClockCase<number>> = { channel, arrivedOn, events }
  if (signedOn !== undefined) parsed.signedOn = signedOn
  if (confirmedOn !== undefined) parsed.confirmedOn = confirmedOn
  return accepted(parsed)
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type Fields = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parseEvents(
  value: unknown,
  presetDays: number,
  problems: Problem[],
): ClockEvent<number>[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) {
    problems.push({ at: 'events', message: 'events 应是办理环节的列表' })
    return []
  }
  const events: ClockEvent<number>[] = []
  for (let index = 0; index < value.length; index++) {
    const event = parseEvent(value[index], `events.${index}`, presetDays, problems)
    if (event !== undefined) events.push(event)
  }
  return events
}

function parseEvent(
  input: unknown,
  at: string,
  presetDays: number,
  problems: Problem[],
): ClockEvent<number> | undefined {
  if (!isRecord(input)) {
    problems.push({ at, message: '每个办理环节应是一个 JSON 对象' })
    return undefined
  }
  switch (input['type']) {
    case 'correction-asked':
      return {
        type: 'correction-asked',
        servedOn: requiredDay(input, 'servedOn', at, problems),
        days: input['days'] == null ? presetDays : wholeDays(input, at, problems),
      }
    case 'corrected':
      return { type: 'corrected', receivedOn: requiredDay(input, 'receivedOn', at, problems) }
    case 'consultation':
      return parseConsultation(input, at, problems)
    case 'extended': {
      const on = optionalDay(input, 'on', at, problems)
      const days = wholeDays(input, at, problems)
      return on === undefined ? { type: 'extended', days } : { type: 'extended', days, on }
    }
    case 'fee-noticed':
      return { type: 'fee-noticed', receivedOn: requiredDay(input, 'receivedOn', at, problems) }
    case 'fee-paid':
      return { type: 'fee-paid', on: requiredDay(input, 'on', at, problems) }
    case 'reasons-asked':
      return { type: 'reasons-asked', on: requiredDay(input, 'on', at, problems) }
    case 'delayed': {
      const on = optionalDay(input, 'on', at, problems)
      const untilOn = requiredDay(input, 'untilOn', at, problems)
      return on === undefined ? { type: 'delayed', untilOn } : { type: 'delayed', untilOn, on }
    }
    default:
      problems.push({ at: `${at}.type`, message: `没有这种办理环节：${shown(input['type'])}` })
      return undefined
  }
}

function parseConsultation(input: Fields, at: string, problems: Problem[]): ClockEvent<number> {
  const kind = oneOf<ConsultationKind>(input['kind'], CONSULTATION_KINDS, `${at}.kind`, problems)
  const sentOn = requiredDay(input, 'sentOn', at, problems)
  const receivedOn = optionalDay(input, 'receivedOn', at, problems)
  const opinionOn = optionalDay(input, 'opinionOn', at, problems)
  const event: Mutable<Extract<ClockEvent<number>, { type: 'consultation' }>> = {
    type: 'consultation',
    kind,
    sentOn,
  }
  if (receivedOn !== undefined) event.receivedOn = receivedOn
  if (opinionOn !== undefined) event.opinionOn = opinionOn
  return event
}

function requiredDay(input: Fields, key: string, at: string, problems: Problem[]): number {
  const day = optionalDay(input, key, at, problems)
  if (day !== undefined) return day
  if (input[key] == null) problems.push({ at: join(at, key), message: '缺少日期' })
  return -1
}

function optionalDay(
  input: Fields,
  key: string,
  at: string,
  problems: Problem[],
): number | undefined {
  const value = input[key]
  if (value === undefined || value === null) return undefined
  const day = typeof value === 'string' ? parseDayNumber(value) : -1
  if (day >= 0) return day
  const message = `${shown(value)}不是有效日期，应写成 2021-03-01 的样子（2000年至2099年）`
  problems.push({ at: join(at, key), message })
  return undefined
}

function wholeDays(input: Fields, at: string, problems: Problem[]): number {
  const value = input['days']
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value
  problems.push({ at: join(at, 'days'), message: '应是大于0的整数（工作日）' })
  return 0
}

function oneOf<T extends string>(
  value: unknown,
  choices: readonly T[],
  at: string,
  problems: Problem[],
): T {
  if (choices.includes(value as T)) return value as T
  problems.push({ at, message: `${shown(value)}不在可选值之中：${choices.join('、')}` })
  return choices[0]!
}

const join = (at: string, key: string): string => (at === '' ? key : `${at}.${key}`)

/** What was typed, short enough to repeat in a message. */
function shown(value: unknown): string {
  if (value === undefined || value === null) return '（空）'
  return `“${String(typeof value === 'object' ? JSON.stringify(value) : value).slice(0, 40)}”`
}
