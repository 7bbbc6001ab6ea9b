/**
 * The cookie that carries a session's token: `__Host-mingqu` over https, `mingqu` over plain http on a laptop.
 * What the token means is the accounts' affair; `interfaces/office/session.ts` joins the two.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'

export interface SessionCookie {
  readonly name: string
  read(request: FastifyRequest): string | undefined
  /** After signing in, always with a new token: a token from before the sign-in is never kept. */
  set(reply: FastifyReply, token: string): void
  clear(reply: FastifyReply): void
}

export function sessionCookie({ https }: { readonly https: boolean }): SessionCookie {
  const name = https ? '__Host-mingqu' : 'mingqu'
  // No Domain and Path=/ are what the prefix demands; no Max-Age: it goes with the browser, the server ends it sooner.
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: https } as const
  return {
    name,
    read: (request) => {
      const token = request.cookies[name]
      return token !== undefined && /^[\w-]{20,200}$/.test(token) ? token : undefined
    },
    set: (reply, token) => void reply.setCookie(name, token, options),
    clear: (reply) => void reply.clearCookie(name, options),
  }
}

/** Whether the browser carries a session, whatever it is worth: its reading is no reader's. */
export function bearsSession({ cookies }: Pick<FastifyRequest, 'cookies'>): boolean {
  return ['__Host-mingqu', 'mingqu'].some((name) => cookies[name] !== undefined)
}
