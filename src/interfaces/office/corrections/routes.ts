/** 读者纠错: the queue with its clock, and one report with its answer. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import { SettlementForm } from '../../../domain/corrections/correction.ts'
import { getCorrection, listCorrections } from '../../../domain/corrections/corrections-store.ts'
import {
  readReporterContact,
  settleCorrection,
} from '../../../domain/corrections/settle-correction.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { emptyForm, parseForm } from '../../../platform/web/forms.ts'
import { seeOther } from '../../../platform/web/reply.ts'
import { withDone } from '../done.ts'
import type { OfficeFrame } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import { sendOfficePage } from '../send-page.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain, type ShownAgain } from '../show-again.ts'
import { correctionListPage, correctionPage } from './pages.ts'

const PAGE = { title: '读者纠错', current: 'corrections' } as const

interface ById {
  Params: { id: string }
}

export function correctionRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock, room } = services

  app.get(officePaths.corrections, async (request, reply) => {
    const officer = officerOf(request)
    const [open, settled] = await Promise.all([
      listCorrections(db, officer, 'open'),
      listCorrections(db, officer, 'settled'),
    ])
    const today = dayOf(clock())
    return sendOfficePage(services, request, reply, PAGE, () =>
      correctionListPage(open, settled, today),
    )
  })

  app.get<ById>(officePaths.correction(':id'), (request, reply) => show(services, request, reply))

  app.post<ById>(officePaths.correctionAct(':id', 'settle'), async (request, reply) => {
    const id = await openFor(services, request)
    return orShowAgain(
      request.body,
      async () => {
        const form = parseForm(SettlementForm, request.body)
        if (!form.ok) throw new Refusal('invalid', '有内容需要改正。', form.problems)
        await settleCorrection(db, officerOf(request), id, form.value, clock())
        return seeOther(reply, withDone(officePaths.corrections, 'correction-settled'))
      },
      (again) => show(services, request, reply, { again }),
      ['invalid', 'wrong-state'],
    )
  })

  /** Shown once, on the answer to this POST; opening it is logged. */
  app.post<ById>(officePaths.correctionAct(':id', 'contact'), async (request, reply) => {
    const id = await openFor(services, request)
    const contact = await readReporterContact(db, room.sealer, officerOf(request), id, clock())
    return show(services, request, reply, { contact })
  })
}

async function openFor({ db }: OfficeServices, request: FastifyRequest<ById>): Promise<number> {
  const officer = officerOf(request)
  const { id } = await getCorrection(db, officer, recordId(request.params.id))
  assertMay(officer, 'corrections.settle', officer.agencyId)
  return id
}

async function show(
  services: OfficeServices,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  { again, contact }: { readonly again?: ShownAgain; readonly contact?: string | undefined } = {},
): Promise<FastifyReply> {
  const { db, clock } = services
  const officer = officerOf(request)
  const correction = await getCorrection(db, officer, recordId(request.params.id))
  const page = ({ csrf }: OfficeFrame) =>
    correctionPage({
      correction,
      contact,
      today: dayOf(clock()),
      maySettle: mayAtHome(officer, 'corrections.settle'),
      view: again?.view ?? emptyForm,
      refused: again?.refused,
      csrf,
    })
  return sendOfficePage(services, request, reply, PAGE, page, again?.status)
}
