/** A feed as Atom (RFC 4287) and as JSON Feed 1.1. */
import type { ListedDocument } from '../../../domain/publications/public-documents.ts'
import { element, text, xmlDocument } from './xml.ts'

/** What a feed says of a document. */
export type FeedDocument = Pick<
  ListedDocument,
  'indexNumber' | 'title' | 'publisher' | 'category' | 'documentNumber' | 'publishedAt'
> & {
  readonly href: string
  readonly summary: string
}

export interface Feed {
  readonly title: string
  /** The page that shows the same. */
  readonly home: string
  /** Where the feed itself stands. */
  readonly self: string
  readonly publisher: string
  /** Newest first. */
  readonly documents: readonly FeedDocument[]
}

/** So many of the newest; who asks less often than this fills up asks for the changes instead. */
export const FEED_LENGTH = 50

/** The newest change; a feed that has none yet began with the epoch. */
const updatedAt = ({ documents }: Feed): string =>
  documents[0]?.publishedAt.toString() ?? '1970-01-01T00:00:00Z'

export function atom(feed: Feed): string {
  return xmlDocument(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'zh-CN' },
      text('id', feed.self),
      text('title', feed.title),
      text('updated', updatedAt(feed)),
      element('author', {}, text('name', feed.publisher)),
      element('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
      element('link', { rel: 'alternate', type: 'text/html', href: feed.home }),
      ...feed.documents.map(atomEntry),
    ),
  )
}

/** Never empty: every entry says something. */
const summaryOf = ({ summary, documentNumber, indexNumber }: FeedDocument): string =>
  [documentNumber, summary || indexNumber].filter(Boolean).join(' ')

function atomEntry(document: FeedDocument) {
  return element(
    'entry',
    {},
    text('id', document.href),
    text('title', document.title),
    text('published', document.publishedAt.toString()),
    text('updated', document.publishedAt.toString()),
    element('link', { rel: 'alternate', type: 'text/html', href: document.href }),
    element('category', { term: document.category }),
    element('author', {}, text('name', document.publisher)),
    text('summary', summaryOf(document)),
  )
}

export function jsonFeed(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.home,
    feed_url: feed.self,
    language: 'zh-CN',
    authors: [{ name: feed.publisher }],
    items: feed.documents.map((document) => ({
      id: document.href,
      url: document.href,
      title: document.title,
      // every item needs a text (JSON Feed 1.1)
      content_text: summaryOf(document),
      ...(document.summary !== '' && { summary: document.summary }),
      date_published: document.publishedAt.toString(),
      tags: [document.category],
      authors: [{ name: document.publisher }],
      _document: { indexNumber: document.indexNumber, documentNumber: document.documentNumber },
    })),
  })
}
