/** Where normative documents and questions under policies stand. */
import type { Validity } from '../../../law/validity.ts'
import { documentPath } from '../paths.ts'

export const NORMATIVE = '/normative'
export const NORMATIVE_XLSX = '/normative.xlsx'
export const ASK = '/ask'

export interface NormativeQuery {
  readonly validity?: Validity | 'all' | undefined
  readonly agency?: string | undefined
  /** ISO day; absent: today */
  readonly on?: string | undefined
  readonly page?: number | undefined
}

export const normativePath = (query: NormativeQuery = {}) => withQuery(NORMATIVE, query)
export const normativeXlsxPath = (query: NormativeQuery) =>
  withQuery(NORMATIVE_XLSX, { ...query, page: undefined })

/** A document as it stood on a day. */
export const documentOnPath = (indexNumber: string, on: Temporal.PlainDate) =>
  `${documentPath(indexNumber)}?on=${on.toString()}`

export const askPath = (indexNumber: string) => `${ASK}?about=${encodeURIComponent(indexNumber)}`

function withQuery(path: string, query: NormativeQuery): string {
  const words = new URLSearchParams()
  const { validity, agency, on, page } = query
  if (validity !== undefined && validity !== 'in-force') words.set('validity', validity)
  if (agency !== undefined) words.set('agency', agency)
  if (on !== undefined) words.set('on', on)
  if (page !== undefined && page > 1) words.set('page', String(page))
  return words.size === 0 ? path : `${path}?${words}`
}
