import type { CaseFile } from '../../../domain/requests/case-file.ts'
import type { OpenLetter } from '../../../domain/requests/letters/read-letter.ts'
import { LETTERS } from '../../../law/letters.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { details, importantBanner } from '../../../platform/web/components/notices.ts'
import { valueOf, type FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { caseHead } from '../requests/case-page.ts'

export interface EditPage {
  readonly file: CaseFile
  readonly open: OpenLetter
  readonly view: FormView
  readonly csrf: string
  readonly refused?: string | undefined
}

export function editPage({ file, open, view, csrf, refused }: EditPage): Html {
  const { row, content } = open
  return html`${errorSummary(view)} ${caseHead(file)}
    <h2 class="govuk-heading-l">编辑${LETTERS[content.letter].title}</h2>
    ${refused && importantBanner(refused)}
    ${form({
      action: officePaths.letterAct(file.id, row.id, 'edit'),
      csrf,
      body: html`<input type="hidden" name="seenVersion" value="${valueOf(view, 'seenVersion')}" />
        ${textInput({ name: 'title', label: '标题', form: view, width: 'full' })}
        ${textarea({
          name: 'body',
          label: '正文',
          hint: '一行一段。抬头、文号、受文者、署名、日期和印章位置由系统印出，不用写。',
          form: view,
          rows: 24,
        })}
        ${elementsHelp(open)} ${markHelp()}
        ${buttonGroup([button('保存'), link('返回', officePaths.letter(file.id, row.id))])}`,
    })}`
}

function elementsHelp({ content }: OpenLetter): Html {
  const { elements, ground } = LETTERS[content.letter]
  return details(
    `保存时检查的法定要素（${ground}）`,
    html`<ul class="govuk-list govuk-list--bullet">
      ${elements.map(({ label }) => html`<li>${label}</li>`)}
    </ul>`,
  )
}

/** The marks of `domain/requests/letters/layout.ts`. */
export function markHelp(): Html {
  return details(
    '排版记号',
    html`<ul class="govuk-list govuk-list--bullet">
      <li><code>## 文字</code> 小标题；<code># 文字</code> 附页的标题；<code>---</code> 换页</li>
      <li><code>| 项目 | 内容 |</code> 表格的一行；行首多一条竖线，行高多一行</li>
      <li><code>|= 序号 | 名称 |</code> 表头；<code>|: 1 6 3</code> 各栏的宽度</li>
      <li><code>&gt; 文字</code> 小字的附注；记号前加 <code>\\</code> 则按原样印出</li>
    </ul>`,
  )
}
