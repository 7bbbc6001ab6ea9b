/** 依申请公开台账: the list and its export. */
import { PassThrough } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import type { Officer } from '../../../domain/accounts/officer.ts'
import {
  countLedger,
  listLedger,
  type LedgerEntry,
  type LedgerQuery,
} from '../../../domain/requests/ledger.ts'
import { APPLICANT_CLASS_RULES } from '../../../law/applicants.ts'
import { DISPOSITIONS } from '../../../law/dispositions.ts'
import { writeTable, type TableValue } from '../../../platform/documents/xlsx-table.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { sendDownload, sendPage } from '../../../platform/web/reply.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { ledgerPage } from './ledger-page.ts'
import { parseLedgerQuery } from './ledger-query.ts'
import { CHANNEL_NAMES, STATUS_TAGS } from './words.ts'

const FIRST_YEAR = 2019
const EXPORT_BATCH = 1000
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function ledgerRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { room, clock } = services

  app.get(officePaths.requests, async (request, reply) => {
    const officer = officerOf(request)
    const today = dayOf(clock())
    const query = parseLedgerQuery(request.query)
    const [page, count, frame] = await Promise.all([
      listLedger(room, officer, query, today),
      countLedger(room, officer, query.filter, today),
      officeFrame(services, request),
    ])
    const body = ledgerPage({
      query,
      page,
      count,
      today,
      years: Array.from({ length: today.year - FIRST_YEAR + 1 }, (_, back) => today.year - back),
      mayRegister: mayAtHome(officer, 'requests.register'),
      mayExport: mayAtHome(officer, 'requests.export'),
    })
    return sendPage(
      reply,
      officePage(frame, { title: '依申请公开台账', current: 'requests', body }),
    )
  })

  app.get(officePaths.requestsExport, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'requests.export', officer.agencyId)
    const today = dayOf(clock())
    const rows = exportRows(services, officer, parseLedgerQuery(request.query), today)
    const content = new PassThrough()
    const table = { name: '依申请公开台账', columns: EXPORT_COLUMNS }
    // a failure breaks the stream off, so that half a ledger is never taken for a whole one
    writeTable(content, table, rows).catch((error: unknown) =>
      request.log.error({ err: error }, 'export failed'),
    )
    return sendDownload(reply, {
      name: `依申请公开台账${today.toString()}.xlsx`,
      type: XLSX,
      content,
    })
  })
}

const EXPORT_COLUMNS = [
  { header: '登记号', width: 16 },
  { header: '申请人', width: 16 },
  { header: '申请人类别', width: 14 },
  { header: '申请内容', width: 50 },
  { header: '渠道', width: 26 },
  { header: '到达日期', width: 12 },
  { header: '收到日期', width: 12 },
  { header: '答复期限', width: 12 },
  { header: '状态', width: 16 },
  { header: '办理结果', width: 40 },
  { header: '办结日期', width: 12 },
  { header: '是否按时', width: 10 },
  { header: '文号', width: 22 },
  { header: '经办人', width: 12 },
] as const

/** Every page of the filtered ledger, one after another, so that memory does not grow with its length. */
async function* exportRows(
  { room }: OfficeServices,
  officer: Officer,
  query: LedgerQuery,
  today: Temporal.PlainDate,
): AsyncGenerator<readonly TableValue[]> {
  let after: string | undefined
  do {
    const page = await listLedger(room, officer, { ...query, after, limit: EXPORT_BATCH }, today)
    for (const entry of page.entries) yield exportRow(entry)
    after = page.next
  } while (after)
}

function exportRow(entry: LedgerEntry): readonly TableValue[] {
  const day = (date: Temporal.PlainDate | null) => date?.toString() ?? ''
  const inTime = { true: '是', false: '否', null: '' }
  return [
    entry.registerNumber,
    entry.applicantShown,
    APPLICANT_CLASS_RULES[entry.applicantClass].label,
    entry.subject,
    CHANNEL_NAMES[entry.channel],
    day(entry.arrivedOn),
    day(entry.receivedOn),
    day(entry.replyDueOn),
    STATUS_TAGS[entry.status].word,
    entry.disposition ? DISPOSITIONS[entry.disposition].label : '',
    day(entry.concludedOn),
    inTime[`${entry.answeredInTime}`],
    entry.letterNumber ?? '',
    entry.handlerName ?? '',
  ]
}
