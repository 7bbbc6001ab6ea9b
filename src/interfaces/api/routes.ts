/** The JSON API's doors. Errors are JSON too: `{"error":{"code","message","problems"}}`. */
import type { FastifyInstance } from 'fastify'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { handleErrors } from '../../platform/web/errors.ts'
import type { ApiServices } from './services.ts'

export async function apiRoutes(app: FastifyInstance, _services: ApiServices): Promise<void> {
  handleErrors(app, async (_request, reply, { status, code, message, problems, reference }) =>
    reply.code(status).send({ error: { code: code ?? 'bug', message, problems, reference } }),
  )
  app.all('/api/*', () => {
    throw new Refusal('not-found', '没有这个接口。')
  })
}
