import { bodyFromText } from '../../../../domain/publications/body.ts'
import { details } from '../../../../platform/web/components/notices.ts'
import { textarea } from '../../../../platform/web/components/inputs.ts'
import { valueOf, type FormView } from '../../../../platform/web/forms.ts'
import { html, raw, type Content, type Html } from '../../../../platform/web/html.ts'

/**
 * The text: typed with a few signs, or as HTML. Where scripts run, `assets/browser/editor.js` puts an editor over the
 * field, takes the text from the template, and writes HTML back into the field before it is sent.
 */
export function bodyField(view: FormView, notes?: Content): Html {
  return html`<div class="mq-editor" data-editor="bodyHtml">
    <template data-editor-text>${raw(bodyFromText(valueOf(view, 'bodyHtml')))}</template>
    ${notes !== undefined && html`<div class="govuk-hint">${notes}</div>`}
    ${textarea({
      name: 'bodyHtml',
      label: '正文',
      labelStyle: 'bold',
      hint: '每段一行。标题、列表、表格的写法见下面；也可以写HTML，脚本、样式和图片一律去除。',
      form: view,
      rows: 18,
    })}
    <div class="mq-editor__signs">${details('标题、列表、表格怎么写', signs())}</div>
  </div>`
}

function signs(): Html {
  const row = (typed: string, meaning: string) =>
    html`<tr>
      <td class="govuk-table__cell"><code>${typed}</code></td>
      <td class="govuk-table__cell">${meaning}</td>
    </tr>`
  return html`<table class="govuk-table">
    <caption class="govuk-visually-hidden">
      正文的写法
    </caption>
    <thead>
      <tr>
        <th class="govuk-table__header" scope="col">写</th>
        <th class="govuk-table__header" scope="col">成为</th>
      </tr>
    </thead>
    <tbody>
      ${row('# 一、总体要求', '标题；## 小标题，### 三级标题')}
      ${row('- 具体事项', '不编号的列表，每项一行')}
      ${row('1. 具体事项', '编号的列表，从1起连续写')}
      ${row('| 项目 | 数量 |', '表格，每行一行；第二行写 |---|---| 则第一行是表头')}
      ${row('> 原文', '引文')} ${row('**重点**', '加重')} ${row('[名称](https://…)', '链接')}
    </tbody>
  </table>`
}

/** As readers will see it, made by the very code that stores it. */
export function bodyPreview(view: FormView): Html {
  return html`<section aria-labelledby="preview-heading">
    <h2 class="govuk-heading-m" id="preview-heading">正文预览（尚未保存）</h2>
    <div class="mq-document-body">${raw(bodyFromText(valueOf(view, 'bodyHtml')))}</div>
  </section>`
}
