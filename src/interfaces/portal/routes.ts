/** The portal's pages in the order of its navigation; one file per group of pages. */
import type { FastifyInstance } from 'fastify'
import { handleErrors, handleUnknownAddresses, type Presenter } from '../../platform/web/errors.ts'
import { sendPage } from '../../platform/web/reply.ts'
import { aboutRoutes } from './about.ts'
import { attachmentRoutes } from './attachment.ts'
import { applyRoutes } from './apply.ts'
import { onlineApplicationRoutes } from './apply/online.ts'
import { trackRoutes } from './apply/track.ts'
import { participationRoutes } from './participation/routes.ts'
import { portalCatalogueRoutes } from './catalogue/routes.ts'
import { correctionRoutes } from './corrections/routes.ts'
import { checkRoutes } from './check.ts'
import { contentListRoutes } from './content-list.ts'
import { documentFileRoutes } from './document-files.ts'
import { documentRoutes } from './document.ts'
import { editionPreviewRoutes } from './edition-preview.ts'
import { elderRoutes } from './elder.ts'
import { notFoundPage, troublePage } from './error-pages.ts'
import { frameWithoutRecords, portalFrame } from './frame.ts'
import { feedRoutes } from './feeds/feeds.ts'
import { harvestRoutes } from './feeds/harvest.ts'
import { problemsAsJson } from './feeds/problem-json.ts'
import { sitemapRoutes } from './feeds/sitemap.ts'
import { guideRoutes } from './guide.ts'
import { homeRoutes } from './home.ts'
import { openDataRoutes } from './open-data.ts'
import { policyPackRoutes } from './policy-packs/routes.ts'
import { askRoutes } from './policies/ask.ts'
import { normativeRoutes } from './policies/normative.ts'
import { reportRoutes } from './report.ts'
import { reportsRoutes } from './reports.ts'
import { robotsRoutes } from './robots.ts'
import { rulesRoutes } from './rules.ts'
import { redirectLegacy } from './search/legacy.ts'
import { siteMapRoutes } from './site-map.ts'
import { searchRoutes } from './search/routes.ts'
import type { PortalServices } from './services.ts'
import { subscriptionRoutes } from './subscriptions/routes.ts'

export async function portalRoutes(app: FastifyInstance, services: PortalServices): Promise<void> {
  const present = redirectLegacy(services, problemsAsJson(troublePresenter(services)))
  handleErrors(app, present)
  handleUnknownAddresses(app, present)
  homeRoutes(app, services)
  siteMapRoutes(app, services)
  aboutRoutes(app, services)
  correctionRoutes(app, services)
  guideRoutes(app, services)
  rulesRoutes(app, services)
  contentListRoutes(app, services)
  searchRoutes(app, services)
  documentRoutes(app, services)
  documentFileRoutes(app, services)
  normativeRoutes(app, services)
  askRoutes(app, services)
  portalCatalogueRoutes(app, services)
  participationRoutes(app, services)
  attachmentRoutes(app, services)
  editionPreviewRoutes(app, services)
  policyPackRoutes(app, services)
  reportsRoutes(app, services)
  reportRoutes(app, services)
  applyRoutes(app, services)
  onlineApplicationRoutes(app, services)
  trackRoutes(app, services)
  checkRoutes(app, services)
  elderRoutes(app)
  subscriptionRoutes(app, services)
  feedRoutes(app, services)
  sitemapRoutes(app, services)
  harvestRoutes(app, services)
  openDataRoutes(app, services)
  robotsRoutes(app, services)
}

function troublePresenter(services: PortalServices): Presenter {
  return async (request, reply, { status, title, message }) => {
    const frame = await portalFrame(services, request).catch(() =>
      frameWithoutRecords(services, request),
    )
    const page =
      status === 404 ? notFoundPage(frame) : troublePage(frame, { heading: title, message })
    return sendPage(reply, page, status)
  }
}
