/** In and out of the office. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { signIn } from '../../domain/accounts/sign-in.ts'
import { closeSession } from '../../domain/accounts/sessions.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { localPath } from '../../platform/web/html.ts'
import { requiredText } from '../../platform/web/form-fields.ts'
import { formView, parseForm, valueOf, type FormView } from '../../platform/web/forms.ts'
import { SIGN_IN_LIMIT } from '../../platform/web/rate-limits.ts'
import { seeOther, sendPage } from '../../platform/web/reply.ts'
import { signInPage } from './layout.ts'
import { officePaths } from './paths.ts'
import type { OfficeServices } from './services.ts'
import { signInBody } from './sign-in-page.ts'

const SignIn = z.object({
  username: requiredText('用户名', { max: 100 }),
  // Not trimmed and not cleaned: a password is what was typed.
  password: z.string().min(1, '请填写密码').max(1000, '密码太长'),
  next: z.string().optional(),
})

export function signInRoutes(app: FastifyInstance, services: OfficeServices): void {
  const show = (reply: FastifyReply, view: FormView, status = 200) =>
    sendPage(
      reply,
      signInPage(services.asset, { title: '登录', body: signInBody(view, valueOf(view, 'next')) }),
      status,
    )

  app.get(officePaths.signIn, { config: { outside: true } }, (request, reply) => {
    if (request.officer !== undefined) return seeOther(reply, officePaths.today)
    return show(reply, formView(request.query))
  })

  app.post(
    officePaths.signIn,
    { config: { outside: true, rateLimit: SIGN_IN_LIMIT } },
    async (request, reply) => {
      const checked = parseForm(SignIn, request.body)
      if (!checked.ok) return show(reply, formView(request.body, checked.problems), 422)
      const { next, ...credentials } = checked.value
      const before = services.session.read(request)
      try {
        services.session.set(reply, await signIn(services.db, credentials, services.clock()))
        // whoever signs in anew in this browser has left the session it had
        if (before !== undefined) await closeSession(services.db, before)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return show(reply, formView(request.body, [{ at: '', message: error.message }]), 422)
      }
      return seeOther(reply, afterSignIn(next))
    },
  )

  app.post(officePaths.signOut, { config: { outside: true } }, async (request, reply) => {
    if (request.sessionToken !== undefined) await closeSession(services.db, request.sessionToken)
    services.session.clear(reply)
    return seeOther(reply, officePaths.signIn)
  })
}

/** Back to the page that asked for the sign-in, if it was one of ours. */
function afterSignIn(next: string | undefined): string {
  const path = localPath(next, officePaths.today)
  return path.startsWith(`${officePaths.today}/`) ? path : officePaths.today
}
