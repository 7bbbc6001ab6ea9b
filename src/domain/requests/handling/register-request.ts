import { z } from 'zod'
import { CHANNELS } from '../../../law/clock/case.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { waitUntilDurable } from '../../../platform/database/durability.ts'
import type { Problem } from '../../../platform/kernel/problem.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import {
  choice,
  optionalChoice,
  optionalDay,
  optionalText,
  requiredDay,
  requiredText,
} from '../../../platform/web/form-fields.ts'
import { deputyFor, type Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import { ApplicantForm, sealApplicant } from '../applicant.ts'
import { CONFIRMATION_WAYS, WANTED_FORMS, WANTED_ROUTES, type EventOf } from '../case.ts'
import { recordedClock } from '../case-clock.ts'
import type { CaseRoom } from '../case-room.ts'
import { enteredFormOf, enterOnce, type Entered, type EnteredForm } from '../entered-form.ts'
import { linkEvents, type Happening } from '../event-chain.ts'
import { fold } from '../fold.ts'
import { lawSettingsOf } from '../law-settings-of.ts'
import { nonEmpty } from '../payload.ts'
import type { RequestKind } from '../request-kind.ts'
import { insertCase } from '../requests-store.ts'
import { CLOCK_TO_COME, type Handled } from './take-step.ts'

/** 条例 第二十九条: exactly the fields it names, what fixes 收到之日 (第三十一条), and help given (第四十三条). */
export const RegistrationForm = ApplicantForm.extend({
  channel: choice('申请渠道', nonEmpty(CHANNELS)),
  arrivedOn: requiredDay('到达日期'),
  signedOn: optionalDay('签收日期'),
  confirmedOn: optionalDay('与申请人确认的日期'),
  confirmedBy: optionalChoice('确认方式', CONFIRMATION_WAYS),
  subject: requiredText('所需信息名称', { max: 200 }),
  description: requiredText('所需信息的描述', { max: 5000 }),
  wantedForm: choice('提供信息的方式', WANTED_FORMS),
  wantedRoute: choice('获取信息的途径', WANTED_ROUTES),
  /** 口头申请的代填人 */
  writtenDownBy: optionalText('代填人', { max: 40 }),
  assistance: optionalText('提供的帮助', { max: 500 }),
}).superRefine((form, context) => {
  for (const { at, message } of checkRegistration(form)) {
    context.addIssue({ code: 'custom', path: [at], message })
  }
})
export type RegistrationForm = z.output<typeof RegistrationForm>

interface Arrival {
  readonly channel: (typeof CHANNELS)[number]
  readonly arrivedOn: Temporal.PlainDate
  readonly signedOn?: Temporal.PlainDate | undefined
  readonly confirmedOn?: Temporal.PlainDate | undefined
  readonly confirmedBy?: (typeof CONFIRMATION_WAYS)[number] | undefined
  readonly wantedRoute: (typeof WANTED_ROUTES)[number]
  readonly email?: string | undefined
  readonly address?: string | undefined
}

/** What the channel needs to fix the day of receipt, and the route to send the answer by. */
function* checkRegistration(form: Arrival): Generator<Problem> {
  const { channel, signedOn, confirmedOn } = form
  if (channel === 'registered_mail' && !signedOn) {
    yield { at: 'signedOn', message: '需签收的邮件，请填写签收日期' }
  }
  if (channel !== 'registered_mail' && signedOn) {
    yield { at: 'signedOn', message: '只有需签收的邮件才填写签收日期' }
  }
  if (confirmedOn && (channel === 'in_person' || channel === 'registered_mail')) {
    yield { at: 'confirmedOn', message: '当面提交和签收的邮件不需要另行确认' }
  }
  if (confirmedOn && Temporal.PlainDate.compare(confirmedOn, form.arrivedOn) < 0) {
    yield { at: 'confirmedOn', message: '确认日期早于申请到达日期' }
  }
  if (confirmedOn && !form.confirmedBy) yield { at: 'confirmedBy', message: '请选择确认方式' }
  if (form.wantedRoute === 'email' && !form.email) {
    yield { at: 'email', message: '选择以电子邮件获取的，请填写电子邮箱' }
  }
  if (form.wantedRoute === 'post' && !form.address) {
    yield { at: 'address', message: '选择邮寄的，请填写通信地址' }
  }
}

/** How the form came, and how it is to be entered. */
export interface AtDesk {
  /** of the page it was typed into; entered once, however often it is sent */
  readonly formToken?: string | undefined
  /** one case each: several contents of one application that are registered apart */
  readonly subjects?: readonly string[]
}

/**
 * Enters an application in the register: the next number of the year, the day of receipt where the channel already
 * fixes it (条例 第三十一条), and the days that follow from it in working days. Without that day the case waits in
 * `awaiting-confirmation` and no clock runs. The office's choices where the law leaves room are recorded with it.
 *
 * @returns the case and its reference
 * @throws Refusal `forbidden`; `invalid` for days later than today
 */
export async function registerRequest(
  room: CaseRoom,
  officer: Officer,
  form: RegistrationForm,
  now: Temporal.Instant,
): Promise<Handled> {
  assertMay(officer, 'requests.register', officer.agencyId)
  assertNothingInFuture(form, dayOf(now))
  const { agencyId, id: actorId } = officer
  const standsInFor = deputyFor(officer, ['clerk'])?.personId ?? null
  const entry = { agencyId, actorId, standsInFor, form }
  const handled = await enterInRegister(room, room.db, entry, now)
  await waitUntilDurable(room.db)
  return handled
}

/**
 * `registerRequest` for the form of the desk: a form sent twice is one case, and an application with several contents
 * may be split, each part a case with a number of its own and all in one transaction.
 *
 * @throws Refusal `forbidden`; `invalid`; `stale` when the same form was entered with other content
 */
export async function registerAtDesk(
  room: CaseRoom,
  officer: Officer,
  form: RegistrationForm,
  { formToken, subjects = [] }: AtDesk,
  now: Temporal.Instant,
): Promise<Entered> {
  assertMay(officer, 'requests.register', officer.agencyId)
  assertNothingInFuture(form, dayOf(now))
  const { agencyId, id: actorId } = officer
  const sent = enteredFormOf(room, formToken, { form, subjects })
  const standsInFor = deputyFor(officer, ['clerk'])?.personId ?? null
  const entry = { agencyId, actorId, standsInFor, form, ...(sent && { sent }) }
  const done = await enterOnce(room.db, agencyId, sent, () =>
    subjects.length === 0
      ? enterInRegister(room, room.db, entry, now)
      : enterParts(room, entry, subjects, now),
  )
  await waitUntilDurable(room.db)
  return done
}

function enterParts(
  room: CaseRoom,
  { sent, ...entry }: Entry,
  subjects: readonly string[],
  now: Temporal.Instant,
): Promise<Handled> {
  return inTransaction(room.db, async (tx) => {
    const cases: Handled[] = []
    for (const [index, subject] of subjects.entries()) {
      const part = { number: index + 1, of: subjects.length }
      const one = { ...entry, form: { ...entry.form, subject }, part }
      const first = index === 0 && sent ? { sent } : {}
      cases.push(await enterInRegister(room, tx, { ...one, ...first }, now))
    }
    return cases[0]!
  })
}

/** An application to be entered: by an officer, or (`actorId` null) by the applicant over the internet. */
export interface Entry {
  readonly agencyId: number
  readonly actorId: number | null
  readonly kind?: RequestKind
  /** whom the officer stands in for */
  readonly standsInFor?: number | null
  readonly form: RegistrationForm
  readonly part?: { readonly number: number; readonly of: number }
  /** guards against a second entry of the same form */
  readonly sent?: EnteredForm
}

/**
 * The entry itself, for whoever has established that it may be made. `db` may be a transaction of the caller; either
 * way the caller waits with `waitUntilDurable` before anything is acknowledged.
 */
export async function enterInRegister(
  room: CaseRoom,
  db: Db,
  { agencyId, actorId, standsInFor = null, kind, form, part, sent }: Entry,
  now: Temporal.Instant,
): Promise<Handled> {
  const payload = registrationOf(form, {
    ...(kind && { kind }),
    ...(part && { part }),
    agencyId,
    handlerId: actorId,
    registerYear: dayOf(now).year,
    settings: { ...lawSettingsOf(await getAgency(db, agencyId)) },
    applicant: sealApplicant(form, room.sealer),
  })
  const { events, stored } = linkEvents(
    [dated(room, payload, form)],
    START,
    actorId,
    now,
    standsInFor,
  )
  const unnumbered = fold(events)
  const { id, registerNumber } = await insertCase(db, unnumbered, stored[0]!, now, sent)
  return { id, seenSeq: unnumbered.lastSeq, state: { ...unnumbered, registerNumber } }
}

const START = { seq: 0, hash: null } as const
/** Stands in the event until the register gives the real one. */
const NUMBER_TO_COME = 1

export function assertNothingInFuture(form: RegistrationForm, today: Temporal.PlainDate): void {
  const problems = (['arrivedOn', 'signedOn', 'confirmedOn'] as const)
    .filter((name) => form[name] && Temporal.PlainDate.compare(form[name], today) > 0)
    .map((at) => ({ at, message: '日期不能晚于今天' }))
  if (problems.length > 0) throw new Refusal('invalid', '日期不能晚于今天。', problems)
}

type Payload = EventOf<'registered'>['payload']

function registrationOf(
  form: RegistrationForm,
  known: Pick<
    Payload,
    'kind' | 'part' | 'agencyId' | 'handlerId' | 'registerYear' | 'settings' | 'applicant'
  >,
): Payload {
  return {
    ...known,
    registerNumber: NUMBER_TO_COME,
    channel: form.channel,
    signedOn: form.signedOn ?? null,
    confirmedOn: form.confirmedOn ?? null,
    confirmedBy: (form.confirmedOn && form.confirmedBy) ?? null,
    subject: form.subject,
    description: form.description,
    wantedForm: form.wantedForm,
    wantedRoute: form.wantedRoute,
    writtenDownBy: form.writtenDownBy ?? null,
    assistance: form.assistance ?? null,
    clock: CLOCK_TO_COME,
  }
}

/** The registration with the days that follow from it. */
function dated(room: CaseRoom, payload: Payload, { arrivedOn }: RegistrationForm): Happening {
  const recordedAt = Temporal.Instant.fromEpochMilliseconds(0)
  const bare = { type: 'registered', payload, seq: 1, recordedAt, actorId: null } as const
  const clock = recordedClock(fold([{ ...bare, happenedOn: arrivedOn }]), room.calendar)
  return { body: { type: 'registered', payload: { ...payload, clock } }, happenedOn: arrivedOn }
}
