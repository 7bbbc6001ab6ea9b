import type { OfficeQuestion } from '../../../domain/policies/questions/list-questions.ts'
import { dayOf, formatMinute } from '../../../platform/kernel/time.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textarea } from '../../../platform/web/components/inputs.ts'
import { details, inset } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { policyPaths } from './paths.ts'
import { QUESTION_TAGS } from './words.ts'

const SHOWN = 60

export function questionListPage(
  open: readonly OfficeQuestion[],
  done: readonly OfficeQuestion[],
  today: Temporal.PlainDate,
): Html {
  return html`${pageHeading('读者提问')}
    <h2 class="govuk-heading-m">待办</h2>
    ${questionTable('待办的提问', open, today, '没有待办的提问。')}
    <h2 class="govuk-heading-m">已办</h2>
    ${questionTable('已办的提问', done, today, '还没有办过。')}`
}

function questionTable(
  caption: string,
  rows: readonly OfficeQuestion[],
  today: Temporal.PlainDate,
  empty: string,
): Html {
  return table<OfficeQuestion>({
    caption,
    captionHidden: true,
    columns: [
      { heading: '期限', nowrap: true, cell: (one) => dueCell(one, today) },
      {
        heading: '问题',
        rowHeader: true,
        wide: true,
        cell: ({ id, question }) =>
          link(
            question.length > SHOWN ? `${question.slice(0, SHOWN)}…` : question,
            policyPaths.question(id),
          ),
      },
      { heading: '文件', wide: true, cell: ({ documentTitle }) => documentTitle },
      { heading: '提问时间', nowrap: true, cell: ({ askedAt }) => formatMinute(askedAt) },
      { heading: '情况', nowrap: true, cell: stateTag },
    ],
    rows,
    empty,
  })
}

const stateTag = ({ state }: OfficeQuestion) =>
  tag(QUESTION_TAGS[state].word, QUESTION_TAGS[state].tone)

function dueCell({ dueOn, state }: OfficeQuestion, today: Temporal.PlainDate): Html {
  const isLate =
    state !== 'answered' && state !== 'closed' && Temporal.PlainDate.compare(today, dueOn) > 0
  return html`${dueOn.toString()} ${isLate && tag('已逾期', 'late')}`
}

export interface QuestionPage {
  readonly question: OfficeQuestion
  /** opened for this answer only */
  readonly contact: string | undefined
  readonly today: Temporal.PlainDate
  readonly mayAnswer: boolean
  readonly view: FormView
  readonly csrf: string
}

export function questionPage(props: QuestionPage): Html {
  const { question, contact, today, mayAnswer, csrf } = props
  return html`${pageHeading('读者提问', dayOf(question.askedAt).toString())}
  ${inset(question.question)}
  ${summaryList(
    [
      { key: '情况', value: stateTag(question) },
      { key: '期限', value: dueCell(question, today) },
      {
        key: '文件',
        value: link(question.documentTitle, `/content/${question.documentIndexNumber}`),
      },
      {
        key: '联系方式',
        value: contact ?? (question.hasContact ? '已加密，打开会留下记录' : '没有留'),
      },
      {
        key: '答复稿',
        value:
          question.answerEditionId === null
            ? undefined
            : link('打开答复稿', officePaths.edition(question.answerEditionId)),
      },
      { key: '不公开答复的理由', value: question.closedReason || undefined },
    ],
    { compact: true },
  )}
  ${
    mayAnswer &&
    question.hasContact &&
    contact === undefined &&
    form({
      action: policyPaths.questionAct(question.id, 'contact'),
      csrf,
      className: 'mq-inline-form',
      body: button('打开联系方式', { style: 'secondary' }),
    })
  }
  ${mayAnswer && question.state === 'waiting' && answerForms(props)}`
}

function answerForms({ question, view, csrf }: QuestionPage): Html {
  return html`<h2 class="govuk-heading-m">起草答复</h2>
    ${form({
      action: policyPaths.questionAct(question.id, 'answer'),
      csrf,
      body: html`${textarea({
        name: 'question',
        label: '公开的问题',
        hint: '改写成对谁都适用的一句话，去掉个人情况',
        form: view,
        rows: 3,
        max: 500,
      })}
      ${textarea({ name: 'answer', label: '答复', form: view, rows: 8, max: 20_000 })}
      ${button('起草答复')}`,
    })}
    ${details(
      '不作公开答复',
      form({
        action: policyPaths.questionAct(question.id, 'close'),
        csrf,
        body: html`${textarea({
          name: 'reason',
          label: '理由',
          hint: '如 已有相同问答、与文件无关、已电话答复',
          form: view,
          rows: 2,
        })}
        ${button('办结', { style: 'secondary' })}`,
      }),
    )}`
}
