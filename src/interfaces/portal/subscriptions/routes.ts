/** 邮件订阅: asked for on a page, confirmed from a mail, ended from any mail. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  askToSubscribe,
  confirmSubscription,
  findConfirmable,
  findSubscribed,
  unsubscribe,
} from '../../../domain/subscriptions/handling.ts'
import { unsubscribeToken } from '../../../domain/subscriptions/links.ts'
import { describeSubject, type Subject } from '../../../domain/subscriptions/subject.ts'
import { canSubscribe, type Frequency } from '../../../domain/subscriptions/subscription.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { newTicket, openTicket } from '../../../platform/sealing/form-ticket.ts'
import { formView, parseForm, valueOf, type FormView } from '../../../platform/web/forms.ts'
import { SUBSCRIBE_LIMIT } from '../../../platform/web/rate-limits.ts'
import { sendPage } from '../../../platform/web/reply.ts'
import { listPublishingAgencies } from '../../../domain/publications/public-lists.ts'
import { feedOf, searchFeedOf } from '../feeds/paths.ts'
import { portalFrame } from '../frame.ts'
import type { PortalServices } from '../services.ts'
import { TRAP } from '../trap.ts'
import {
  chosenSubject,
  fromAddress,
  isProblem,
  readOffered,
  SubscribeForm,
  subjectOf,
  type Offered,
} from './choices.ts'
import {
  confirmedPage,
  confirmPage,
  lapsedLinkPage,
  unsubscribedPage,
  unsubscribePage,
} from './link-pages.ts'
import { CONFIRM, SUBSCRIBE, subscribePath, UNSUBSCRIBE } from './paths.ts'
import {
  askedToSubscribePage,
  subscribePage,
  type Here,
  type SubscribeFeeds,
} from './subscribe-page.ts'

/** What a ticket of this form is about; there is only one such form. */
const THE_FORM = 1
/** Nobody fills it in in less. */
const LEAST_SECONDS = 2
const SMALL_FORM = { maxBytes: 1024, maxFiles: 0 } as const

export function subscriptionRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get(SUBSCRIBE, async (request, reply) => {
    const query = request.url.slice(request.url.indexOf('?') + 1 || request.url.length)
    const view = formView({ frequency: 'daily' })
    return show(services, request, reply, { view, query })
  })
  app.post(
    SUBSCRIBE,
    { config: { rateLimit: { ...SUBSCRIBE_LIMIT, hook: 'preHandler' } } },
    (request, reply) => ask(services, request, reply),
  )
  confirmRoutes(app, services)
  unsubscribeRoutes(app, services)
}

async function ask(services: PortalServices, request: FastifyRequest, reply: FastifyReply) {
  const { subscriptions, clock, db } = services
  if (!canSubscribe(subscriptions)) throw new Refusal('not-found', '本网站没有开通邮件订阅。')
  const sent = formView(request.body)
  if (valueOf(sent, TRAP) !== '')
    throw new Refusal('invalid', '有一个请勿填写的栏目被填写了，请清空浏览器的自动填充后重试。')
  const now = clock()
  const sealed = valueOf(sent, 'ticket')
  const ticket = openTicket(subscriptions.outbox.sealer, 'subscription', sealed, now)
  const isHasty = ticket && ticket.madeAt.until(now).total('seconds') < LEAST_SECONDS
  const checked = parseForm(SubscribeForm, request.body)
  const subject = checked.ok && chosenSubject(checked.value, await listPublishingAgencies(db))
  const problems = [
    ...(checked.ok ? [] : checked.problems),
    ...(subject && isProblem(subject) ? [subject] : []),
    ...(ticket ? [] : [{ at: '', message: '页面打开得太久了，内容还在，请再提交一次' }]),
    ...(isHasty ? [{ at: '', message: '提交得太快了，请核对一遍再提交' }] : []),
  ]
  if (!checked.ok || !subject || isProblem(subject) || problems.length > 0) {
    const view = formView(request.body, problems)
    return show(services, request, reply, {
      view,
      query: valueOf(view, 'here'),
      ticket: ticket && sealed,
    })
  }
  const { email: address = '', frequency } = checked.value
  await askToSubscribe(subscriptions, { address, subject, frequency }, now)
  return sendPage(reply, askedToSubscribePage(await portalFrame(services, request), address))
}

interface Shown {
  readonly view: FormView
  /** of the list or the results one came from */
  readonly query: string
  /** one that is still good, so that its age goes on counting */
  readonly ticket?: string | undefined
}

async function show(
  services: PortalServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { view, query, ticket }: Shown,
): Promise<FastifyReply> {
  const { subscriptions, clock } = services
  const [frame, offered] = await Promise.all([
    portalFrame(services, request),
    readOffered(services),
  ])
  const here = hereOf(query, offered)
  const { sealer } = subscriptions.outbox
  const mail = canSubscribe(subscriptions) && {
    view: here && view.problems.length === 0 ? formView({ ...view.values, what: 'here' }) : view,
    offered,
    here,
    ticket: ticket ?? newTicket(sealer, 'subscription', THE_FORM, clock()),
  }
  const page = subscribePage(frame, { mail: mail || undefined, feeds: feedsOf(here, offered) })
  return sendPage(reply, page, view.problems.length > 0 ? 422 : 200)
}

function hereOf(query: string, { agencies }: Offered): Here | undefined {
  const subject = subjectOf(fromAddress(query), agencies)
  if (subject === undefined) return undefined
  const agency = agencies.find(({ id }) => id === subject.agencyId)
  const { words, agencyId: _, titleOnly, ...narrowed } = subject
  const title = titleOnly && 1
  const address = subscribePath({ ...narrowed, q: words, agency: agency?.slug, title })
  return { subject, agencyName: agency?.name, query: address.slice(address.indexOf('?') + 1) }
}

function feedsOf(here: Here | undefined, { agencies }: Offered): SubscribeFeeds {
  const subject: Subject = here?.subject ?? {}
  const { words, agencyId, titleOnly, ...narrowed } = subject
  const title = titleOnly && 1
  const agency = agencies.find(({ id }) => id === agencyId)?.slug
  const address = (format: 'atom' | 'json') =>
    words === undefined
      ? feedOf(format, { ...narrowed, agency })
      : searchFeedOf(format, { ...narrowed, agency, q: words, title })
  const about = describeSubject(subject, here?.agencyName)
  return { about, atom: address('atom'), json: address('json') }
}

type WithToken = { Params: { token: string } }

function confirmRoutes(app: FastifyInstance, services: PortalServices): void {
  const { subscriptions, clock } = services
  app.get<WithToken>(CONFIRM, async (request, reply) => {
    const { token } = request.params
    const [frame, found] = await Promise.all([
      portalFrame(services, request),
      findConfirmable(subscriptions, token, clock()),
    ])
    reply.header('x-robots-tag', 'noindex')
    if (!found) return sendPage(reply, lapsedLinkPage(frame), 404)
    const linked = await linkedOf(services, found.subscription.subject, found.frequency, token)
    return sendPage(reply, confirmPage(frame, linked))
  })

  app.post<WithToken>(CONFIRM, async (request, reply) => {
    const { token } = request.params
    const frame = await portalFrame(services, request)
    const found = await confirmSubscription(subscriptions, token, clock())
    if (!found) return sendPage(reply, lapsedLinkPage(frame), 404)
    const linked = await linkedOf(services, found.subscription.subject, found.frequency, token)
    const endToken = unsubscribeToken(subscriptions.outbox.sealer, found.subscription)
    return sendPage(reply, confirmedPage(frame, { ...linked, endToken }))
  })
}

function unsubscribeRoutes(app: FastifyInstance, services: PortalServices): void {
  const { subscriptions, clock } = services
  app.get<WithToken>(UNSUBSCRIBE, async (request, reply) => {
    const { token } = request.params
    const [frame, found] = await Promise.all([
      portalFrame(services, request),
      findSubscribed(subscriptions, token),
    ])
    reply.header('x-robots-tag', 'noindex')
    if (!found) return sendPage(reply, lapsedLinkPage(frame), 404)
    const linked = await linkedOf(services, found.subject, found.frequency, token)
    return sendPage(reply, unsubscribePage(frame, linked))
  })

  // also by mail programs on their own (RFC 8058): from anywhere, in either coding of forms, and as often as they like
  app.post<WithToken>(
    UNSUBSCRIBE,
    { config: { fromAnywhere: true, uploads: SMALL_FORM } },
    async (request, reply) => {
      await unsubscribe(subscriptions, request.params.token, clock())
      return sendPage(reply, unsubscribedPage(await portalFrame(services, request)))
    },
  )
}

async function linkedOf(
  { db }: PortalServices,
  subject: Subject,
  frequency: Frequency,
  token: string,
) {
  const agencies = subject.agencyId === undefined ? [] : await listPublishingAgencies(db)
  const agency = agencies.find(({ id }) => id === subject.agencyId)
  return { about: describeSubject(subject, agency?.name), frequency, token }
}
