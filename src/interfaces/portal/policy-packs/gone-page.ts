import type { RemovedPolicy } from '../../../domain/policy-packs/removed-policy.ts'
import { dayOf, formatChineseDate } from '../../../platform/kernel/time.ts'
import { link } from '../../../platform/web/components/button.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { portalPage, type PortalFrame } from '../layout.ts'
import * as paths from '../paths.ts'
import { FINDER, POLICY_PACKS, policyPath } from './addresses.ts'

/** What a code on a wall leads to when its item is no more: why, and where to go now. */
export function gonePage(frame: PortalFrame, removed: RemovedPolicy): Html {
  const { title, reason, removedAt, successor } = removed
  const heading = '这项内容已经撤下'
  return portalPage(frame, {
    title: heading,
    current: 'enterprise-policies',
    breadcrumbs: [{ text: '惠企政策', href: POLICY_PACKS }, { text: heading }],
    meta: { kind: 'site' },
    body: html`${pageHeading(heading, title)}
      <p class="govuk-body">${formatChineseDate(dayOf(removedAt))}撤下。${reason}</p>
      ${
        successor &&
        html`<p class="govuk-body">
          请看：${link(
            successor.title,
            successor.isPolicy ? policyPath(successor) : paths.documentPath(successor.indexNumber),
          )}
        </p>`
      }
      <p class="govuk-body">
        也可以${link('找现在的政策', FINDER)}，或者看${link('全部惠企政策', POLICY_PACKS)}。
      </p>`,
  })
}
