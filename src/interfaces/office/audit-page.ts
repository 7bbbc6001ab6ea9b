import { formatMinute } from '../../platform/kernel/time.ts'
import { pageHeading } from '../../platform/web/components/grid.ts'
import { stepPagination } from '../../platform/web/components/pagination.ts'
import { table } from '../../platform/web/components/table.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { actInWords, subjectInWords } from './audit-words.ts'
import { officePaths } from './paths.ts'

interface AuditLine {
  readonly id: number
  readonly at: Temporal.Instant
  readonly actorName: string
  readonly action: string
  readonly subject: string
  readonly hash: Buffer
}

export interface AuditPage {
  readonly lines: readonly AuditLine[]
  readonly older: number | undefined
}

export function auditPage({ lines, older }: AuditPage): Html {
  return html`${pageHeading('操作日志')}
    <p class="govuk-body">
      日志只增不改，逐条以散列相连；命令
      <code>mingqu verify</code> 核验整条链，并指出第一条被改动的记录。
    </p>
    ${table<AuditLine>({
      caption: '操作日志，新的在前',
      captionHidden: true,
      sticky: true,
      columns: [
        { heading: '时间', nowrap: true, cell: ({ at }) => formatMinute(at) },
        { heading: '人员', nowrap: true, cell: ({ actorName }) => actorName },
        { heading: '操作', rowHeader: true, cell: ({ action }) => actInWords(action) },
        { heading: '对象', nowrap: true, cell: ({ subject }) => subjectInWords(subject) },
        {
          heading: '散列',
          cell: ({ hash }) =>
            html`<code class="mq-hash">${hash.toString('hex').slice(0, 16)}</code>`,
        },
      ],
      rows: lines,
      empty: '还没有记录。',
    })}
    ${stepPagination({ label: '日志翻页', ...(older === undefined ? {} : { next: `${officePaths.audit}?before=${older}` }) })}`
}
