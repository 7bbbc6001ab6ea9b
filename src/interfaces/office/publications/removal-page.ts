import type { RemovalReceipt } from '../../../domain/publications/check-removal.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import {
  REMOVAL_KINDS,
  type Removal,
  type RemovalKind,
} from '../../../domain/publications/removals.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { radios } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { warning } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { REMOVAL_KIND_NAMES } from './words.ts'

const KIND_HINTS = {
  'published-in-error': '不应当公开。原网址只说明理由，不显示标题',
  superseded: '内容由另一份已公开的文件替代。原网址说明理由，指向那份文件',
  withdrawn: '不再公开。原网址显示标题和理由',
} as const satisfies Record<RemovalKind, string>

export interface RemovalPage {
  readonly edition: Edition
  readonly view: FormView
  readonly csrf: string
}

export function removalPage({ edition, view, csrf }: RemovalPage): Html {
  const { attachments } = edition
  return html`${errorSummary(view)} ${pageHeading('撤下文件', edition.title)}
  ${warning('撤下以后不能恢复；需要再公开的，要另行起草、审查、发布。')}
  ${summaryList(
    [
      { key: '索引号', value: edition.indexNumber ?? undefined },
      {
        key: '首次发布',
        value: edition.firstPublishedAt ? formatMinute(edition.firstPublishedAt) : undefined,
      },
      {
        key: '立即停止公开',
        value: `网页、纯文本、${attachments.length}个附件；从列表、检索和相关文件里消失`,
      },
      { key: '仍然保留', value: '各版本、审查记录和附件封存在库里，索引号不再使用' },
    ],
    { compact: true },
  )}
  ${form({
    action: officePaths.editionAct(edition.id, 'remove'),
    csrf,
    body: html`${radios({
      name: 'kind',
      label: '撤下的原因',
      form: view,
      options: REMOVAL_KINDS.map((value) => ({
        value,
        text: REMOVAL_KIND_NAMES[value],
        hint: KIND_HINTS[value],
      })),
    })}
    ${textInput({
      name: 'successor',
      label: '替代文件的索引号',
      hint: '被其他文件替代时填写，如11371000004359440C/2020-01027',
      form: view,
      width: '30',
    })}
    ${textarea({
      name: 'publicReason',
      label: '公开的理由',
      hint: '打开原网址的人看到的就是这段话。误发的文件，不要写出标题和其中的内容',
      form: view,
      rows: 3,
    })}
    ${textarea({ name: 'privateNote', label: '内部说明', hint: '只有工作人员看得到', form: view, rows: 2 })}
    ${buttonGroup([button('确认撤下', { style: 'warning' }), link('返回', officePaths.edition(edition.id))])}`,
  })}`
}

export interface RemovalReceiptPage {
  readonly edition: Edition
  readonly removal: Removal
  readonly receipt: RemovalReceipt
  readonly now: Temporal.Instant
}

/** What was looked at after the fact, thing by thing. */
export function removalReceiptPage({ edition, removal, receipt, now }: RemovalReceiptPage): Html {
  return html`${pageHeading('已撤下', edition.title)}
    <p class="govuk-body">
      ${removal.removerName}于${formatMinute(removal.removedAt)}撤下（${REMOVAL_KIND_NAMES[removal.kind]}）。下面是${formatMinute(now)}逐项核对的结果。
    </p>
    ${table({
      caption: '核对结果',
      columns: [
        { heading: '核对什么', rowHeader: true, cell: ({ what }) => what },
        {
          heading: '结果',
          nowrap: true,
          cell: ({ isGone }) => (isGone ? tag('已停止公开', 'good') : tag('仍可看到', 'late')),
        },
      ],
      rows: receipt.checks,
    })}
    <p class="govuk-body">
      别的网站转载的、搜索引擎存下的和别人已经下载的，本系统收不回来，请另行联系。
    </p>
    <p class="govuk-body">${link('回到这份文件', officePaths.edition(edition.id))}</p>`
}
