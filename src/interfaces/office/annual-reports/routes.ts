/** 年度报告: the desk where a report is opened, read cell by cell, written, locked and published. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import { listCasesBehind } from '../../../domain/annual-report/cases-behind.ts'
import { cellsByPath } from '../../../domain/annual-report/figures-difference.ts'
import { getReport, listReports } from '../../../domain/annual-report/get-report.ts'
import { lockReport } from '../../../domain/annual-report/handling/lock-report.ts'
import { openReport } from '../../../domain/annual-report/handling/open-report.ts'
import { publishReport } from '../../../domain/annual-report/handling/publish-report.ts'
import { saveNarrative } from '../../../domain/annual-report/handling/save-narrative.ts'
import { unlockReport } from '../../../domain/annual-report/handling/unlock-report.ts'
import { NarrativeForm } from '../../../domain/annual-report/narrative.ts'
import { getAgency } from '../../../domain/organisations/agencies-store.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { requiredInteger } from '../../../platform/web/form-fields.ts'
import {
  emptyForm,
  formView,
  parseForm,
  valueOf,
  type FormView,
} from '../../../platform/web/forms.ts'
import type { Html } from '../../../platform/web/html.ts'
import { seeOther, sendDownload, sendPage } from '../../../platform/web/reply.ts'
import { doneMessage, withDone } from '../done.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain } from '../show-again.ts'
import { behindPage } from './behind-page.ts'
import { cellNameOf } from './cell-name.ts'
import { REPORT_FILE_TYPES, reportFile, type ReportFileFormat } from './downloads.ts'
import { reportListPage } from './list-page.ts'
import { narrativePage } from './narrative-page.ts'
import { reportPage } from './report-page.ts'

interface ByYear {
  Params: { year: string }
}

const BEHIND_PAGE_SIZE = 50
const OpenForm = z.object({ year: requiredInteger('年度', { min: 2019, max: 2100 }) })
const PageQuery = z.object({ page: z.coerce.number().int().min(1).max(1_000_000).catch(1) })

export function annualReportRoutes(app: FastifyInstance, services: OfficeServices): void {
  listRoutes(app, services)
  reportRoute(app, services)
  narrativeRoutes(app, services)
  sealRoutes(app, services)
  behindRoute(app, services)
  for (const format of Object.keys(REPORT_FILE_TYPES) as ReportFileFormat[])
    fileRoute(app, services, format)
}

function yearOf(request: FastifyRequest<ByYear>): number {
  const { year } = request.params
  if (!/^20\d\d$/.test(year)) throw new Refusal('not-found', '没有这一年度的报告。')
  return Number(year)
}

function assertReader(request: FastifyRequest) {
  const officer = officerOf(request)
  assertMay(officer, 'reports.read', officer.agencyId)
  return officer
}

async function send(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  title: string,
  body: (csrf: string) => Html,
  status = 200,
): Promise<FastifyReply> {
  const frame = await officeFrame(services, request)
  const flash = doneMessage(request.query)
  const page = {
    title,
    current: 'annual-reports' as const,
    body: body(frame.csrf),
    ...(flash ? { flash } : {}),
  }
  return sendPage(reply, officePage(frame, page), status)
}

function listRoutes(app: FastifyInstance, services: OfficeServices): void {
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    view: FormView,
    status = 200,
  ) => {
    const officer = assertReader(request)
    const reports = await listReports(services.db, officer.agencyId)
    const mayOpen = mayAtHome(officer, 'reports.edit')
    return send(
      services,
      request,
      reply,
      '年度报告',
      (csrf) => reportListPage({ reports, mayOpen, view, csrf }),
      status,
    )
  }

  app.get(officePaths.annualReports, (request, reply) => show(request, reply, emptyForm))

  app.post(officePaths.annualReports, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'reports.edit', officer.agencyId)
    const checked = parseForm(OpenForm, request.body)
    if (!checked.ok) return show(request, reply, formView(request.body, checked.problems), 422)
    const { year } = checked.value
    return orShowAgain(
      request.body,
      async () => {
        await openReport(services.db, officer, year, services.clock())
        return seeOther(reply, withDone(officePaths.annualReport(year), 'report-opened'))
      },
      ({ view, status }) => show(request, reply, view, status),
    )
  })
}

function reportRoute(app: FastifyInstance, services: OfficeServices): void {
  app.get<ByYear>(officePaths.annualReport(':year'), (request, reply) =>
    showReport(services, request, reply, emptyForm),
  )
}

async function showReport(
  services: OfficeServices,
  request: FastifyRequest<ByYear>,
  reply: FastifyReply,
  view: FormView,
  status = 200,
): Promise<FastifyReply> {
  const officer = assertReader(request)
  const report = await getReport(services.db, officer.agencyId, yearOf(request))
  const { slug } = await getAgency(services.db, officer.agencyId)
  const may = {
    edit: mayAtHome(officer, 'reports.edit'),
    lock: mayAtHome(officer, 'reports.lock'),
    publish: mayAtHome(officer, 'reports.publish'),
  }
  const publicAddress = report.publishedAt ? `/reports/${slug}/${report.year}` : undefined
  return send(
    services,
    request,
    reply,
    report.title,
    (csrf) => reportPage({ report, csrf, may, view, publicAddress }),
    status,
  )
}

function narrativeRoutes(app: FastifyInstance, services: OfficeServices): void {
  const address = officePaths.annualReportAct(':year', 'narrative')
  const show = (
    request: FastifyRequest<ByYear>,
    reply: FastifyReply,
    page: { version: number; view: FormView; refused?: string },
    status = 200,
  ) => {
    const year = yearOf(request)
    return send(
      services,
      request,
      reply,
      `${year}年度报告`,
      (csrf) => narrativePage({ year, csrf, ...page }),
      status,
    )
  }

  app.get<ByYear>(address, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'reports.edit', officer.agencyId)
    const { narrative, version } = await getReport(services.db, officer.agencyId, yearOf(request))
    return show(request, reply, { version, view: formView(narrative) })
  })

  app.post<ByYear>(address, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'reports.edit', officer.agencyId)
    const year = yearOf(request)
    const typed = formView(request.body)
    const version = Number(valueOf(typed, 'version')) || 0
    const checked = parseForm(NarrativeForm, request.body)
    if (!checked.ok)
      return show(request, reply, { version, view: formView(request.body, checked.problems) }, 422)
    return orShowAgain(
      request.body,
      async () => {
        await saveNarrative(services.db, officer, year, version, checked.value, services.clock())
        return seeOther(reply, withDone(officePaths.annualReport(year), 'saved'))
      },
      ({ status, ...again }) => show(request, reply, { version, ...again }, status),
      ['stale', 'locked'],
    )
  })
}

function sealRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  app.post<ByYear>(officePaths.annualReportAct(':year', 'lock'), async (request, reply) => {
    const year = yearOf(request)
    const version = Number(valueOf(formView(request.body), 'version')) || 0
    await lockReport(db, officerOf(request), year, version, clock())
    return seeOther(reply, withDone(officePaths.annualReport(year), 'report-locked'))
  })

  app.post<ByYear>(officePaths.annualReportAct(':year', 'unlock'), async (request, reply) => {
    const year = yearOf(request)
    const reason = valueOf(formView(request.body), 'reason')
    return orShowAgain(
      request.body,
      async () => {
        await unlockReport(db, officerOf(request), year, reason, clock())
        return seeOther(reply, withDone(officePaths.annualReport(year), 'report-unlocked'))
      },
      ({ view, status }) => showReport(services, request, reply, view, status),
      ['incomplete'],
    )
  })

  app.post<ByYear>(officePaths.annualReportAct(':year', 'publish'), async (request, reply) => {
    const year = yearOf(request)
    await publishReport(db, officerOf(request), year, clock())
    return seeOther(reply, withDone(officePaths.annualReport(year), 'report-published'))
  })
}

function behindRoute(app: FastifyInstance, services: OfficeServices): void {
  app.get<{ Params: { year: string; path: string } }>(
    officePaths.annualReportAct(':year', 'cells/:path'),
    async (request, reply) => {
      const officer = assertReader(request)
      const year = yearOf(request)
      const { path } = request.params
      const report = await getReport(services.db, officer.agencyId, year)
      const { page } = PageQuery.parse(request.query)
      const cellName = cellNameOf(report.format, path)
      const behind = await listCasesBehind(
        services.db,
        officer.agencyId,
        year,
        report.format,
        path,
        {
          number: page,
          size: BEHIND_PAGE_SIZE,
        },
      )
      const shown = cellsByPath(report.figures).get(path) ?? ''
      return send(services, request, reply, cellName, () =>
        behindPage({ year, path, cellName, shown, behind, page, pageSize: BEHIND_PAGE_SIZE }),
      )
    },
  )
}

function fileRoute(app: FastifyInstance, services: OfficeServices, format: ReportFileFormat): void {
  app.get<ByYear>(`${officePaths.annualReport(':year')}.${format}`, async (request, reply) => {
    const officer = assertReader(request)
    const report = await getReport(services.db, officer.agencyId, yearOf(request))
    const content = await reportFile(report, format, services.clock())
    return sendDownload(reply, {
      name: `${report.title}.${format}`,
      type: REPORT_FILE_TYPES[format],
      content,
    })
  })
}
