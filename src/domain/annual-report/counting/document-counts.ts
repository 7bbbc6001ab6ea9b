import { sql, type RawBuilder } from 'kysely'
import type { ReportScope } from './report-scope.ts'

/** 规章 or 规范性文件: the three numbers of its row, in printed order. */
export interface DocumentCount {
  readonly kind: 'regulation' | 'normative'
  readonly counts: readonly [number, number, number]
}

/** Published documents as rows `d` with the days that decide where they count: the days their validity follows from. */
export function countedDocuments({ agencyId, settings }: ReportScope): RawBuilder<unknown> {
  // 失效 is the end of validity without an act; whether it counts as 废止 is the office's choice
  const counted = settings.expiredCountAsRepealed ? sql`true` : sql`v.ended_on = v.repealed_on`
  return sql`(
    select v.document_id as id, e.title, v.normative_kind as kind, v.published_on, v.effective_on as effective_from,
      v.ended_on, v.issued_on as formed_on, case when ${counted} then v.ended_on end as repealed_on
    from document_validity v
    join editions e on e.document_id = v.document_id and e.state = 'published'
    where v.agency_id = ${agencyId} and v.normative_kind is not null
  )`
}

/**
 * The three columns of 第二十条第（一）项 as conditions on a counted document `d`. 2019: 本年新制作 by 成文日期, 本年新公开
 * by first publication, 对外公开总数量 public at 31 December. 2021: 制发 by 成文日期, 废止 within the year, 现行有效 on 31
 * December: the same numbers as `countDocuments` of `law/validity.ts`, counted where the records lie.
 */
export function documentConditions({
  format,
  first,
  last,
}: ReportScope): readonly [RawBuilder<boolean>, RawBuilder<boolean>, RawBuilder<boolean>] {
  const formed = sql<boolean>`d.formed_on between ${first}::date and ${last}::date`
  if (format === '2019')
    return [
      formed,
      sql<boolean>`d.published_on between ${first}::date and ${last}::date`,
      sql<boolean>`d.published_on <= ${last}::date`,
    ]
  return [
    formed,
    sql<boolean>`d.repealed_on between ${first}::date and ${last}::date`,
    sql<boolean>`d.formed_on <= ${last}::date and (d.effective_from is null or d.effective_from <= ${last}::date)
      and (d.ended_on is null or d.ended_on > ${last}::date)`,
  ]
}

/** JSON array of `DocumentCount`. */
export function documentCounts(scope: ReportScope): RawBuilder<DocumentCount[]> {
  const [one, two, three] = documentConditions(scope)
  return sql<DocumentCount[]>`(
    select coalesce(jsonb_agg(c), '[]') from (
      select d.kind, jsonb_build_array(
        count(*) filter (where ${one}), count(*) filter (where ${two}), count(*) filter (where ${three})
      ) as counts
      from ${countedDocuments(scope)} d
      group by d.kind
    ) c
  )`
}
