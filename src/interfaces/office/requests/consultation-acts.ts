/** Asking third parties, co-makers and other organs, and what came back. */
import {
  OpinionForm,
  recordOpinion,
  recordService,
  recordSilence,
  ServiceForm,
  SilenceForm,
} from '../../../domain/requests/handling/consultations.ts'
import { tellThirdParty, TellingForm } from '../../../domain/requests/handling/tell-third-party.ts'
import { untoldThirdParties } from '../../../domain/requests/third-party-duty.ts'
import { openConsultations, type CaseState } from '../../../domain/requests/case-state.ts'
import {
  ConsultationWithLetter,
  consultWithLetter,
  withPlannedLetter,
} from '../../../domain/requests/letters/act-with-letter.ts'
import { plannedLetterField } from '../letters/planned-letter-field.ts'
import { checkbox, radios, select } from '../../../platform/web/components/choices.ts'
import { textarea, textInput } from '../../../platform/web/components/inputs.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { actForm, dayField, options, type ActForm } from './act-form.ts'
import { CONSULTATION_NAMES, DELIVERY_NAMES, OPINION_NAMES } from './words.ts'

const firstOpen = (state: CaseState, today: Temporal.PlainDate) => ({
  happenedOn: today.toString(),
  number: String(openConsultations(state)[0]?.number ?? ''),
})

function whichOne(view: FormView, state: CaseState): Html {
  return select({
    name: 'number',
    label: '哪一件征求意见',
    form: view,
    options: openConsultations(state).map(({ number, kind, toShown }) => ({
      value: String(number),
      text: `${number}. ${CONSULTATION_NAMES[kind]}：${toShown}`,
    })),
  })
}

export const CONSULTATION_ACTS: readonly ActForm[] = [
  actForm(
    {
      step: 'consult',
      known: (room, officer, id) => withPlannedLetter(room, officer, id, 'consult'),
      fields: (view) =>
        html`${radios({
          name: 'kind',
          label: '征求意见的对象',
          form: view,
          options: options(CONSULTATION_NAMES),
        })}
        ${textInput({ name: 'to', label: '姓名或者名称', form: view, width: '20' })}
        ${checkbox({ name: 'isPerson', label: '对方是自然人，姓名在页面上遮盖', form: view })}
        ${textarea({ name: 'about', label: '涉及的信息', form: view, rows: 4 })}
        ${dayField('征求意见书发出日期', view)} ${plannedLetterField(view)}`,
    },
    ConsultationWithLetter,
    consultWithLetter,
  ),
  actForm(
    {
      step: 'record-service',
      initial: firstOpen,
      fields: (view, state) =>
        html`${whichOne(view, state)} ${dayField('对方收到的日期', view)}
        ${textInput({ name: 'proof', label: '送达凭证', hint: '如邮件编号、回执', form: view, width: 'full' })}`,
    },
    ServiceForm,
    recordService,
  ),
  actForm(
    {
      step: 'record-opinion',
      initial: firstOpen,
      fields: (view, state) =>
        html`${whichOne(view, state)} ${dayField('收到意见的日期', view)}
        ${radios({ name: 'opinion', label: '意见', form: view, options: options(OPINION_NAMES) })}
        ${textarea({ name: 'reasons', label: '对方陈述的理由', form: view, rows: 4, optional: true })}`,
    },
    OpinionForm,
    recordOpinion,
  ),
  actForm(
    {
      step: 'record-silence',
      initial: firstOpen,
      fields: whichOne,
    },
    SilenceForm,
    recordSilence,
  ),
  actForm(
    {
      step: 'tell-third-party',
      initial: (state, today) => ({
        happenedOn: today.toString(),
        number: String(untoldThirdParties(state)[0]?.number ?? ''),
      }),
      fields: (view, state) =>
        html`${select({
          name: 'number',
          label: '告知哪一方',
          form: view,
          options: untoldThirdParties(state).map(({ number, toShown }) => ({
            value: String(number),
            text: `${number}. ${toShown}`,
          })),
        })}
        ${radios({ name: 'way', label: '送达方式', form: view, options: options(DELIVERY_NAMES) })}
        ${dayField('告知书发出的日期', view)}
        ${textInput({ name: 'proof', label: '送达凭证', hint: '如邮件编号、签收记录', form: view, width: 'full' })}`,
    },
    TellingForm,
    tellThirdParty,
  ),
]
