import type { PublicItem, PublicPack } from '../../../domain/policy-packs/public-policies.ts'
import { link, linkButton } from '../../../platform/web/components/button.ts'
import { pageHeading, twoThirds } from '../../../platform/web/components/grid.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { ENTERPRISE_CATEGORY, portalPage, type PortalFrame } from '../layout.ts'
import * as paths from '../paths.ts'
import { FINDER, POLICY_PACKS, policyPath } from './addresses.ts'
import { codeAndFiles, datesLine, itemRow } from './policy-parts.ts'
import { itemsOfGroup, type Policies } from './read-policies.ts'

export const COLUMN = {
  name: '惠企政策',
  type: '信息公开',
  description: '惠企政策服务包：现行惠企政策的申报条件、材料、流程和兑现标准',
  keywords: ['惠企政策', '惠企政策服务包', '申报条件'],
} as const

/** `/policy-packs`: the newest pack as it stands, the earlier ones by name. */
export function packsPage(frame: PortalFrame, { items, packs }: Policies): Html {
  const [newest, ...earlier] = packs
  const packed = new Set(
    packs.flatMap(({ pack }) => pack.groups.flatMap(({ items: members }) => members)),
  )
  const loose = [...items.values()].filter(({ documentId }) => !packed.has(documentId))
  return portalPage(frame, {
    title: COLUMN.name,
    current: 'enterprise-policies',
    breadcrumbs: [{ text: COLUMN.name }],
    meta: { kind: 'column', ...COLUMN },
    body: html`${pageHeading(COLUMN.name)} ${finderDoor(items.size)}
      ${newest && html`<h2 class="govuk-heading-m">${link(newest.title, policyPath(newest))}</h2>`}
      ${newest && groupCards(newest, items)}
      ${newest === undefined && loose.length === 0 && html`<p class="govuk-body">还没有发布惠企政策服务包。</p>`}
      ${
        loose.length > 0 &&
        html`<h2 class="govuk-heading-m">${newest ? '其他事项' : '政策事项'}</h2>
          <ul class="mq-list">
            ${loose.map(itemRow)}
          </ul>`
      }
      ${
        earlier.length > 0 &&
        html`<h2 class="govuk-heading-m">其他服务包</h2>
          <ul class="govuk-list mq-links">
            ${earlier.map((pack) => html`<li>${link(pack.title, policyPath(pack))}</li> `)}
          </ul>`
      }
      <p class="govuk-body">
        ${link('惠企政策文件', paths.contentPath({ category: ENTERPRISE_CATEGORY }))}
      </p>`,
  })
}

function finderDoor(count: number): Html {
  if (count === 0) return nothing
  return html`${inset(`共${count}项政策。回答几个问题，看看哪些适合您；不用登录，不保存您填写的内容。`)}
  ${linkButton('找政策', FINDER)}`
}

function groupCards({ pack, ...policy }: PublicPack, items: Policies['items']): Html {
  return html`<ul class="mq-doors mq-doors--groups">
    ${pack.groups.map(
      ({ name, about, items: members }, at) =>
        html`<li>
          <a class="govuk-link" href="${policyPath(policy)}#group-${at + 1}"
            >${name}（${itemsOfGroup(items, members).length}项）</a
          >
          <p>${about}</p>
        </li> `,
    )}
  </ul>`
}

export interface PackProps {
  readonly pack: PublicPack
  readonly policies: Policies
  /** of this page, with scheme and host */
  readonly address: string
}

export function packPage(frame: PortalFrame, { pack: policy, policies, address }: PackProps): Html {
  const { pack, title } = policy
  const newer = policies.packs.find(
    (other) => other.agencyId === policy.agencyId && other.pack.year > pack.year,
  )
  return portalPage(frame, {
    title,
    // one address of two, the one that every list leads to
    canonical: paths.documentPath(policy.indexNumber),
    current: 'enterprise-policies',
    breadcrumbs: [{ text: COLUMN.name, href: POLICY_PACKS }, { text: title }],
    meta: {
      kind: 'article',
      column: COLUMN,
      title,
      publishedAt: policy.publishedAt,
      source: policy.publisher,
    },
    body: twoThirds(
      html`${pageHeading(title, policy.publisher)}
        ${newer && inset(html`已有新的服务包：${link(newer.title, policyPath(newer))}`)}
        ${pack.introduction.split('\n').map((line) => html`<p class="govuk-body">${line}</p>`)}
        ${linkButton('找政策', FINDER)}
        <nav aria-label="类别">
          <ol class="govuk-list mq-links">
            ${pack.groups.map(
              ({ name, items }, at) =>
                html`<li>
                  <a class="govuk-link" href="#group-${at + 1}"
                    >${name}（${itemsOfGroup(policies.items, items).length}项）</a
                  >
                </li> `,
            )}
          </ol>
        </nav>
        ${pack.groups.map((group, at) => groupSection(group, at, policies.items))}`,
      html`${codeAndFiles(policy, address, [
          { text: '整本打印（PDF）', file: 'booklet.pdf' },
          { text: '张贴海报（PDF）', file: 'poster.pdf' },
        ])}
        <p class="govuk-body-s">
          ${datesLine(policy)}<br />
          ${link('发布信息和版本沿革', paths.documentPath(policy.indexNumber))}
        </p>`,
    ),
  })
}

function groupSection(
  { name, about, items: members }: PublicPack['pack']['groups'][number],
  at: number,
  items: ReadonlyMap<number, PublicItem>,
): Html {
  const shown = itemsOfGroup(items, members)
  return html`<section aria-labelledby="group-${at + 1}">
    <h2 class="govuk-heading-m" id="group-${at + 1}">${name}</h2>
    ${about !== '' && html`<p class="govuk-body">${about}</p>`}
    ${
      shown.length === 0
        ? html`<p class="govuk-body">本类暂无事项。</p>`
        : html`<ul class="mq-list">
            ${shown.map(itemRow)}
          </ul>`
    }
  </section>`
}
