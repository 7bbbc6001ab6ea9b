/** The pages of a letter on the screen: the same blocks that are printed. */
import type { Block } from '../../../platform/documents/official-document.ts'
import type { Grid, GridCell } from '../../../platform/documents/table-grid.ts'
import { scrollRegion } from '../../../platform/web/components/table.ts'
import { attributes, html, type Html } from '../../../platform/web/html.ts'

export function letterPreview(blocks: readonly Block[]): Html {
  return html`<article class="mq-letter" aria-label="文书预览">${blocks.map(drawBlock)}</article>`
}

function drawBlock(block: Block): Html {
  switch (block.kind) {
    case 'letterhead':
      return html`<p class="mq-letter__head">${block.name}</p>
        <p class="mq-letter__number">${block.number}</p>`
    case 'title':
      return html`<h2 class="mq-letter__title">${block.lines.join('')}</h2>`
    case 'sheet-title':
      return html`<h3 class="mq-letter__title">${block.text}</h3>`
    case 'heading':
      return html`<h3 class="mq-letter__heading">${block.text}</h3>`
    case 'paragraph':
      return html`<p class="mq-letter__text">
        ${block.lead && html`<strong>${block.lead}</strong>`}${block.text}
      </p>`
    case 'line':
      return html`<p class="mq-letter__line mq-letter__line--${block.align}">${block.text}</p>`
    case 'signature':
      return html`<div class="mq-letter__foot">
        <p>${block.signer}</p>
        <p>${block.date}</p>
        <p class="govuk-hint">（印章）</p>
      </div>`
    case 'page-break':
      return html`<hr class="mq-letter__break" />`
    case 'note':
      return html`<p class="govuk-body-s">${block.text}</p>`
    case 'table':
      return drawTable(block.grid)
  }
}

function drawTable(grid: Grid): Html {
  const body = html`<table class="govuk-table mq-letter__table">
    <caption class="govuk-visually-hidden">
      ${grid.caption}
    </caption>
    <tbody>
      ${grid.rows.map(
        (cells) =>
          html`<tr>
            ${cells.map(drawCell)}
          </tr> `,
      )}
    </tbody>
  </table>`
  return scrollRegion(grid.caption, body)
}

function drawCell({ text, colspan, header }: GridCell): Html {
  const lines = text.split('\n').map((line, at) => html`${at > 0 && html`<br />`}${line}`)
  const span = attributes({ colspan: colspan > 1 ? colspan : undefined })
  if (header === undefined) return html`<td${span}>${lines}</td>`
  return html`<th scope="${header === 'column' ? 'col' : 'row'}" ${span}>${lines}</th>`
}
