/** A public document, or the end of one, as other systems get it. */
import type { HarvestedDocument } from '../../../domain/publications/harvest/documents.ts'
import type { PublicChange } from '../../../domain/publications/harvest/changes.ts'
import type { RelationKind } from '../../../domain/publications/relations.ts'
import { findStatutoryItem } from '../../../law/catalogue/statutory.ts'
import { datesOfRecord, validityOn } from '../../../law/validity.ts'
import * as paths from '../paths.ts'

/** Full addresses. */
export type Addresses = (path: string) => string

export function changeAsJson(
  change: PublicChange,
  address: Addresses,
  today: Temporal.PlainDate,
): object {
  if (change.change === 'published') return documentAsJson(change, address, today)
  const { documentId: _, changedAt, ...removal } = change
  return {
    ...removal,
    changedAt: changedAt.toString(),
    address: address(paths.documentPath(change.indexNumber)),
  }
}

export function documentAsJson(
  document: HarvestedDocument,
  address: Addresses,
  today: Temporal.PlainDate,
): object {
  const {
    documentId: _,
    changedAt,
    publishedAt,
    indexNumber,
    attachments,
    text,
    ...rest
  } = document
  const {
    formedOn,
    effectiveFrom,
    expiresOn,
    repealedOn,
    lapsedOn,
    amendedOn,
    relations,
    catalogueItems,
    ...header
  } = rest
  return {
    ...header,
    indexNumber,
    changedAt: changedAt.toString(),
    publishedAt: publishedAt.toString(),
    formedOn,
    validity: validityOf(document, today),
    effectiveOn: effectiveFrom,
    expiresOn,
    repealedOn,
    lapsedOn,
    amendedOn,
    relations: relations.map(({ kind, end, indexNumber: other, title, appliesFrom }) => ({
      relation: RELATION_NAMES[kind][end],
      indexNumber: other,
      title,
      appliesFrom,
      address: address(paths.documentPath(other)),
    })),
    statutoryItems: statutoryItemsOf(document),
    catalogueItems,
    address: address(paths.documentPath(indexNumber)),
    textAddress: address(paths.documentTextPath(indexNumber)),
    pdfAddress: address(paths.documentPdfPath(indexNumber)),
    attachments: attachments.map(({ name, role, sha256, size, mediaType, pages }) => ({
      name,
      role,
      sha256,
      size,
      mediaType,
      pages,
      address: address(paths.attachmentPath(indexNumber, { sha256, name })),
    })),
    text,
  }
}

/** As the portal marks it: 规章、规范性文件, and whatever has a day of force or of end; null for the rest. */
function validityOf(document: HarvestedDocument, today: Temporal.PlainDate) {
  const dates = datesOfRecord(document)
  if (document.normativeKind === null && Object.keys(dates).length === 0) return null
  return validityOn(dates, today).validity
}

/** 条例 第二十条、第二十一条: which items the document fulfils, by the rows of the catalogue it is bound to. */
function statutoryItemsOf({ catalogueItems }: HarvestedDocument) {
  const codes = catalogueItems.flatMap(({ part, branch }) => (part === 'statutory' ? [branch] : []))
  return [...new Set(codes)].flatMap((code) => {
    const item = findStatutoryItem(code)
    return item === undefined ? [] : [{ code, label: item.label, article: item.article }]
  })
}

/** Read from the document: it amends the other, or is amended by it. */
const RELATION_NAMES = {
  interprets: { from: 'interprets', to: 'interpreted-by' },
  amends: { from: 'amends', to: 'amended-by' },
  repeals: { from: 'repeals', to: 'repealed-by' },
  forwards: { from: 'forwards', to: 'forwarded-by' },
  'based-on': { from: 'based-on', to: 'basis-of' },
  'result-of': { from: 'result-of', to: 'has-result' },
  answers: { from: 'answers', to: 'answered-by' },
  contains: { from: 'contains', to: 'contained-in' },
  keeps: { from: 'keeps', to: 'kept-by' },
  'to-be-amended': { from: 'announces-amendment-of', to: 'to-be-amended-by' },
  lapses: { from: 'declares-lapsed', to: 'declared-lapsed-by' },
} as const satisfies Record<RelationKind, { readonly from: string; readonly to: string }>
