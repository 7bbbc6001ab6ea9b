/**
 * A Refusal is thrown when the system declines an act. Each code maps once to an HTTP status
 * (`platform/web/errors.ts`) and once to an exit code (`interfaces/cli/exit-codes.ts`). Not to be confused
 * with the legal outcome 不予公开, which is `'refused'` in the domain.
 */
export type RefusalCode =
  | 'not-found' // no such thing, or none this person may know of
  | 'forbidden' // the thing exists and may be seen, the act is not theirs
  | 'sign-in-required'
  | 'wrong-state' // the lifecycle has no such step from here
  | 'stale' // somebody else acted first; nothing was changed
  | 'invalid' // the input has problems; see `problems`
  | 'incomplete' // something the law requires is missing; see `problems`
  | 'locked' // the record is sealed (a locked report, a locked account)
  | 'unapproved' // content without the signatures it needs, or with void ones
  | 'calendar-missing' // no State Council holiday notice for the year asked about
  | 'too-many' // a limit on how often
  | 'too-large' // a limit on size
  | 'unavailable' // a part of the system is not there (disk full, PDF engine missing)

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly problems: readonly import('./problem.ts').Problem[]

  /** @param message a Chinese sentence for the person who asked; no personal data, no internals. */
  constructor(
    code: RefusalCode,
    message: string,
    problems: readonly import('./problem.ts').Problem[] = [],
  ) {
    super(message)
    this.code = code
    this.problems = problems
  }
}
