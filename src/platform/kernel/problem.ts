/**
 * A Problem is data about the input: returned, never thrown, and shown beside the field it names (HTTP 422).
 * `at` is a field name or a dotted path; `message` is a Chinese sentence a clerk understands.
 */
export interface Problem {
  readonly at: string
  readonly message: string
}

/** Either the parsed value, or everything that was wrong with the input. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] }

export function accepted<T>(value: T): Checked<T> {
  return { ok: true, value }
}

export function rejected(problems: readonly Problem[]): Checked<never> {
  return { ok: false, problems }
}
