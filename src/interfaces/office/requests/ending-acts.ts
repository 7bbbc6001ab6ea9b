/** Issue, delivery, the ways a case ends, remedies, and what keeps the file. */
import { answerAnew, AnewForm } from '../../../domain/requests/handling/answer-anew.ts'
import { closeCase, ClosingForm } from '../../../domain/requests/handling/close-case.ts'
import { deliverReply, DeliveryForm } from '../../../domain/requests/handling/deliver-reply.ts'
import {
  EndingForm,
  endRequest,
  WithdrawalForm,
  withdrawRequest,
} from '../../../domain/requests/handling/end-request.ts'
import { issueReply, IssueForm } from '../../../domain/requests/handling/issue-reply.ts'
import {
  addNote,
  assignHandler,
  HandlerForm,
  NoteForm,
} from '../../../domain/requests/handling/keep-file.ts'
import { overturningRemedies } from '../../../domain/requests/overturned.ts'
import { listHandlers } from '../../../domain/requests/handlers.ts'
import {
  decideRemedy,
  fileRemedy,
  RemedyDecisionForm,
  RemedyForm,
} from '../../../domain/requests/handling/remedies.ts'
import { radios, select } from '../../../platform/web/components/choices.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { html } from '../../../platform/web/html.ts'
import { REMEDY_KIND_NAMES, REMEDY_RESULT_NAMES } from '../words.ts'
import { actForm, dayField, options, type ActForm } from './act-form.ts'
import { DELIVERY_NAMES, ENDING_NAMES, handlerOption } from './words.ts'

const { withdrawn: _, ...ENDINGS_BY_HEAD } = ENDING_NAMES

export const ENDING_ACTS: readonly ActForm[] = [
  actForm(
    {
      step: 'issue',
      fields: (view) => dayField('成文日期', view),
    },
    IssueForm,
    issueReply,
  ),
  actForm(
    {
      step: 'deliver',
      fields: (view) =>
        html`${radios({ name: 'way', label: '送达方式', form: view, options: options(DELIVERY_NAMES) })}
        ${dayField('签收、交寄或者发送的日期', view)}
        ${textInput({ name: 'trackingNumber', label: '邮件编号', hint: '邮政企业寄送的必填', form: view, width: '20' })}
        ${textInput({ name: 'proof', label: '送达凭证', hint: '如送达回证、收寄凭证、发送记录', form: view, width: 'full' })}`,
    },
    DeliveryForm,
    deliverReply,
  ),
  actForm(
    {
      step: 'withdraw',
      fields: (view) =>
        html`${dayField('申请人撤回的日期', view)}
        ${textarea({ name: 'reason', label: '撤回的方式和说明', form: view, rows: 3 })}`,
    },
    WithdrawalForm,
    withdrawRequest,
  ),
  actForm(
    {
      step: 'end',
      fields: (view) =>
        html`${radios({ name: 'ending', label: '终结的情形', form: view, options: options(ENDINGS_BY_HEAD) })}
        ${dayField('终结日期', view)}
        ${textarea({ name: 'reason', label: '终结的理由', form: view, rows: 3 })}`,
    },
    EndingForm,
    endRequest,
  ),
  actForm(
    {
      step: 'close',
      initial: () => ({}),
      fields: (view) =>
        textInput({
          name: 'archiveNumber',
          label: '归档号',
          form: view,
          width: '20',
          optional: true,
        }),
    },
    ClosingForm,
    closeCase,
  ),
  actForm(
    {
      step: 'file-remedy',
      fields: (view) =>
        html`${radios({ name: 'kind', label: '类别', form: view, options: options(REMEDY_KIND_NAMES) })}
        ${textInput({ name: 'body', label: '复议机关或者法院', form: view, width: '20' })}
        ${dayField('收到受理通知的日期', view)}`,
    },
    RemedyForm,
    fileRemedy,
  ),
  actForm(
    {
      step: 'decide-remedy',
      initial: (state, today) => ({
        happenedOn: today.toString(),
        number: String(state.remedies.find(({ decidedOn }) => !decidedOn)?.number ?? ''),
      }),
      fields: (view, state) =>
        html`${select({
          name: 'number',
          label: '哪一件',
          form: view,
          options: state.remedies
            .filter(({ decidedOn }) => decidedOn === null)
            .map(({ number, kind, body }) => ({
              value: String(number),
              text: `${number}. ${REMEDY_KIND_NAMES[kind]}：${body}`,
            })),
        })}
        ${radios({ name: 'result', label: '结果', form: view, options: options(REMEDY_RESULT_NAMES) })}
        ${dayField('决定或者裁判的日期', view)}
        ${textarea({ name: 'summary', label: '结果摘要', form: view, rows: 3 })}`,
    },
    RemedyDecisionForm,
    decideRemedy,
  ),
  actForm(
    {
      step: 'answer-anew',
      initial: (state, today) => ({
        happenedOn: today.toString(),
        remedy: String(overturningRemedies(state)[0]?.number ?? ''),
      }),
      fields: (view, state) =>
        html`${select({
          name: 'remedy',
          label: '依据哪一件',
          form: view,
          options: overturningRemedies(state).map(({ number, kind, body }) => ({
            value: String(number),
            text: `${number}. ${REMEDY_KIND_NAMES[kind]}：${body}`,
          })),
        })}
        ${dayField('收到决定、判决的日期', view)}
        ${textarea({ name: 'orders', label: '决定、判决的要求', form: view, rows: 3 })}
        ${dateInput({
          name: 'dueOn',
          label: '决定、判决确定的答复期限',
          hint: '没有确定的不填，自收到之次日起20个工作日',
          form: view,
          optional: true,
        })}`,
    },
    AnewForm,
    answerAnew,
  ),
  actForm(
    {
      step: 'assign-handler',
      initial: () => ({}),
      choices: async ({ db }, officer, today) =>
        (await listHandlers(db, officer, today)).map(handlerOption),
      fields: (view, state, _today, choices) =>
        select({
          name: 'handlerId',
          label: '转交给',
          form: view,
          blank: '请选择',
          options: choices.filter(({ value }) => value !== String(state.handlerId)),
        }),
    },
    HandlerForm,
    assignHandler,
  ),
  actForm(
    {
      step: 'note',
      initial: () => ({}),
      fields: (view) => textarea({ name: 'text', label: '记事', form: view, rows: 3 }),
    },
    NoteForm,
    addNote,
  ),
]
