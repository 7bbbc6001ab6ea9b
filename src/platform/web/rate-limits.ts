/**
 * For the `config` of the few routes that strangers could wear out, counted by address:
 *
 *   app.post('/office/sign-in', { config: { rateLimit: SIGN_IN_LIMIT } }, …)
 */
interface Limit {
  readonly max: number
  /** Milliseconds. */
  readonly timeWindow: number
  readonly groupId: string
}

const MINUTE = 60_000

export const SIGN_IN_LIMIT: Limit = { max: 20, timeWindow: 5 * MINUTE, groupId: 'sign-in' }
export const CHECKER_LIMIT: Limit = { max: 20, timeWindow: MINUTE, groupId: 'checker' }
/** Pages of the application form: a family behind one address fills in several at once. */
export const APPLY_LIMIT: Limit = { max: 120, timeWindow: 10 * MINUTE, groupId: 'apply' }
export const TRACK_LIMIT: Limit = { max: 30, timeWindow: 10 * MINUTE, groupId: 'track' }
/** Files that are typeset on demand: setting one takes the machine longer than serving many pages. */
export const PRINT_LIMIT: Limit = { max: 60, timeWindow: MINUTE, groupId: 'print' }
/** A search costs more than a page that is kept; a reader pages and narrows. */
export const SEARCH_LIMIT: Limit = { max: 120, timeWindow: MINUTE, groupId: 'search' }
/** Questions under a policy. */
export const ASK_LIMIT: Limit = { max: 10, timeWindow: 10 * MINUTE, groupId: 'ask' }
/** Wishes to be told by mail: each sends one to an address that anybody may type. */
export const SUBSCRIBE_LIMIT: Limit = { max: 6, timeWindow: 10 * MINUTE, groupId: 'subscribe' }
/** Whole collections in one answer. */
export const HARVEST_LIMIT: Limit = { max: 60, timeWindow: MINUTE, groupId: 'harvest' }
