import {
  CRITERION_WORDS,
  CRITERION_NAMES,
  requirementOf,
} from '../../../domain/policy-packs/criteria.ts'
import type { Basis } from '../../../domain/policy-packs/item.ts'
import {
  handlingLine,
  linesOf,
  materialLine,
  needsLine,
} from '../../../domain/policy-packs/policy-body.ts'
import type { PublicItem, PublicPack } from '../../../domain/policy-packs/public-policies.ts'
import type { BasisState } from '../../../domain/policy-packs/flags.ts'
import { link } from '../../../platform/web/components/button.ts'
import { pageHeading, twoThirds } from '../../../platform/web/components/grid.ts'
import { summaryList, type SummaryRow } from '../../../platform/web/components/summary-list.ts'
import { tag, type Tone } from '../../../platform/web/components/tag.ts'
import { html, safeHref, type Content, type Html } from '../../../platform/web/html.ts'
import { portalPage, type PortalFrame } from '../layout.ts'
import * as paths from '../paths.ts'
import { POLICY_PACKS, policyPath } from './addresses.ts'
import { COLUMN } from './pack-page.ts'
import { codeAndFiles, datesLine, flagNotice, handlingTag } from './policy-parts.ts'

export interface ItemProps {
  readonly item: PublicItem
  /** the packs that hold it, newest first */
  readonly packs: readonly PublicPack[]
  readonly address: string
}

export function itemPage(frame: PortalFrame, { item: policy, packs, address }: ItemProps): Html {
  const { title, item, flags } = policy
  const [pack] = packs
  return portalPage(frame, {
    title,
    // one address of two, the one that every list leads to
    canonical: paths.documentPath(policy.indexNumber),
    current: 'enterprise-policies',
    breadcrumbs: [
      { text: COLUMN.name, href: POLICY_PACKS },
      ...(pack ? [{ text: pack.title, href: policyPath(pack) }] : []),
      { text: title },
    ],
    meta: {
      kind: 'article',
      column: COLUMN,
      title,
      publishedAt: policy.publishedAt,
      source: policy.publisher,
    },
    body: twoThirds(
      html`<article>
        ${pageHeading(title, groupOf(policy, pack))}
        <p class="mq-policy__mode">${handlingTag(item.handling)} ${standsTag(policy)}</p>
        ${flagNotice(flags)} ${summaryList(rowsOf(policy))}
      </article>`,
      html`${codeAndFiles(policy, address, [{ text: '张贴海报（PDF）', file: 'poster.pdf' }])}
        ${
          packs.length > 0 &&
          html`<h2 class="govuk-heading-s">所属服务包</h2>
            <ul class="govuk-list mq-links">
              ${packs.map((one) => html`<li>${link(one.title, policyPath(one))}</li> `)}
            </ul>`
        }
        <p class="govuk-body-s">
          ${policy.publisher}<br />
          ${datesLine(policy)}<br />
          ${link('发布信息和版本沿革', paths.documentPath(policy.indexNumber))}
        </p>
        <h2 class="govuk-heading-s">还要别的？</h2>
        <ul class="govuk-list mq-links">
          <li>${link('申请公开相关信息', paths.applyAboutPath(policy.indexNumber))}</li>
          <li>${link('我要纠错', paths.correctionPath(policy.indexNumber))}</li>
        </ul>`,
    ),
  })
}

/** Said only where this platform knows every basis. */
function standsTag({ item, basisStates, flags }: PublicItem): Html | undefined {
  const known = item.basis.every(
    ({ documentId }) => documentId !== null && basisStates.has(documentId),
  )
  const inForce = [...basisStates.values()].every(
    ({ validity }) => validity === 'in-force' || validity === 'amended',
  )
  return known && inForce && flags.length === 0 ? tag('依据现行有效', 'good') : undefined
}

function groupOf({ documentId }: PublicItem, pack: PublicPack | undefined): string | undefined {
  return pack?.pack.groups.find(({ items }) => items.includes(documentId))?.name
}

function rowsOf(policy: PublicItem): SummaryRow[] {
  const { item, validUntil } = policy
  return [
    { key: '惠及对象', value: paragraphs(item.beneficiaries) },
    { key: '申报条件', value: conditions(policy) },
    { key: '申报材料', value: numbered(item.materials.map(materialLine)) ?? '不用提交材料' },
    { key: '办理流程', value: numbered(item.steps) },
    { key: '兑现标准', value: paragraphs(item.standard) },
    { key: '办理方式', value: handlingLine(item) },
    { key: '办理时限', value: paragraphs(item.timeLimit) },
    { key: '办理地点', value: item.place || undefined },
    { key: '咨询电话', value: item.phone === '' ? undefined : callable(item.phone) },
    {
      key: '网上办理',
      value:
        item.link === ''
          ? undefined
          : html`<a class="govuk-link" href="${safeHref(item.link)}" rel="nofollow"
              >${item.link}</a
            >`,
    },
    { key: '能帮上什么', value: needsLine(item.criteria) || undefined },
    { key: '政策依据', value: basisList(item.basis, policy.basisStates) },
    {
      key: '有效期',
      value: validUntil === null ? '以政策依据的有效期为准' : `至${validUntil.toString()}`,
    },
    { key: '索引号', value: policy.indexNumber },
  ]
}

/** What people read, then what the finder compares. */
function conditions({ item }: PublicItem): Html {
  const measured = CRITERION_NAMES.flatMap((name) => {
    const requires = requirementOf(item.criteria, name)
    return requires === undefined ? [] : [html`<li>${CRITERION_WORDS[name]}：${requires}</li> `]
  })
  return html`<ol class="govuk-list govuk-list--number">
      ${item.conditions.map((condition) => html`<li>${condition}</li> `)}
    </ol>
    ${
      measured.length > 0 &&
      html`<ul class="govuk-list govuk-list--bullet">
        ${measured}
      </ul>`
    }`
}

/** A number is called at a touch; the words around it are read. */
function callable(phone: string): Content {
  return phone
    .split(/(\d[\d-]{5,}\d)/)
    .map((part, at) =>
      at % 2 === 1 ? html`<a class="govuk-link" href="tel:${part}">${part}</a>` : part,
    )
}

function numbered(lines: readonly string[]): Html | undefined {
  if (lines.length === 0) return undefined
  return html`<ol class="govuk-list govuk-list--number">
    ${lines.map((line) => html`<li>${line}</li> `)}
  </ol>`
}

const paragraphs = (text: string): Content =>
  linesOf(text).map((line, at) => html`${at > 0 && html`<br />`}${line}`)

const VALIDITY: Readonly<Record<BasisState['validity'], readonly [word: string, tone: Tone]>> = {
  'in-force': ['现行有效', 'good'],
  'not-yet-in-force': ['尚未施行', 'waiting'],
  amended: ['已修改', 'active'],
  repealed: ['已废止', 'late'],
  expired: ['已失效', 'late'],
  removed: ['已撤下', 'late'],
}

/** Each with how it stands today, where this platform has it. */
function basisList(
  basis: readonly Basis[],
  states: ReadonlyMap<number, BasisState>,
): Html | undefined {
  if (basis.length === 0) return undefined
  return html`<ul class="govuk-list">
    ${basis.map((one) => html`<li>${basisLine(one, states)}</li> `)}
  </ul>`
}

function basisLine(
  { documentId, title, clause }: Basis,
  states: ReadonlyMap<number, BasisState>,
): Html {
  const state = documentId === null ? undefined : states.get(documentId)
  if (state === undefined) return html`《${title}》${clause}`
  const [word, tone] = VALIDITY[state.validity]
  return html`《${link(state.title, paths.documentPath(state.indexNumber))}》${
    state.documentNumber !== '' && html`（${state.documentNumber}）`
  }${clause}
  ${tag(word, tone)}`
}
