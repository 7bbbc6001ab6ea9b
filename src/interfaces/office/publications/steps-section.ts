import type { Clearance } from '../../../domain/publications/gate/clearance.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import type { PublicationClock } from '../../../domain/publications/publication-clock.ts'
import { CHINA_TIME_ZONE, formatMinute } from '../../../platform/kernel/time.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { form } from '../../../platform/web/components/form.ts'
import { textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { details } from '../../../platform/web/components/notices.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { formView, problemOf, type FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import type { OpenSteps } from './open-steps.ts'

export interface StepsSection {
  readonly edition: Edition
  readonly clearance: Clearance | undefined
  readonly clock: PublicationClock | undefined
  readonly may: OpenSteps
  readonly view: FormView
  readonly csrf: string
}

/** What this person can do with the edition now. */
export function stepsSection(props: StepsSection): Html {
  const { edition, csrf, may, clearance } = props
  const needsWords = clearance?.outcome === 'blocked' && edition.state !== 'in-review'
  return html`${clockLine(props.clock)} ${timesLine(edition)}
    <div class="mq-steps">
      ${may.has('submit') && !needsWords && act(props, 'submit', '送保密审查')}
      ${may.has('publish') && act(props, 'publish', '批准并立即发布')}
      ${may.has('publish') && edition.number > 1 && correct(props)}
      ${may.has('unschedule') && act(props, 'unschedule', '取消定时发布', 'secondary')}
      ${may.has('edit') && html`<a class="govuk-link" href="${officePaths.editionAct(edition.id, 'edit')}">修改</a>`}
      ${
        may.has('new-edition') &&
        form({
          action: officePaths.newEdition(edition.documentId),
          csrf,
          className: 'mq-inline-form',
          body: button('起草修改稿', { style: 'secondary' }),
        })
      }
      ${may.has('pass-review') && link('审查，在内容下面签署', '#review-heading')}
      ${may.has('record-answer') && link('登记答复，在内容下面', '#answer-heading')}
      ${may.has('remove') && link('撤下', officePaths.editionAct(edition.id, 'remove'))}
    </div>
    ${may.has('submit') && needsWords && submitWithWords(props)}
    ${may.has('schedule') && scheduleForm(props)}
    ${(may.has('schedule') || may.has('edit') || may.has('unschedule')) && embargoForm(props)}
    ${may.has('publish') && returnForm(props)} ${may.has('note') && noteForm(props)}`
}

/** Approval names the content that was on the screen. */
const seen = ({ contentHash }: Edition) =>
  html`<input type="hidden" name="contentHash" value="${contentHash.toString('hex')}" />`

function act(
  { edition, csrf }: StepsSection,
  step: string,
  label: string,
  style?: 'secondary' | 'warning',
): Html {
  return form({
    action: officePaths.editionAct(edition.id, step),
    csrf,
    className: 'mq-inline-form',
    body: html`${seen(edition)}${button(label, style ? { style } : {})}`,
  })
}

/** 更正: what stood before is not to be read any more, on no day. */
function correct({ edition, csrf }: StepsSection): Html {
  return form({
    action: officePaths.editionAct(edition.id, 'publish'),
    csrf,
    className: 'mq-inline-form',
    body: html`${seen(edition)}<input type="hidden" name="sealsPrevious" value="yes" />${button(
        '批准发布，并封存上一版（上一版有不应公开的内容）',
        { style: 'secondary' },
      )}`,
  })
}

/** 条例 第二十六条, for what is not public yet. */
export function clockTag({ workingDaysLeft: left }: PublicationClock): Html {
  if (left < 0) return tag(`超过公开期限${-left}个工作日`, 'late')
  if (left === 0) return tag('今天是公开期限', 'urgent')
  return tag(`公开期限还有${left}个工作日`, left <= 5 ? 'urgent' : 'quiet')
}

function clockLine(clock: PublicationClock | undefined): Html {
  if (clock === undefined) return nothing
  const { startedOn, dueOn, article, isProvisional } = clock
  return html`<p class="govuk-body">
    ${clockTag(clock)}
    ${startedOn.toString()}形成或者变更，${dueOn.toString()}以前公开（${article}）${isProvisional && '；有的年份还没有导入放假通知，日期暂定'}
  </p>`
}

function timesLine({ state, publishAt, embargoUntil }: Edition): Html {
  return html`${
    state === 'scheduled' &&
    publishAt &&
    html`<p class="govuk-body">已批准，${formatMinute(publishAt)}自动发布。</p>`
  }
  ${embargoUntil && html`<p class="govuk-body">${formatMinute(embargoUntil)}以前不得公开。</p>`}`
}

function submitWithWords(props: StepsSection): Html {
  const { edition, csrf, view } = props
  return html`<section class="mq-panel" aria-labelledby="explain-heading">
    <h2 class="govuk-heading-m" id="explain-heading">带说明送审</h2>
    <p class="govuk-body">
      出门检查有发现。请修改后再送审；确需原样公开的，写明理由，由保密审查员决定。
    </p>
    ${form({
      action: officePaths.editionAct(edition.id, 'submit'),
      csrf,
      body: html`${textarea({ name: 'explanation', label: '原样公开的理由', form: view, rows: 3 })}
      ${button('送保密审查')}`,
    })}
  </section>`
}

const isAnyWrong = (view: FormView, ...names: readonly string[]) =>
  names.some((name) => problemOf(view, name) !== undefined)

/** As a browser's field of date and time wants it. */
function fieldMinute(moment: Temporal.Instant | null): string {
  if (moment === null) return ''
  const local = moment.toZonedDateTimeISO(CHINA_TIME_ZONE).toPlainDateTime()
  return local.toString({ smallestUnit: 'minute' })
}

function scheduleForm(props: StepsSection): Html {
  const { edition, csrf, view } = props
  return details(
    '批准并定时发布',
    form({
      action: officePaths.editionAct(edition.id, 'schedule'),
      csrf,
      body: html`${seen(edition)}
      ${textInput({
        name: 'publishAt',
        label: '发布时间',
        hint: '北京时间，如2020-08-18 09:00。到时自动发布，此前可以取消；改动内容即作废',
        form: view,
        width: '20',
      })}
      ${button('批准并定时发布')}`,
    }),
    isAnyWrong(view, 'publishAt'),
  )
}

function embargoForm(props: StepsSection): Html {
  const { edition, csrf, view } = props
  const isWrong = isAnyWrong(view, 'embargoUntil', 'embargoReason')
  const shown = isWrong ? view : formView({ embargoUntil: fieldMinute(edition.embargoUntil) })
  return details(
    edition.embargoUntil ? '更改限制公开时间' : '限制公开时间',
    form({
      action: officePaths.editionAct(edition.id, 'embargo'),
      csrf,
      body: html`${textInput({
        name: 'embargoUntil',
        label: '不早于',
        hint: '北京时间，如2020-08-18 09:00；留空即解除。在此以前谁都不能发布',
        form: shown,
        width: '20',
      })}
      ${textarea({
        name: 'embargoReason',
        label: '理由',
        hint: '提前或者解除时必填，由没有参加起草的发布人办理',
        form: shown,
        rows: 2,
      })}
      ${button('保存', { style: 'secondary' })}`,
    }),
    isWrong,
  )
}

function noteForm({ edition, csrf }: StepsSection): Html {
  return details(
    '内部说明',
    form({
      action: officePaths.editionAct(edition.id, 'note'),
      csrf,
      body: html`${textarea({
        name: 'privateNote',
        label: '内部说明',
        hint: '只有工作人员看得到，不随文件公开，也不影响审查',
        form: formView({ privateNote: edition.privateNote }),
        rows: 3,
      })}
      ${button('保存', { style: 'secondary' })}`,
    }),
  )
}

function returnForm({ edition, csrf, view }: StepsSection): Html {
  return details(
    '不发布，退回修改',
    form({
      action: officePaths.editionAct(edition.id, 'return'),
      csrf,
      body: html`${textarea({ name: 'reason', label: '退回理由', form: view, rows: 3 })}
      ${button('退回', { style: 'warning' })}`,
    }),
    isAnyWrong(view, 'reason'),
  )
}
