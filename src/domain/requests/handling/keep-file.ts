import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { requiredInteger, requiredText } from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { takeStep, type Handled } from './take-step.ts'

export const NoteForm = z.object({ text: requiredText('记事', { max: 2000 }) })
export type NoteForm = z.output<typeof NoteForm>

/** A note on the file, e.g. an attempt to reach the applicant by telephone. @throws Refusal of `takeStep` */
export function addNote(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  form: NoteForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'note', now, ({ today }) => ({
    body: { type: 'noted', payload: form },
    happenedOn: today,
  }))
}

export const HandlerForm = z.object({ handlerId: requiredInteger('经办人', { min: 1 }) })
export type HandlerForm = z.output<typeof HandlerForm>

/**
 * Gives the case to a colleague who handles cases (条例 第四十五条).
 * @throws Refusal `invalid` for anybody else, of another agency too, and for who has it already; those of `takeStep`
 */
export function assignHandler(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  form: HandlerForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'assign-handler', now, async ({ tx, state, today }) => {
    const colleague = await tx
      .selectFrom('users')
      .select('id')
      .where('id', '=', form.handlerId)
      .where('agency_id', '=', state.agencyId)
      .where('active', '=', true)
      .where(sql<boolean>`'clerk' = any (roles)`)
      .executeTakeFirst()
    if (!colleague) throw notTo('请选择本机构在用的经办人')
    if (colleague.id === state.handlerId) throw notTo('这件申请本来就由此人经办')
    return { body: { type: 'handler-assigned', payload: form }, happenedOn: today }
  })
}

const notTo = (message: string) =>
  new Refusal('invalid', `${message}。`, [{ at: 'handlerId', message }])
