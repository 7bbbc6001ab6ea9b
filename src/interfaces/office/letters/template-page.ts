import type { TemplateId } from '../../../domain/requests/letters/letter-kinds.ts'
import { placeholdersOf } from '../../../domain/requests/letters/letter-kinds.ts'
import { layOut } from '../../../domain/requests/letters/layout.ts'
import { letterOf } from '../../../domain/requests/letters/templates/built-in.ts'
import type { OwnTemplate, Template } from '../../../domain/requests/letters/templates-store.ts'
import { VOCABULARY } from '../../../domain/requests/letters/vocabulary.ts'
import { LETTERS } from '../../../law/letters.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { details, importantBanner } from '../../../platform/web/components/notices.ts'
import { table } from '../../../platform/web/components/table.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { markHelp } from './edit-page.ts'
import { templateWords } from './letter-page.ts'
import { letterPreview } from './preview.ts'
import { nameOf } from './templates-page.ts'

export interface TemplatePage {
  readonly id: TemplateId
  readonly template: Template
  readonly history: readonly OwnTemplate[]
  readonly view: FormView
  readonly csrf: string
  readonly mayAdopt: boolean
  readonly refused?: string | undefined
}

export function templatePage(props: TemplatePage): Html {
  const { id, template, history, view, mayAdopt, refused } = props
  const title = { kind: 'title', lines: [template.title] } as const
  return html`${errorSummary(view)} ${pageHeading(nameOf(id))}
    ${refused && importantBanner(refused)}
    <p class="govuk-body">
      现用：${templateWords(template.version)}。依据：${LETTERS[letterOf(id)].ground}。
    </p>
    ${letterPreview([title, ...layOut(template.body, template.title)])} ${elements(id)}
    ${mayAdopt && adoptForm(props)} ${historyTable(history)}
    ${mayAdopt && history[0]?.body != null && returnForm(props)}
    <p class="govuk-body">${link('返回文书模板', officePaths.letterTemplates)}</p>`
}

function elements(id: TemplateId): Html {
  const letter = letterOf(id)
  return html`${details(
    '必须有的法定要素',
    html`<ul class="govuk-list govuk-list--bullet">
      ${LETTERS[letter].elements.map(({ label }) => html`<li>${label}</li>`)}
    </ul>`,
  )}
  ${details(
    '可以使用的占位符',
    html`<ul class="govuk-list govuk-list--bullet">
      ${placeholdersOf(letter).map(
        (name) => html`<li><code>{${name}}</code> ${VOCABULARY[name]}</li>`,
      )}
    </ul>`,
  )}`
}

function adoptForm({ id, history, view, csrf }: TemplatePage): Html {
  return html`<h2 class="govuk-heading-m">改用本机关的写法</h2>
    ${form({
      action: officePaths.letterTemplate(id),
      csrf,
      body: html`${seen(history)}
      ${textInput({ name: 'title', label: '标题', form: view, width: 'full' })}
      ${textarea({
        name: 'body',
        label: '正文',
        hint: '一行一段；花括号里是占位符。抬头、文号、受文者、署名、日期和印章位置由系统印出。',
        form: view,
        rows: 20,
      })}
      ${markHelp()}
      ${dateInput({ name: 'validFrom', label: '施行日期', hint: '不能早于今天', form: view })}
      ${textInput({ name: 'note', label: '修改说明', form: view, width: 'full' })} ${button('启用')}`,
    })}`
}

function returnForm({ id, history, view, csrf }: TemplatePage): Html {
  return html`<h2 class="govuk-heading-m">恢复系统自带的写法</h2>
    ${form({
      action: officePaths.letterTemplateReturn(id),
      csrf,
      label: '恢复系统自带的写法',
      body: html`${seen(history)}
        <input type="hidden" name="validFrom" value="${view.values['validFrom'] as string}" />
        <input type="hidden" name="note" value="恢复系统自带的写法" />
        ${button('恢复', { style: 'secondary' })}`,
    })}`
}

const seen = (history: readonly OwnTemplate[]) =>
  html`<input type="hidden" name="seenVersion" value="${history[0]?.version ?? 0}" />`

function historyTable(history: readonly OwnTemplate[]): Html {
  return table<OwnTemplate>({
    caption: '本机关的各版',
    columns: [
      { heading: '版次', rowHeader: true, nowrap: true, cell: ({ version }) => `第${version}版` },
      { heading: '施行日期', nowrap: true, cell: ({ validFrom }) => validFrom.toString() },
      {
        heading: '修改人、时间',
        cell: ({ adoptedBy, adoptedAt }) => `${adoptedBy}，${formatMinute(adoptedAt)}`,
      },
      { heading: '说明', cell: ({ note }) => note },
      {
        heading: '内容',
        cell: ({ title, body }) =>
          body === null || title === null
            ? '恢复系统自带的写法'
            : details(title, html`<p class="mq-as-typed">${body}</p>`),
      },
    ],
    rows: history,
    empty: '本机关没有另定写法。',
  })
}
