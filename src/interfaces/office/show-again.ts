import type { FastifyReply } from 'fastify'
import { Refusal, type RefusalCode } from '../../platform/kernel/refusal.ts'
import { formView, type FormView } from '../../platform/web/forms.ts'

const STATUS = {
  invalid: 422,
  incomplete: 422,
  stale: 409,
  locked: 409,
  'wrong-state': 409,
  'calendar-missing': 409,
} as const satisfies Partial<Record<RefusalCode, number>>

export type MendableCode = keyof typeof STATUS

export interface ShownAgain {
  readonly view: FormView
  readonly status: number
  readonly refused?: string
}

/** A form as it is shown: at first with its view alone. */
export type Shown = Pick<ShownAgain, 'view'> & Partial<ShownAgain>

export async function orShowAgain(
  body: unknown,
  act: () => Promise<FastifyReply>,
  show: (again: ShownAgain) => Promise<FastifyReply>,
  codes: readonly MendableCode[] = ['invalid'],
): Promise<FastifyReply> {
  try {
    return await act()
  } catch (error) {
    const code = error instanceof Refusal && codes.find((one) => one === error.code)
    if (!code) throw error
    return show(shownAgain(body, error, STATUS[code]))
  }
}

function shownAgain(body: unknown, { message, problems }: Refusal, status: number): ShownAgain {
  const view = formView(body, problems)
  return problems.length > 0 ? { view, status } : { view, status, refused: message }
}
