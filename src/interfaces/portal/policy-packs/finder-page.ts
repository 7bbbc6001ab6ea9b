import {
  CRITERION_WORDS,
  requirementOf,
  type Criteria,
} from '../../../domain/policy-packs/criteria.ts'
import { isUnanswered, type Answers } from '../../../domain/policy-packs/finder/answers.ts'
import type { Found, FoundByOutcome } from '../../../domain/policy-packs/finder/find.ts'
import type { Finding, Verdict } from '../../../domain/policy-packs/finder/judge.ts'
import type { PublicItem } from '../../../domain/policy-packs/public-policies.ts'
import { link } from '../../../platform/web/components/button.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { details } from '../../../platform/web/components/notices.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { portalPage, type PortalFrame } from '../layout.ts'
import * as paths from '../paths.ts'
import { POLICY_PACKS, policyPath } from './addresses.ts'
import { finderForm } from './finder-form.ts'
import { COLUMN } from './pack-page.ts'
import { flagTag, handlingTag, shortened } from './policy-parts.ts'

export interface FinderProps {
  readonly answers: Answers
  readonly found: FoundByOutcome<PublicItem>
}

export function finderPage(frame: PortalFrame, { answers, found }: FinderProps): Html {
  return portalPage(frame, {
    title: isUnanswered(answers) ? '找政策' : '找政策：查找结果',
    current: 'enterprise-policies',
    breadcrumbs: [{ text: COLUMN.name, href: POLICY_PACKS }, { text: '找政策' }],
    meta: { kind: 'site' },
    body: html`${pageHeading('找政策')}
    ${isUnanswered(answers) ? html`${says} ${finderForm(answers)}` : answered(answers, found)}`,
  })
}

const says = html`<p class="govuk-body">
  每一项都可以不填，填得越多，结果越准。没有填的不会当作不符合。填写的内容只用于这一次查找，不保存。
</p>`

/** What was found comes first; what was filled in waits folded, to be changed. */
function answered(answers: Answers, found: FoundByOutcome<PublicItem>): Html {
  return html`<div class="mq-screen-only">
      ${details('修改条件', html`${says} ${finderForm(answers)}`)}
    </div>
    ${results(found)}`
}

function results(found: FoundByOutcome<PublicItem>): Html {
  const { meets, nearly, not } = found
  const mayMeet = found['may-meet']
  return html`<section id="results" aria-labelledby="results-heading">
    <h2 class="govuk-heading-l" id="results-heading">查找结果</h2>
    <p class="govuk-body" role="status">
      符合${meets.length}项，可能符合${mayMeet.length}项，差一两个条件${nearly.length}项，不符合${not.length}项。
    </p>
    ${
      meets.length + mayMeet.length + nearly.length === 0 &&
      html`<p class="govuk-body">
        没有合适的政策。可以少填几项再找，看${link('全部惠企政策', POLICY_PACKS)}，或者${link('申请公开相关信息', paths.APPLY)}。
      </p>`
    }
    ${group('符合条件', '按您填写的内容，机器可以比对的条件都符合；最终以主管部门审核为准。', meets)}
    ${group('可能符合', '没有不符合的条件，还有几项您没有填。', mayMeet)}
    ${group('差一两个条件', '现在还不符合，看看差在哪里。', nearly)}
    ${
      not.length > 0 &&
      details(
        `不符合的${not.length}项`,
        html`<ul class="govuk-list mq-links">
          ${not.map(notMet)}
        </ul>`,
      )
    }
  </section>`
}

function group(heading: string, says: string, found: readonly Found<PublicItem>[]): Html {
  if (found.length === 0) return nothing
  return html`<h3 class="govuk-heading-m">${heading}（${found.length}项）</h3>
    <p class="govuk-body">${says}</p>
    <ul class="mq-found">
      ${found.map(foundItem)}
    </ul>`
}

function foundItem({ found, judgement }: Found<PublicItem>): Html {
  const { title, item, flags } = found
  const reasons = judgement.findings
    .filter(({ verdict }) => verdict !== 'unknown')
    .toSorted((a, b) => ORDER[a.verdict] - ORDER[b.verdict])
  const open = judgement.findings.filter(({ verdict }) => verdict === 'unknown')
  return html`<li>
    <h4 class="mq-found__title">
      <a class="govuk-link" href="${policyPath(found)}">${title}</a>
    </h4>
    <p class="mq-found__tags">${handlingTag(item.handling)} ${flagTag(flags)}</p>
    <p class="govuk-body">${shortened(item.standard, 100)}</p>
    ${
      reasons.length > 0 &&
      html`<ul class="mq-reasons">
        ${reasons.map((finding) => reason(item.criteria, finding))}
      </ul>`
    }
    ${open.length > 0 && details(`还要看${open.length}项没有填的`, openOnes(item.criteria, open))}
  </li> `
}

const ORDER: Readonly<Record<Verdict, number>> = { unmet: 0, unknown: 1, met: 2 }

function openOnes(criteria: Criteria, findings: readonly Finding[]): Html {
  return html`<ul class="mq-reasons">
    ${findings.map((finding) => reason(criteria, finding))}
  </ul>`
}

function reason(criteria: Criteria, finding: Finding): Html {
  const words = reasonInWords(finding, requirementOf(criteria, finding.criterion) ?? '')
  return html`<li class="mq-reasons__${finding.verdict}">${words}</li> `
}

/** A sign, a word and the numbers: never a colour alone. */
function reasonInWords({ criterion, verdict, answered, gap }: Finding, requires: string): string {
  const name = CRITERION_WORDS[criterion]
  switch (verdict) {
    case 'met':
      return `✓ ${name}符合：${answered}`
    case 'unknown':
      return `？ ${name}还没有填：要求${requires}`
    case 'unmet':
      return `✕ ${name}不符合：要求${requires}，您填的是${answered}${gap === undefined ? '' : `，${gap}`}`
  }
}

function notMet({ found, judgement }: Found<PublicItem>): Html {
  const names = judgement.findings
    .filter(({ verdict }) => verdict === 'unmet')
    .map(({ criterion }) => CRITERION_WORDS[criterion])
  const why = [
    ...(judgement.isOffNeed ? ['不在您选的需求之内'] : []),
    ...(names.length > 0 ? [`不符合：${names.join('、')}`] : []),
  ]
  return html`<li>${link(found.title, policyPath(found))}（${why.join('；')}）</li> `
}
