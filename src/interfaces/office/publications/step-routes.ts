/** Each step of an edition on its way to the public, as a form on its page sends it. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { assertMay, type Act } from '../../../domain/accounts/permissions.ts'
import { getEdition } from '../../../domain/publications/editions-store.ts'
import {
  startNewEdition,
  submitForReview,
  writePrivateNote,
} from '../../../domain/publications/handling/drafting.ts'
import { setEmbargo } from '../../../domain/publications/handling/embargo.ts'
import { checkAgain } from '../../../domain/publications/handling/gate.ts'
import { publishEdition, returnEdition } from '../../../domain/publications/handling/publish.ts'
import {
  AnswerForm,
  recordReferralAnswer,
} from '../../../domain/publications/handling/refer-upwards.ts'
import { reviewEdition, ReviewForm } from '../../../domain/publications/handling/review.ts'
import {
  minuteField,
  schedulePublication,
  unschedule,
} from '../../../domain/publications/handling/schedule.ts'
import type { Officer } from '../../../domain/accounts/officer.ts'
import {
  addRelation,
  FREE_KINDS,
  getPublicDocumentId,
  removeRelation,
} from '../../../domain/publications/relations.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { emptyForm, formView, parseForm, valueOf } from '../../../platform/web/forms.ts'
import { seeOther } from '../../../platform/web/reply.ts'
import { doneMessage, withDone, type Done } from '../done.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain } from '../show-again.ts'
import { showEdition } from './show-edition.ts'

interface ById {
  Params: { id: string }
}

interface Step {
  readonly id: number
  readonly officer: Officer
  readonly body: unknown
  /** the one value of a field */
  value(name: string): string
}

export function stepRoutes(app: FastifyInstance, services: OfficeServices): void {
  app.get<ById>('/office/publications/:id', (request, reply) =>
    showEdition(services, request, reply, recordId(request.params.id), {
      flash: doneMessage(request.query),
      view: emptyForm,
    }),
  )
  draftSteps(app, services)
  reviewSteps(app, services)
  approvalSteps(app, services)
}

/**
 * A step that leads back to the page of its edition: done, or refused with what was typed.
 * @param act asked before anything is looked at, so that nobody learns more than they may
 */
function step(
  app: FastifyInstance,
  services: OfficeServices,
  { name, act, done }: { readonly name: string; readonly act: Act; readonly done: Done },
  take: (step: Step) => Promise<unknown>,
): void {
  app.post<ById>(`/office/publications/:id/${name}`, async (request, reply) => {
    const officer = officerOf(request)
    const { id, agencyId } = await getEdition(services.db, recordId(request.params.id))
    assertMay(officer, act, agencyId)
    const view = formView(request.body)
    const value = (field: string) => valueOf(view, field)
    return orShowAgain(
      request.body,
      async () => {
        await take({ id, officer, body: request.body, value })
        return seeOther(reply, withDone(officePaths.edition(id), done))
      },
      (again) => showEdition(services, request, reply, id, again),
      ['invalid', 'incomplete', 'stale', 'wrong-state'],
    )
  })
}

function checked<T>(schema: Parameters<typeof parseForm<T>>[0], body: unknown): T {
  const result = parseForm(schema, body)
  if (result.ok) return result.value
  throw new Refusal('invalid', '填写的内容有问题。', result.problems)
}

const LinkForm = z.object({
  kind: z.enum(FREE_KINDS, '请选择联系的种类'),
  toIndexNumber: z.string().trim().min(1, '请填写另一份文件的索引号').max(80),
})
const UnlinkForm = z.object({
  kind: z.enum(FREE_KINDS),
  toId: z.coerce.number().int().min(1).max(2_147_483_647),
})

/** A refusal about what was typed stands beside its field. */
const besideField = (at: string) => (error: unknown) => {
  if (!(error instanceof Refusal)) throw error
  throw new Refusal('invalid', error.message, [{ at, message: error.message }])
}

function draftSteps(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock, files, submissionChecks } = services
  step(
    app,
    services,
    { name: 'submit', act: 'publications.draft', done: 'submitted' },
    ({ id, officer, value }) =>
      submitForReview(db, officer, id, clock(), {
        files,
        explanation: value('explanation'),
        checks: submissionChecks,
      }),
  )
  step(
    app,
    services,
    { name: 'note', act: 'publications.draft', done: 'saved' },
    ({ id, officer, value }) => writePrivateNote(db, officer, id, value('privateNote'), clock()),
  )
  step(
    app,
    services,
    { name: 'check', act: 'publications.read', done: 'checked' },
    ({ id, officer }) => checkAgain(db, officer, id, clock(), files),
  )
  step(
    app,
    services,
    { name: 'link', act: 'publications.draft', done: 'saved' },
    async ({ id, officer, body }) => {
      const { kind, toIndexNumber } = checked(LinkForm, body)
      const { documentId: fromId } = await getEdition(db, id)
      const toId = await getPublicDocumentId(db, toIndexNumber).catch(besideField('toIndexNumber'))
      await addRelation(db, officer, { fromId, kind, toId }, clock())
    },
  )
  step(
    app,
    services,
    { name: 'unlink', act: 'publications.draft', done: 'saved' },
    async ({ id, officer, body }) => {
      const { kind, toId } = checked(UnlinkForm, body)
      const { documentId: fromId } = await getEdition(db, id)
      await removeRelation(db, officer, { fromId, kind, toId }, clock())
    },
  )
  app.post<ById>('/office/publications/documents/:id/new-edition', async (request, reply) => {
    const documentId = recordId(request.params.id)
    const id = await startNewEdition(db, officerOf(request), documentId, clock())
    return seeOther(reply, withDone(officePaths.edition(id), 'edition-started'))
  })
}

function reviewSteps(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  step(
    app,
    services,
    { name: 'review', act: 'publications.review', done: 'reviewed' },
    ({ id, officer, body }) => reviewEdition(db, officer, id, checked(ReviewForm, body), clock()),
  )
  step(
    app,
    services,
    { name: 'answer', act: 'publications.review', done: 'answer-recorded' },
    ({ id, officer, body }) =>
      recordReferralAnswer(db, officer, id, checked(AnswerForm, body), clock()),
  )
}

function approvalSteps(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const publish = { act: 'publications.publish' } as const
  step(app, services, { ...publish, name: 'return', done: 'returned' }, ({ id, officer, value }) =>
    returnEdition(db, officer, id, value('reason'), clock()),
  )
  step(
    app,
    services,
    { ...publish, name: 'publish', done: 'published' },
    ({ id, officer, value }) =>
      publishEdition(db, officer, id, clock(), {
        seen: value('contentHash'),
        sealsPrevious: value('sealsPrevious') === 'yes',
      }),
  )
  step(
    app,
    services,
    { ...publish, name: 'schedule', done: 'scheduled' },
    ({ id, officer, value }) => {
      const publishAt = minuteOf('publishAt', value('publishAt'))
      return schedulePublication(db, officer, id, publishAt, clock(), value('contentHash'))
    },
  )
  step(app, services, { ...publish, name: 'unschedule', done: 'unscheduled' }, ({ id, officer }) =>
    unschedule(db, officer, id, clock()),
  )
  step(
    app,
    services,
    { act: 'publications.read', name: 'embargo', done: 'embargo-saved' },
    ({ id, officer, value }) => {
      const typed = value('embargoUntil').trim()
      const until = typed === '' ? null : minuteOf('embargoUntil', typed)
      return setEmbargo(db, officer, id, { until, reason: value('embargoReason') }, clock())
    },
  )
}

function minuteOf(at: string, text: string): Temporal.Instant {
  const result = minuteField.safeParse(text)
  if (result.success) return result.data
  const message = '时间应写作2020-08-17 09:00这样的格式'
  throw new Refusal('invalid', message, [{ at, message }])
}
