/** 建议提案: the register, a proposal with its reply. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import {
  draftReply,
  recordReplied,
  registerProposal,
  voidProposal,
} from '../../../domain/participation/proposals/handling.ts'
import { ProposalForm, ReplyForm } from '../../../domain/participation/proposals/proposal.ts'
import {
  countProposals,
  getProposal,
  listProposals,
} from '../../../domain/participation/proposals/proposals-store.ts'
import { replyPublicationLimit } from '../../../domain/participation/proposals/reply-clock.ts'
import { listEditionsOfDocument } from '../../../domain/publications/editions-store.ts'
import { requiredDay, requiredText } from '../../../platform/web/form-fields.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { formView, parseForm, type FormView } from '../../../platform/web/forms.ts'
import type { Html } from '../../../platform/web/html.ts'
import { seeOther } from '../../../platform/web/reply.ts'
import { withDone } from '../done.ts'
import type { OfficeFrame } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import { sendOfficePage } from '../send-page.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain } from '../show-again.ts'
import { newProposalPage, proposalPage, proposalsPage } from './proposal-pages.ts'

interface ById {
  Params: { id: string }
}

const FIRST_YEAR = 2015
const Query = z.object({
  year: z.coerce.number().int().min(FIRST_YEAR).max(2200).optional().catch(undefined),
})

export function proposalRoutes(app: FastifyInstance, services: OfficeServices): void {
  registerRoutes(app, services)
  oneRoutes(app, services)
}

function registerRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock, room } = services
  app.get(officePaths.proposals, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'proposals.read', officer.agencyId)
    const today = dayOf(clock())
    const year = Query.parse(request.query).year ?? today.year
    const calendar = room.calendar.whenMissing('by-weekday')
    const [proposals, counts] = await Promise.all([
      listProposals(db, officer.agencyId, year),
      countProposals(db, officer.agencyId, year),
    ])
    const body = proposalsPage({
      year,
      years: Array.from({ length: today.year - FIRST_YEAR + 1 }, (_, back) => today.year - back),
      proposals: proposals.map((one) => ({
        ...one,
        dueOn: replyPublicationLimit(one, calendar)?.dueOn,
      })),
      counts,
      today,
      mayEdit: mayAtHome(officer, 'proposals.edit'),
    })
    return send(services, request, reply, () => body)
  })

  const showNew = (request: FastifyRequest, reply: FastifyReply, view: FormView, status = 200) =>
    send(services, request, reply, ({ csrf }) => newProposalPage(view, csrf), status)

  app.get(officePaths.newProposal, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'proposals.edit', officer.agencyId)
    return showNew(request, reply, formView({ role: 'lead' }))
  })

  app.post(officePaths.newProposal, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'proposals.edit', officer.agencyId)
    const checked = parseForm(ProposalForm, request.body)
    if (!checked.ok) return showNew(request, reply, formView(request.body, checked.problems), 422)
    return orShowAgain(
      request.body,
      async () => {
        const id = await registerProposal(db, officer, checked.value, clock())
        return seeOther(reply, withDone(officePaths.proposal(id), 'recorded'))
      },
      ({ view, status }) => showNew(request, reply, view, status),
    )
  })
}

const RepliedForm = z.object({ repliedOn: requiredDay('答复日期') })
const VoidForm = z.object({ reason: requiredText('作废的理由', { max: 200 }) })

function oneRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock, room } = services
  const show = async (
    request: FastifyRequest<ById>,
    reply: FastifyReply,
    view: FormView,
    status = 200,
  ) => {
    const officer = officerOf(request)
    const proposal = await getProposal(db, recordId(request.params.id))
    assertMay(officer, 'proposals.read', proposal.agencyId)
    const editions =
      proposal.documentId === null ? [] : await listEditionsOfDocument(db, proposal.documentId)
    const props = {
      proposal,
      editionId: editions[0]?.id,
      dueOn: replyPublicationLimit(proposal, room.calendar.whenMissing('by-weekday'))?.dueOn,
      mayEdit: mayAtHome(officer, 'proposals.edit'),
      view,
    }
    return send(services, request, reply, ({ csrf }) => proposalPage({ ...props, csrf }), status)
  }

  app.get<ById>('/office/proposals/:id', (request, reply) =>
    show(request, reply, formView({ publication: 'full', attribute: 'proactive' })),
  )

  /** Parsed, taken, or shown again with what was typed. */
  const step = <T>(
    name: string,
    schema: z.ZodType<T>,
    take: (request: FastifyRequest, id: number, form: T) => Promise<string>,
  ) =>
    app.post<ById>(`/office/proposals/:id/${name}`, async (request, reply) => {
      const { id, agencyId } = await getProposal(db, recordId(request.params.id))
      assertMay(officerOf(request), 'proposals.edit', agencyId)
      const checked = parseForm(schema, request.body)
      if (!checked.ok) return show(request, reply, formView(request.body, checked.problems), 422)
      return orShowAgain(
        request.body,
        async () => seeOther(reply, await take(request, id, checked.value)),
        ({ view, status }) => show(request, reply, view, status),
      )
    })

  step('reply', ReplyForm, async (request, id, form) => {
    const editionId = await draftReply(db, officerOf(request), id, form, clock())
    return withDone(officePaths.edition(editionId), 'saved')
  })
  step('replied', RepliedForm, async (request, id, { repliedOn }) => {
    await recordReplied(db, officerOf(request), id, repliedOn, clock())
    return withDone(officePaths.proposal(id), 'recorded')
  })
  step('void', VoidForm, async (request, id, { reason }) => {
    await voidProposal(db, officerOf(request), id, reason, clock())
    return withDone(officePaths.proposals, 'voided')
  })
}

function send(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  body: (frame: OfficeFrame) => Html,
  status?: number,
): Promise<FastifyReply> {
  const page = { title: '建议提案', current: 'proposals' } as const
  return sendOfficePage(services, request, reply, page, body, status)
}
