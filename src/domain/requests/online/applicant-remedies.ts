/** 复议、诉讼: what this applicant can still do about the answer, or about none, with the body and the last day. */
import { remedyRoute } from '../../../law/dispositions.ts'
import {
  directSuitPeriod,
  reconsiderationPeriod,
  remedyOf,
  TOLD,
  type CalendarPeriod,
  type Remedy,
} from '../../../law/remedies.ts'
import type { LawSettings } from '../../../law/settings.ts'
import type { Agency } from '../../organisations/agency.ts'
import type { CaseRoom } from '../case-room.ts'
import { isConcluded, type CaseState } from '../case-state.ts'
import { actingAgencyOf, getLetterSettings } from '../letters/letter-settings.ts'
import { getOpenCase } from '../requests-store.ts'

export interface ApplicantRemedies {
  readonly against: 'answer' | 'silence'
  readonly remedy: Remedy
  readonly reconsideration: CalendarPeriod
  /** undefined where reconsideration must come first */
  readonly suit: CalendarPeriod | undefined
  /** the answer went by post, and the periods run from its arrival, which the office does not know */
  readonly runsFromArrival: boolean
}

/** null while nothing has been done that could be challenged, and no period has run out. */
export async function remediesOf(
  room: CaseRoom,
  agency: Agency,
  id: number,
  today: Temporal.PlainDate,
): Promise<ApplicantRemedies | null> {
  const { state } = await getOpenCase(room.db, id)
  const known = knownActOf(state, today)
  if (!known) return null
  const settings = await getLetterSettings(room.db, agency)
  const { court } = settings
  const remedy = remedyOf(
    {
      route: known.route,
      actedOn: known.actedOn,
      agency: actingAgencyOf(settings),
      servedOnline: state.delivery?.way === 'platform' || state.delivery?.way === 'email',
      ...(court ? { court } : {}),
    },
    state.settings as unknown as LawSettings,
  )
  return {
    against: known.against,
    remedy,
    reconsideration: reconsiderationPeriod(known.knownOn, TOLD, room.calendar),
    suit: remedy.reconsiderationFirst
      ? undefined
      : directSuitPeriod(known.knownOn, TOLD, room.calendar),
    runsFromArrival: known.against === 'answer' && state.delivery?.way === 'china-post',
  }
}

/** The answer once it has arrived; silence once the period is over (条例 第五十一条、复议法 第二十条). */
function knownActOf(state: CaseState, today: Temporal.PlainDate) {
  if (state.delivery && state.letter && state.reply) {
    const { disposition, withheld } = state.reply.draft
    const facts = { actedOn: state.letter.on, withheldOn: withheld.map(({ ground }) => ground) }
    const route = remedyRoute(disposition, facts, state.settings as unknown as LawSettings)
    const { on: actedOn } = state.letter
    return route && { against: 'answer' as const, route, actedOn, knownOn: state.delivery.on }
  }
  const { replyDueOn } = state.clock
  const isOver = replyDueOn && Temporal.PlainDate.compare(today, replyDueOn) > 0
  if (!isOver || isConcluded(state)) return undefined
  return {
    against: 'silence' as const,
    route: 'R3' as const,
    actedOn: replyDueOn,
    knownOn: replyDueOn,
  }
}
