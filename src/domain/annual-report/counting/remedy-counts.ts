import { sql, type RawBuilder } from 'kysely'
import type { ReviewColumnKey, ReviewGroupKey } from '../../../law/annual-report/formats.ts'
import type { ReportScope } from './report-scope.ts'

/** Proceedings of one kind: decided in the year by result, or not decided at its end. */
export interface RemedyCount {
  readonly kind: ReviewGroupKey
  readonly outcome: Exclude<ReviewColumnKey, 'total'>
  readonly count: number
}

/**
 * 表四, as conditions on a row `p` of `remedy_proceedings`: decided within the year, or filed by its end and pending
 * then. A case stays counted while it is pending, and is gone once it was decided before the year.
 */
export function remedyConditions({ first, last }: ReportScope): {
  readonly decided: RawBuilder<boolean>
  readonly pending: RawBuilder<boolean>
} {
  return {
    decided: sql<boolean>`p.decided_on between ${first}::date and ${last}::date`,
    pending: sql<boolean>`p.filed_on <= ${last}::date
      and (p.decided_on is null or p.decided_on > ${last}::date)`,
  }
}

/** JSON array of `RemedyCount`. */
export function remedyCounts(scope: ReportScope): RawBuilder<RemedyCount[]> {
  const { decided, pending } = remedyConditions(scope)
  return sql<RemedyCount[]>`(
    select coalesce(jsonb_agg(c), '[]') from (
      select p.kind, case when ${decided} then p.result else 'pending' end as outcome, count(*) as count
      from remedy_proceedings p
      where p.agency_id = ${scope.agencyId} and ((${decided}) or (${pending}))
      group by 1, 2
    ) c
  )`
}
