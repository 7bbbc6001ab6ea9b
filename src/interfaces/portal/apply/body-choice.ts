/** 受理机关, where applications may be addressed to more than one body. */
import type { Agency } from '../../../domain/organisations/agency.ts'
import { radios, select } from '../../../platform/web/components/choices.ts'
import { details } from '../../../platform/web/components/notices.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'

/** More than these are found faster in a list that takes typing. */
const MOST_RADIOS = 8

export function bodyChoice(view: FormView, bodies: readonly Agency[]): Html {
  const field = { name: 'agency', label: '向哪个机关申请', labelStyle: 'bold', form: view } as const
  return html`${
    bodies.length <= MOST_RADIOS
      ? radios({
          ...field,
          options: bodies.map(({ slug, name, address, phone }) => ({
            value: slug,
            text: name,
            hint: [address, phone].filter(Boolean).join('，'),
          })),
        })
      : select({ ...field, options: bodies.map(({ slug, name }) => ({ value: slug, text: name })) })
  }
  ${details('不知道该向谁申请', help(bodies[0]!))}`
}

/** 条例 第十条、第三十六条第（五）项 */
function help(lead: Agency): Html {
  return html`<ul class="govuk-list govuk-list--bullet">
      <li>机关自己制作的文件，向制作它的机关申请；几个机关一起制作的，向牵头的机关申请；</li>
      <li>
        机关从公民、单位那里取得的信息，向保存它的机关申请；从别的机关取得的，向原来制作或者最初取得的机关申请；
      </li>
      <li>已经知道文件标题的，看落款或者文号开头的机关代字。</li>
    </ul>
    <p class="govuk-body">
      仍然拿不准的，向${lead.name}申请。不属于所选机关负责的，它会告知您，能够确定负责机关的，一并告知名称和联系方式。
    </p>`
}
