import type { BoardLine } from '../../../domain/catalogue/board.ts'
import type { Village } from '../../../domain/catalogue/villages-store.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { link } from '../../../platform/web/components/button.ts'
import { pageHeading, twoThirds } from '../../../platform/web/components/grid.ts'
import { table } from '../../../platform/web/components/table.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { portalPage, type PortalFrame } from '../layout.ts'
import * as paths from '../paths.ts'
import { cataloguePaths } from './paths.ts'
import type { ShownVillage } from '../../../domain/catalogue/shown-village.ts'

const COLUMN = {
  name: '村居信息公开',
  type: '信息公开',
  description: '面向村居公开的信息，和公示栏张贴的内容相同',
  keywords: ['村居', '村务公开', '公示栏'],
} as const

export function villagesPage(frame: PortalFrame, villages: readonly Village[]): Html {
  return portalPage(frame, {
    title: COLUMN.name,
    current: 'documents',
    breadcrumbs: [{ text: COLUMN.name }],
    meta: { kind: 'column', ...COLUMN },
    body: html`${pageHeading(COLUMN.name)}
      <p class="govuk-body">
        各村、社区的公示栏上张贴什么，这里就能查到什么；内容按${link('主动公开目录', cataloguePaths.catalogue)}中面向村居的事项更新，每个村居有一张可以打印张贴的单页。不清楚的可以问${link('公开工作机构', paths.GUIDE)}。
      </p>
      ${
        villages.length === 0
          ? html`<p class="govuk-body mq-empty">还没有登记村居。</p>`
          : html`<ul class="govuk-list mq-links">
              ${villages.map(({ name, slug }) => html`<li>${link(name, cataloguePaths.village(slug))}</li> `)}
            </ul>`
      }`,
  })
}

const NEWEST = 5

export function villagePage(frame: PortalFrame, shown: ShownVillage): Html {
  const { village, township } = shown
  return portalPage(frame, {
    title: `${village.name}信息公开`,
    current: 'documents',
    breadcrumbs: [{ text: COLUMN.name, href: cataloguePaths.villages }, { text: village.name }],
    meta: { kind: 'column', ...COLUMN, name: `${village.name}信息公开` },
    body: twoThirds(
      html`${pageHeading(`${village.name}信息公开`, township.name)} ${rows(shown)}`,
      html`<h2 class="govuk-heading-s">公示栏</h2>
        ${village.boardPlace !== '' && html`<p class="govuk-body">位置：${village.boardPlace}</p>`}
        <p class="govuk-body">
          ${link('张贴单页（PDF）', cataloguePaths.villageSheet(village.slug))}
        </p>
        <h2 class="govuk-heading-s">没找到需要的信息？</h2>
        <p class="govuk-body">${link('申请公开', paths.APPLY)}</p>`,
    ),
  })
}

function rows({ lines, documents }: ShownVillage): Html {
  if (lines.length === 0)
    return html`<p class="govuk-body mq-empty">目录中还没有面向村居公开的条目。</p>`
  const byItem = Map.groupBy(documents, ({ itemId }) => itemId)
  const [filled, waiting] = [true, false].map((has) =>
    lines.filter(({ row }) => byItem.has(row.itemId) === has),
  )
  return html`${filled!.map(({ row }) => {
    const own = byItem.get(row.itemId) ?? []
    return html`<h2 class="govuk-heading-m">${nameOf(row)}</h2>
      <p class="govuk-hint">公开时限：${row.limitWords}</p>
      <ul class="mq-list">
        ${own.slice(0, NEWEST).map(({ title, indexNumber, publishedAt }) => {
          const day = dayOf(publishedAt!).toString() // public only
          return html`<li>
            <div>${link(title, paths.documentPath(indexNumber!))}</div>
            <time datetime="${day}">${day}</time>
          </li> `
        })}
      </ul>`
  })}
  ${waiting!.length > 0 && waitingTable(waiting!)}`
}

const nameOf = ({ levelOne, levelTwo }: BoardLine['row']) =>
  [levelOne, levelTwo].filter(Boolean).join(' / ')

/** What is still to come, in one table: who brings it, and by when. */
function waitingTable(lines: readonly BoardLine[]): Html {
  return html`<h2 class="govuk-heading-m">应当公开、还没有内容的事项</h2>
    ${table<BoardLine>({
      caption: '应当公开、还没有内容的事项',
      captionHidden: true,
      stacks: true,
      columns: [
        { heading: '事项', rowHeader: true, wide: true, cell: ({ row }) => nameOf(row) },
        { heading: '公开时限', cell: ({ row }) => row.limitWords },
        { heading: '负责机构', cell: ({ row }) => row.ownerWords || row.ownerName },
      ],
      rows: lines,
    })}
    <p class="govuk-body">需要其中的信息，可以${link('申请公开', paths.APPLY)}。</p>`
}
