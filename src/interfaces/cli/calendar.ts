import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import {
  importNotice,
  listImportedNotices,
  loadCalendar,
} from '../../domain/requests/holiday-notices.ts'
import { DEADLINES, listMovedClocks, type MovedClock } from '../../domain/requests/moved-clocks.ts'
import { builtInCalendar } from '../../law/calendar/calendar.ts'
import type { HolidayNotice } from '../../law/calendar/notice.ts'
import { parseNotice } from '../../law/calendar/parse-notice.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { systemClock } from '../../platform/kernel/time.ts'
import { getConfig, withDatabase } from './session.ts'
import { print, printJson, say } from './terminal.ts'

export function calendarCommand(): Command {
  const add = new Command('add')
    .description('导入国务院办公厅的放假通知，列出期限因此变动的在办申请（变动由负责人逐件确认）')
    .argument('<file>', '放假通知的 JSON 文件：year、document、blocks；格式见 docs/operations.md')
    .option('--json', '以 JSON 输出')
    .action(async (file: string, { json }: { json?: true }) => addNotice(file, json === true))
  const list = new Command('list')
    .description('列出已有放假通知的年份')
    .option('--json', '以 JSON 输出')
    .action(async ({ json }: { json?: true }) => {
      const notices = await withDatabase(async ({ db }) => (await loadCalendar(db)).notices)
      if (json) printJson(notices)
      else for (const notice of notices) print(`${notice.year}  ${documentsOf(notice)}`)
    })
  return new Command('calendar').description('节假日安排').addCommand(add).addCommand(list)
}

const documentsOf = ({ documents }: HolidayNotice) =>
  documents.map(({ number }) => number).join('、')

async function addNotice(file: string, json: boolean): Promise<void> {
  const source = readJson(file)
  const notice = parseNotice(source)
  if (!notice.ok) throw new Refusal('invalid', `${file} 不是可用的放假通知：`, notice.problems)
  const { year } = notice.value
  const moved = await withDatabase(async ({ db }) => {
    await importNotice(db, notice.value, source, { id: null, name: '命令行' }, systemClock())
    return Array.fromAsync(listMovedClocks(db, await loadCalendar(db)))
  })
  if (json) printJson({ year, moved: moved.map(movedInJson) })
  else {
    print(`已导入 ${year} 年的放假安排（${documentsOf(notice.value)}）。`)
    if (moved.length === 0) print('没有在办申请的期限因此变动。')
    else for (const line of movedInWords(moved)) print(line)
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown
  } catch (error) {
    const why = error instanceof SyntaxError ? '不是有效的 JSON' : '读不到'
    throw new Refusal('unavailable', `${file} ${why}。`)
  }
}

function movedDeadlines({ from, to }: MovedClock) {
  return DEADLINES.filter((name) => String(from[name]) !== String(to[name])).map((name) => ({
    deadline: name,
    from: from[name],
    to: to[name],
  }))
}

function movedInJson(moved: MovedClock) {
  const { id, agencyId, registerNumber, subject } = moved
  return { id, agencyId, registerNumber, subject, deadlines: movedDeadlines(moved) }
}

const TITLES = {
  correctionNoticeDueOn: '补正告知最迟',
  correctionDueOn: '补正期限',
  consultationDueOn: '征求意见期限',
  paymentDueOn: '缴费期限',
  replyDueOn: '答复期限',
} as const satisfies Record<(typeof DEADLINES)[number], string>

function movedInWords(moved: readonly MovedClock[]): string[] {
  const lines = moved.map((one) => {
    const days = movedDeadlines(one).map(
      ({ deadline, from, to }) => `${TITLES[deadline]} ${from ?? '未定'} → ${to ?? '未定'}`,
    )
    return `${one.registerNumber} ${one.subject}：${days.join('；')}`
  })
  return [`${moved.length} 件在办申请的期限有变动，请负责人在案件页逐件确认：`, ...lines]
}

/** For `mingqu clock`: what was imported into the data directory, if there is one. It never makes one. */
export async function importedNotices(): Promise<readonly HolidayNotice[]> {
  try {
    const { databaseUrl, dataDir } = getConfig()
    if (databaseUrl === undefined && !existsSync(join(dataDir, 'postgres'))) return []
    return await withDatabase(({ db }: { readonly db: Db }) => listImportedNotices(db))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { years } = builtInCalendar
    say(`没有读到导入的放假通知，只用内置的（${years.at(0)}—${years.at(-1)}年）：${error.message}`)
    return []
  }
}
