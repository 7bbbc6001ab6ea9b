import type { Officer } from '../../src/domain/accounts/officer.ts'
import type { CaseRoom } from '../../src/domain/requests/case-room.ts'
import {
  registerAssistance,
  replyToAssistance,
} from '../../src/domain/requests/assistance/handle-assistance.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { ASSISTANCE } from './assistance.ts'
import type { Act } from './replay.ts'

export function assistanceActs(room: CaseRoom, clerk: Officer): Act[] {
  return ASSISTANCE.flatMap(({ direction, organ, about, begunOn, reply }) => {
    const form = {
      direction,
      organ,
      organLetter: undefined,
      about,
      begunOn: Temporal.PlainDate.from(begunOn),
      dueOn: undefined,
      requestNumber: undefined,
    }
    let id = 0
    const acts: Act[] = [
      {
        at: chinaMoment(`${begunOn}T11:00`),
        run: async (now) => {
          id = await registerAssistance(room, clerk, form, now)
        },
      },
    ]
    if (reply === undefined) return acts
    const { on, result, text } = reply
    const answer = { repliedOn: Temporal.PlainDate.from(on), result, reply: text }
    const run = (now: Temporal.Instant) => replyToAssistance(room, clerk, id, answer, now)
    return [...acts, { at: chinaMoment(`${on}T11:30`), run }]
  })
}
