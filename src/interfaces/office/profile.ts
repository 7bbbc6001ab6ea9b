/** 本人信息: who I am here, where my digest goes, who stands in for me. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { changeOwnMail, getProfile, ProfileForm } from '../../domain/accounts/profile.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { formView, parseForm, type FormView } from '../../platform/web/forms.ts'
import { seeOther, sendPage } from '../../platform/web/reply.ts'
import { doneMessage, withDone } from './done.ts'
import { officeFrame } from './frame.ts'
import { officePage } from './layout.ts'
import { officePaths } from './paths.ts'
import { profilePage } from './profile-page.ts'
import type { OfficeServices } from './services.ts'
import { officerOf } from './session.ts'

export function profileRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  app.get(officePaths.profile, (request, reply) => show(services, request, reply))

  app.post(officePaths.profile, async (request, reply) => {
    const checked = parseForm(ProfileForm, request.body)
    if (!checked.ok) {
      return show(services, request, reply, formView(request.body, checked.problems))
    }
    await changeOwnMail(db, officerOf(request), checked.value, clock())
    return seeOther(reply, withDone(officePaths.profile, 'saved'))
  })
}

async function show(
  { db, clock, ...services }: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  typed?: FormView,
): Promise<FastifyReply> {
  const profile = await getProfile(db, officerOf(request), dayOf(clock()))
  const frame = await officeFrame({ db, clock, ...services }, request)
  const view = typed ?? formView({ email: profile.email })
  const flash = doneMessage(request.query)
  const body = profilePage({ profile, view, csrf: frame.csrf })
  const page = { title: '本人信息', current: 'none', body, ...(flash ? { flash } : {}) } as const
  return sendPage(reply, officePage(frame, page), typed === undefined ? 200 : 422)
}
