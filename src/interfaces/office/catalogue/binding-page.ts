import type { CatalogueRow } from '../../../domain/catalogue/row.ts'
import { branchInWords } from '../../../domain/catalogue/exchange/columns.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { checkboxes } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { details } from '../../../platform/web/components/notices.ts'
import { formView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'

export interface BindingProps {
  readonly edition: Edition
  readonly rows: readonly CatalogueRow[]
  readonly bound: readonly number[]
  readonly mayBind: boolean
  readonly csrf: string
}

/** Rows by branch; a branch with a ticked row stands open, the others are folded. */
export function bindingPage({ edition, rows, bound, mayBind, csrf }: BindingProps): Html {
  const branches = [...Map.groupBy(rows, branchInWords)]
  const view = formView({ items: bound.map(String) })
  const branch = ([name, rows]: readonly [string, readonly CatalogueRow[]]) =>
    details(
      `${name}（${rows.length}条）`,
      checkboxes({
        name: 'items',
        label: name,
        labelStyle: 'hidden',
        form: view,
        options: rows.map((row) => ({
          value: String(row.itemId),
          text: `${row.code} ${[row.levelOne, row.levelTwo].filter(Boolean).join(' / ')}`,
          hint: `公开时限：${row.limitWords}`,
        })),
      }),
      rows.some(({ itemId }) => bound.includes(itemId)),
    )
  return html`${pageHeading(edition.title, '挂接主动公开事项目录')}
    <p class="govuk-body">
      挂接说明这份文件兑现了目录中的哪些条目。挂接不改动文件内容，已作的审查仍然有效。
    </p>
    ${
      rows.length === 0
        ? html`<p class="govuk-body mq-empty">本机构还没有主动公开事项目录。</p>`
        : form({
            action: officePaths.catalogueOfDocument(edition.documentId),
            csrf,
            body: html`${branches.map(branch)}
            ${buttonGroup([
              ...(mayBind ? [button('保存挂接')] : []),
              link('返回文件', officePaths.edition(edition.id)),
            ])}`,
          })
    }`
}
