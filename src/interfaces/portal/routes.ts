/** The portal's doors, one file per group of pages. */
import type { FastifyInstance } from 'fastify'
import { handleErrors, handleUnknownAddresses, type Presenter } from '../../platform/web/errors.ts'
import { sendPage } from '../../platform/web/reply.ts'
import { elderRoutes } from './elder.ts'
import { notFoundPage, troublePage } from './error-pages.ts'
import { portalFrame } from './frame.ts'
import type { PortalServices } from './services.ts'

export async function portalRoutes(app: FastifyInstance, services: PortalServices): Promise<void> {
  const present: Presenter = async (request, reply, trouble) => {
    const frame = await portalFrame(services, request)
    const page =
      trouble.status === 404
        ? notFoundPage(frame)
        : troublePage(frame, {
            heading: trouble.title,
            message: trouble.message,
            reference: trouble.reference,
          })
    return sendPage(reply, page, trouble.status)
  }
  handleErrors(app, present)
  handleUnknownAddresses(app, present)
  elderRoutes(app)
}
