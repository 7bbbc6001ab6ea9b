import { z } from 'zod'
import type { Db } from '../../../platform/database/database.ts'
import { waitUntilDurable } from '../../../platform/database/durability.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { formView, parseForm } from '../../../platform/web/forms.ts'
import { requiredText } from '../../../platform/web/form-fields.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { deputyFor, type Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import type { CaseRoom } from '../case-room.ts'
import { enteredFormOf, enterOnce, type Entered, type EnteredForm } from '../entered-form.ts'
import {
  assertNothingInFuture,
  enterInRegister,
  RegistrationForm,
} from '../handling/register-request.ts'
import type { Handled } from '../handling/take-step.ts'

/** 第四十一条：有证据证明行政机关提供的与其自身相关的政府信息记录不准确 */
export const RectificationForm = z.object({
  wrong: requiredText('不准确的记录和应当怎样记录', { max: 2500 }),
  evidence: requiredText('证据', { max: 2000 }),
})
export type RectificationForm = z.output<typeof RectificationForm>

/** What the form of an application asks for and a 更正 has no use for. */
const UNASKED = { wantedForm: 'paper' } as const

/** Everything typed: who, how it arrived, which record (`subject`), what is wrong with it, what proves it. */
export function parseRectification(body: unknown) {
  const told = parseForm(RectificationForm, body)
  const description = told.ok ? `${told.value.wrong}\n证据：${told.value.evidence}` : '未填'
  const form = parseForm(RegistrationForm, { ...formView(body).values, ...UNASKED, description })
  if (told.ok) return form
  return form.ok ? told : { ...told, problems: [...form.problems, ...told.problems] }
}

/**
 * Enters a 更正 in the register beside the applications, with a number of the same series. It has no term, no fee and
 * no cell in the annual report.
 * @throws Refusal `forbidden`; `invalid` for days later than today
 */
export async function registerRectification(
  room: CaseRoom,
  officer: Officer,
  form: RegistrationForm,
  now: Temporal.Instant,
  sent?: EnteredForm,
): Promise<Handled> {
  assertMay(officer, 'requests.register', officer.agencyId)
  assertNothingInFuture(form, dayOf(now))
  const entry = {
    agencyId: officer.agencyId,
    actorId: officer.id,
    standsInFor: deputyFor(officer, ['clerk'])?.personId ?? null,
    kind: 'rectification' as const,
    form,
    ...(sent && { sent }),
  }
  const handled = await enterInRegister(room, room.db, entry, now)
  await waitUntilDurable(room.db)
  return handled
}

/** The same for the form of the desk: sent twice it is one case. @throws Refusal `stale` when entered otherwise before */
export function registerRectificationAtDesk(
  room: CaseRoom,
  officer: Officer,
  form: RegistrationForm,
  formToken: string,
  now: Temporal.Instant,
): Promise<Entered> {
  const sent = enteredFormOf(room, formToken, { form, kind: 'rectification' })
  return enterOnce(room.db, officer.agencyId, sent, () =>
    registerRectification(room, officer, form, now, sent),
  )
}

/** What an applicant asked for online, sealed until somebody who corresponds with them reads it. */
export interface RectificationAsk {
  readonly id: number
  readonly askedAt: Temporal.Instant
  readonly seen: boolean
  readonly wrong: string
  readonly right: string
  readonly evidence: string
}

const Sealed = z.object({ wrong: z.string(), right: z.string(), evidence: z.string() })

/** How many wait for a 经办人; what they say is read where the applicant is, and logged there. */
export async function countUnseenAsks(
  db: Db,
  officer: Officer,
  requestId: number,
): Promise<number> {
  if (!officer.roles.has('clerk')) return 0
  const { count } = await db
    .selectFrom('rectification_asks')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('request_id', '=', requestId)
    .where('agency_id', '=', officer.agencyId)
    .where('seen_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Online asks about a case of the officer's agency, newest first; opened only for 经办人. The caller logs the reading. */
export async function listRectificationAsks(
  { db, sealer }: CaseRoom,
  officer: Officer,
  requestId: number,
): Promise<RectificationAsk[]> {
  if (!officer.roles.has('clerk')) return []
  const rows = await db
    .selectFrom('rectification_asks')
    .select(['id', 'asked_at', 'seen_at', 'sealed_text'])
    .where('request_id', '=', requestId)
    .where('agency_id', '=', officer.agencyId)
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    askedAt: row.asked_at,
    seen: row.seen_at !== null,
    ...Sealed.parse(JSON.parse(sealer.open(row.sealed_text))),
  }))
}

/** The ask was taken over into the register. @returns the case it speaks of @throws Refusal `not-found`, `forbidden` */
export async function markAskSeen(
  { db }: CaseRoom,
  officer: Officer,
  id: number,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'requests.register', officer.agencyId)
  const row = await db
    .updateTable('rectification_asks')
    .set({ seen_at: now, seen_by: officer.id })
    .where('id', '=', id)
    .where('agency_id', '=', officer.agencyId)
    .where('seen_at', 'is', null)
    .returning('request_id')
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有找到这项更正要求。')
  return row.request_id
}
