export interface Failure {
  readonly name: string
  readonly code: string | undefined
  readonly at: readonly string[]
}

const FRAMES = 6

/**
 * What may be logged of an error from work on people's data: its class, its code and where it happened. Messages are
 * left out, because drivers and servers repeat values in them.
 */
export function describeFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: typeof error, code: undefined, at: [] }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { name: error.name, code, at: frames.slice(0, FRAMES).map((line) => line.trim()) }
}
