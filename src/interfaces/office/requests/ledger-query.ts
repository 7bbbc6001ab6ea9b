import { z } from 'zod'
import { LEDGER_SORTS, type LedgerQuery } from '../../../domain/requests/ledger.ts'
import { STATUSES } from '../../../domain/requests/status.ts'
import { APPLICANT_CLASSES } from '../../../law/applicants.ts'
import { CHANNELS } from '../../../law/clock/case.ts'
import { DISPOSITION_CODES } from '../../../law/dispositions.ts'
import { officePaths } from '../paths.ts'

const PAGE_SIZE = 50

/** Anything in the address that is not a filter is as if it were not there. */
const Query = z.object({
  status: z.enum(STATUSES).optional().catch(undefined),
  applicantClass: z.enum(APPLICANT_CLASSES).optional().catch(undefined),
  channel: z.enum(CHANNELS).optional().catch(undefined),
  disposition: z.enum(DISPOSITION_CODES).optional().catch(undefined),
  registerYear: z.coerce.number().int().min(2008).max(2100).optional().catch(undefined),
  due: z.enum(['overdue', 'soon']).optional().catch(undefined),
  text: z.string().trim().max(100).optional().catch(undefined),
  sort: z.enum(LEDGER_SORTS).catch('register'),
  order: z.enum(['asc', 'desc']).catch('desc'),
  after: z.string().max(40).optional().catch(undefined),
})

export function parseLedgerQuery(query: unknown): LedgerQuery {
  const { sort, order, after, text, ...filter } = Query.parse(query)
  return {
    filter: { ...filter, text: text || undefined },
    sort,
    descending: order === 'desc',
    after,
    limit: PAGE_SIZE,
  }
}

export function ledgerAddress(query: LedgerQuery, path: string = officePaths.requests): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query.filter))
    if (value !== undefined) parameters.set(name, String(value))
  parameters.set('sort', query.sort)
  parameters.set('order', query.descending ? 'desc' : 'asc')
  if (query.after) parameters.set('after', query.after)
  return `${path}?${parameters}`
}
