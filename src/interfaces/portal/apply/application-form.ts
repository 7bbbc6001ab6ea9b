/** What the pages of the application form are made from, and what each button checks. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { getAgency } from '../../../domain/organisations/agencies-store.ts'
import type { Agency } from '../../../domain/organisations/agency.ts'
import { lawSettingsOf } from '../../../domain/requests/law-settings-of.ts'
import { listAlreadyPublic } from '../../../domain/requests/online/already-public.ts'
import {
  DetailsForm,
  WantedForm,
  WhoForm,
  type OnlineApplication,
} from '../../../domain/requests/online/application.ts'
import { normalContact } from '../../../domain/requests/online/query-code.ts'
import { listReceivingBodies } from '../../../domain/requests/online/receiving-bodies.ts'
import { contactsOf } from '../../../domain/requests/online/registrations.ts'
import {
  findReceipt,
  newTicket,
  openTicket,
  submitApplication,
  type Receipt,
} from '../../../domain/requests/online/submit-application.ts'
import { findPublicDocument } from '../../../domain/publications/public-document.ts'
import type { Problem } from '../../../platform/kernel/problem.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Html } from '../../../platform/web/html.ts'
import { isMailConfigured } from '../../../platform/mail/outbox.ts'
import { parseForm, valueOf } from '../../../platform/web/forms.ts'
import { getPortalAgency, portalFrame } from '../frame.ts'
import { parseIndexAddress } from '../index-address.ts'
import * as paths from '../paths.ts'
import type { PortalServices } from '../services.ts'
import { fullAddress } from '../site-address.ts'
import { detailsPage } from './details-page.ts'
import { readValues, viewOf, type FormValues, type Page } from './form-state.ts'
import { foundPage } from './found-page.ts'
import { findHeldProofs, keepProofs } from './proof-files.ts'
import { receiptPage } from './receipt-page.ts'
import { reviewPage } from './review-page.ts'
import { wantedPage } from './wanted-page.ts'
import { whoPage } from './who-page.ts'

/** Submissions with the same telephone number or mailbox in an hour; more are told the other ways to apply. */
const CONTACT_LIMIT = { max: 20, timeWindow: 3_600_000 } as const

/** The checks a button asks for, in the order of the pages. */
const ASKED: Readonly<Record<string, readonly Page[]>> = {
  find: ['wanted'],
  who: ['wanted'],
  details: ['wanted', 'who'],
  review: ['wanted', 'who', 'details'],
  submit: ['wanted', 'who', 'details'],
}

const SCHEMAS = { wanted: WantedForm, who: WhoForm, details: DetailsForm } as const

export function createForm(app: FastifyInstance, services: PortalServices) {
  const { db, clock, room, files } = services
  const contactLimit = app.createRateLimit({
    ...CONTACT_LIMIT,
    keyGenerator: (request) => `apply ${request.contactKey ?? ''}`,
  })

  async function check(
    values: FormValues,
    go: string,
  ): Promise<{ readonly page: Page; readonly problems: readonly Problem[] }> {
    for (const page of ASKED[go] ?? []) {
      const schema = SCHEMAS[page as keyof typeof SCHEMAS]
      const checked = parseForm<unknown>(schema, values)
      const problems = checked.ok ? [] : [...checked.problems]
      if (page === 'details') problems.push(...(await missingProofs(values)))
      if (page === 'wanted') problems.push(...(await wrongBody(values)))
      if (problems.length > 0) return { page, problems: problems.map(onItsField) }
    }
    return { page: 'wanted', problems: [] }
  }

  async function wrongBody(values: FormValues): Promise<Problem[]> {
    const slug = valueOf(viewOf(values), 'agency')
    if (slug === '') return []
    const bodies = await listReceivingBodies(db)
    return bodies.some((one) => one.slug === slug) ? [] : [NO_SUCH_BODY]
  }

  /** 身份证明 is part of an application (第二十九条); so is an agent's authorisation. */
  async function missingProofs(values: FormValues): Promise<Problem[]> {
    const held = await findHeldProofs(services, values)
    const problems: Problem[] = []
    if (held.identityProof.length === 0) {
      problems.push({ at: 'identityFile', message: '请上传身份证明' })
    }
    if (valueOf(viewOf(values), 'agent') === 'yes' && held.authorisation.length === 0) {
      problems.push({ at: 'authorisationFile', message: '请上传授权委托书和代理人身份证件' })
    }
    return problems
  }

  function applicationOf(values: FormValues): OnlineApplication {
    const wanted = parseForm(WantedForm, values)
    const details = parseForm(DetailsForm, values)
    if (!wanted.ok || !details.ok) throw new Refusal('invalid', '有内容没有填完整，请逐页核对。')
    return { wanted: wanted.value, details: details.value }
  }

  async function page(
    request: FastifyRequest,
    name: Page,
    values: FormValues,
    problems: readonly Problem[] = [],
  ): Promise<Html> {
    const frame = await portalFrame(services, request)
    const view = viewOf(values, problems)
    switch (name) {
      case 'wanted':
        return wantedPage(frame, view, await listReceivingBodies(db))
      case 'found':
        return found(request, values)
      case 'who':
        return whoPage(frame, view)
      case 'details':
        return detailsPage(frame, view, {
          held: await findHeldProofs(services, values),
          mayMail: isMailConfigured(services.outbox),
        })
      case 'review':
        return reviewPage(frame, view, {
          application: applicationOf(values),
          held: await findHeldProofs(services, values),
          ...(await addressedTo(values)),
        })
    }
  }

  async function addressedTo(values: FormValues) {
    const agency = await getAddressee(values)
    return { agency, autoConfirms: lawSettingsOf(agency).autoAcknowledgementConfirms }
  }

  /** The body that was chosen; the one whose portal this is where there is no choice. @throws Refusal `invalid` */
  async function getAddressee(values: FormValues): Promise<Agency> {
    const slug = valueOf(viewOf(values), 'agency')
    if (slug === '') return getPortalAgency(services)
    const chosen = (await listReceivingBodies(db)).find((one) => one.slug === slug)
    if (chosen) return chosen
    throw new Refusal('invalid', '所选的机关现在不在网上受理申请。', [NO_SUCH_BODY])
  }

  async function found(request: FastifyRequest, values: FormValues): Promise<Html> {
    const frame = await portalFrame(services, request)
    const checked = parseForm(WantedForm, values)
    const matches = checked.ok ? await listAlreadyPublic(db, checked.value.contents, clock()) : []
    return matches.length > 0
      ? foundPage(frame, viewOf(values), matches)
      : whoPage(frame, viewOf(values), true)
  }

  async function submit(request: FastifyRequest, values: FormValues): Promise<Html> {
    const application = applicationOf(values)
    await assertNotTooMany(request, application)
    const held = await findHeldProofs(services, values)
    const ticket = openTicket(valueOf(viewOf(values), 'ticket'), room.sealer, clock())!
    const agency = await getAddressee(values)
    const receipt = await submitApplication(
      room,
      agency.id,
      { application, ticket },
      clock(),
      keepProofs(files, held, application.details.agent === 'yes'),
    )
    return receiptOf(request, values, receipt)
  }

  async function receiptOf(
    request: FastifyRequest,
    values: FormValues,
    receipt: Receipt,
  ): Promise<Html> {
    const trackUrl = fullAddress(services, request, paths.TRACK)
    const agency = await getAgency(db, receipt.agencyId)
    return receiptPage(await portalFrame(services, request), { receipt, agency, trackUrl, values })
  }

  /** Of this very form, if it was submitted before: by a second press, or the page loaded again. */
  async function earlierReceipt(
    request: FastifyRequest,
    values: FormValues,
  ): Promise<Html | undefined> {
    const ticket = openTicket(valueOf(viewOf(values), 'ticket'), room.sealer, clock())
    if (!ticket) return undefined
    const wanted = parseForm(WantedForm, values)
    const details = parseForm(DetailsForm, values)
    const complete = wanted.ok && details.ok
    const application = complete ? { wanted: wanted.value, details: details.value } : undefined
    const receipt = await findReceipt(room, { application, ticket })
    return receipt && receiptOf(request, values, receipt)
  }

  async function assertNotTooMany(
    request: FastifyRequest,
    application: OnlineApplication,
  ): Promise<void> {
    for (const contact of contactsOf(application)) {
      request.contactKey = room.sealer.blindIndex(normalContact(contact)).toString('base64')
      const limit = await contactLimit(request)
      if (limit.isAllowed || !limit.isExceeded) continue
      throw new Refusal(
        'too-many',
        '一小时内用这个电话或者邮箱提交的申请太多。请过一小时再提交，或者改用邮寄、当面等方式；填写的内容都还在。',
      )
    }
  }

  /** A form that was open for longer than a day begins anew with what was typed. */
  async function withTicket(values: FormValues): Promise<FormValues> {
    const now = clock()
    const known = openTicket(valueOf(viewOf(values), 'ticket'), room.sealer, now)
    return known ? values : { ...values, ticket: newTicket(room.sealer, now) }
  }

  /** Prefilled when the reader comes from a document's page. */
  async function firstValues(request: FastifyRequest): Promise<FormValues> {
    const bodies = await listReceivingBodies(db)
    const values = {
      ...readValues({}),
      ticket: newTicket(room.sealer, clock()),
      ...(bodies.length > 1 && { agency: chosenOf(bodies, request).slug }),
    }
    const { about } = request.query as { about?: unknown }
    const indexNumber = typeof about === 'string' ? parseIndexAddress(about) : undefined
    const document = indexNumber && (await findPublicDocument(db, indexNumber))
    if (!document) return values
    const publisher = bodies.length > 1 && bodies.find(({ id }) => id === document.agencyId)
    return {
      ...values,
      ...(publisher && { agency: publisher.slug }),
      about: document.indexNumber,
      'contents.0.description': `与《${document.title}》（索引号${document.indexNumber}）有关的：`,
    }
  }

  return { check, page, submit, earlierReceipt, withTicket, firstValues }
}

/** The body whose pages the reader comes from, where it takes applications in. */
function chosenOf(bodies: readonly Agency[], { query }: FastifyRequest): Agency {
  const { agency } = query as { agency?: unknown }
  return bodies.find(({ slug }) => slug === agency) ?? bodies[0]!
}

const NO_SUCH_BODY: Problem = { at: 'agency', message: '所选的机关不在网上受理申请，请另选一个' }

declare module 'fastify' {
  interface FastifyRequest {
    /** For the limit by contact: a keyed hash, never the contact. */
    contactKey?: string
  }
}

/** A problem of the whole list stands at its first field. */
function onItsField({ at, message }: Problem): Problem {
  if (at === 'contents') return { at: 'contents.0.subject', message }
  if (/^contents\.\d$/.test(at)) return { at: `${at}.subject`, message }
  return { at, message }
}

export type ApplicationForm = ReturnType<typeof createForm>
