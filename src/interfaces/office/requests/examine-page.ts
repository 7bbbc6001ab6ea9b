import type { CaseFile } from '../../../domain/requests/case-file.ts'
import { STAGES, type CaseFact, type Question, type Stage } from '../../../law/examination.ts'
import {
  impossibleBecause,
  type Examination,
  type GivenAnswer,
} from '../../../law/examination-path.ts'
import type { Problem } from '../../../platform/kernel/problem.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { radios } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { caseHead } from './case-page.ts'
import { outcomeSection, pathOf } from './examine-outcome.ts'

export interface ExaminePage {
  readonly file: CaseFile
  readonly facts: ReadonlySet<CaseFact>
  readonly examination: Examination
  readonly problems: readonly Problem[]
  readonly csrf: string
  readonly today: Temporal.PlainDate
  /** earlier cases and how often this applicant asks, while that is the question */
  readonly repeats: Html
}

export function examinePage(props: ExaminePage): Html {
  const { file, examination, problems } = props
  const { next, outcome } = examination
  return html`${errorSummary({ values: {}, problems })} ${caseHead(file)}
    <h2 class="govuk-heading-l">审查（七步法）</h2>
    ${stages(next?.stage ?? '怎么答')}
    ${summaryList([{ key: '所需信息的描述', value: file.state.description }], { compact: true })}
    ${answersSoFar(file.id, examination.trail)} ${next && questionForm(props, next)}
    ${outcome && outcomeSection({ ...props, outcome })} ${next && props.repeats}`
}

function stages(current: Stage): Html {
  return html`<ol class="mq-stages" aria-label="七步">
    ${STAGES.map((stage) =>
      stage === current
        ? html`<li class="mq-stages__item mq-stages__item--current" aria-current="step">
            ${stage}
          </li>`
        : html`<li class="mq-stages__item">${stage}</li>`,
    )}
  </ol>`
}

/** Each answer can be changed: the way up to it is in the address. */
function answersSoFar(id: number, trail: readonly GivenAnswer[]): Html {
  if (trail.length === 0) return html``
  return html`<h3 class="govuk-heading-s">已经回答</h3>
    ${summaryList(
      trail.map(({ question, answer }, index) => ({
        key: question.text,
        value: answer.text,
        action: { text: '更改', href: examineAddress(id, trail.slice(0, index)) },
      })),
      { compact: true },
    )}`
}

function examineAddress(id: number, trail: readonly GivenAnswer[]): string {
  return `${officePaths.requestAct(id, 'examine')}?path=${encodeURIComponent(pathOf(trail))}`
}

function questionForm({ file, facts, examination, problems }: ExaminePage, question: Question) {
  return html`${form({
    action: officePaths.requestAct(file.id, 'examine'),
    method: 'get',
    body: html`<input type="hidden" name="path" value="${pathOf(examination.trail)}" />
      <input type="hidden" name="asked" value="${question.id}" />
      ${radios({
        name: 'answer',
        label: question.text,
        labelStyle: 'bold',
        hint: html`${question.gist}（${question.article}）`,
        form: { values: {}, problems },
        options: question.answers.map((answer) => {
          const why = impossibleBecause(answer, facts)
          const hint = why === undefined ? answer.hint : `现在不能选：${why}`
          return {
            value: answer.id,
            text: answer.text,
            disabled: why !== undefined,
            ...(hint === undefined ? {} : { hint }),
          }
        }),
      })}
      ${buttonGroup([button('继续'), link('返回案件', officePaths.request(file.id))])}`,
  })}
  ${
    question.stage === '有没有' &&
    inset('检索的系统、档案、科室、用词、时间范围、检索人和结果，拟答复时都要填写，请边查边记。')
  }`
}
