import { z } from 'zod'
import { optionalText } from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { takeStep, type Handled } from './take-step.ts'

export const ClosingForm = z.object({ archiveNumber: optionalText('归档号', { max: 60 }) })
export type ClosingForm = z.output<typeof ClosingForm>

/** 归档 (条例 第四十五条): the last stage; afterwards only remedies and notes may follow. @throws Refusal of `takeStep` */
export function closeCase(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  form: ClosingForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'close', now, ({ today }) => ({
    body: { type: 'closed', payload: { archiveNumber: form.archiveNumber ?? null } },
    happenedOn: today,
  }))
}
