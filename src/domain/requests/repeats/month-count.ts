/** How often one applicant has applied: the month for 国办函〔2020〕109号, the year for 条例 第三十五条. */
import { sql } from 'kysely'
import { canCharge, itemPrice } from '../../../law/fees.ts'
import type { LawSettings } from '../../../law/settings.ts'
import type { Db, Tx } from '../../../platform/database/database.ts'

export interface ApplicantCount {
  /** applications received in the calendar month, this one and those before it */
  readonly inMonth: number
  /** those of the twelve months up to and including the day */
  readonly inYear: number
  /** 元 for this one by items, as the n-th of its month; charging at all is the office's choice */
  readonly priceByItems: number
}

interface Counted {
  readonly agencyId: number
  readonly applicantKey: Buffer
  /** the day of receipt, or of arrival while receipt is unconfirmed */
  readonly on: Temporal.PlainDate
  /** the case itself; absent before it is registered, which then counts as one more */
  readonly requestId?: number | undefined
}

const COUNTED_ON = sql<Temporal.PlainDate>`coalesce(received_on, arrived_on)`

/** Of several on one day the earlier registered comes first. */
const upTo = ({ on, requestId }: Counted) =>
  requestId === undefined
    ? sql<boolean>`${COUNTED_ON} <= ${on}::date`
    : sql<boolean>`(${COUNTED_ON} < ${on}::date or (${COUNTED_ON} = ${on}::date and id <= ${requestId}))`

/**
 * Withdrawn applications count too: they were received. 更正 is not an application and does not.
 * The day of arrival stands in where receipt is not confirmed yet.
 */
export async function countOfApplicant(
  db: Db,
  counted: Counted,
  settings: LawSettings,
): Promise<ApplicantCount> {
  const { agencyId, applicantKey, on, requestId } = counted
  const before = upTo(counted)
  const own = requestId === undefined ? 1 : 0
  const { month, year } = await db
    .selectFrom('requests')
    .select([
      sql<number>`count(*) filter (where ${COUNTED_ON} >= date_trunc('month', ${on}::date)::date)`.as(
        'month',
      ),
      sql<number>`count(*)`.as('year'),
    ])
    .where('agency_id', '=', agencyId)
    .where('applicant_key', '=', applicantKey)
    .where('kind', '=', 'application')
    .where(before)
    .where(sql<boolean>`${COUNTED_ON} > ${on.subtract({ years: 1 })}::date`)
    .executeTakeFirstOrThrow()
  const inMonth = month + own
  return {
    inMonth,
    inYear: year + own,
    priceByItems: canCharge(on) ? itemPrice(inMonth, settings) : 0,
  }
}

/**
 * 件 of the applicant in the calendar month before this case: one for each application, or as many as it was split into
 * when it was charged by items (国办函〔2020〕109号).
 */
export async function countItemsBefore(
  db: Db | Tx,
  counted: Counted & { readonly requestId: number },
): Promise<number> {
  const { agencyId, applicantKey, on, requestId } = counted
  const charged = sql<number>`coalesce((
    select max((event.payload ->> 'quantity')::integer) from request_events event
    where event.request_id = requests.id and event.type = 'fee-noticed'
      and event.payload ->> 'basis' = 'items'), 1)`
  const { items } = await db
    .selectFrom('requests')
    .select(sql<number>`coalesce(sum(${charged}), 0)::integer`.as('items'))
    .where('agency_id', '=', agencyId)
    .where('applicant_key', '=', applicantKey)
    .where('kind', '=', 'application')
    .where('id', '<>', requestId)
    .where(upTo(counted))
    .where(sql<boolean>`${COUNTED_ON} >= date_trunc('month', ${on}::date)::date`)
    .executeTakeFirstOrThrow()
  return items
}
