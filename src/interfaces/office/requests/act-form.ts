import type { z } from 'zod'
import type { Officer } from '../../../domain/accounts/officer.ts'
import type { CaseRef, CaseRoom } from '../../../domain/requests/case-room.ts'
import type { CaseState } from '../../../domain/requests/case-state.ts'
import type { Step } from '../../../domain/requests/lifecycle.ts'
import type { Option } from '../../../platform/web/components/choices.ts'
import { dateInput } from '../../../platform/web/components/inputs.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import type { Html } from '../../../platform/web/html.ts'

/** A step an officer takes on a case: what it asks, and the verb it calls. What is said before is `law/help.ts`. */
export interface ActForm {
  readonly step: Step
  readonly fields: (
    view: FormView,
    state: CaseState,
    today: Temporal.PlainDate,
    choices: readonly Option[],
  ) => Html
  /** what can be chosen from, where the records say it */
  readonly choices?: (
    room: CaseRoom,
    officer: Officer,
    today: Temporal.PlainDate,
  ) => Promise<Option[]>
  /** what stands in the fields at first */
  readonly initial: (state: CaseState, today: Temporal.PlainDate) => Values
  /** what the records already know, for fields that are still empty; `view` is what is filled in */
  readonly known?: (room: CaseRoom, officer: Officer, id: number, view: FormView) => Promise<Values>
  readonly schema: z.ZodType
  readonly take: (
    room: CaseRoom,
    officer: Officer,
    ref: CaseRef,
    form: unknown,
    now: Temporal.Instant,
  ) => Promise<unknown>
}

type Values = Readonly<Record<string, string | readonly string[]>>

type Verb<T> = (
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  form: T,
  now: Temporal.Instant,
) => Promise<unknown>

type Shape = Pick<ActForm, 'step' | 'fields'> &
  Partial<Pick<ActForm, 'initial' | 'known' | 'choices'>>

/** Most acts happened today unless somebody says otherwise. */
const today = (_: CaseState, day: Temporal.PlainDate) => ({ happenedOn: day.toString() })

/** The button that shows the form anew with the fields that fit what is chosen; nothing typed is lost. */
export const FIELDS_AGAIN = 'again'

/** Joins a schema to the verb that takes its value, so that the pair cannot be mixed up. */
export function actForm<T>(shape: Shape, schema: z.ZodType<T>, take: Verb<T>): ActForm {
  return {
    initial: today,
    ...shape,
    schema,
    take: (room, officer, ref, form, now) => take(room, officer, ref, form as T, now),
  }
}

/** The legal day of the act. */
export const dayField = (label: string, view: FormView, hint?: string): Html =>
  dateInput({ name: 'happenedOn', label, form: view, ...(hint ? { hint } : {}) })

export const options = <T extends string>(names: Readonly<Record<T, string>>) =>
  Object.entries<string>(names).map(([value, text]) => ({ value, text }))
