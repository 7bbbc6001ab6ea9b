import type { FastifyReply, FastifyRequest } from 'fastify'
import { assertMay } from '../../../domain/accounts/permissions.ts'
import { getEdition, listEditionsOfDocument } from '../../../domain/publications/editions-store.ts'
import { findClearance } from '../../../domain/publications/gate/clearances-store.ts'
import { listReferrals } from '../../../domain/publications/handling/refer-upwards.ts'
import { listHints } from '../../../domain/publications/hints/list-hints.ts'
import { listPreviews } from '../../../domain/publications/previews.ts'
import { publicationClock } from '../../../domain/publications/publication-clock.ts'
import { listRelations } from '../../../domain/publications/relations.ts'
import { findRemoval } from '../../../domain/publications/removals.ts'
import { listReviews } from '../../../domain/publications/reviews-store.ts'
import { scanNotice } from '../../../platform/files/files.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html } from '../../../platform/web/html.ts'
import { sendPage } from '../../../platform/web/reply.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import type { OfficeServices } from '../services.ts'
import { belongingPart } from '../catalogue/edition-part.ts'
import { policyPart } from '../policies/edition-part.ts'
import { officerOf } from '../session.ts'
import { editionPage } from './edition-page.ts'
import { isOpen, stepsOpenTo } from './open-steps.ts'

export interface ShowEdition {
  readonly flash?: string | undefined
  readonly view: FormView
  readonly status?: number
  readonly refused?: string
  /** a preview link just made */
  readonly newPreview?: string
}

export async function showEdition(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  id: number,
  { flash, view, status = 200, refused, newPreview }: ShowEdition,
): Promise<FastifyReply> {
  const { db, room, files, clock } = services
  const officer = officerOf(request)
  const edition = await getEdition(db, id)
  assertMay(officer, 'publications.read', edition.agencyId)
  const { documentId } = edition
  const now = clock()
  const [hints, reviews, referrals, clearance, editions, relations, removal, previews, frame] =
    await Promise.all([
      isOpen(edition) ? listHints({ db, calendar: room.calendar, files }, edition, now) : undefined,
      listReviews(db, id),
      listReferrals(db, id),
      findClearance(db, edition),
      listEditionsOfDocument(db, documentId),
      listRelations(db, officer, documentId),
      findRemoval(db, documentId),
      listPreviews(db, id),
      officeFrame(services, request),
    ])
  const [policy, belonging] = [
    await policyPart(services, edition),
    await belongingPart(services, edition),
  ]
  const ofKind = html`${policy}${belonging}`
  const body = editionPage({
    edition,
    ofKind,
    reviews,
    referrals,
    clearance,
    clock: publicationClock(edition, dayOf(now), room.calendar),
    editions,
    relations,
    removal,
    previews,
    newPreview,
    hints,
    csrf: frame.csrf,
    may: stepsOpenTo(officer, edition, editions),
    view,
    publicAddress:
      edition.state === 'published' && edition.indexNumber
        ? `/content/${edition.indexNumber}`
        : undefined,
    scanNotice: scanNotice(files),
    refused,
    now,
  })
  const page = { title: edition.title, current: 'publications', body } as const
  return sendPage(reply, officePage(frame, flash ? { ...page, flash } : page), status)
}
