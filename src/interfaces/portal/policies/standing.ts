/** How a document stands on a day, in a sentence with the document that made it so. */
import type {
  PublicDocument,
  PublicRelation,
} from '../../../domain/publications/public-document.ts'
import { datesOfRecord, validityOn, type ValidityFinding } from '../../../law/validity.ts'
import { formatChineseDate } from '../../../platform/kernel/time.ts'
import { link } from '../../../platform/web/components/button.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { documentPath } from '../paths.ts'

/** Whether a document has a validity at all: a notice of a meeting has none. */
export const hasValidity = (document: PublicDocument) =>
  document.normativeKind !== null || Object.keys(datesOfRecord(document)).length > 0

export function standingOn(document: PublicDocument, day: Temporal.PlainDate): Html {
  const finding = validityOn(datesOfRecord(document), day)
  return html`${sentence(document, finding)}${laterChanges(document, day)}`
}

function sentence(document: PublicDocument, { validity, since }: ValidityFinding): Html {
  const from = since ? `自${formatChineseDate(since)}起` : ''
  switch (validity) {
    case 'not-yet-in-force':
      return html`${formatChineseDate(document.effectiveFrom!)}起施行。`
    case 'amended':
      return html`${from}已修改，仍然有效${by(document, 'amends', since)}。`
    case 'repealed':
      return html`${from}废止${by(document, 'repeals', since)}。`
    case 'expired':
      return document.lapsedOn && since?.equals(document.lapsedOn)
        ? html`${from}失效${by(document, 'lapses', since)}。`
        : html`有效期届满，${from}失效。`
    case 'in-force':
      return document.expiresOn
        ? html`有效，有效期至${formatChineseDate(document.expiresOn)}。`
        : html`${from}有效。`
  }
}

/** （见《…》）: the public documents that did it on that day. */
function by(
  { relations }: PublicDocument,
  kind: PublicRelation['kind'],
  since: Temporal.PlainDate | undefined,
): Html {
  const acts = relations.filter(
    (one) => one.kind === kind && one.end === 'to' && since && one.appliesFrom?.equals(since),
  )
  if (acts.length === 0) return nothing
  return html`（见${acts.map(({ title, indexNumber }) => html`《${link(title, documentPath(indexNumber))}》`)}）`
}

/** What is already known to come: an end or an amendment that applies later than the day. */
function laterChanges(document: PublicDocument, day: Temporal.PlainDate): Html {
  const coming = (['repeals', 'lapses', 'amends'] as const).flatMap((kind) =>
    document.relations.filter(
      (one) =>
        one.kind === kind &&
        one.end === 'to' &&
        one.appliesFrom !== null &&
        Temporal.PlainDate.compare(one.appliesFrom, day) > 0,
    ),
  )
  const words = { repeals: '废止', lapses: '失效', amends: '修改' } as const
  return html`${coming.map(
    (one) =>
      html`将自${formatChineseDate(one.appliesFrom!)}起${words[one.kind as keyof typeof words]}（见《${link(one.title, documentPath(one.indexNumber))}》）。`,
  )}`
}
