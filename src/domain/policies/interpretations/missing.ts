/** 没有解读的政策性文件: the list that should be empty. */
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import { getPolicySettings } from '../policy-settings.ts'

export interface Uninterpreted {
  readonly documentId: number
  readonly indexNumber: string
  readonly title: string
  readonly documentNumber: string
  readonly publishedOn: Temporal.PlainDate
  /** calendar days since publication */
  readonly days: number
  /** for when an interpretation was planned; null without a plan */
  readonly plannedOn: Temporal.PlainDate | null
  /** one is drafted or under review */
  readonly isInHand: boolean
}

/**
 * Public policy documents of the officer's body without a public interpretation, the longest out first. What was exempted
 * with a reason, and what is no longer in force, is left out.
 */
export async function listUninterpreted(
  db: Db | Tx,
  officer: Officer,
  today: Temporal.PlainDate,
): Promise<Uninterpreted[]> {
  assertMay(officer, 'policies.read', officer.agencyId)
  const { policyCategories } = await getPolicySettings(db, officer.agencyId)
  const { rows } = await sql<Uninterpreted>`
    select v.document_id as "documentId", d.index_number as "indexNumber", e.title,
      e.document_number as "documentNumber", v.published_on as "publishedOn",
      ${today}::date - v.published_on as days, plan.planned_on as "plannedOn",
      exists (
        select 1 from editions i
        where i.kind = 'interpretation' and i.state not in ('published', 'superseded', 'removed')
          and i.structure -> 'interprets' @> to_jsonb(v.document_id)
      ) as "isInHand"
    from document_validity v
    join documents d on d.id = v.document_id
    join editions e on e.document_id = v.document_id and e.state = 'published' and e.kind = 'document'
    left join lateral (
      select p.planned_on, p.exemption from interpretation_plans p
      where p.document_id = v.document_id order by p.id desc limit 1
    ) plan on true
    where v.agency_id = ${officer.agencyId}
      and (v.normative_kind is not null or e.category = any(${policyCategories}::text[]))
      and (v.ended_on is null or v.ended_on > ${today}::date)
      and coalesce(plan.exemption, '') = ''
      and not exists (
        select 1 from document_relations r
        join documents i on i.id = r.from_id and i.status = 'published'
        where r.to_id = v.document_id and r.kind = 'interprets'
      )
    order by v.published_on, v.document_id
  `.execute(db)
  return rows
}
