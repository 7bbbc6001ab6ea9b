import type { CountedStretch, WorkingCalendar } from '../../../law/calendar/calendar.ts'
import { publicationLimit } from '../../../law/publication-limit.ts'
import type { Proposal } from './proposal.ts'

/** A practice of provinces under 国办发〔2014〕46号: the reply is public within so many working days after it was given. */
const REPLY_PUBLICATION_DAYS = 20
const BASIS = '国办发〔2014〕46号'

/** By when the reply must be public; undefined for what is not answered or not to be public. */
export function replyPublicationLimit(
  { repliedOn, attribute }: Pick<Proposal, 'repliedOn' | 'attribute'>,
  calendar: WorkingCalendar,
): { readonly dueOn: Temporal.PlainDate; readonly stretch?: CountedStretch } | undefined {
  if (repliedOn === null || attribute !== 'proactive') return undefined
  const term = { kind: 'working-days', days: REPLY_PUBLICATION_DAYS, basis: BASIS } as const
  return publicationLimit(repliedOn, term, calendar)
}
