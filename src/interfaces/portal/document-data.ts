/** A document in the words of schema.org, for programs that read the page. */
import type { PublicDocument } from '../../domain/publications/public-document.ts'
import { datesOfRecord, validityOn } from '../../law/validity.ts'
import { html, raw, type Html } from '../../platform/web/html.ts'

/** A data block: no program, so that no policy against inline scripts concerns it. */
export function documentData(document: PublicDocument, today: Temporal.PlainDate): Html {
  const json = JSON.stringify(schemaOf(document, today))
  // nothing in a title may end the block
  const inert = json.replaceAll('<', String.raw`\u003c`)
  return html`<script type="application/ld+json">
    ${raw(inert)}
  </script>`
}

function schemaOf(document: PublicDocument, today: Temporal.PlainDate): object {
  const { title, indexNumber, publisher, publishedAt, history, formedOn, keywords } = document
  return {
    '@context': 'https://schema.org',
    ...(document.normativeKind === null ? { '@type': 'Article' } : legislation(document, today)),
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
