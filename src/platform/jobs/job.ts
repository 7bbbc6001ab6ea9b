/**
 * Work that nobody waits for. A job is only ever a nudge: what is owed stands in our own tables, written in the same
 * transaction as its cause, and a handler looks there. So a lost queue loses nothing, and a backup needs no jobs.
 *
 *   export const DELIVER_MAIL = defineSweep('deliver-mail')                    beside the work it names
 *   await jobs.enqueue(tx, DELIVER_MAIL, {})                                   by whoever causes it
 *   worker(DELIVER_MAIL, { cron: '* * * * *', handle: () => deliverMail(…) })  once, in app.ts
 */
import { z } from 'zod'

export interface JobKind<T extends object> {
  /** Lower-case words with hyphens; never renamed, or what is queued under the old name is forgotten. */
  readonly name: string
  readonly schema: z.ZodType<T>
  readonly retries: Retries
  /** However many are queued, one run does them all. */
  readonly sweeps: boolean
}

export interface Retries {
  readonly limit: number
  /** Seconds before the first; doubled each time. */
  readonly delay: number
}

export interface JobWorker {
  readonly kind: Omit<JobKind<object>, 'schema'>
  /** Five fields, in China's time: also runs then, on one node, with an empty object as its data. */
  readonly cron: string | undefined
  run(data: unknown, stopping: AbortSignal): Promise<void>
}

/** A job with data of its own: numbers of records, never what stands in them. */
export function defineJob<T extends object>(
  name: string,
  schema: z.ZodType<T>,
  retries: Retries = { limit: 5, delay: 30 },
): JobKind<T> {
  return { name, schema, retries, sweeps: false }
}

const NOTHING = z.object({})
type Nothing = z.output<typeof NOTHING>

/** A job that does whatever is due. Its next run is its retry. */
export function defineSweep(name: string): JobKind<Nothing> {
  return { name, schema: NOTHING, retries: { limit: 0, delay: 0 }, sweeps: true }
}

export interface Handling<T extends object> {
  readonly cron?: string
  /**
   * Must bear being run again after it was cut off at any point.
   * @param stopping aborted when the server shuts down or the job has run too long
   */
  handle(data: T, stopping: AbortSignal): Promise<unknown>
}

export function worker<T extends object>(
  kind: JobKind<T>,
  { cron, handle }: Handling<T>,
): JobWorker {
  return {
    kind,
    cron,
    async run(data, stopping) {
      await handle(kind.schema.parse(data), stopping)
    },
  }
}
