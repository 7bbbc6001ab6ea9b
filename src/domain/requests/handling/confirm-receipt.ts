import { z } from 'zod'
import { choice, optionalText, requiredDay } from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import { CONFIRMATION_WAYS } from '../case.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { CLOCK_TO_COME, takeStep, type Handled } from './take-step.ts'

export const ConfirmationForm = z.object({
  happenedOn: requiredDay('双方确认的日期'),
  way: choice('确认方式', CONFIRMATION_WAYS),
  note: optionalText('说明', { max: 500 }),
})
export type ConfirmationForm = z.output<typeof ConfirmationForm>

/**
 * Confirms with the applicant that the application is here. That day is 收到之日 for ordinary letters, online channels,
 * e-mail and fax (条例 第三十一条), and the clock starts: 20 working days from the next one.
 * @throws Refusal `invalid` for a day before arrival or after today; those of `takeStep`
 */
export function confirmReceipt(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  form: ConfirmationForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'confirm-receipt', now, () => ({
    body: {
      type: 'receipt-confirmed',
      payload: { way: form.way, note: form.note ?? '', clock: CLOCK_TO_COME },
    },
    happenedOn: form.happenedOn,
  }))
}
