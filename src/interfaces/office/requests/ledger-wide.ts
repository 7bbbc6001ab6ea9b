/** 检查台账: all columns, on screen and on A4 across, with the record of each case behind its row. */
import type { LedgerEntry } from '../../../domain/requests/ledger.ts'
import type { LoggedEvent } from '../../../domain/requests/ledger-log.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { link } from '../../../platform/web/components/button.ts'
import { details } from '../../../platform/web/components/notices.ts'
import { table } from '../../../platform/web/components/table.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { LEDGER_COLUMNS } from './ledger-columns.ts'
import { EVENT_NAMES } from './ledger-words.ts'

export function wideLedger(
  entries: readonly LedgerEntry[],
  logs: ReadonlyMap<number, readonly LoggedEvent[]>,
): Html {
  const [number, ...others] = LEDGER_COLUMNS
  const body = table<LedgerEntry>({
    caption: '依申请公开台账（全部栏目）',
    captionHidden: true,
    sticky: true,
    columns: [
      {
        heading: number!.header,
        rowHeader: true,
        nowrap: true,
        cell: (row) => link(number!.text(row), officePaths.request(row.id)),
      },
      ...others.map(({ header, width, text }) => ({
        heading: header,
        wide: width >= 40,
        cell: (row: LedgerEntry) => html`<span class="mq-as-typed">${text(row)}</span>`,
      })),
      { heading: '办理记录', cell: (row) => log(row, logs.get(row.id) ?? []) },
    ],
    rows: entries,
    empty: '没有符合条件的申请。',
  })
  return html`<div class="mq-wide-ledger">${body}</div>
    ${printedLogs(entries, logs)}`
}

/** Thirty columns leave a record no room on paper: there the records of all cases follow the table. */
function printedLogs(
  entries: readonly LedgerEntry[],
  logs: ReadonlyMap<number, readonly LoggedEvent[]>,
): Html {
  return html`<section class="mq-printed-logs" aria-hidden="true">
    <p><strong>办理记录</strong></p>
    ${entries.map(
      ({ id, registerNumber }) =>
        html`<p>
          <strong>${registerNumber}</strong> ${(logs.get(id) ?? []).map(
            (event) =>
              html`${event.seq}. ${event.happenedOn.toString()}
              ${EVENT_NAMES[event.type]}，${actorOf(event)}（${formatMinute(event.recordedAt)}记录，${event.hashPrefix}）； `,
          )}
        </p>`,
    )}
  </section>`
}

/** What no officer recorded, the applicant did online. */
function actorOf({ actorName, deputyForName }: LoggedEvent): string {
  const name = actorName ?? '申请人（网上）'
  return deputyForName === null ? name : `${name}（代${deputyForName}）`
}

function log({ registerNumber, lastSeq }: LedgerEntry, events: readonly LoggedEvent[]): Html {
  return details(
    `${lastSeq}条`,
    html`<ol class="mq-log" aria-label="${registerNumber}的办理记录">
      ${events.map(
        (event) =>
          html`<li value="${event.seq}">
            ${event.happenedOn.toString()} ${EVENT_NAMES[event.type]}，${actorOf(event)}
            <span class="mq-log__proof"
              >${formatMinute(event.recordedAt)}记录，散列<code>${event.hashPrefix}</code></span
            >
          </li>`,
      )}
    </ol>`,
  )
}
