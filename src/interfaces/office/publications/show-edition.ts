import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Officer } from '../../../domain/accounts/officer.ts'
import { assertMay, may } from '../../../domain/accounts/permissions.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { getEdition, listEditionsOfDocument } from '../../../domain/publications/editions-store.ts'
import { listReviews } from '../../../domain/publications/reviews-store.ts'
import { listHints } from '../../../domain/publications/hints/list-hints.ts'
import { transition, type EditionStep } from '../../../domain/publications/lifecycle.ts'
import { scanNotice } from '../../../platform/files/files.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { sendPage } from '../../../platform/web/reply.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { editionPage } from './edition-page.ts'

export interface ShowEdition {
  readonly flash?: string | undefined
  readonly view: FormView
  readonly status?: number
  readonly refused?: string
}

export async function showEdition(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  id: number,
  { flash, view, status = 200, refused }: ShowEdition,
): Promise<FastifyReply> {
  const officer = officerOf(request)
  const edition = await getEdition(services.db, id)
  assertMay(officer, 'publications.read', edition.agencyId)
  const { db, room, files, clock } = services
  const [hints, reviews, editions, frame] = await Promise.all([
    isOpen(edition) ? listHints({ db, calendar: room.calendar, files }, edition, clock()) : [],
    listReviews(services.db, id),
    listEditionsOfDocument(services.db, edition.documentId),
    officeFrame(services, request),
  ])
  const body = editionPage({
    edition,
    reviews,
    editions,
    hints: isOpen(edition) ? hints : undefined,
    csrf: frame.csrf,
    may: stepsOpenTo(officer, edition, editions),
    reviewView: view,
    publicAddress:
      edition.state === 'published' && edition.indexNumber
        ? `/content/${edition.indexNumber}`
        : undefined,
    scanNotice: scanNotice(services.files),
    refused,
  })
  return sendPage(
    reply,
    officePage(frame, {
      title: edition.title,
      current: 'publications',
      body,
      ...(flash ? { flash } : {}),
    }),
    status,
  )
}

/** Hints are for those who can still do something about them. */
const isOpen = ({ state }: Edition) =>
  state !== 'published' && state !== 'superseded' && state !== 'removed'

const STEPS: readonly EditionStep[] = ['edit', 'submit', 'pass-review', 'publish']

/** The buttons to show; the handling asks again. */
function stepsOpenTo(
  officer: Officer,
  edition: Edition,
  editions: readonly Edition[],
): ReadonlySet<EditionStep | 'new-edition'> {
  const open = new Set<EditionStep | 'new-edition'>()
  for (const step of STEPS) {
    const found = transition(edition.state, step)
    if (!found || !may(officer, found.act, edition.agencyId)) continue
    if (found.byAnother && edition.contributors.includes(officer.id)) continue
    if (step === 'publish' && edition.disclosure !== 'proactive') continue
    open.add(step)
  }
  const isNewest = editions[0]?.id === edition.id
  if (
    edition.state === 'published' &&
    isNewest &&
    may(officer, 'publications.draft', edition.agencyId)
  )
    open.add('new-edition')
  return open
}
