/**
 * Who is at the desk. Inside `officeRoutes` every request has been through here:
 *
 *   const officer = officerOf(request)        on every route behind the door
 *
 * The sign-in and setup routes are registered outside the door, with `config: { outside: true }`.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Officer } from '../../domain/accounts/officer.ts'
import { findOfficerBySession } from '../../domain/accounts/sessions.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { assertCsrfToken } from '../../platform/web/csrf.ts'
import { isSafeMethod } from '../../platform/web/same-origin.ts'
import type { OfficeServices } from './services.ts'

declare module 'fastify' {
  interface FastifyRequest {
    officer: Officer | undefined
    sessionToken: string | undefined
  }
  interface FastifyContextConfig {
    /** Open to people who have not signed in. */
    outside?: boolean
  }
}

/** Before the body is read: strangers send nothing that is parsed. After it: the form's token. */
export function guardOffice(app: FastifyInstance, services: OfficeServices): void {
  app.decorateRequest('officer', undefined)
  app.decorateRequest('sessionToken', undefined)
  app.addHook('onRequest', async (request) => {
    const token = services.session.read(request)
    if (token !== undefined) {
      request.officer = await findOfficerBySession(services.db, token, services.clock())
      request.sessionToken = request.officer && token
    }
    if (request.officer === undefined && !request.routeOptions.config.outside) {
      throw new Refusal('sign-in-required', '请先登录。')
    }
  })
  app.addHook('preHandler', async (request) => {
    if (isSafeMethod(request.method) || request.sessionToken === undefined) return
    assertCsrfToken(request.body, request.sessionToken)
  })
}

/** @throws Refusal `sign-in-required` on a route outside the door that was reached without a session. */
export function officerOf(request: FastifyRequest): Officer {
  if (request.officer === undefined) throw new Refusal('sign-in-required', '请先登录。')
  return request.officer
}
