import type { FastifyInstance } from 'fastify'
import {
  listPublicDocuments,
  type ListedDocument,
} from '../../domain/publications/public-documents.ts'
import { ALL_DOCUMENTS_TAG } from '../../domain/publications/publication-changed.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { keepPage, sendPage } from '../../platform/web/reply.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { link } from '../../platform/web/components/button.ts'
import { pageHeading } from '../../platform/web/components/grid.ts'
import { table } from '../../platform/web/components/table.ts'
import { documentRows } from './document-rows.ts'
import { portalFrame } from './frame.ts'
import { HIGHER_RULES, type HigherRule } from './higher-rules.ts'
import { portalPage, type PortalFrame } from './layout.ts'
import * as paths from './paths.ts'
import type { PortalServices } from './services.ts'

/** 组配分类 of the office's own rules about disclosure. */
export const OWN_RULES_CATEGORY = '制度'

export function rulesRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get(paths.RULES, async (request, reply) => {
    const frame = await portalFrame(services, request)
    const { documents, total } = await listPublicDocuments(
      services.db,
      { category: OWN_RULES_CATEGORY },
      1,
    )
    keepPage(reply, [ALL_DOCUMENTS_TAG])
    const today = dayOf(services.clock())
    return sendPage(reply, rulesPage(frame, { ownRules: documents, total, today }))
  })
}

export interface RulesProps {
  readonly ownRules: readonly ListedDocument[]
  readonly total: number
  readonly today: Temporal.PlainDate
}

const COLUMN = {
  name: '政府信息公开制度',
  type: '信息公开',
  description: '政府信息公开所依据的法律、行政法规、上级规定和本机关的制度',
  keywords: ['政府信息公开制度', '政府信息公开条例'],
} as const

export function rulesPage(frame: PortalFrame, props: RulesProps): Html {
  return portalPage(frame, {
    title: '政府信息公开制度',
    current: 'rules',
    breadcrumbs: [{ text: '政府信息公开制度' }],
    meta: { kind: 'column', ...COLUMN },
    body: html`${pageHeading('政府信息公开制度')} ${ownRules(props)}
      <h2 class="govuk-heading-m">法律法规和上级规定</h2>
      ${table({
        caption: '法律法规和上级规定',
        captionHidden: true,
        columns: [
          { heading: '名称', cell: (rule) => titleOf(rule, props), rowHeader: true },
          { heading: '文号', cell: (rule) => rule.number },
          { heading: '施行日期', cell: (rule) => rule.inForceSince, nowrap: true },
        ],
        rows: HIGHER_RULES,
        stacks: true,
      })}`,
  })
}

/** Where the office keeps the text here, under the same number, it is one click away. */
function titleOf({ title, number }: HigherRule, { ownRules }: RulesProps): Html | string {
  const held = ownRules.find(({ documentNumber }) => documentNumber === number)
  return held ? link(title, paths.documentPath(held.indexNumber)) : title
}

const isHigher = ({ documentNumber }: ListedDocument) =>
  HIGHER_RULES.some(({ number }) => number === documentNumber)

function ownRules({ ownRules: held, total, today }: RulesProps): Html {
  const ownRules = held.filter((one) => !isHigher(one))
  if (ownRules.length === 0) {
    return html`<p class="govuk-body">本机关的信息公开工作按下列法律法规和上级规定办理。</p>`
  }
  const all = paths.contentPath({ category: OWN_RULES_CATEGORY })
  return html`<h2 class="govuk-heading-m">本机关的制度</h2>
    ${documentRows(ownRules, today)}
    ${total > held.length && html`<p class="govuk-body">${link(`全部${total}件制度`, all)}</p>`}`
}
