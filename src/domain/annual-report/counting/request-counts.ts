import { sql, type RawBuilder } from 'kysely'
import type { ApplicantClass } from '../../../law/annual-report/figures.ts'
import type { ReportScope } from './report-scope.ts'

/** Cases of one disposition and one applicant class; those still open have no disposition. */
export interface RequestCount {
  readonly disposition: string | null
  readonly applicantClass: ApplicantClass
  readonly received: number
  readonly carriedIn: number
  readonly concluded: number
  readonly carriedOut: number
  /** of the concluded: answered in time, answered late */
  readonly inTime: number
  readonly late: number
}

export type RequestPartCounted = 'received' | 'carriedIn' | 'concluded' | 'carriedOut'

type Condition = RawBuilder<boolean>

/**
 * In which part of table 三 a case stands, as conditions on a row `r` of `requests`. A case counts once, in the year of
 * its receipt; mail whose receipt is not confirmed has no receipt date and counts nowhere (条例 第三十一条). From these
 * four follows 一 + 二 = 三（七） + 四, for every class and every year, and 二 of a year is 四 of the year before.
 */
export function requestConditions({
  first,
  last,
}: ReportScope): Readonly<Record<RequestPartCounted, Condition>> {
  return {
    received: sql<boolean>`r.received_on between ${first}::date and ${last}::date`,
    carriedIn: sql<boolean>`r.received_on < ${first}::date
      and (r.concluded_on is null or r.concluded_on >= ${first}::date)`,
    concluded: sql<boolean>`r.received_on <= ${last}::date
      and r.concluded_on between ${first}::date and ${last}::date`,
    carriedOut: sql<boolean>`r.received_on <= ${last}::date
      and (r.concluded_on is null or r.concluded_on > ${last}::date)`,
  }
}

/**
 * The cases that a report can count at all: 更正 (条例 第四十一条) is in the register and in no cell. Two branches
 * instead of an `or`, so that each is one range of the covering index (migrations/0021) and the table itself is never
 * read.
 */
export function relevantRequests({ agencyId, first, last }: ReportScope): RawBuilder<unknown> {
  const columns = sql`received_on, concluded_on, applicant_class, disposition, answered_in_time`
  return sql`(
    select ${columns} from requests
    where kind = 'application' and agency_id = ${agencyId}
      and concluded_on >= ${first}::date and received_on <= ${last}::date
    union all
    select ${columns} from requests
    where kind = 'application' and agency_id = ${agencyId}
      and concluded_on is null and received_on <= ${last}::date
  )`
}

/** JSON array of `RequestCount`. */
export function requestCounts(scope: ReportScope): RawBuilder<RequestCount[]> {
  const { received, carriedIn, concluded, carriedOut } = requestConditions(scope)
  return sql<RequestCount[]>`(
    select coalesce(jsonb_agg(c), '[]') from (
      select r.disposition, r.applicant_class as "applicantClass",
        count(*) filter (where ${received}) as received,
        count(*) filter (where ${carriedIn}) as "carriedIn",
        count(*) filter (where ${concluded}) as concluded,
        count(*) filter (where ${carriedOut}) as "carriedOut",
        count(*) filter (where ${concluded} and r.answered_in_time) as "inTime",
        count(*) filter (where ${concluded} and not r.answered_in_time) as late
      from ${relevantRequests(scope)} r
      group by r.disposition, r.applicant_class
    ) c
  )`
}
