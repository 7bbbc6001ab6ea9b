/**
 * A table of rows, each column with its own cell function.
 *
 *   table({
 *     caption: '依申请公开台账',
 *     columns: [
 *       { heading: '登记号', cell: (row) => link(row.number, `/office/requests/${row.id}`), rowHeader: true },
 *       { heading: '答复期限', cell: (row) => row.dueOn, sort: { href: '?sort=due', direction: 'ascending' } },
 *       { heading: '件数', cell: (row) => row.count, numeric: true },
 *     ],
 *     rows,
 *     empty: '还没有登记的申请。',
 *   })
 *
 * Wider than the screen it scrolls sideways inside its own region. A table with merged cells is written by hand inside
 * `scrollRegion(label, html`<table class="govuk-table mq-ruled">…`)`.
 */
import { attributes, html, joined, type Content, type Html } from '../html.ts'

export interface Column<Row> {
  readonly heading: string
  readonly cell: (row: Row) => Content
  readonly numeric?: boolean
  /** The cell that names its row, for screen readers. */
  readonly rowHeader?: boolean
  readonly sort?: { readonly href: string; readonly direction?: 'ascending' | 'descending' }
  /** Keeps a date or a number on one line. */
  readonly nowrap?: boolean
  /** Room for a sentence, where many columns would squeeze it. */
  readonly wide?: boolean
}

export interface TableProps<Row> {
  readonly caption: string
  /** Hides the caption from the eye when a heading right above says the same. */
  readonly captionHidden?: boolean
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly empty?: Content
  /** Keeps the headings in view while a long table scrolls. */
  readonly sticky?: boolean
  /** On a telephone each row stands as a card, its cells below each other with their headings; figures beside each other. */
  readonly stacks?: boolean | 'figures'
}

export function table<Row>(props: TableProps<Row>): Html {
  if (props.rows.length === 0 && props.empty !== undefined) {
    return html`<p class="govuk-body mq-empty">${props.empty}</p>`
  }
  const captionClass = joined(
    'govuk-table__caption govuk-table__caption--s',
    props.captionHidden && 'govuk-visually-hidden',
  )
  // a table whose rows are laid out as blocks is one only for who is told so
  const stacks = Boolean(props.stacks)
  const role = (name: string) => attributes({ role: stacks && name })
  const body = html`<table
    class="${joined('govuk-table', props.stacks && 'mq-stacks', props.stacks === 'figures' && 'mq-stacks--figures')}"
    ${role('table')}
  >
    <caption class="${captionClass}">
      ${props.caption}
    </caption>
    <thead class="govuk-table__head" ${role('rowgroup')}>
      <tr class="govuk-table__row" ${role('row')}>
        ${props.columns.map((column) => headingCell(column, stacks))}
      </tr>
    </thead>
    <tbody class="govuk-table__body" ${role('rowgroup')}>
      ${props.rows.map(
        (row) =>
          html`<tr class="govuk-table__row" ${role('row')}>
            ${props.columns.map((column) => dataCell(column, row, stacks))}
          </tr> `,
      )}
    </tbody>
  </table>`
  return scrollRegion(props.caption, body, props.sticky)
}

/** A region that scrolls sideways on a narrow screen and can be reached and named by keyboard and screen reader. */
export function scrollRegion(label: string, body: Html, sticky = false): Html {
  const regionClass = joined('mq-scroll', sticky && 'mq-scroll--sticky')
  return html`<div class="${regionClass}" role="region" aria-label="${label}" tabindex="0">
    ${body}
  </div>`
}

function headingCell<Row>(column: Column<Row>, stacks = false): Html {
  const { heading, sort, numeric } = column
  const shape = attributes({
    scope: 'col',
    class: joined(
      'govuk-table__header',
      numeric && 'govuk-table__header--numeric',
      column.wide && 'mq-wide',
    ),
    role: stacks && 'columnheader',
    'aria-sort': sort && (sort.direction ?? 'none'),
  })
  if (sort === undefined) return html`<th${shape}>${heading}</th>`
  const sign = sort.direction === undefined ? '⇅' : sort.direction === 'ascending' ? '▲' : '▼'
  return html`<th${shape}><a class="mq-sort" href="${sort.href}">${heading}<span class="mq-sort__sign" aria-hidden="true">${sign}</span></a></th>`
}

function dataCell<Row>(column: Column<Row>, row: Row, stacks = false): Html {
  const value = column.cell(row)
  const stacked = (role: string) =>
    attributes({ role: stacks && role, 'data-heading': stacks && column.heading })
  if (column.rowHeader) {
    return html`<th
      scope="row"
      class="${joined('govuk-table__header', column.nowrap && 'mq-nowrap')}"
      ${stacked('rowheader')}
    >
      ${value}
    </th>`
  }
  const cellClass = joined(
    'govuk-table__cell',
    column.numeric && 'govuk-table__cell--numeric',
    column.nowrap && 'mq-nowrap',
  )
  return html`<td class="${cellClass}" ${stacked('cell')}>${value}</td>`
}
