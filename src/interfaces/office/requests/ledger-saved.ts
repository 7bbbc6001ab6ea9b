import type { SavedFilter } from '../../../domain/requests/saved-filters.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { form } from '../../../platform/web/components/form.ts'
import { textInput } from '../../../platform/web/components/inputs.ts'
import { details } from '../../../platform/web/components/notices.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { ledgerAddress, type LedgerView } from './ledger-query.ts'

export interface SavedFiltersProps {
  readonly query: LedgerView
  readonly saved: readonly SavedFilter[]
  readonly naming: FormView
  readonly csrf: string
}

/** The officer's own filters, one click each; and this one, to be kept. */
export function savedFilters({ query, saved, naming, csrf }: SavedFiltersProps): Html {
  return html`${
    saved.length > 0 &&
    html`<p class="govuk-body mq-no-print">
      我的筛选：${saved.map(({ name, query: kept }) => html`${link(name, `${officePaths.requests}?${kept}`)}　`)}
    </p>`
  }
  ${details(
    '保存、删除筛选',
    html`${form({
      action: ledgerAddress({ ...query, after: undefined }),
      csrf,
      label: '保存现在的筛选',
      body: html`${textInput({ name: 'name', label: '把现在的筛选保存为', form: naming, width: '20' })}
      ${button('保存', { style: 'secondary' })}`,
    })}
    ${saved.map(({ id, name }) =>
      form({
        action: officePaths.requestFilterRemove(id),
        csrf,
        className: 'mq-inline-form',
        label: `删除筛选：${name}`,
        body: html`${name} ${button('删除', { style: 'secondary', small: true, about: name })}`,
      }),
    )}`,
    naming.problems.length > 0,
  )}`
}
