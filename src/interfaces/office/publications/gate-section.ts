import {
  UNREADABLE,
  type Clearance,
  type EditionFinding,
} from '../../../domain/publications/gate/clearance.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { FINDING_KINDS } from '../../../platform/release-scan/kinds.ts'
import { button } from '../../../platform/web/components/button.ts'
import { form } from '../../../platform/web/components/form.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { CLEARANCE_TAGS } from './words.ts'

export interface GateSection {
  readonly edition: Edition
  /** of exactly what the edition holds now; undefined: not looked at yet */
  readonly clearance: Clearance | undefined
  readonly mayCheck: boolean
  readonly mayEdit: boolean
  readonly csrf: string
}

/** 出门检查: what was found in words and files, and what was decided about it. */
export function gateSection(props: GateSection): Html {
  const { edition, clearance, mayCheck, csrf } = props
  if (clearance === undefined && !mayCheck) return nothing
  return html`<section aria-labelledby="gate-heading">
    <h2 class="govuk-heading-m" id="gate-heading">出门检查</h2>
    ${clearance === undefined ? html`<p class="govuk-body">现在的内容还没有检查，送审时自动检查。</p>` : shown(clearance)}
    ${clearance !== undefined && props.mayEdit && copies(props, clearance)}
    ${
      mayCheck &&
      form({
        action: officePaths.editionAct(edition.id, 'check'),
        csrf,
        className: 'mq-inline-form',
        body: button(clearance === undefined ? '现在检查' : '重新检查', {
          style: 'secondary',
          small: true,
        }),
      })
    }
  </section>`
}

function shown(clearance: Clearance): Html {
  const { word, tone } = CLEARANCE_TAGS[clearance.outcome]
  return html`${summaryList(
    [
      { key: '结果', value: tag(word, tone) },
      { key: '检查时间', value: formatMinute(clearance.scannedAt) },
      { key: '送审说明', value: clearance.explanation || undefined },
      {
        key: '放行',
        value: clearance.decidedAt
          ? `${clearance.deciderName ?? ''}，${formatMinute(clearance.decidedAt)}：${clearance.reason}`
          : undefined,
      },
    ],
    { compact: true },
  )}
  ${findingsTable(clearance.findings)}`
}

/** What stands in the text that readers see; everything else may be left out without a word of it changing. */
const IN_TEXT: ReadonlySet<string> = new Set(['id-number', 'mobile', 'bank-card', 'plate', 'email'])

/** The copies that settle what was found in files. */
function copies({ edition, csrf }: GateSection, { findings }: Clearance): Html {
  const offered = edition.attachments.flatMap(({ fileId, name }) => {
    const kinds = findings.filter((one) => one.fileId === fileId).map(({ kind }) => kind)
    const isText = (kind: string) => IN_TEXT.has(kind)
    if (kinds.includes(UNREADABLE)) return []
    return [
      ...(kinds.some((kind) => !isText(kind)) ? [copyForm('clean', '换成清理副本')] : []),
      ...(kinds.some(isText) ? [copyForm('masked', '换成遮盖副本')] : []),
    ]
    function copyForm(value: string, text: string): Html {
      return form({
        action: officePaths.editionFile(edition.id, fileId),
        csrf,
        className: 'mq-inline-form',
        body: button(text, { style: 'secondary', small: true, name: 'act', value, about: name }),
      })
    }
  })
  return html`${offered}`
}

export function findingsTable(findings: readonly EditionFinding[]): Html {
  if (findings.length === 0) return nothing
  return table<EditionFinding>({
    caption: '检查发现',
    captionHidden: true,
    stacks: true,
    columns: [
      { heading: '在哪里', rowHeader: true, cell: ({ place }) => place },
      { heading: '位置', cell: ({ where }) => where },
      { heading: '类别', nowrap: true, cell: ({ kind }) => kindWord(kind) },
      { heading: '说明', wide: true, cell: ({ message }) => message },
    ],
    rows: findings,
  })
}

function kindWord(kind: string): string {
  if (kind === UNREADABLE) return '没有检查完'
  return Object.hasOwn(FINDING_KINDS, kind)
    ? FINDING_KINDS[kind as keyof typeof FINDING_KINDS]
    : kind
}
