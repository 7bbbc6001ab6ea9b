/** 规范性文件设置: numbers, what must be there before submission, days. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay } from '../../../domain/accounts/permissions.ts'
import {
  DEMANDS,
  getPolicySettings,
  PolicySettings,
  savePolicySettings,
} from '../../../domain/policies/policy-settings.ts'
import { button } from '../../../platform/web/components/button.ts'
import { radios } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textInput } from '../../../platform/web/components/inputs.ts'
import { formView, type FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { seeOther } from '../../../platform/web/reply.ts'
import { withDone } from '../done.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain, type ShownAgain } from '../show-again.ts'
import { checkedForm } from './checked-form.ts'
import { policyPaths } from './paths.ts'
import { sendPolicyPage } from './send.ts'
import { DEMAND_NAMES } from './words.ts'

export function policySettingsRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const show = (request: FastifyRequest, reply: FastifyReply, view: FormView, again?: ShownAgain) =>
    sendPolicyPage(services, request, reply, {
      title: '规范性文件设置',
      tab: 'settings',
      body: ({ csrf }) => settingsPage(view, csrf),
      ...(again && { again }),
    })

  app.get(policyPaths.settings, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'settings.change', officer.agencyId)
    const settings = await getPolicySettings(db, officer.agencyId)
    const policyCategories = settings.policyCategories.join('、')
    return show(request, reply, formView({ ...settings, policyCategories }))
  })

  app.post(policyPaths.settings, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'settings.change', officer.agencyId)
    return orShowAgain(
      request.body,
      async () => {
        await savePolicySettings(db, officer, checkedForm(PolicySettings, request.body), clock())
        return seeOther(reply, withDone(policyPaths.settings, 'saved'))
      },
      (again) => show(request, reply, again.view, again),
    )
  })
}

const demand = (name: string, label: string, hint: string, view: FormView) =>
  radios({
    name,
    label,
    hint,
    form: view,
    inline: true,
    options: DEMANDS.map((value) => ({ value, text: DEMAND_NAMES[value] })),
  })

function settingsPage(view: FormView, csrf: string): Html {
  return html`${pageHeading('规范性文件设置')}
  ${form({
    action: policyPaths.settings,
    csrf,
    body: html`${textInput({
      name: 'registrationPattern',
      label: '统一登记号的写法',
      hint: '可用 {地区}、{机关}、{年份}、{序号:4}；数字是序号的位数',
      form: view,
      width: '30',
    })}
    ${textInput({ name: 'placeCode', label: '地区代码', form: view, width: '10', optional: true })}
    ${textInput({ name: 'makerCode', label: '制定机关代码', form: view, width: '10', optional: true })}
    ${demand('legalityReview', '没有登记合法性审核意见的规范性文件', '未经合法性审核的，不得提请审议、公布', view)}
    ${demand('interpretation', '没有解读方案的政策性文件', '解读与文件同步起草、同步审批、同步发布', view)}
    ${textInput({
      name: 'policyCategories',
      label: '政策性文件的组配分类',
      hint: '规章、规范性文件以外，这些分类的文件也应当解读；用顿号隔开',
      form: view,
      width: 'full',
      optional: true,
    })}
    ${textInput({ name: 'filingDays', label: '公布后几日内备案', form: view, width: '5', inputmode: 'numeric', suffix: '日' })}
    ${textInput({
      name: 'questionDays',
      label: '读者提问几个工作日内答复',
      form: view,
      width: '5',
      inputmode: 'numeric',
      suffix: '个工作日',
    })}
    ${button('保存')}`,
  })}`
}
