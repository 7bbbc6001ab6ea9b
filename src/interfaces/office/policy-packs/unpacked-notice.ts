import type { UnpackedPolicy } from '../../../domain/policy-packs/unpacked-policies.ts'
import { link } from '../../../platform/web/components/button.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'

/** On the first page of the day: policies that wait for their place in a pack, and until when. */
export function unpackedNotice(unpacked: readonly UnpackedPolicy[]): Html {
  const [first] = unpacked.toSorted((a, b) => Temporal.PlainDate.compare(a.dueOn, b.dueOn))
  if (first === undefined) return nothing
  const overdue = unpacked.filter(({ isOverdue }) => isOverdue).length
  return html`<ul class="govuk-list">
    <li>
      ${link(`${unpacked.length}件新政策待编入惠企政策服务包`, officePaths.policyPacks)}，最早应于${first.dueOn.toString()}前编入${overdue > 0 && `，${overdue}件已超期`}
    </li>
  </ul>`
}
