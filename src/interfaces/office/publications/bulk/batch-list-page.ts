import type { BatchState } from '../../../../domain/publications/bulk/batch.ts'
import type { BatchLine } from '../../../../domain/publications/bulk/batches-store.ts'
import { formatMinute } from '../../../../platform/kernel/time.ts'
import { button, link } from '../../../../platform/web/components/button.ts'
import { errorSummary, form } from '../../../../platform/web/components/form.ts'
import { pageHeading } from '../../../../platform/web/components/grid.ts'
import { textInput } from '../../../../platform/web/components/inputs.ts'
import { table } from '../../../../platform/web/components/table.ts'
import { tag, type Tone } from '../../../../platform/web/components/tag.ts'
import type { FormView } from '../../../../platform/web/forms.ts'
import { html, type Html } from '../../../../platform/web/html.ts'
import { officePaths } from '../../paths.ts'

const STATE_TAGS = {
  gathering: { word: '核对中', tone: 'active' },
  drafting: { word: '正在建立草稿', tone: 'waiting' },
  finished: { word: '已完成', tone: 'good' },
  discarded: { word: '已放弃', tone: 'quiet' },
} as const satisfies Record<BatchState, { word: string; tone: Tone }>

export function batchStateTag(state: BatchState): Html {
  const { word, tone } = STATE_TAGS[state]
  return tag(word, tone)
}

export interface BatchList {
  readonly batches: readonly BatchLine[]
  readonly csrf: string
  readonly view: FormView
}

export function batchListPage({ batches, csrf, view }: BatchList): Html {
  return html`${errorSummary(view)} ${pageHeading('成批导入')}
    <p class="govuk-body">
      一次导入许多文件：上传文件和著录表，逐行核对，确认以后成为草稿，再按平常的程序审查、发布。${link('下载著录表模板', officePaths.batchTemplate)}
    </p>
    ${form({
      action: officePaths.batches,
      csrf,
      body: html`${textInput({ name: 'name', label: '这一批叫什么', hint: '如 2020年8月的文件', form: view, width: '30' })}
      ${button('新建一批')}`,
    })}
    ${table<BatchLine>({
      caption: '各批导入',
      columns: [
        {
          heading: '名称',
          rowHeader: true,
          cell: ({ id, name }) => link(name, officePaths.batch(id)),
        },
        { heading: '状态', nowrap: true, cell: ({ state }) => batchStateTag(state) },
        { heading: '文件', numeric: true, cell: ({ files }) => files },
        { heading: '行', numeric: true, cell: ({ rows }) => rows },
        { heading: '已成草稿', numeric: true, cell: ({ drafted }) => drafted },
        { heading: '经办', nowrap: true, cell: ({ creatorName }) => creatorName },
        { heading: '建立', nowrap: true, cell: ({ createdAt }) => formatMinute(createdAt) },
      ],
      rows: batches,
      empty: '还没有成批导入过。',
    })}
    <p class="govuk-body">${link('返回文件发布', officePaths.publications)}</p>`
}
