import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayAtHome } from '../../../domain/accounts/permissions.ts'
import { countWaiting } from '../../../domain/policies/questions/list-questions.ts'
import { errorSummary } from '../../../platform/web/components/form.ts'
import { subNavigation } from '../../../platform/web/components/navigation.ts'
import { importantBanner } from '../../../platform/web/components/notices.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { sendPage } from '../../../platform/web/reply.ts'
import { doneMessage } from '../done.ts'
import { officeFrame } from '../frame.ts'
import { officePage, type OfficeFrame } from '../layout.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { policyPaths } from './paths.ts'

const TABS = {
  documents: { text: '文件', href: policyPaths.list },
  interpretations: { text: '未解读', href: policyPaths.interpretations },
  cleanups: { text: '清理', href: policyPaths.cleanups },
  questions: { text: '提问', href: policyPaths.questions },
  settings: { text: '设置', href: policyPaths.settings },
} as const
export type PolicyTab = keyof typeof TABS

export interface PolicyPage {
  readonly title: string
  readonly tab: PolicyTab
  readonly body: (frame: OfficeFrame) => Html
  /** what was sent and is wrong: shown above everything */
  readonly again?: { readonly view: FormView; readonly status: number; readonly refused?: string }
}

/** A page of this group: its tabs, what is wrong, what was done, and the body. */
export async function sendPolicyPage(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { title, tab, body, again }: PolicyPage,
): Promise<FastifyReply> {
  const frame = await officeFrame(services, request)
  const flash = doneMessage(request.query)
  const officer = officerOf(request)
  const maySet = mayAtHome(officer, 'settings.change')
  const { waiting } = await countWaiting(services.db, officer.agencyId)
  const items = (Object.keys(TABS) as PolicyTab[])
    .filter((one) => one !== 'settings' || maySet)
    .map((one) => ({
      ...TABS[one],
      current: one === tab,
      count: one === 'questions' && waiting > 0 ? waiting : undefined,
    }))
  const page = officePage(frame, {
    title,
    current: 'policies',
    body: html`${subNavigation({ label: '规范性文件', items })} ${again && errorSummary(again.view)}
    ${again?.refused && importantBanner(again.refused)} ${body(frame)}`,
    ...(flash ? { flash } : {}),
  })
  return sendPage(reply, page, again?.status ?? 200)
}
