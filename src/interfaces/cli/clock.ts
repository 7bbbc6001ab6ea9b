import { createReadStream } from 'node:fs'
import { Command } from 'commander'
import { type WorkingCalendar, builtInCalendar } from '../../law/calendar/calendar.ts'
import { CalendarMissing } from '../../law/calendar/calendar-missing.ts'
import type { HolidayNotice } from '../../law/calendar/notice.ts'
import { dateOfDay } from '../../law/calendar/day-number.ts'
import { answerInJson } from '../../law/clock/answer-json.ts'
import { mapCase } from '../../law/clock/case.ts'
import { parseClockCase } from '../../law/clock/parse-case.ts'
import { answerClock } from '../../law/clock/request-clock.ts'
import { DEFAULT_SETTINGS, type LawSettings } from '../../law/settings.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { explainedClock } from './clock-explained.ts'
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts'
import { say, sayProblems } from './terminal.ts'

/** Notices beyond the built-in ones, e.g. those imported into the data directory. */
export type NoticeLoader = () => Promise<readonly HolidayNotice[]>

/**
 * `mingqu clock [FILE|-] [--json]`: the deadlines of one case, or of an array of cases, with the days counted and
 * skipped. Needs no data directory. Exit 0; 1 when the input has problems or a case of an array has no answer; 2 when a
 * single case needs a missing calendar, or the input cannot be read.
 */
export function clockCommand(loadNotices: NoticeLoader = async () => []): Command {
  return new Command('clock')
    .description('计算政府信息公开申请的各项期限，逐日说明计入和不计入的日子')
    .argument('[file]', '一件申请或一组申请的 JSON 文件；“-”或省略则读标准输入', '-')
    .option('--json', '输出 JSON')
    .option('--provisional', '没有放假通知的年份暂按周一至周五计算，并标明暂定')
    .action(async (file: string, options: { json?: boolean; provisional?: boolean }) => {
      stopWhenReaderLeaves()
      const input = parseJson(await readAll(file))
      const missing = options.provisional === true ? 'by-weekday' : 'refuse'
      const calendar = calendarWith(await loadNotices()).whenMissing(missing)
      const answer = options.json === true ? answerJson : answerText
      process.exitCode = await answer(input, calendar, DEFAULT_SETTINGS)
    })
}

function calendarWith(notices: readonly HolidayNotice[]): WorkingCalendar {
  return notices.length === 0 ? builtInCalendar : builtInCalendar.withNotices(notices)
}

async function readAll(file: string): Promise<string> {
  const source = file === '-' ? process.stdin : createReadStream(file)
  const parts: Buffer[] = []
  try {
    for await (const part of source) parts.push(part as Buffer)
  } catch (error) {
    throw new Refusal('not-found', `读不到文件 ${file}：${(error as Error).message}`)
  }
  return Buffer.concat(parts)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new Refusal('unavailable', `输入不是有效的 JSON：${(error as Error).message}`)
  }
}

const CHUNK = 1 << 18

/** Answers in the order of the cases, written in chunks: the whole never stands in memory. */
async function answerJson(
  input: unknown,
  { days }: WorkingCalendar,
  settings: LawSettings,
): Promise<ExitCode> {
  if (!Array.isArray(input)) {
    const { error, text } = answerInJson(input, days, settings)
    await write(`${text}\n`)
    return error === undefined ? EXIT.done : exitCodeOf(error)
  }
  let code: ExitCode = EXIT.done
  let chunk = '['
  for (let index = 0; index < input.length; index++) {
    const { error, text } = answerInJson(input[index], days, settings)
    if (error !== undefined) code = EXIT.problems
    chunk += index === 0 ? text : `,\n${text}`
    if (chunk.length < CHUNK) continue
    await write(chunk)
    chunk = ''
  }
  await write(`${chunk}]\n`)
  return code
}

function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
  })
}

/** `mingqu clock … | head` closes the pipe early: nobody reads on, so there is nothing left to say. */
function stopWhenReaderLeaves(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(EXIT.done)
  })
}

async function answerText(
  input: unknown,
  calendar: WorkingCalendar,
  settings: LawSettings,
): Promise<ExitCode> {
  if (!Array.isArray(input)) return explain(input, calendar, settings)
  let code: ExitCode = EXIT.done
  for (const [index, entry] of input.entries()) {
    await write(`${index === 0 ? '' : '\n'}第${index + 1}件\n`)
    if ((await explain(entry, calendar, settings)) !== EXIT.done) code = EXIT.problems
  }
  return code
}

async function explain(
  entry: unknown,
  calendar: WorkingCalendar,
  settings: LawSettings,
): Promise<ExitCode> {
  try {
    const parsed = parseClockCase(entry, settings.correctionPresetDays)
    const answer = parsed.ok
      ? answerClock(mapCase(parsed.value, dateOfDay), calendar, settings)
      : parsed
    if (answer.ok) {
      await write(explainedClock(answer.value, calendar))
      return EXIT.done
    }
    say('这件申请的记录有问题：')
    sayProblems(answer.problems)
    return exitCodeOf('invalid')
  } catch (error) {
    if (!(error instanceof CalendarMissing)) throw error
    say(error.message)
    return exitCodeOf(error.code)
  }
}
