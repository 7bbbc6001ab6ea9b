/** Where one subscribes, and where the links in the mails lead. */
import type { SubscriptionAddresses } from '../../../domain/subscriptions/subscription.ts'
import { contentPath, documentPath, searchPath, withQuery, type ContentQuery } from '../paths.ts'

export const SUBSCRIBE = '/subscribe'
export const CONFIRM = '/subscribe/confirm/:token'
export const UNSUBSCRIBE = '/subscribe/end/:token'

const withToken = (pattern: string, token: string) =>
  pattern.replace(':token', encodeURIComponent(token))

export const confirmPath = (token: string): string => withToken(CONFIRM, token)
export const unsubscribePath = (token: string): string => withToken(UNSUBSCRIBE, token)

/** Opened beside a list or the results of a search: what they are narrowed to is what is told of. */
export function subscribePath(
  query: Omit<ContentQuery, 'sort'> & {
    readonly q?: string | undefined
    readonly title?: 1 | undefined
    readonly sort?: unknown
  } = {},
): string {
  const { q, agency, category, genre, theme, kind, validity, item, title } = query
  const normative = query.normative && 1
  return withQuery(SUBSCRIBE, {
    q,
    agency,
    category,
    genre,
    theme,
    kind,
    normative,
    validity,
    item,
    title,
  })
}

/** Full addresses for mails. @param origin scheme, host and port that people reach this site by */
export function subscriptionAddresses(origin: string): SubscriptionAddresses {
  const full = (path: string) => new URL(path, origin).href
  return {
    document: (indexNumber) => full(documentPath(indexNumber)),
    confirm: (token) => full(confirmPath(token)),
    unsubscribe: (token) => full(unsubscribePath(token)),
    page({ words, category, genre, theme, kind, normative, validity, item, titleOnly }, agency) {
      const path =
        words === undefined
          ? contentPath({ agency, category, genre, theme, kind, normative, validity, item })
          : searchPath({
              q: words,
              agency,
              category,
              genre,
              theme,
              validity,
              title: titleOnly && 1,
              sort: 'time',
            })
      return full(path)
    },
  }
}
