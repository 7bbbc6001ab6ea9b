import { MOST_IMPORTED } from '../../../domain/policy-packs/import/read-items.ts'
import type { Problem } from '../../../platform/kernel/problem.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { fileUpload } from '../../../platform/web/components/file-upload.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'

export interface ImportPageProps {
  readonly csrf: string
  readonly problems: readonly Problem[]
  /** rows that are in order, when somebody only wanted to look */
  readonly checked: number | undefined
}

const SHOWN = 30

export function importPage({ csrf, problems, checked }: ImportPageProps): Html {
  const more = problems.length - SHOWN
  const summary = [
    ...problems.slice(0, SHOWN).map(({ message }) => ({ at: 'file', message })),
    ...(more > 0 ? [{ at: 'file', message: `还有${more}处，请先改正以上各处` }] : []),
  ]
  const first = summary[0] && [summary[0]]
  return html`${errorSummary({ values: {}, problems: summary })} ${pageHeading('从表格导入事项')}
    ${checked !== undefined && html`<p class="govuk-body" role="status">表格没有问题，共${checked}项，可以导入。请再选一次文件，点“导入”。</p>`}
    <p class="govuk-body">
      ${link('下载模板', officePaths.policyItemTemplate)}，每行填写一项，一次最多${MOST_IMPORTED}项。有一处不对就一项也不导入；导入后都是草稿，分别送保密审查。
    </p>
    ${form({
      action: officePaths.importPolicyItems,
      csrf,
      files: true,
      body: html`${fileUpload({
        name: 'file',
        label: '填好的表格',
        accept: ['.xlsx'],
        form: { values: {}, problems: first ?? [] },
      })}
      ${buttonGroup([
        button('导入'),
        button('只检查，不导入', { style: 'secondary', name: 'intent', value: 'check' }),
        link('返回惠企政策', officePaths.policyPacks),
      ])}`,
    })}`
}
