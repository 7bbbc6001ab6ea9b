/**
 * 查询申请进度. Code and contact come in the body of a POST and go nowhere else; what comes back is the answer itself,
 * never a redirect with something in it. The page carries a sealed pass instead of a session: no cookie, half an hour.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { getAgency } from '../../../domain/organisations/agencies-store.ts'
import {
  askForRectification,
  correctOnline,
  giveReasonsOnline,
  OnlineCorrectionForm,
  OnlineReasonsForm,
  OnlineWithdrawalForm,
  RectificationForm,
  suggestPublication,
  SuggestionForm,
  takeAnswer,
  withdrawOnline,
} from '../../../domain/requests/online/applicant-acts.ts'
import { remediesOf } from '../../../domain/requests/online/applicant-remedies.ts'
import { parseQueryCode } from '../../../domain/requests/online/query-code.ts'
import { takeAttachment } from '../../../domain/requests/online/take-attachment.ts'
import { takeNotice } from '../../../domain/requests/online/tracked-letters.ts'
import { getLetterSettings } from '../../../domain/requests/letters/letter-settings.ts'
import {
  getTrackedCase,
  identifyCase,
  isPass,
  openPass,
  passFor,
  type Pass,
} from '../../../domain/requests/online/track.ts'
import type { Problem } from '../../../platform/kernel/problem.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { troubleOf } from '../../../platform/web/errors.ts'
import {
  emptyForm,
  formView,
  parseForm,
  valueOf,
  type FormView,
} from '../../../platform/web/forms.ts'
import { TRACK_LIMIT } from '../../../platform/web/rate-limits.ts'
import { sendDownload, sendPage } from '../../../platform/web/reply.ts'
import { sendStoredFile } from '../../../platform/web/stored-file-reply.ts'
import { portalFrame } from '../frame.ts'
import { elderPressed } from '../elder.ts'
import * as paths from '../paths.ts'
import type { PortalServices } from '../services.ts'
import { answerFile, noticeFile } from './answer-file.ts'
import { lookupPage } from './lookup-page.ts'
import { trackedPage } from './tracked-page.ts'

/** Guesses at one code, wherever they come from. */
const CODE_LIMIT = { max: 10, timeWindow: 600_000 } as const

/** In the same ten minutes, by address. */
const MOST_WITH_PASS = 200

export function trackRoutes(app: FastifyInstance, services: PortalServices): void {
  const codeLimit = app.createRateLimit({
    ...CODE_LIMIT,
    keyGenerator: (request) => `track ${request.contactKey ?? ''}`,
  })

  app.get(paths.TRACK, async (request, reply) =>
    sendPage(reply, lookupPage(await portalFrame(services, request), emptyForm)),
  )

  app.post(
    paths.TRACK,
    {
      config: { rateLimit: trackLimit(services) },
      errorHandler: (error, request, reply) => showTrouble(services, request, reply, error),
    },
    async (request, reply) => {
      const form = formView(request.body)
      if (valueOf(form, 'pass') !== '') return act(services, request, reply, form)
      const id = await lookUp(form, request)
      return show(services, request, reply, { id })
    },
  )

  async function lookUp(form: FormView, request: FastifyRequest): Promise<number> {
    const typed = { code: valueOf(form, 'code'), contact: valueOf(form, 'contact') }
    const problems = [
      ...(typed.code.trim() === '' ? [{ at: 'code', message: '请填写查询码' }] : []),
      ...(typed.contact.trim() === ''
        ? [{ at: 'contact', message: '请填写联系电话或者电子邮箱' }]
        : []),
    ]
    if (problems.length > 0) throw new Refusal('invalid', '请填写两项内容。', problems)
    const { sealer } = services.room
    const code = parseQueryCode(typed.code) ?? ''
    request.contactKey = sealer.blindIndex(`guessed-code\n${code}`).toString('base64')
    const limit = await codeLimit(request)
    if (!limit.isAllowed && limit.isExceeded) {
      throw new Refusal('too-many', '查询太频繁，请过十分钟再试。')
    }
    return identifyCase(services.room, typed)
  }
}

/** Guesses are counted apart from what somebody does who has shown code and contact: an answer may have many files. */
function trackLimit({ room, clock }: PortalServices) {
  const holdsPass = (request: FastifyRequest) => {
    const pass = valueOf(formView(request.body), 'pass')
    return pass !== '' && isPass(pass, room, clock())
  }
  return {
    ...TRACK_LIMIT,
    hook: 'preHandler',
    keyGenerator: (request: FastifyRequest) =>
      holdsPass(request) ? `pass ${request.ip}` : request.ip,
    max: (request: FastifyRequest) => (holdsPass(request) ? MOST_WITH_PASS : TRACK_LIMIT.max),
  } as const
}

interface Shown {
  readonly id: number
  readonly done?: string
  readonly view?: FormView
  readonly status?: number
}

async function show(
  services: PortalServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { id, done, view = emptyForm, status = 200 }: Shown,
): Promise<FastifyReply> {
  const { room, clock, db } = services
  const now = clock()
  const tracked = await getTrackedCase(room, id)
  const agency = await getAgency(db, tracked.agencyId)
  const frame = await portalFrame(services, request)
  const page = trackedPage(frame, {
    tracked,
    agency,
    done,
    view,
    today: dayOf(now),
    pass: passFor(tracked, room, now),
    remedies: await remediesOf(room, agency, id, dayOf(now)),
    payment: (await getLetterSettings(db, agency)).payment,
  })
  return sendPage(reply, page, status)
}

const ACTS = ['look', 'correct', 'give-reasons', 'withdraw', 'suggest', 'rectify'] as const
const FETCHED = ['download', 'attachment', 'notice'] as const
const PressedAct = z.enum([...ACTS, ...FETCHED])

async function act(
  services: PortalServices,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormView,
): Promise<FastifyReply> {
  const { room, clock } = services
  const pass = openPass(valueOf(form, 'pass'), room, clock())
  if (elderPressed(request, reply)) {
    return show(services, request, reply, { id: pass.id, view: form })
  }
  const pressed = PressedAct.catch('look').parse(valueOf(form, 'act'))
  try {
    if (isFetched(pressed)) {
      return await fetchFile(services, reply, pass, { pressed, number: numberOf(form) })
    }
    const done = await take(services, request, pass, pressed)
    return await show(services, request, reply, { id: pass.id, ...(done && { done }) })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { status, problems } = troubleOf(error, request.id)
    const stale = error.code === 'stale' && '这件申请刚刚有了新的进展，请看最新情况后再办。'
    const shown: readonly Problem[] =
      problems.length > 0 ? problems : [{ at: '', message: stale || error.message }]
    const view = formView(request.body, shown)
    return show(services, request, reply, { id: pass.id, view, status })
  }
}

const isFetched = (act: z.output<typeof PressedAct>): act is (typeof FETCHED)[number] =>
  (FETCHED as readonly string[]).includes(act)

const numberOf = (form: FormView) => z.coerce.number().int().catch(0).parse(valueOf(form, 'number'))

/** The answer, a file of it, or a notice; whether it is there to be fetched is asked of the case at this moment. */
async function fetchFile(
  { room, files, clock }: PortalServices,
  reply: FastifyReply,
  { id }: Pass,
  { pressed, number }: { readonly pressed: (typeof FETCHED)[number]; readonly number: number },
): Promise<FastifyReply> {
  const now = clock()
  switch (pressed) {
    case 'download':
      return sendDownload(reply, await answerFile(await takeAnswer(room, id, now)))
    case 'attachment':
      return sendStoredFile(
        reply,
        await takeAttachment(room, files, { requestId: id, number }, now),
      )
    case 'notice':
      return sendDownload(reply, await noticeFile(await takeNotice(room, id, number, now)))
  }
}

/** @returns what to say about it */
async function take(
  { room, clock }: PortalServices,
  request: FastifyRequest,
  pass: Pass,
  pressed: (typeof ACTS)[number],
): Promise<string | undefined> {
  const now = clock()
  switch (pressed) {
    case 'look':
      return undefined
    case 'correct':
      await correctOnline(room, pass, parsed(OnlineCorrectionForm, request.body), now)
      return '补正已收到，答复期限自今日之次日起重新计算。'
    case 'give-reasons':
      await giveReasonsOnline(room, pass, parsed(OnlineReasonsForm, request.body), now)
      return '说明已收到，工作人员审核后会按期答复或者告知您。'
    case 'withdraw':
      await withdrawOnline(room, pass, parsed(OnlineWithdrawalForm, request.body), now)
      return '申请已撤回，不再办理。'
    case 'suggest':
      await suggestPublication(room, pass.id, parsed(SuggestionForm, request.body), now)
      return '主动公开的建议已收到。符合条件的，会在本平台公开。'
    case 'rectify':
      await askForRectification(room, pass.id, parsed(RectificationForm, request.body), now)
      return '更正的要求已收到，工作人员核实后会与您联系。'
  }
}

function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const checked = parseForm(schema, body)
  if (checked.ok) return checked.value
  throw new Refusal('invalid', '填写的内容有误。', checked.problems)
}

/** The form to look up again, with what was typed but for the code's secrecy: the page is kept by nobody. */
async function showTrouble(
  services: PortalServices,
  request: FastifyRequest,
  reply: FastifyReply,
  error: Error,
): Promise<FastifyReply> {
  const { status, message, problems } = troubleOf(error, request.id)
  if (status >= 500) request.log.error({ err: error }, 'a case could not be followed')
  const frame = await portalFrame(services, request)
  const view = formView(request.body, problems.length > 0 ? problems : [{ at: 'code', message }])
  return sendPage(reply, lookupPage(frame, view), status)
}
