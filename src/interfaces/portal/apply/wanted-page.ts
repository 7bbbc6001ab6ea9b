import type { Agency } from '../../../domain/organisations/agency.ts'
import { MOST_CONTENTS } from '../../../domain/requests/online/application.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { radios } from '../../../platform/web/components/choices.ts'
import { textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { valueOf, type FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import type { PortalFrame } from '../layout.ts'
import * as paths from '../paths.ts'
import { bodyChoice } from './body-choice.ts'
import { formPage } from './form-page.ts'
import { countContents } from './form-state.ts'
import { FORM_NAMES, options, ROUTE_NAMES } from './words.ts'

/** 条例 第二十九条第一款第（二）项、第（三）项. Nobody is asked what for. */
export function wantedPage(frame: PortalFrame, view: FormView, bodies: readonly Agency[]): Html {
  const count = countContents(view.values)
  return formPage({
    frame,
    page: 'wanted',
    heading: '您需要什么信息',
    step: 1,
    view,
    go: 'find',
    unasked: [...(count > 1 ? [] : ['split']), ...(bodies.length > 1 ? [] : ['agency'])],
    body: html`${aboutDocument(view)} ${bodies.length > 1 && bodyChoice(view, bodies)}
      <p class="govuk-body">不需要说明用途，也不需要说明理由。写得越具体，查找越快。</p>
      ${Array.from({ length: count }, (_, n) => content(view, n, count))}
      ${
        count < MOST_CONTENTS &&
        button('再加一项信息', { style: 'secondary', name: 'go', value: 'add' })
      }
      ${count > 1 && splitChoice(view)}
      ${radios({
        name: 'wantedForm',
        label: '要什么形式',
        labelStyle: 'bold',
        form: view,
        options: options(FORM_NAMES),
      })}
      ${radios({
        name: 'wantedRoute',
        label: '怎样取得',
        labelStyle: 'bold',
        form: view,
        options: options(ROUTE_NAMES, {
          platform: '答复作出后，用查询码在“查询申请进度”里下载',
          post: '通过中国邮政寄送，不收邮费',
        }),
      })}
      ${buttonGroup([
        button('下一步：查一查是否已经公开', { name: 'go', value: 'find' }),
        link('返回申请说明', paths.APPLY),
      ])}`,
  })
}

function aboutDocument(view: FormView): Html {
  const indexNumber = valueOf(view, 'about')
  if (indexNumber === '') return nothing
  return inset(
    html`与${link(`索引号${indexNumber}的文件`, paths.documentPath(indexNumber))}有关。文件正文已经公开，不需要申请；请写明还需要什么。`,
  )
}

function content(view: FormView, n: number, count: number): Html {
  const title = count === 1 ? '需要的信息' : `第${n + 1}项信息`
  return html`<fieldset class="govuk-fieldset mq-content">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">${title}</legend>
    ${textInput({
      name: `contents.${n}.subject`,
      label: '名称',
      hint: '文件名称、文号，或者用一句话概括',
      form: view,
      width: 'full',
    })}
    ${textarea({
      name: `contents.${n}.description`,
      label: '具体描述',
      hint: '便于查找的特征：哪一年、哪个地方、哪个项目、由谁作出。不超过2000个字',
      form: view,
      rows: 5,
    })}
    ${
      count > 1 &&
      button('删去这一项', {
        style: 'secondary',
        name: 'go',
        value: `remove-${n}`,
        about: `第${n + 1}项`,
      })
    }
  </fieldset>`
}

/** 一事一申请: the applicant says whether the contents belong together. */
function splitChoice(view: FormView): Html {
  return radios({
    name: 'split',
    label: '这几项怎样办理',
    labelStyle: 'bold',
    form: view,
    options: [
      {
        value: 'each',
        text: '每项作为一件，分别答复',
        hint: '互不相关的内容适合分开：先查到的先答复。每件各有登记号和查询码',
      },
      { value: 'together', text: '合起来作为一件，一并答复', hint: '同一件事的几份材料适合合并' },
    ],
  })
}
