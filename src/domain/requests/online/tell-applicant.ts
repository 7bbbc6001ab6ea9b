/**
 * Mail to applicants who asked for it: that there is something to see, and where. Never what they applied for, who they
 * are, or what was decided: mail is read by others. Queued in the transaction of what it tells.
 */
import type { Tx } from '../../../platform/database/database.ts'
import { parseMailAddress } from '../../../platform/mail/mail-address.ts'
import { isMailConfigured, queueMail } from '../../../platform/mail/outbox.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import { openApplicant } from '../applicant.ts'
import type { EventBody } from '../case.ts'
import type { CaseRoom } from '../case-room.ts'
import type { CaseState } from '../case-state.ts'
import type { ApplicantMail } from './applicant-mail.ts'

type News = 'registered' | 'confirmed' | 'asked' | 'told' | 'answer-here' | 'answered' | 'ended'

const SENTENCES = {
  registered: '您在网上提交的政府信息公开申请已经登记，正等待与您确认收到。',
  confirmed: '您的政府信息公开申请已经确认收到，答复期限开始计算。',
  asked: '您的政府信息公开申请需要您办理：请查看告知的内容和期限。',
  told: '您的政府信息公开申请有新的告知。',
  'answer-here': '您的政府信息公开申请已经答复，可以下载。',
  answered: '您的政府信息公开申请已经答复，按您选择的途径送达。',
  ended: '您的政府信息公开申请已经办结。',
} as const satisfies Record<News, string>

/** What an act of the office means to the applicant; most mean nothing yet. */
function newsOf(event: EventBody): News | undefined {
  switch (event.type) {
    case 'receipt-confirmed':
      return 'confirmed'
    case 'correction-asked':
    case 'reasons-asked':
    case 'fee-noticed':
      return 'asked'
    case 'extended':
    case 'delayed':
    case 'consultation-sent':
    case 'answer-ordered':
      return 'told'
    case 'delivered':
      return event.payload.way === 'platform' ? 'answer-here' : 'answered'
    case 'ended':
      return 'ended'
    default:
      return undefined
  }
}

interface Told {
  readonly requestId: number
  readonly state: CaseState
  readonly event: EventBody
}

/** After an act of the office; nothing where no mail goes out or nobody asked for it. */
export async function tellApplicant(
  room: CaseRoom,
  tx: Tx,
  { requestId, state, event }: Told,
  now: Temporal.Instant,
): Promise<void> {
  const news = newsOf(event)
  if (!news || !room.mail || !isMailConfigured(room.mail.outbox)) return
  const asked = await tx
    .selectFrom('online_applications')
    .select('request_id')
    .where('request_id', '=', requestId)
    .where('wants_mail', '=', true)
    .executeTakeFirst()
  if (!asked) return
  const { email } = openApplicant(state.applicant, room.sealer)
  await tell(room.mail, tx, { news, agencyId: state.agencyId, email }, now)
}

/** After an application came in online, however many cases it became. */
export async function tellRegistered(
  room: CaseRoom,
  tx: Tx,
  { agencyId, email }: { readonly agencyId: number; readonly email: string | undefined },
  now: Temporal.Instant,
): Promise<void> {
  if (room.mail && isMailConfigured(room.mail.outbox)) {
    await tell(room.mail, tx, { news: 'registered', agencyId, email }, now)
  }
}

interface Letter {
  readonly news: News
  readonly agencyId: number
  readonly email: string | null | undefined
}

async function tell(
  { outbox, trackUrl }: ApplicantMail,
  tx: Tx,
  { news, agencyId, email }: Letter,
  now: Temporal.Instant,
): Promise<void> {
  // an address that mail cannot go to keeps nobody from acting
  if (!email || parseMailAddress(email) === undefined) return
  const { name, shortName } = await getAgency(tx, agencyId)
  const where = trackUrl ? `打开${trackUrl}` : '在本机关的政府信息公开平台打开“查询申请进度”'
  const body = [
    SENTENCES[news],
    `请${where}，输入提交时得到的查询码和留下的电话或者邮箱查看。`,
    '这封邮件由系统发出，不写申请的内容，请勿回复。不是您本人申请的，请忽略。',
    name,
  ]
  const subject = `${shortName}：您的政府信息公开申请有新的进展`
  await queueMail(outbox, tx, { to: email, subject, body: body.join('\n\n') }, now)
}
