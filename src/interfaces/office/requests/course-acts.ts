/** Receipt, correction, reasons, extension, fee: what moves the clock of a case. */
import {
  askForCorrection,
  CorrectedForm,
  CorrectionForm,
  receiveCorrection,
} from '../../../domain/requests/handling/corrections.ts'
import {
  confirmReceipt,
  ConfirmationForm,
} from '../../../domain/requests/handling/confirm-receipt.ts'
import {
  askForReasons,
  ReasonsForm,
  ReasonsQuestionForm,
  receiveReasons,
} from '../../../domain/requests/handling/excessive-requests.ts'
import { settingsOf } from '../../../domain/requests/case-state.ts'
import {
  FeeNoticeForm,
  noticeFee,
  PaymentForm,
  recordPayment,
} from '../../../domain/requests/handling/fees.ts'
import {
  delayWithLetter,
  DelayWithLetter,
  ExtensionWithLetter,
  extendWithLetter,
  withPlannedLetter,
} from '../../../domain/requests/letters/act-with-letter.ts'
import { plannedFields } from '../../../domain/requests/letters/plan-letter.ts'
import { getOpenCase } from '../../../domain/requests/requests-store.ts'
import { radios, select } from '../../../platform/web/components/choices.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html } from '../../../platform/web/html.ts'
import { plannedLetterField } from '../letters/planned-letter-field.ts'
import { actForm, dayField, options, type ActForm } from './act-form.ts'
import { CONFIRMATION_NAMES } from './words.ts'

const days = (label: string, view: FormView, hint: string, name = 'days') =>
  textInput({ name, label, hint, form: view, width: '3', inputmode: 'numeric', suffix: '个工作日' })

const amount = (label: string, view: FormView) =>
  textInput({
    name: 'amountYuan',
    label,
    form: view,
    width: '10',
    inputmode: 'numeric',
    suffix: '元',
  })

export const COURSE_ACTS: readonly ActForm[] = [
  actForm(
    {
      step: 'confirm-receipt',
      fields: (view) =>
        html`${dayField('双方确认的日期', view)}
        ${select({ name: 'way', label: '确认方式', form: view, blank: '请选择', options: options(CONFIRMATION_NAMES) })}
        ${textInput({ name: 'note', label: '说明', hint: '如通话时间、对方号码后四位，可不填', form: view, width: 'full' })}`,
    },
    ConfirmationForm,
    confirmReceipt,
  ),
  actForm(
    {
      step: 'ask-correction',
      known: async (room, officer, id) => ({
        days: String(settingsOf((await getOpenCase(room.db, id)).state).correctionPresetDays),
        ...(await plannedFields(room, officer, id, 'ask-correction')),
      }),
      fields: (view) =>
        html`${dayField('补正告知书送达日期', view)}
        ${days('补正期限', view, '合理期限，不超过本机关设定的最长期限')}
        ${textarea({ name: 'items', label: '需要补正的事项', hint: '每项一行，一次说全', form: view, rows: 5 })}`,
    },
    CorrectionForm,
    askForCorrection,
  ),
  actForm(
    {
      step: 'receive-correction',
      initial: (state, today) => ({
        happenedOn: today.toString(),
        subject: state.subject,
        description: state.description,
      }),
      fields: (view) =>
        html`${dayField('收到补正的日期', view)}
        ${textInput({ name: 'subject', label: '补正后的信息名称', form: view, width: 'full' })}
        ${textarea({ name: 'description', label: '补正后的描述', form: view, rows: 5 })}`,
    },
    CorrectedForm,
    receiveCorrection,
  ),
  actForm(
    {
      step: 'ask-reasons',
      known: async (room, officer, id) => ({
        replyWithinDays: '10',
        ...(await plannedFields(room, officer, id, 'ask-reasons')),
      }),
      fields: (view) =>
        html`${dayField('说明理由告知书送达日期', view)}
        ${textarea({ name: 'facts', label: '申请的数量、频次', form: view, rows: 4 })}
        ${days('说明理由的期限', view, '合理期限', 'replyWithinDays')}`,
    },
    ReasonsQuestionForm,
    askForReasons,
  ),
  actForm(
    {
      step: 'receive-reasons',
      fields: (view) =>
        html`${dayField('收到说明的日期', view)}
        ${textarea({ name: 'reasons', label: '申请人说明的理由', form: view, rows: 5 })}`,
    },
    ReasonsForm,
    receiveReasons,
  ),
  actForm(
    {
      step: 'delay',
      known: (room, officer, id) => withPlannedLetter(room, officer, id, 'delay'),
      fields: (view) =>
        html`${dayField('告知申请人的日期', view)}
        ${dateInput({ name: 'untilOn', label: '延迟到哪一天', form: view })}
        ${textarea({ name: 'reason', label: '不能按期答复的理由', form: view, rows: 3 })}
        ${plannedLetterField(view)}`,
    },
    DelayWithLetter,
    delayWithLetter,
  ),
  actForm(
    {
      step: 'extend',
      known: async (room, officer, id) => ({
        days: '20',
        ...(await withPlannedLetter(room, officer, id, 'extend')),
      }),
      fields: (view) =>
        html`${dayField('告知申请人的日期', view, '须在现有答复期限届满以前')}
        ${days('延长', view, '1至20个工作日')}
        ${textarea({ name: 'reason', label: '延长的理由', form: view, rows: 3 })}
        ${plannedLetterField(view)}`,
    },
    ExtensionWithLetter,
    extendWithLetter,
  ),
  actForm(
    {
      step: 'notice-fee',
      known: (room, officer, id) => plannedFields(room, officer, id, 'notice-fee'),
      fields: (view) =>
        html`${dayField('申请人收到收费通知书的日期', view)}
        ${radios({
          name: 'basis',
          label: '计收方式',
          form: view,
          options: options({ items: '按件', pages: '按量（页）' }),
        })}
        ${textInput({ name: 'quantity', label: '件数或者页数', form: view, width: '5', inputmode: 'numeric' })}
        ${amount('应缴金额', view)}`,
    },
    FeeNoticeForm,
    noticeFee,
  ),
  actForm(
    {
      step: 'record-payment',
      initial: (state, today) => ({
        happenedOn: today.toString(),
        amountYuan: String(state.fees.at(-1)?.amountYuan ?? ''),
      }),
      fields: (view) =>
        html`${dayField('缴费完成的日期', view)} ${amount('实缴金额', view)}
        ${textInput({ name: 'receiptNumber', label: '票据号', form: view, width: '20' })}`,
    },
    PaymentForm,
    recordPayment,
  ),
]
