/** 长者版 on and off: a plain link, so that it works without scripts. The choice is a cookie; the pages are the same. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { localPath } from '../../platform/web/html.ts'
import { seeOther } from '../../platform/web/reply.ts'

const Query = z.object({ on: z.enum(['0', '1']).catch('1'), back: z.string().catch('/') })
const YEAR_IN_SECONDS = 31_536_000

export function elderRoutes(app: FastifyInstance): void {
  app.get('/elder', (request, reply) => {
    const { on, back } = Query.parse(request.query)
    switchElder(reply, on)
    return seeOther(reply, localPath(back))
  })
}

function switchElder(reply: FastifyReply, on: '0' | '1'): void {
  const options = { path: '/', sameSite: 'lax', httpOnly: true } as const
  if (on === '1') reply.setCookie('elder', '1', { ...options, maxAge: YEAR_IN_SECONDS })
  else reply.clearCookie('elder', options)
}

/** Whether this POST came from the 长者版 button: the page is then to be shown again, already in the other look. */
export function elderPressed(request: FastifyRequest, reply: FastifyReply): boolean {
  const { elder } = (request.body ?? {}) as { elder?: unknown }
  if (elder !== '0' && elder !== '1') return false
  switchElder(reply, elder)
  request.cookies['elder'] = elder
  return true
}
