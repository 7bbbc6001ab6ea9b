/** For the machine that watches: `/healthz` says the process answers, `/healthz/ready` that its database does too. */
import type { FastifyInstance } from 'fastify'

const PATIENCE = 3000

export function reportHealth(app: FastifyInstance, touchDatabase: () => Promise<unknown>): void {
  app.get('/healthz', { logLevel: 'silent' }, (_request, reply) => {
    return reply.header('cache-control', 'no-store').send({ status: 'ok' })
  })
  app.get('/healthz/ready', { logLevel: 'silent' }, async (_request, reply) => {
    const ready = await answersInTime(touchDatabase())
    reply.header('cache-control', 'no-store').code(ready ? 200 : 503)
    return { status: ready ? 'ok' : 'unavailable' }
  })
}

async function answersInTime(work: Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => late.resolve(false), PATIENCE)
  const answered = work.then(
    () => true,
    () => false,
  )
  const ready = await Promise.race([answered, late.promise])
  clearTimeout(timer)
  return ready
}
