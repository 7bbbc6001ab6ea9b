/** 清理: the list, opening a campaign, and its page with the steps that are this person's. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { assertMay, may, mayAtHome } from '../../../domain/accounts/permissions.ts'
import {
  CleanupForm,
  OpinionForm,
  ScopeForm,
  type Cleanup,
} from '../../../domain/policies/cleanups/cleanup.ts'
import {
  getCleanup,
  listCleanupItems,
  listCleanupsOf,
} from '../../../domain/policies/cleanups/cleanups-store.ts'
import { issueCleanup, NoticeForm } from '../../../domain/policies/cleanups/issue-cleanup.ts'
import {
  approveCleanup,
  collateCleanup,
  decideResult,
  giveOpinion,
  openCleanup,
  returnCleanup,
  reviewCleanup,
  summariseComments,
} from '../../../domain/policies/cleanups/run-cleanup.ts'
import { listEditionsOfDocument } from '../../../domain/publications/editions-store.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { formView, valueOf, type FormView } from '../../../platform/web/forms.ts'
import { seeOther } from '../../../platform/web/reply.ts'
import { withDone, type Done } from '../done.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain, type ShownAgain } from '../show-again.ts'
import { checkedForm } from './checked-form.ts'
import { cleanupListPage, cleanupPage, newCleanupPage } from './cleanup-pages.ts'
import { noticePage, opinionPage } from './cleanup-forms.ts'
import type { ById } from './document.ts'
import { policyPaths } from './paths.ts'
import { sendPolicyPage } from './send.ts'

interface ByDocument {
  Params: { id: string; documentId: string }
}

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
  itemRoutes(app, services)
  issueRoutes(app, services)
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

/** @throws Refusal `not-found` for a campaign of others that asks nothing of this body */
async function openedCleanup(
  { db }: OfficeServices,
  request: FastifyRequest<ById>,
): Promise<{ cleanup: Cleanup; isOwn: boolean }> {
  const officer = officerOf(request)
  const cleanup = await getCleanup(db, recordId(request.params.id))
  assertMay(officer, 'policies.read', officer.agencyId)
  const isOwn = cleanup.agencyId === officer.agencyId
  if (!isOwn && (await listCleanupItems(db, cleanup.id, officer.agencyId)).length === 0)
    throw new Refusal('not-found', '没有找到这次清理。')
  return { cleanup, isOwn }
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

/** An opinion of the unit while they are collected, the result of the campaign after collation. */
function itemRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const address = `${policyPaths.cleanup(':id')}/items/:documentId`
  const open = async (request: FastifyRequest<ByDocument>) => {
    const officer = officerOf(request)
    assertMay(officer, 'policies.edit', officer.agencyId)
    const { cleanup, isOwn } = await openedCleanup(services, request as FastifyRequest<ById>)
    const documentId = recordId(request.params.documentId)
    const items = await listCleanupItems(db, cleanup.id, isOwn ? undefined : officer.agencyId)
    const item = items.find((one) => one.documentId === documentId)
    if (!item) throw new Refusal('not-found', '这次清理没有列入这份文件。')
    return { cleanup, item }
  }
  type Opened = Awaited<ReturnType<typeof open>>
  const page = (
    request: FastifyRequest,
    reply: FastifyReply,
    { cleanup, item }: Opened,
    view: FormView,
    again?: ShownAgain,
  ) =>
    sendPolicyPage(services, request, reply, {
      title: item.title,
      tab: 'cleanups',
      body: ({ csrf }) => opinionPage(cleanup, item, view, csrf),
      ...(again && { again }),
    })

  app.get<ByDocument>(address, async (request, reply) => {
    const opened = await open(request)
    const { opinion, opinionReason, result, resultReason } = opened.item
    const view = formView({
      result: result ?? opinion ?? '',
      reason: result ? resultReason : opinionReason,
    })
    return page(request, reply, opened, view)
  })
  app.post<ByDocument>(address, async (request, reply) => {
    const opened = await open(request)
    const { cleanup, item } = opened
    return orShowAgain(
      request.body,
      async () => {
        const form = checkedForm(OpinionForm, request.body)
        const act = cleanup.state === 'collecting' ? giveOpinion : decideResult
        await act(db, officerOf(request), cleanup.id, item.documentId, form, clock())
        return seeOther(reply, withDone(policyPaths.cleanup(cleanup.id), 'saved'))
      },
      (again) => page(request, reply, opened, again.view, again),
      ['invalid', 'wrong-state'],
    )
  })
}

function issueRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const address = policyPaths.cleanupAct(':id', 'issue')
  const open = async (request: FastifyRequest<ById>) => {
    const { cleanup, isOwn } = await openedCleanup(services, request)
    if (!isOwn) throw new Refusal('not-found', '没有找到这次清理。')
    assertMay(officerOf(request), 'policies.edit', cleanup.agencyId)
    return { cleanup, items: await listCleanupItems(db, cleanup.id) }
  }
  type Opened = Awaited<ReturnType<typeof open>>
  const page = (
    request: FastifyRequest,
    reply: FastifyReply,
    { cleanup, items }: Opened,
    view: FormView,
    again?: ShownAgain,
  ) =>
    sendPolicyPage(services, request, reply, {
      title: '印发清理结果',
      tab: 'cleanups',
      body: ({ csrf }) => noticePage(cleanup, items, view, csrf),
      ...(again && { again }),
    })

  app.get<ById>(address, async (request, reply) => {
    const opened = await open(request)
    const view = formView({
      title: '关于公布规范性文件清理结果的通知',
      formedOn: dayOf(clock()).toString(),
      text: `按照规范性文件清理的要求，对${opened.items.length}件规范性文件进行了清理，现将结果公布如下。\n列入废止、失效目录的，自本通知公布之日起不再作为行政管理的依据。`,
    })
    return page(request, reply, opened, view)
  })
  app.post<ById>(address, async (request, reply) => {
    const opened = await open(request)
    return orShowAgain(
      request.body,
      async () => {
        const form = checkedForm(NoticeForm, request.body)
        const id = await issueCleanup(db, officerOf(request), opened.cleanup.id, form, clock())
        return seeOther(reply, withDone(officePaths.edition(id), 'cleanup-issued'))
      },
      (again) => page(request, reply, opened, again.view, again),
      ['invalid', 'wrong-state'],
    )
  })
}
