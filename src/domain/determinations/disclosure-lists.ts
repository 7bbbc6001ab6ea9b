import { html, render, type Html } from '../../platform/web/html.ts'
import { groundLabel, type DeterminationGround } from './determination.ts'
import type { LedgerLine } from './ledger.ts'

/**
 * 三项清单 as the body of a document. Of what is withheld neither title nor number is shown: how many, and on which
 * ground, is what the public may know without knowing what.
 */
export function disclosureLists(lines: readonly LedgerLine[]): string {
  const of = (attribute: LedgerLine['attribute']) =>
    lines
      .filter((line) => line.attribute === attribute)
      .toSorted((a, b) => Temporal.PlainDate.compare(a.issuedOn!, b.issuedOn!)) // issued
  const [proactive, onRequest, withheld] = [of('proactive'), of('on-request'), of('withheld')]
  return render(
    html`<p>
        制发公文${lines.length}件：主动公开${proactive.length}件，依申请公开${onRequest.length}件，不予公开${withheld.length}件。
      </p>
      <h2>一、主动公开清单</h2>
      ${titles(proactive, '索引号', ({ indexNumber }) => indexNumber ?? '待发布')}
      <h2>二、依申请公开清单</h2>
      ${titles(onRequest, '依据', ({ ground }) => groundOf(ground))}
      <h2>三、不予公开清单</h2>
      ${byGround(withheld)}`,
  )
}

const groundOf = (ground: DeterminationGround | null) => (ground ? groundLabel(ground) : '')

function titles(
  lines: readonly LedgerLine[],
  heading: string,
  last: (line: LedgerLine) => string,
): Html {
  if (lines.length === 0) return html`<p>无。</p>`
  return html`<table>
    <thead>
      <tr>
        <th scope="col">序号</th>
        <th scope="col">标题</th>
        <th scope="col">文号</th>
        <th scope="col">成文日期</th>
        <th scope="col">${heading}</th>
      </tr>
    </thead>
    <tbody>
      ${lines.map(
        (line, at) =>
          html`<tr>
            <td>${at + 1}</td>
            <td>${line.title}</td>
            <td>${line.documentNumber}</td>
            <td>${line.issuedOn?.toString()}</td>
            <td>${last(line)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

function byGround(lines: readonly LedgerLine[]): Html {
  if (lines.length === 0) return html`<p>无。</p>`
  const groups = [...Map.groupBy(lines, ({ ground }) => groundOf(ground))]
  return html`<table>
    <thead>
      <tr>
        <th scope="col">依据</th>
        <th scope="col">件数</th>
      </tr>
    </thead>
    <tbody>
      ${groups.map(
        ([ground, own]) =>
          html`<tr>
            <td>${ground}</td>
            <td>${own.length}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}
