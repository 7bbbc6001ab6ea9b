/** Where normative documents and questions under policies stand. */
import type { Validity } from '../../../law/validity.ts'
import { documentPath, withQuery } from '../paths.ts'

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

export const normativePath = (query: NormativeQuery = {}) =>
  withQuery(NORMATIVE, { ...asked(query), page: query.page === 1 ? undefined : query.page })
export const normativeXlsxPath = (query: NormativeQuery) => withQuery(NORMATIVE_XLSX, asked(query))

/** In force is what the page shows unasked. */
const asked = ({ validity, agency, on }: NormativeQuery) => ({
  validity: validity === 'in-force' ? undefined : validity,
  agency,
  on,
})

/** A document as it stood on a day. */
export const documentOnPath = (indexNumber: string, on: Temporal.PlainDate) =>
  `${documentPath(indexNumber)}?on=${on.toString()}`

export const askPath = (indexNumber: string) => `${ASK}?about=${encodeURIComponent(indexNumber)}`
