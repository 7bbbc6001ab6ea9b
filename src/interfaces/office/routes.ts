/** The office's doors, one file per group of pages. Everything here stands behind `guardOffice`. */
import type { FastifyInstance } from 'fastify'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { handleErrors } from '../../platform/web/errors.ts'
import { annualReportRoutes } from './annual-reports/routes.ts'
import { monthRoutes } from './calendar/month.ts'
import { calendarNoticeRoutes } from './calendar/notices.ts'
import { assistanceRoutes } from './assistance/routes.ts'
import { auditRoutes } from './audit.ts'
import { filingRoutes } from './filings/routes.ts'
import { catalogueAdjustmentRoutes } from './catalogue/adjustment-routes.ts'
import { correctionRoutes } from './corrections/routes.ts'
import { catalogueRoutes } from './catalogue/routes.ts'
import { villageRoutes } from './catalogue/village-routes.ts'
import { determinationRoutes } from './determinations/routes.ts'
import { deputyRoutes } from './deputies.ts'
import { attachmentRoutes } from './letters/attachment-routes.ts'
import { caseLetterRoutes } from './letters/case-routes.ts'
import { letterTemplateRoutes } from './letters/template-routes.ts'
import { consultationRoutes } from './participation/consultation-routes.ts'
import { proposalRoutes } from './participation/proposal-routes.ts'
import { peopleRoutes } from './people.ts'
import { profileRoutes } from './profile.ts'
import { policyPackRoutes } from './policy-packs/routes.ts'
import { policyRoutes } from './policies/routes.ts'
import { publicationRoutes } from './publications/routes.ts'
import { registerRoutes } from './registers/routes.ts'
import { caseRoutes } from './requests/case.ts'
import { examineRoutes } from './requests/examine.ts'
import { conversionRoutes } from './requests/conversion.ts'
import { ledgerRoutes } from './requests/ledger.ts'
import { rectificationRoutes } from './requests/rectification.ts'
import { compareRoutes } from './requests/repeats.ts'
import { onlineProofRoutes } from './requests/online-proofs.ts'
import { registerRequestRoutes } from './requests/register.ts'
import type { OfficeServices } from './services.ts'
import { guardOffice } from './session.ts'
import { settingsRoutes } from './settings.ts'
import { siteSettingsRoutes } from './site.ts'
import { setupRoutes } from './setup.ts'
import { signInRoutes } from './sign-in.ts'
import { todayRoutes } from './today.ts'
import { presentTrouble } from './trouble.ts'

export async function officeRoutes(app: FastifyInstance, services: OfficeServices): Promise<void> {
  guardOffice(app, services)
  handleErrors(app, (request, reply, trouble) => presentTrouble(services, request, reply, trouble))
  signInRoutes(app, services)
  setupRoutes(app, services)
  todayRoutes(app, services)
  monthRoutes(app, services)
  calendarNoticeRoutes(app, services)
  ledgerRoutes(app, services)
  registerRequestRoutes(app, services)
  caseRoutes(app, services)
  onlineProofRoutes(app, services)
  examineRoutes(app, services)
  compareRoutes(app, services)
  caseLetterRoutes(app, services)
  attachmentRoutes(app, services)
  conversionRoutes(app, services)
  rectificationRoutes(app, services)
  filingRoutes(app, services)
  assistanceRoutes(app, services)
  determinationRoutes(app, services)
  publicationRoutes(app, services)
  policyRoutes(app, services)
  policyPackRoutes(app, services)
  proposalRoutes(app, services)
  consultationRoutes(app, services)
  correctionRoutes(app, services)
  catalogueRoutes(app, services)
  catalogueAdjustmentRoutes(app, services)
  villageRoutes(app, services)
  registerRoutes(app, services)
  annualReportRoutes(app, services)
  letterTemplateRoutes(app, services)
  settingsRoutes(app, services)
  siteSettingsRoutes(app, services)
  deputyRoutes(app, services)
  peopleRoutes(app, services)
  profileRoutes(app, services)
  auditRoutes(app, services)
  app.all('/office/*', () => {
    throw new Refusal('not-found', '没有这个页面，或者它已经移走。')
  })
}
