/** A document in the words of schema.org, for programs that read the page. */
import type { PublicDocument } from '../../domain/publications/public-document.ts'
import { datesOfRecord, validityOn } from '../../law/validity.ts'
import type { Html } from '../../platform/web/html.ts'
import * as paths from './paths.ts'
import { addressOn, dataBlock } from './structured-data.ts'

export function documentData(
  document: PublicDocument,
  today: Temporal.PlainDate,
  origin: string | undefined,
): Html {
  return dataBlock(schemaOf(document, today, addressOn(origin)))
}

function schemaOf(
  document: PublicDocument,
  today: Temporal.PlainDate,
  address: (path: string) => string,
): object {
  const url = address(paths.documentPath(document.indexNumber))
  const { title, indexNumber, publisher, publishedAt, history, formedOn, keywords } = document
  return {
    '@context': 'https://schema.org',
    ...(document.normativeKind === null ? { '@type': 'Article' } : legislation(document, today)),
    url,
    mainEntityOfPage: url,
    headline: title,
    name: title,
    identifier: indexNumber,
    inLanguage: 'zh-CN',
    isAccessibleForFree: true,
    datePublished: publishedAt.toString(),
    dateModified: (history[0]?.publishedAt ?? publishedAt).toString(),
    ...(formedOn && { dateCreated: formedOn.toString() }),
    publisher: { '@type': 'GovernmentOrganization', name: publisher },
    articleSection: document.category,
    ...(keywords.length > 0 && { keywords: keywords.join(',') }),
    ...(document.summary !== '' && { description: document.summary }),
  }
}

function legislation(document: PublicDocument, today: Temporal.PlainDate): object {
  const { validity } = validityOn(datesOfRecord(document), today)
  const inForce = validity === 'in-force' || validity === 'amended'
  return {
    '@type': ['Article', 'Legislation'],
    ...(document.documentNumber !== '' && { legislationIdentifier: document.documentNumber }),
    ...(document.formedOn && { legislationDate: document.formedOn.toString() }),
    legislationLegalForce: `https://schema.org/${inForce ? 'InForce' : 'NotInForce'}`,
  }
}
