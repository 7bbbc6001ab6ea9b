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
