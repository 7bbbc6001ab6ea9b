/** Issue, delivery, the ways a case ends, remedies, and what keeps the file. */
import { closeCase, ClosingForm } from '../../../domain/requests/handling/close-case.ts'
import { deliverReply, DeliveryForm } from '../../../domain/requests/handling/deliver-reply.ts'
import {
  EndingForm,
  endRequest,
  WithdrawalForm,
  withdrawRequest,
} from '../../../domain/requests/handling/end-request.ts'
import { issueReply, IssueForm } from '../../../domain/requests/handling/issue-reply.ts'
import { addNote, NoteForm } from '../../../domain/requests/handling/keep-file.ts'
import {
  decideRemedy,
  fileRemedy,
  RemedyDecisionForm,
  RemedyForm,
} from '../../../domain/requests/handling/remedies.ts'
import { radios, select } from '../../../platform/web/components/choices.ts'
import { textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { html } from '../../../platform/web/html.ts'
import { REMEDY_KIND_NAMES, REMEDY_RESULT_NAMES } from '../words.ts'
import { actForm, dayField, options, type ActForm } from './act-form.ts'
import { DELIVERY_NAMES, ENDING_NAMES } from './words.ts'

const { withdrawn: _, ...ENDINGS_BY_HEAD } = ENDING_NAMES

export const ENDING_ACTS: readonly ActForm[] = [
  actForm(
    {
      step: 'issue',
      explains: '取本年度下一个文号。法律审核和签发须覆盖现在这份文本，否则系统拒绝编号。',
      fields: (view) => dayField('成文日期', view),
    },
    IssueForm,
    issueReply,
  ),
  actForm(
    {
      step: 'deliver',
      explains:
        '直接送达以申请人签收之日、邮寄以交邮政企业之日判断是否按时（国办公开办函〔2016〕235号）；只能交邮政企业寄送，不得使用到付。送达之日即办结之日。',
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
      explains: '申请人在答复作出以前撤回的，计入年报“其他处理”。',
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
      explains: '不作答复而终结的，须由负责人决定并写明理由，计入年报“其他处理”。',
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
      explains: '归档以后只能登记复议、诉讼和记事（条例 第四十五条）。',
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
      explains: '登记后在年报表四计入“尚未审结”，直到登记结果（条例 第五十一条）。',
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
      explains:
        '维持：驳回请求；纠正：撤销、变更、确认违法或者责令履行；其他：撤回、不予受理、调解、终止。',
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
      step: 'note',
      explains: '记入案卷的事项，如某日致电申请人未接通。记下就不能修改。',
      initial: () => ({}),
      fields: (view) => textarea({ name: 'text', label: '记事', form: view, rows: 3 }),
    },
    NoteForm,
    addNote,
  ),
]
