import { z } from 'zod'
import { LEDGER_SORTS, type LedgerQuery } from '../../../domain/requests/ledger.ts'
import { REQUEST_KINDS } from '../../../domain/requests/request-kind.ts'
import { STATUSES } from '../../../domain/requests/status.ts'
import { APPLICANT_CLASSES } from '../../../law/applicants.ts'
import { CHANNELS } from '../../../law/clock/case.ts'
import { DISPOSITION_CODES } from '../../../law/dispositions.ts'
import { officePaths } from '../paths.ts'

const PAGE_SIZE = 50

/** What the address says: which cases, and whether all columns are shown. */
export interface LedgerView extends LedgerQuery {
  readonly allColumns: boolean
}

/** Anything in the address that is not a filter is as if it were not there. */
const Query = z.object({
  kind: z.enum(REQUEST_KINDS).optional().catch(undefined),
  status: z.enum(STATUSES).optional().catch(undefined),
  applicantClass: z.enum(APPLICANT_CLASSES).optional().catch(undefined),
  channel: z.enum(CHANNELS).optional().catch(undefined),
  disposition: z.enum(DISPOSITION_CODES).optional().catch(undefined),
  registerYear: z.coerce.number().int().min(2008).max(2100).optional().catch(undefined),
  handlerId: z.coerce.number().int().min(1).max(2_147_483_647).optional().catch(undefined),
  due: z.enum(['overdue', 'soon']).optional().catch(undefined),
  text: z.string().trim().max(100).optional().catch(undefined),
  sort: z.enum(LEDGER_SORTS).catch('register'),
  order: z.enum(['asc', 'desc']).catch('desc'),
  after: z.string().max(40).optional().catch(undefined),
  columns: z.literal('all').optional().catch(undefined),
})

export function parseLedgerQuery(query: unknown): LedgerView {
  const { sort, order, after, text, columns, ...filter } = Query.parse(query)
  return {
    filter: { ...filter, text: text || undefined },
    sort,
    descending: order === 'desc',
    after,
    limit: PAGE_SIZE,
    allColumns: columns === 'all',
  }
}

/** A filter as the address writes it, in one spelling; where the reader has got to is not part of it. */
export function ledgerParameters(view: Omit<LedgerView, 'limit' | 'after'>): URLSearchParams {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(view.filter))
    if (value !== undefined) parameters.set(name, String(value))
  parameters.set('sort', view.sort)
  parameters.set('order', view.descending ? 'desc' : 'asc')
  if (view.allColumns) parameters.set('columns', 'all')
  return parameters
}

export function ledgerAddress(view: LedgerView, path: string = officePaths.requests): string {
  const parameters = ledgerParameters(view)
  if (view.after) parameters.set('after', view.after)
  return `${path}?${parameters}`
}
