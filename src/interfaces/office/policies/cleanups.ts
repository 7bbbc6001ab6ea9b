/** 清理: the list, opening a campaign, and its page with the steps that are this person's. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { assertMay, may, mayAtHome } from '../../../domain/accounts/permissions.ts'
import { CleanupForm, ScopeForm, type Cleanup } from '../../../domain/policies/cleanups/cleanup.ts'
import {
  listCleanupItems,
  listCleanupsOf,
} from '../../../domain/policies/cleanups/cleanups-store.ts'
import {
  approveCleanup,
  returnCleanup,
  reviewCleanup,
} from '../../../domain/policies/cleanups/decide-cleanup.ts'
import {
  collateCleanup,
  openCleanup,
  summariseComments,
} from '../../../domain/policies/cleanups/run-cleanup.ts'
import { listEditionsOfDocument } from '../../../domain/publications/editions-store.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { formView, valueOf, type FormView } from '../../../platform/web/forms.ts'
import { seeOther } from '../../../platform/web/reply.ts'
import { withDone, type Done } from '../done.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain, type ShownAgain } from '../show-again.ts'
import { checkedForm } from './checked-form.ts'
import { cleanupListPage, cleanupPage, newCleanupPage } from './cleanup-pages.ts'
import { cleanupIssueRoutes, cleanupItemRoutes } from './cleanup-items.ts'
import type { ById } from './document.ts'
import { openedCleanup } from './opened-cleanup.ts'
import { policyPaths } from './paths.ts'
import { sendPolicyPage } from './send.ts'

export function cleanupRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db } = services
  app.get(policyPaths.cleanups, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'policies.read', officer.agencyId)
    const cleanups = await listCleanupsOf(db, officer.agencyId)
    return sendPolicyPage(services, request, reply, {
      title: '规范性文件清理',
      tab: 'cleanups',
      body: () => cleanupListPage(cleanups, officer.agencyId, mayAtHome(officer, 'policies.edit')),
    })
  })
  newRoutes(app, services)
  app.get<ById>(policyPaths.cleanup(':id'), (request, reply) => show(services, request, reply))
  stepRoutes(app, services)
  cleanupItemRoutes(app, services)
  cleanupIssueRoutes(app, services)
}

function newRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const page = (
    request: FastifyRequest,
    reply: FastifyReply,
    view: FormView,
    again?: ShownAgain,
  ) => {
    const officer = officerOf(request)
    assertMay(officer, 'policies.edit', officer.agencyId)
    return sendPolicyPage(services, request, reply, {
      title: '发起清理',
      tab: 'cleanups',
      body: ({ csrf }) => newCleanupPage(view, csrf),
      ...(again && { again }),
    })
  }
  app.get(policyPaths.newCleanup, (request, reply) => {
    const today = dayOf(clock())
    const view = formView({
      title: `${today.year}年规范性文件清理`,
      opinionsDueOn: today.add({ days: 30 }).toString(),
      units: 'own',
    })
    return page(request, reply, view)
  })
  app.post(policyPaths.newCleanup, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'policies.edit', officer.agencyId)
    return orShowAgain(
      request.body,
      async () => {
        const form = checkedForm(CleanupForm, request.body)
        const scope = checkedForm(ScopeForm, request.body)
        const id = await openCleanup(db, officer, form, scope, clock())
        return seeOther(reply, withDone(policyPaths.cleanup(id), 'cleanup-opened'))
      },
      (again) => page(request, reply, again.view, again),
    )
  })
}

async function show(
  services: OfficeServices,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  again?: ShownAgain,
): Promise<FastifyReply> {
  const { db, clock } = services
  const officer = officerOf(request)
  const { cleanup, isOwn } = await openedCleanup(services, request)
  const items = await listCleanupItems(db, cleanup.id, isOwn ? undefined : officer.agencyId)
  const [notice] = cleanup.noticeDocumentId
    ? await listEditionsOfDocument(db, cleanup.noticeDocumentId)
    : []
  const allowed = (act: Parameters<typeof may>[1]) => isOwn && may(officer, act, cleanup.agencyId)
  return sendPolicyPage(services, request, reply, {
    title: cleanup.title,
    tab: 'cleanups',
    body: ({ csrf }) =>
      cleanupPage({
        cleanup: isOwn ? cleanup : withoutDeliberation(cleanup),
        items,
        notice: isOwn ? notice : undefined,
        today: dayOf(clock()),
        unitId: officer.agencyId,
        csrf,
        view: again?.view ?? formView({ commentsSummary: cleanup.commentsSummary }),
        may: {
          opine: mayAtHome(officer, 'policies.edit'),
          edit: allowed('policies.edit'),
          review: allowed('policies.review-legally'),
          approve: allowed('policies.approve'),
        },
      }),
    ...(again && { again }),
  })
}

/** A unit is asked about its documents; what the office says among itself is not for it. */
const withoutDeliberation = (cleanup: Cleanup): Cleanup => ({
  ...cleanup,
  commentsSummary: '',
  legalOpinion: '',
  returnedReason: '',
})

function stepRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const Words = z.object({ text: z.string().trim().max(5000).default('') })
  const step = (
    path: string,
    work: (request: FastifyRequest<ById>, id: number) => Promise<void>,
    done: Done = 'cleanup-moved',
  ) =>
    app.post<ById>(policyPaths.cleanupAct(':id', path), async (request, reply) => {
      const { cleanup } = await openedCleanup(services, request)
      return orShowAgain(
        request.body,
        async () => {
          await work(request, cleanup.id)
          return seeOther(reply, withDone(policyPaths.cleanup(cleanup.id), done))
        },
        (again) => show(services, request, reply, again),
        ['invalid', 'incomplete', 'wrong-state'],
      )
    })

  step('collate', (request, id) => collateCleanup(db, officerOf(request), id, clock()))
  step('review', (request, id) =>
    reviewCleanup(db, officerOf(request), id, valueOf(formView(request.body), 'opinion'), clock()),
  )
  step('return', (request, id) =>
    returnCleanup(db, officerOf(request), id, valueOf(formView(request.body), 'reason'), clock()),
  )
  step('approve', (request, id) => approveCleanup(db, officerOf(request), id, clock()))
  step(
    'comments',
    (request, id) => {
      const { text } = checkedForm(Words, {
        text: valueOf(formView(request.body), 'commentsSummary'),
      })
      return summariseComments(db, officerOf(request), id, text, clock())
    },
    'saved',
  )
}
