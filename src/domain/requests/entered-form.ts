/**
 * A form of the desk is entered once. Its token goes into the database in the statement that registers the case, so that
 * of two presses of the button the second finds the case of the first, at whatever moment it comes.
 */
import { randomBytes } from 'node:crypto'
import { Refusal } from '../../platform/kernel/refusal.ts'
import type { Db } from '../../platform/database/database.ts'
import type { CaseRoom } from './case-room.ts'
import { formatRegisterNumber } from './case-state.ts'

export interface EnteredForm {
  readonly token: Buffer
  /** keyed, because it is of personal data */
  readonly contentHash: Buffer
}

const BYTES = 16
/** Nobody presses a button twice after this. */
const KEPT_DAYS = 30

export const newFormToken = (): string => randomBytes(BYTES).toString('base64url')

/** @returns undefined for a form without a token of ours, which nothing guards */
export function enteredFormOf(
  { sealer }: CaseRoom,
  token: string | undefined,
  content: unknown,
): EnteredForm | undefined {
  if (token === undefined || !/^[\w-]{22}$/.test(token)) return undefined
  const contentHash = sealer.blindIndex(`entered-form\n${JSON.stringify(content)}`)
  return { token: Buffer.from(token, 'base64url'), contentHash }
}

/** What a form came to: its case, the first of several where it was split. */
export interface Entered {
  readonly id: number
  /** the form had been entered before: nothing was registered now */
  readonly isRepeat: boolean
}

/**
 * Runs a registration that writes the token, or finds what the same form was registered as.
 * @throws Refusal `stale` when the form was entered with other content: whether that is another application only the
 * person can say
 */
export async function enterOnce(
  db: Db,
  agencyId: number,
  sent: EnteredForm | undefined,
  enter: () => Promise<{ readonly id: number }>,
): Promise<Entered> {
  try {
    const { id } = await enter()
    return { id, isRepeat: false }
  } catch (error) {
    if (sent === undefined || !isSecondEntry(error)) throw error
    const id = await findEntered(db, agencyId, sent)
    return { id, isRepeat: true }
  }
}

async function findEntered(
  db: Db,
  agencyId: number,
  { token, contentHash }: EnteredForm,
): Promise<number> {
  const first = await db
    .selectFrom('entered_forms as form')
    .innerJoin('requests as request', 'request.id', 'form.request_id')
    .select(['request.id', 'register_year', 'register_number', 'content_hash'])
    .where('token', '=', token)
    .where('agency_id', '=', agencyId)
    .executeTakeFirst()
  if (!first) throw new Refusal('stale', '这张表已经用过，请核对后再按一次“登记”。')
  if (first.content_hash.equals(contentHash)) return first.id
  const number = formatRegisterNumber(first.register_year, first.register_number)
  throw new Refusal(
    'stale',
    `这张表已经登记为${number}，现在填写的内容与登记的不同。确是另一件申请的，请核对后再按一次“登记”。`,
  )
}

function isSecondEntry(error: unknown): boolean {
  const { code, constraint } = error as { readonly code?: unknown; readonly constraint?: unknown }
  return code === '23505' && constraint === 'entered_forms_pkey'
}

export async function forgetEnteredForms(db: Db, now: Temporal.Instant): Promise<void> {
  const before = now.subtract({ hours: KEPT_DAYS * 24 })
  await db.deleteFrom('entered_forms').where('entered_at', '<', before).execute()
}
