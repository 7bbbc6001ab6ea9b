/** 惠企政策: the desk of items and packs, what is new or has lapsed, import, and how the finder is used. */
import { PassThrough } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import { getAgency } from '../../../domain/organisations/agencies-store.ts'
import { readPackDesk } from '../../../domain/policy-packs/desk.ts'
import { listFinderUses } from '../../../domain/policy-packs/finder/uses.ts'
import { importItems } from '../../../domain/policy-packs/handling/import-items.ts'
import { ITEM_COLUMNS } from '../../../domain/policy-packs/import/item-columns.ts'
import { readItems } from '../../../domain/policy-packs/import/read-items.ts'
import {
  getIncludeWithinDays,
  leaveOut,
  listUnpackedPolicies,
  setIncludeWithinDays,
} from '../../../domain/policy-packs/unpacked-policies.ts'
import { writeTable, type TableValue } from '../../../platform/documents/xlsx-table.ts'
import type { Problem } from '../../../platform/kernel/problem.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf, parseDay } from '../../../platform/kernel/time.ts'
import { emptyForm, formView, valueOf } from '../../../platform/web/forms.ts'
import { seeOther, sendDownload, sendPage } from '../../../platform/web/reply.ts'
import { MEGABYTE, uploadOf } from '../../../platform/web/uploads.ts'
import { doneMessage, withDone } from '../done.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain, type ShownAgain } from '../show-again.ts'
import { deskPage } from './desk-page.ts'
import { importPage } from './import-page.ts'
import { itemRoutes } from './item-routes.ts'
import { packRoutes } from './pack-routes.ts'
import { usesPage } from './uses-page.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function policyPackRoutes(app: FastifyInstance, services: OfficeServices): void {
  deskRoutes(app, services)
  itemRoutes(app, services)
  packRoutes(app, services)
  importRoutes(app, services)
  usesRoute(app, services)
}

function deskRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  app.get(officePaths.policyPacks, (request, reply) =>
    sendDesk(services, request, reply, { view: emptyForm, status: 200 }),
  )

  app.post(officePaths.policyPackDays, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'publications.draft', officer.agencyId)
    return orShowAgain(
      request.body,
      async () => {
        const typed = valueOf(formView(request.body), 'days').normalize('NFKC').trim()
        const days = /^\d{1,3}$/.test(typed) ? Number(typed) : 0
        await setIncludeWithinDays(db, officer, days, clock())
        return seeOther(reply, withDone(officePaths.policyPacks, 'saved'))
      },
      (again) => sendDesk(services, request, reply, again),
    )
  })

  app.post<{ Params: { id: string } }>(
    '/office/policy-packs/policies/:id/leave-out',
    async (request, reply) => {
      const officer = officerOf(request)
      const documentId = recordId(request.params.id)
      return orShowAgain(
        request.body,
        async () => {
          const reason = valueOf(formView(request.body), 'reason')
          await leaveOut(db, officer, documentId, reason, clock())
          return seeOther(reply, withDone(officePaths.policyPacks, 'saved'))
        },
        (again) => sendDesk(services, request, reply, again),
        ['incomplete'],
      )
    },
  )
}

async function sendDesk(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { view, status }: ShownAgain,
): Promise<FastifyReply> {
  const { db, clock, room } = services
  const officer = officerOf(request)
  const today = dayOf(clock())
  const desk = await readPackDesk(db, officer, today)
  const [unpacked, includeWithin, frame] = await Promise.all([
    listUnpackedPolicies(db, officer.agencyId, room.calendar, today),
    getIncludeWithinDays(db, officer.agencyId),
    officeFrame(services, request),
  ])
  const body = deskPage({
    desk,
    unpacked,
    includeWithin,
    mayDraft: mayAtHome(officer, 'publications.draft'),
    csrf: frame.csrf,
    view,
  })
  const flash = doneMessage(request.query)
  const page = officePage(frame, {
    title: '惠企政策',
    current: 'policy-packs',
    body,
    ...(flash ? { flash } : {}),
  })
  return sendPage(reply, page, status)
}

function importRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  app.get(officePaths.policyItemTemplate, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'publications.draft', officer.agencyId)
    const content = new PassThrough()
    const table = { name: '惠企政策事项', columns: ITEM_COLUMNS }
    writeTable(content, table, sampleRow()).catch((error: unknown) =>
      request.log.error({ err: error }, 'the template was not written'),
    )
    return sendDownload(reply, { name: '惠企政策事项导入模板.xlsx', type: XLSX, content })
  })

  app.get(officePaths.importPolicyItems, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'publications.draft', officer.agencyId)
    return sendImport(services, request, reply, {})
  })

  app.post(
    officePaths.importPolicyItems,
    { config: { uploads: { maxBytes: 5 * MEGABYTE, maxFiles: 1 } } },
    async (request, reply) => {
      const officer = officerOf(request)
      assertMay(officer, 'publications.draft', officer.agencyId)
      const { shortName } = await getAgency(db, officer.agencyId)
      const file = uploadOf(request, 'file')
      if (!file)
        return sendImport(services, request, reply, {
          problems: [{ at: 'file', message: '请选择填好的表格' }],
        })
      const read = await readItems(file.content, shortName)
      if (!read.ok) return sendImport(services, request, reply, { problems: read.problems })
      if (valueOf(formView(request.body), 'intent') === 'check')
        return sendImport(services, request, reply, { checked: read.value.length })
      try {
        await importItems(db, officer, read.value, clock())
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'invalid') throw error
        return sendImport(services, request, reply, { problems: error.problems })
      }
      return seeOther(reply, withDone(officePaths.policyPacks, 'saved'))
    },
  )
}

async function* sampleRow(): AsyncGenerator<readonly TableValue[]> {
  yield ITEM_COLUMNS.map(({ sample }) => sample)
}

async function sendImport(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { problems = [], checked }: { problems?: readonly Problem[]; checked?: number },
): Promise<FastifyReply> {
  const frame = await officeFrame(services, request)
  const body = importPage({ csrf: frame.csrf, problems, checked })
  const page = officePage(frame, { title: '从表格导入事项', current: 'policy-packs', body })
  return sendPage(reply, page, problems.length > 0 ? 422 : 200)
}

const day = z
  .string()
  .optional()
  .catch(undefined)
  .transform((text) => (text === undefined ? undefined : parseDay(text)))
const Period = z.object({ from: day, to: day })
const USUAL_DAYS = 90

function usesRoute(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  app.get(officePaths.policyFinderUses, async (request, reply) => {
    const officer = officerOf(request)
    const period = Period.parse(request.query)
    const to = period.to ?? dayOf(clock())
    const from = period.from ?? to.subtract({ days: USUAL_DAYS })
    const uses = await listFinderUses(db, officer, { from, to })
    const { items } = await readPackDesk(db, officer, to)
    const titles = new Map(items.map(({ documentId, title }) => [String(documentId), title]))
    const frame = await officeFrame(services, request)
    const body = usesPage({ from, to, uses, titles })
    return sendPage(
      reply,
      officePage(frame, { title: '找政策的使用情况', current: 'policy-packs', body }),
    )
  })
}
