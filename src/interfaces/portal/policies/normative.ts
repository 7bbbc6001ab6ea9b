/** 规范性文件一览: today, or as it was on a day; on screen, on paper, as a workbook. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Agency } from '../../../domain/organisations/agency.ts'
import {
  countNormative,
  eachNormative,
  listNormative,
  NORMATIVE_TABS,
  type NormativeDocument,
  type NormativeFilter,
} from '../../../domain/policies/normative-list.ts'
import { listPublishingAgencies } from '../../../domain/publications/public-lists.ts'
import { ALL_DOCUMENTS_TAG } from '../../../domain/publications/publication-changed.ts'
import { tableBytes, type TableValue } from '../../../platform/documents/xlsx-table.ts'
import { CHINA_TIME_ZONE, dayOf, parseDay } from '../../../platform/kernel/time.ts'
import { keepPage, sendDownload, sendPage } from '../../../platform/web/reply.ts'
import { portalFrame } from '../frame.ts'
import type { PortalServices } from '../services.ts'
import { VALIDITY_WORDS } from '../validity-tag.ts'
import { NORMATIVE, NORMATIVE_XLSX, normativePath, type NormativeQuery } from './addresses.ts'
import { normativePage, type NormativeProps } from './normative-page.ts'

const Query = z.object({
  validity: z
    .enum([...NORMATIVE_TABS, 'all'])
    .optional()
    .catch(undefined),
  agency: z.string().trim().min(1).max(60).optional().catch(undefined),
  on: z.string().trim().max(20).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

/** As many as fit a sheet on paper. */
const PAGE_SIZE = 50

export function normativeRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get(NORMATIVE, async (request, reply) => {
    const asked = await readAsked(services, request)
    const props = await readProps(services, asked)
    if (props.page > props.pages)
      return reply.redirect(normativePath({ ...asked.query, page: props.pages }), 302)
    // a day of one's own choosing is looked up, not kept
    if (asked.query.on === undefined) keepPage(reply, [ALL_DOCUMENTS_TAG])
    return sendPage(reply, normativePage(await portalFrame(services, request), props))
  })

  app.get(NORMATIVE_XLSX, async (request, reply) => {
    const { filter, validity } = await readAsked(services, request)
    // of the day, not of the moment: who keeps copies sees whether anything changed
    const madeAt = filter.on.toZonedDateTime(CHINA_TIME_ZONE).toInstant()
    const table = { name: '规范性文件', columns: COLUMNS }
    const content = Buffer.from(await tableBytes(table, rowsOf(services, filter), madeAt))
    const what = validity === 'all' ? '规范性文件' : `${VALIDITY_WORDS[validity]}规范性文件`
    return sendDownload(reply, {
      name: `${what}（${filter.on.toString()}）.xlsx`,
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      content,
    })
  })
}

interface Asked {
  readonly query: NormativeQuery
  readonly validity: NonNullable<NormativeQuery['validity']>
  readonly filter: NormativeFilter
  readonly agencies: readonly Agency[]
  readonly today: Temporal.PlainDate
  readonly page: number
  /** what was typed for a day and is none */
  readonly unreadDay: string | undefined
}

async function readAsked(services: PortalServices, request: FastifyRequest): Promise<Asked> {
  const { agency, on, page, validity = 'in-force' } = Query.parse(request.query)
  const today = dayOf(services.clock())
  const day = on === undefined || on === '' ? undefined : parseDay(on)
  const agencies = await listPublishingAgencies(services.db)
  const chosen = agencies.find(({ slug }) => slug === agency)
  return {
    query: { validity, agency: chosen?.slug, on: day?.toString(), page },
    validity,
    filter: {
      on: day ?? today,
      ...(validity !== 'all' && { validity }),
      ...(chosen && { agencyId: chosen.id }),
    },
    agencies,
    today,
    page,
    unreadDay: on === undefined || on === '' || day ? undefined : on,
  }
}

async function readProps({ db }: PortalServices, asked: Asked): Promise<NormativeProps> {
  const { filter, validity, page } = asked
  const counts = await countNormative(db, filter)
  const all = NORMATIVE_TABS.reduce((sum, one) => sum + counts[one], 0)
  const total = validity === 'all' ? all : counts[validity]
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE))
  const offset = (page - 1) * PAGE_SIZE
  const documents =
    page > pages ? [] : await listNormative(db, filter, { offset, limit: PAGE_SIZE })
  return { ...asked, on: filter.on, counts, all, total, pages, first: offset + 1, documents }
}

const COLUMNS = [
  { header: '序号', width: 6 },
  { header: '标题', width: 60 },
  { header: '文号', width: 24 },
  { header: '统一登记号', width: 22 },
  { header: '制定机关', width: 24 },
  { header: '公布日期', width: 12 },
  { header: '施行日期', width: 12 },
  { header: '有效期至', width: 12 },
  { header: '有效性', width: 10 },
  { header: '解读', width: 50 },
]

async function* rowsOf(
  { db }: PortalServices,
  filter: NormativeFilter,
): AsyncGenerator<readonly TableValue[]> {
  let number = 0
  for await (const document of eachNormative(db, filter)) {
    number += 1
    yield rowOf(document, number)
  }
}

function rowOf(document: NormativeDocument, number: number): readonly TableValue[] {
  return [
    number,
    document.title,
    document.documentNumber,
    document.registrationNumber,
    document.publisher,
    document.publishedOn.toString(),
    document.effectiveOn?.toString() ?? '',
    document.expiresOn?.toString() ?? '',
    VALIDITY_WORDS[document.validity.validity],
    document.interpretations.map(({ title }) => title).join('；'),
  ]
}
