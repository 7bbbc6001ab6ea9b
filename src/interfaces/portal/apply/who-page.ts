import { button, buttonGroup } from '../../../platform/web/components/button.ts'
import { radios } from '../../../platform/web/components/choices.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import type { PortalFrame } from '../layout.ts'
import { formPage } from './form-page.ts'
import { CLASS_NAMES, options } from './words.ts'

/** @param searched the contents were compared with what is public, and nothing near was found */
export function whoPage(frame: PortalFrame, view: FormView, searched = false): Html {
  return formPage({
    frame,
    page: 'who',
    heading: '谁来申请',
    step: 2,
    view,
    go: 'details',
    body: html`${searched ? inset('查过了，没有找到已经公开的相近文件。') : nothing}
    ${radios({
      name: 'applicantClass',
      label: '申请人是',
      labelStyle: 'bold',
      hint: '公民、法人和其他组织都可以申请',
      form: view,
      options: options(CLASS_NAMES),
    })}
    ${radios({
      name: 'agent',
      label: '有没有代理人',
      labelStyle: 'bold',
      hint: '单位的工作人员为本单位办理，不算代理人',
      form: view,
      options: [
        { value: 'no', text: '没有，申请人自己办理' },
        { value: 'yes', text: '有，由代理人代为办理', hint: '需要上传授权委托书' },
      ],
    })}
    ${buttonGroup([
      button('下一步', { name: 'go', value: 'details' }),
      button('修改上一步', { style: 'secondary', name: 'go', value: 'edit-wanted' }),
    ])}`,
  })
}
