import { button } from '../../platform/web/components/button.ts'
import { errorSummary, form } from '../../platform/web/components/form.ts'
import { pageHeading } from '../../platform/web/components/grid.ts'
import { passwordInput, textInput } from '../../platform/web/components/inputs.ts'
import type { FormView } from '../../platform/web/forms.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { officePaths } from './paths.ts'

/** The body of the sign-in page. `next` is where the person wanted to go. */
export function signInBody(view: FormView, next: string): Html {
  return html`${errorSummary(view)} ${pageHeading('登录工作台')}
  ${form({
    action: officePaths.signIn,
    body: html`<input type="hidden" name="next" value="${next}" />
      ${textInput({ name: 'username', label: '用户名', form: view, width: '20', autocomplete: 'username' })}
      ${passwordInput({ name: 'password', label: '密码', form: view, autocomplete: 'current-password' })}
      ${button('登录')}`,
  })}`
}
