import { findLegacyTarget } from '../../../domain/publications/import/legacy-target.ts'
import type { Presenter } from '../../../platform/web/errors.ts'
import * as paths from '../paths.ts'
import type { PortalServices } from '../services.ts'

/** Before an address is said to lead nowhere: documents that came from another site are known by their old addresses. */
export function redirectLegacy({ db }: PortalServices, present: Presenter): Presenter {
  return async (request, reply, trouble) => {
    if (trouble.status === 404 && (request.method === 'GET' || request.method === 'HEAD')) {
      const indexNumber = await findLegacyTarget(db, request.url).catch(() => undefined)
      if (indexNumber !== undefined) return reply.redirect(paths.documentPath(indexNumber), 301)
    }
    return present(request, reply, trouble)
  }
}
