import { html, render } from '../../../platform/web/html.ts'
import { OPINION_CHANNEL_LABELS, OUTCOME_LABELS, OUTCOMES, type Opinion } from './consultation.ts'

/** How many opinions came, and what came of them: numbers for the text and for the structure. */
export function countOutcomes(opinions: readonly Opinion[]) {
  const of = (outcome: (typeof OUTCOMES)[number]) =>
    opinions.filter((one) => one.outcome === outcome).length
  return {
    received: opinions.length,
    adopted: of('adopted'),
    partly: of('partly'),
    notAdopted: of('not-adopted'),
  }
}

/** 采纳情况 as the body of a document: opinions in the office's words, never as they were written. */
export function resultBody(title: string, opinions: readonly Opinion[]): string {
  const { received, adopted, partly, notAdopted } = countOutcomes(opinions)
  return render(
    html`<p>
        “${title}”征求意见期间共收到意见${received}条，采纳${adopted}条，部分采纳${partly}条，未采纳${notAdopted}条。
      </p>
      ${
        opinions.length > 0 &&
        html`<table>
          <thead>
            <tr>
              <th scope="col">序号</th>
              <th scope="col">意见要点</th>
              <th scope="col">收到方式</th>
              <th scope="col">采纳情况</th>
              <th scope="col">说明</th>
            </tr>
          </thead>
          <tbody>
            ${opinions.map(
              ({ summary, channel, outcome, response }, at) =>
                html`<tr>
                  <td>${at + 1}</td>
                  <td>${summary}</td>
                  <td>${OPINION_CHANNEL_LABELS[channel]}</td>
                  <td>${outcome ? OUTCOME_LABELS[outcome] : ''}</td>
                  <td>${response}</td>
                </tr>`,
            )}
          </tbody>
        </table>`
      }`,
  )
}
