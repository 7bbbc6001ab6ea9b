/** 规范性文件 and other policy documents of a body, drafts among them: what is done about each. */
import { sql } from 'kysely'
import type { Validity } from '../../law/validity.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { Officer } from '../accounts/officer.ts'
import { assertMay } from '../accounts/permissions.ts'
import type { EditionState } from '../publications/edition.ts'
import { getPolicySettings } from './policy-settings.ts'
import { validityOfDocuments } from './validity.ts'

export interface PolicyLine {
  readonly documentId: number
  readonly editionId: number
  readonly title: string
  readonly documentNumber: string
  readonly registrationNumber: string
  readonly state: EditionState
  readonly isNormative: boolean
  readonly expiresOn: Temporal.PlainDate | null
  readonly isReviewedLegally: boolean
  /** exempt: no interpretation is wanted, with a reason */
  readonly interpretation: 'published' | 'planned' | 'exempt' | 'none'
  /** undefined while it is not public */
  readonly validity: Validity | undefined
}

const PAGE_SIZE = 50

/** @throws Refusal `forbidden` */
export async function listPolicyDesk(
  db: Db | Tx,
  officer: Officer,
  page: number,
  today: Temporal.PlainDate,
): Promise<{ lines: PolicyLine[]; hasMore: boolean }> {
  assertMay(officer, 'policies.read', officer.agencyId)
  const { policyCategories } = await getPolicySettings(db, officer.agencyId)
  const { rows } = await sql<Omit<PolicyLine, 'validity'>>`
    select d.id as "documentId", e.id as "editionId", e.title, e.document_number as "documentNumber",
      e.registration_number as "registrationNumber", e.state, e.normative_kind is not null as "isNormative",
      e.expires_on as "expiresOn",
      exists (
        select 1 from normative_records r where r.document_id = d.id and r.kind = 'legality-review'
      ) as "isReviewedLegally",
      case when exists (
          select 1 from document_relations r join documents i on i.id = r.from_id and i.status = 'published'
          where r.to_id = d.id and r.kind = 'interprets'
        ) then 'published'
        when plan.exemption <> '' then 'exempt'
        when plan.id is not null then 'planned' else 'none' end as interpretation
    from documents d
    join lateral (
      select * from editions where document_id = d.id and state <> 'removed' order by number desc limit 1
    ) e on true
    left join lateral (
      select p.id, p.exemption from interpretation_plans p where p.document_id = d.id order by p.id desc limit 1
    ) plan on true
    where d.agency_id = ${officer.agencyId} and d.status <> 'removed' and e.kind = 'document'
      and (e.normative_kind is not null
        or e.disclosure = 'proactive' and e.category = any(${policyCategories}::text[]))
    order by e.updated_at desc, d.id desc
    limit ${PAGE_SIZE + 1} offset ${(page - 1) * PAGE_SIZE}
  `.execute(db)
  const shown = rows.slice(0, PAGE_SIZE)
  const ids = shown.map(({ documentId }) => documentId)
  const standings = await validityOfDocuments(db, ids, today)
  return {
    hasMore: rows.length > PAGE_SIZE,
    lines: shown.map((row) => ({ ...row, validity: standings.get(row.documentId)?.validity })),
  }
}
