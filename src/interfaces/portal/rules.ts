import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Agency } from '../../domain/organisations/agency.ts'
import {
  listPublicDocuments,
  type ListedDocument,
} from '../../domain/publications/public-documents.ts'
import { ALL_DOCUMENTS_TAG } from '../../domain/publications/publication-changed.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { keepPage, sendPage } from '../../platform/web/reply.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { link } from '../../platform/web/components/button.ts'
import { pageHeading } from '../../platform/web/components/grid.ts'
import { table } from '../../platform/web/components/table.ts'
import { documentRows } from './document-rows.ts'
import { getPortalAgency, portalFrame } from './frame.ts'
import { HIGHER_RULES, type HigherRule } from './higher-rules.ts'
import { portalPage, type PortalFrame } from './layout.ts'
import * as paths from './paths.ts'
import type { PortalServices } from './services.ts'
import { getUnit } from './unit.ts'

/** 组配分类 of the office's own rules about disclosure. */
export const OWN_RULES_CATEGORY = '制度'

export function rulesRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get(paths.RULES, async (request, reply) => {
    const [frame, props] = await Promise.all([
      portalFrame(services, request),
      readRules(services, request),
    ])
    keepPage(reply, [ALL_DOCUMENTS_TAG])
    return sendPage(reply, rulesPage(frame, props))
  })
}

/** A body keeps to its own rules and to those of the body whose platform this is. */
async function readRules(services: PortalServices, request: FastifyRequest): Promise<RulesProps> {
  const { db, clock } = services
  const [lead, unit] = await Promise.all([getPortalAgency(services), getUnit(db, request)])
  const bodies = unit && unit.id !== lead.id ? [unit, lead] : [lead]
  const of = (filter: { readonly agencyId?: number }) =>
    listPublicDocuments(db, { category: OWN_RULES_CATEGORY, ...filter }, 1)
  const held = unit
    ? await Promise.all(
        bodies.map(async (body) => ({ body, ...(await of({ agencyId: body.id })) })),
      )
    : [{ body: undefined, ...(await of({})) }]
  return { held, today: dayOf(clock()) }
}

interface HeldRules {
  /** Whose rules; undefined: of every body of the platform. */
  readonly body: Agency | undefined
  readonly documents: readonly ListedDocument[]
  readonly total: number
}

export interface RulesProps {
  readonly held: readonly HeldRules[]
  readonly today: Temporal.PlainDate
}

const COLUMN = {
  name: '政府信息公开制度',
  type: '信息公开',
  description: '政府信息公开所依据的法律、行政法规、上级规定和本机关的制度',
  keywords: ['政府信息公开制度', '政府信息公开条例'],
} as const

export function rulesPage(frame: PortalFrame, props: RulesProps): Html {
  const documents = props.held.flatMap((one) => one.documents)
  return portalPage(frame, {
    title: '政府信息公开制度',
    current: 'rules',
    breadcrumbs: [{ text: '政府信息公开制度' }],
    meta: { kind: 'column', ...COLUMN },
    body: html`${pageHeading('政府信息公开制度')} ${ownRules(props)}
      <h2 class="govuk-heading-m">法律法规和上级规定</h2>
      ${table<HigherRule>({
        caption: '法律法规和上级规定',
        captionHidden: true,
        columns: [
          {
            heading: '名称',
            cell: (rule) => titleOf(rule, documents),
            rowHeader: true,
            wide: true,
          },
          { heading: '文号', cell: ({ number }) => number },
          { heading: '施行日期', cell: ({ inForceSince }) => inForceSince, nowrap: true },
          { heading: '规定什么', cell: ({ governs }) => governs, wide: true },
          {
            heading: '正式文本',
            cell: ({ title, keptAt: { name, address } }) => link(name, address, title),
          },
        ],
        rows: HIGHER_RULES,
        stacks: true,
      })}`,
  })
}

/** Where the office keeps the text here, under the same number, it is one click away. */
function titleOf(
  { title, number }: HigherRule,
  documents: readonly ListedDocument[],
): Html | string {
  const held = documents.find(({ documentNumber }) => documentNumber === number)
  return held ? link(title, paths.documentPath(held.indexNumber)) : title
}

const isHigher = ({ documentNumber }: ListedDocument) =>
  HIGHER_RULES.some(({ number }) => number === documentNumber)

function ownRules({ held, today }: RulesProps): Html {
  const sections = held.map((one) => section(one, today)).filter((one) => one !== nothing)
  if (sections.length > 0) return html`${sections}`
  return html`<p class="govuk-body">本机关的信息公开工作按下列法律法规和上级规定办理。</p>`
}

function section({ body, documents, total }: HeldRules, today: Temporal.PlainDate): Html {
  const own = documents.filter((one) => !isHigher(one))
  if (own.length === 0) return nothing
  const all = paths.contentPath({ agency: body?.slug, category: OWN_RULES_CATEGORY })
  return html`<h2 class="govuk-heading-m">${body ? `${body.name}的制度` : '本机关的制度'}</h2>
    ${documentRows(own, today)}
    ${total > documents.length && html`<p class="govuk-body">${link(`全部${total}件制度`, all)}</p>`}`
}
