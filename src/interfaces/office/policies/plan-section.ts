import { INTERPRETATION_FORMS } from '../../../domain/policies/interpretations/interpretation.ts'
import type { InterpretationPlan } from '../../../domain/policies/interpretations/plan.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { button, buttonGroup, link, linkButton } from '../../../platform/web/components/button.ts'
import { checkbox, checkboxes } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { formView, type FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { EDITION_STATE_TAGS } from '../words.ts'
import type { PolicyDocumentPage } from './document-props.ts'
import { policyPaths } from './paths.ts'
import { FORM_NAMES } from './words.ts'

/** 解读: the plan, what has been written, and publication of both at once. */
export function planSection(props: PolicyDocumentPage): Html {
  const { edition, plan, interpretations, may, csrf } = props
  const ready = interpretations.filter(({ state }) => state === 'reviewed')
  return html`<h2 class="govuk-heading-m">政策解读</h2>
    ${plan ? planSummary(plan) : html`<p class="govuk-body">还没有解读方案。</p>`}
    ${
      interpretations.length > 0 &&
      html`<ul class="govuk-list">
        ${interpretations.map(interpretationLine)}
      </ul>`
    }
    ${buttonGroup([
      may.plan
        ? linkButton(
            plan ? '改写方案' : '填写解读方案',
            policyPaths.documentAct(edition.documentId, 'plan'),
            {
              style: 'secondary',
            },
          )
        : html``,
      may.draft
        ? linkButton('起草解读', policyPaths.documentAct(edition.documentId, 'interpret'), {
            style: 'secondary',
          })
        : html``,
    ])}
    ${may.publish && ready.length > 0 && togetherForm(edition, ready, csrf)}`
}

/** Approval names the content that was on the screen, of each. */
function togetherForm(edition: Edition, ready: readonly Edition[], csrf: string): Html {
  return form({
    action: policyPaths.documentAct(edition.documentId, 'publish-together'),
    csrf,
    body: html`${[edition, ...ready].map(
      ({ id, contentHash }) =>
        html`<input type="hidden" name="seen-${id}" value="${contentHash.toString('hex')}" />`,
    )}
    ${textInput({
      name: 'publishAt',
      label: '发布时间',
      hint: '北京时间，如2020-08-18 09:00；不填的立即发布',
      width: '20',
      optional: true,
    })}
    ${button(`文件和${ready.length}份解读同时发布`)}`,
  })
}

function planSummary(plan: InterpretationPlan): Html {
  if (plan.exemption !== '')
    return html`<p class="govuk-body">不解读：${plan.exemption}（${plan.recordedBy}）</p>`
  return summaryList(
    [
      { key: '提纲', value: plan.outline },
      { key: '形式', value: plan.forms.map((one) => FORM_NAMES[one]).join('、') },
      { key: '途径', value: plan.channels },
      { key: '时间', value: plan.plannedOn?.toString() },
      { key: '负责', value: plan.responsible },
      { key: '发布', value: plan.together ? '与文件同时发布' : '另行发布' },
    ],
    { compact: true },
  )
}

function interpretationLine({ id, title, state }: Edition): Html {
  const { word, tone } = EDITION_STATE_TAGS[state]
  return html`<li>${link(title, officePaths.edition(id))} ${tag(word, tone)}</li>`
}

export function planView(plan: InterpretationPlan | undefined): FormView {
  if (!plan) return formView({ together: 'yes', forms: ['text'] })
  return formView({
    ...plan,
    plannedOn: plan.plannedOn?.toString() ?? '',
    together: plan.together ? 'yes' : '',
  })
}

export function planPage(edition: Edition, view: FormView, csrf: string): Html {
  return html`${pageHeading('解读方案', edition.title)}
  ${form({
    action: policyPaths.documentAct(edition.documentId, 'plan'),
    csrf,
    body: html`${textarea({ name: 'outline', label: '解读提纲', hint: '准备讲清哪几件事', form: view, rows: 4, max: 2000 })}
    ${checkboxes({
      name: 'forms',
      label: '解读形式',
      form: view,
      options: INTERPRETATION_FORMS.map((value) => ({ value, text: FORM_NAMES[value] })),
    })}
    ${textInput({ name: 'channels', label: '解读途径', hint: '如 政府网站、政务新媒体', form: view, width: 'half' })}
    ${dateInput({ name: 'plannedOn', label: '解读时间', form: view })}
    ${textInput({ name: 'responsible', label: '谁负责', hint: '谁起草谁解读', form: view, width: '20' })}
    ${checkbox({ name: 'together', label: '与文件同时发布', form: view })}
    ${textarea({
      name: 'exemption',
      label: '不解读的理由',
      hint: '填写后上面各项不再需要，理由留存备查',
      form: view,
      rows: 2,
      max: 500,
      optional: true,
    })}
    ${buttonGroup([button('保存'), link('返回', policyPaths.document(edition.documentId))])}`,
  })}`
}
