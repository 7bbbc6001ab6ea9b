/** 依申请公开台账: the list and its export. */
import { PassThrough } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import type { Officer } from '../../../domain/accounts/officer.ts'
import { listHandlers } from '../../../domain/requests/handlers.ts'
import { countLedger, listLedger, type LedgerQuery } from '../../../domain/requests/ledger.ts'
import { listLogs } from '../../../domain/requests/ledger-log.ts'
import {
  listSavedFilters,
  removeSavedFilter,
  SavedFilterForm,
  saveFilter,
} from '../../../domain/requests/saved-filters.ts'
import { writeTable, type TableValue } from '../../../platform/documents/xlsx-table.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { emptyForm, formView, parseForm, type FormView } from '../../../platform/web/forms.ts'
import { seeOther, sendDownload, sendPage } from '../../../platform/web/reply.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain } from '../show-again.ts'
import { LEDGER_COLUMNS } from './ledger-columns.ts'
import { ledgerPage } from './ledger-page.ts'
import { ledgerParameters, parseLedgerQuery } from './ledger-query.ts'

const FIRST_YEAR = 2019
const EXPORT_BATCH = 1000
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function ledgerRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  app.get(officePaths.requests, (request, reply) => showLedger(services, request, reply))

  app.post(officePaths.requests, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'requests.read', officer.agencyId)
    const view = parseLedgerQuery(request.query)
    const query = ledgerParameters(view).toString()
    const checked = parseForm(SavedFilterForm, request.body)
    if (!checked.ok) {
      return showLedger(services, request, reply, formView(request.body, checked.problems))
    }
    return orShowAgain(
      request.body,
      async () => {
        await saveFilter(db, officer, checked.value, query, clock())
        return seeOther(reply, `${officePaths.requests}?${query}`)
      },
      ({ view: named }) => showLedger(services, request, reply, named),
    )
  })

  app.post<{ Params: { id: string } }>(
    '/office/requests/filters/:id/remove',
    async (request, reply) => {
      await removeSavedFilter(db, officerOf(request), recordId(request.params.id))
      return seeOther(reply, officePaths.requests)
    },
  )

  app.get(officePaths.requestsExport, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'requests.export', officer.agencyId)
    const today = dayOf(clock())
    const rows = exportRows(services, officer, parseLedgerQuery(request.query), today)
    const content = new PassThrough()
    const table = { name: '依申请公开台账', columns: LEDGER_COLUMNS }
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

async function showLedger(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  naming: FormView = emptyForm,
): Promise<FastifyReply> {
  const { db, room, clock } = services
  const officer = officerOf(request)
  const today = dayOf(clock())
  const query = parseLedgerQuery(request.query)
  const [page, count, saved, handlers, frame] = await Promise.all([
    listLedger(room, officer, query, today),
    countLedger(room, officer, query.filter, today),
    listSavedFilters(db, officer),
    listHandlers(db, officer, today),
    officeFrame(services, request),
  ])
  const ids = query.allColumns ? page.entries.map(({ id }) => id) : []
  const body = ledgerPage({
    query,
    page,
    count,
    today,
    saved,
    handlers,
    officerId: officer.id,
    naming,
    logs: await listLogs(room, officer, ids),
    years: Array.from({ length: today.year - FIRST_YEAR + 1 }, (_, back) => today.year - back),
    mayRegister: mayAtHome(officer, 'requests.register'),
    mayExport: mayAtHome(officer, 'requests.export'),
    csrf: frame.csrf,
  })
  const status = naming.problems.length > 0 ? 422 : 200
  const title = '依申请公开台账'
  return sendPage(reply, officePage(frame, { title, current: 'requests', body }), status)
}

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
    for (const entry of page.entries) yield LEDGER_COLUMNS.map(({ text }) => text(entry))
    after = page.next
  } while (after)
}
