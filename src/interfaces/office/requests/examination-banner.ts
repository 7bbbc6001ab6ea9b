import type { CaseFile } from '../../../domain/requests/case-file.ts'
import { DISPOSITION_CODES, DISPOSITIONS } from '../../../law/dispositions.ts'
import { link } from '../../../platform/web/components/button.ts'
import { importantBanner } from '../../../platform/web/components/notices.ts'
import { valueOf, type FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'

/** Over the form of a reply: that nobody has examined the case, or found something else than is being drafted. */
export function examinationBanner({ id, state }: CaseFile, view: FormView): Html {
  const { examination, reply } = state
  const examine = (text: string) => link(text, officePaths.requestAct(id, 'examine'))
  if (examination === null) {
    if (reply !== null) return html``
    return importantBanner(
      html`这件申请还没有按七步法审查。可以${examine('先审查')}再拟答复，也可以直接选定答复类型。`,
    )
  }
  const code = DISPOSITION_CODES.find((one) => one === valueOf(view, 'disposition'))
  if (code === undefined || code === examination.disposition) return html``
  const { label } = DISPOSITIONS[examination.disposition]
  return importantBanner(
    html`与审查的结论“${label}”不一致，请${examine('重新审查')}或者在理由中说明。`,
  )
}
