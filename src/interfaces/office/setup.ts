/** The one-time page of an empty installation: the body and its first administrator. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { isSetupTokenValid, SetupForm, setUpInstallation } from '../../domain/accounts/setup.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { emptyForm, formView, parseForm, type FormView } from '../../platform/web/forms.ts'
import { SIGN_IN_LIMIT } from '../../platform/web/rate-limits.ts'
import { seeOther, sendPage } from '../../platform/web/reply.ts'
import { signInPage } from './layout.ts'
import { officePaths } from './paths.ts'
import type { OfficeServices } from './services.ts'
import { setupBody } from './setup-page.ts'

interface SetupRoute {
  Params: { token: string }
}

export function setupRoutes(app: FastifyInstance, services: OfficeServices): void {
  const show = (reply: FastifyReply, token: string, view: FormView, status = 200) =>
    sendPage(
      reply,
      signInPage(services.asset, {
        title: '初始化',
        body: setupBody(view, officePaths.setup(token)),
      }),
      status,
    )
  const address = officePaths.setup(':token').replace('%3A', ':')

  app.get<SetupRoute>(address, { config: { outside: true } }, async (request, reply) => {
    await assertValid(services, request.params.token)
    return show(reply, request.params.token, emptyForm)
  })

  app.post<SetupRoute>(
    address,
    { config: { outside: true, rateLimit: SIGN_IN_LIMIT } },
    async (request, reply) => {
      const { token } = request.params
      await assertValid(services, token)
      const checked = parseForm(SetupForm, request.body)
      if (!checked.ok) return show(reply, token, formView(request.body, checked.problems), 422)
      await setUpInstallation(services.db, token, checked.value, services.clock())
      return seeOther(reply, officePaths.signIn)
    },
  )
}

async function assertValid(services: OfficeServices, token: string): Promise<void> {
  if (!(await isSetupTokenValid(services.db, token)))
    throw new Refusal('not-found', '初始化链接无效或者已经用过。')
}
