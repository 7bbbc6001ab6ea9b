import type { UnboundDocument } from '../../../domain/catalogue/bindings-store.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { link } from '../../../platform/web/components/button.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { table } from '../../../platform/web/components/table.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'

export function unboundPage(documents: readonly UnboundDocument[]): Html {
  return html`${pageHeading('没有挂接目录的文件', '主动公开事项目录')}
    ${table<UnboundDocument>({
      caption: '没有挂接目录的文件',
      captionHidden: true,
      stacks: true,
      columns: [
        {
          heading: '标题',
          rowHeader: true,
          wide: true,
          cell: ({ documentId, title }) => link(title, officePaths.catalogueOfDocument(documentId)),
        },
        { heading: '组配分类', cell: ({ category }) => category },
        {
          heading: '发布日期',
          nowrap: true,
          cell: ({ publishedAt }) => dayOf(publishedAt).toString(),
        },
      ],
      rows: documents,
      empty: '公开的文件都已挂接目录。',
    })}
    <p class="govuk-body">${link('返回目录', officePaths.catalogue)}</p>`
}
