/** One document of a campaign, and the notice at its end. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay } from '../../../domain/accounts/permissions.ts'
import { OpinionForm } from '../../../domain/policies/cleanups/cleanup.ts'
import { listCleanupItems } from '../../../domain/policies/cleanups/cleanups-store.ts'
import { issueCleanup, NoticeForm } from '../../../domain/policies/cleanups/issue-cleanup.ts'
import { decideResult, giveOpinion } from '../../../domain/policies/cleanups/run-cleanup.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { formView, type FormView } from '../../../platform/web/forms.ts'
import { seeOther } from '../../../platform/web/reply.ts'
import { withDone } from '../done.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain, type ShownAgain } from '../show-again.ts'
import { checkedForm } from './checked-form.ts'
import { noticePage, opinionPage } from './cleanup-forms.ts'
import type { ById } from './document.ts'
import { openedCleanup } from './opened-cleanup.ts'
import { policyPaths } from './paths.ts'
import { sendPolicyPage } from './send.ts'

interface ByDocument {
  Params: { id: string; documentId: string }
}

/** An opinion of the unit while they are collected, the result of the campaign after collation. */
export function cleanupItemRoutes(app: FastifyInstance, services: OfficeServices): void {
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

export function cleanupIssueRoutes(app: FastifyInstance, services: OfficeServices): void {
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
