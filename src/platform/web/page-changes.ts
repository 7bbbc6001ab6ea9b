/**
 * How a change of a record reaches the kept pages of every node: NOTIFY inside the transaction that writes it, so that
 * it is heard exactly when it is committed, and never when it is rolled back.
 *
 *   await announceChange(tx, [`document:${id}`, `list:agency:${agencyId}`])
 */
import { sql } from 'kysely'
import type { Client } from 'pg'
import type { Db, Tx } from '../database/database.ts'
import type { PageCache } from './page-cache.ts'

const CHANNEL = 'mingqu_pages'
/** PostgreSQL refuses a payload of 8000 bytes; tags are ASCII. */
const MAX_PAYLOAD = 7000
const SEPARATOR = '\n'

/** @param tags ASCII words like `document:123`; more than fit one message are sent in several. */
export async function announceChange(db: Db | Tx, tags: readonly string[]): Promise<void> {
  for (const payload of payloads(tags)) {
    await sql`select pg_notify(${CHANNEL}, ${payload})`.execute(db)
  }
}

export function payloads(tags: readonly string[]): readonly string[] {
  const messages: string[] = []
  let message = ''
  for (const tag of new Set(tags)) {
    if (message !== '' && message.length + SEPARATOR.length + tag.length > MAX_PAYLOAD) {
      messages.push(message)
      message = ''
    }
    message = message === '' ? tag : message + SEPARATOR + tag
  }
  return message === '' ? messages : [...messages, message]
}

export interface Follower {
  /** Settles when changes are heard for the first time. */
  readonly listening: Promise<void>
  stop(): Promise<void>
}

export interface FollowOptions {
  readonly connect: () => Promise<Client>
  readonly pages: PageCache
  readonly warn: (error: unknown) => void
  /** Milliseconds between signs of life, and before connecting again. */
  readonly heartbeat?: number
  readonly retryAfter?: number
}

/** Listens until stopped. Whenever the connection is gone the cache is emptied and rests until changes are heard again. */
export function followChanges(options: FollowOptions): Follower {
  const { pages, warn, heartbeat = 20_000, retryAfter = 1000 } = options
  const stopped = new AbortController()
  const first = Promise.withResolvers<void>()
  let current: Client | undefined

  async function listenOnce(): Promise<void> {
    const client = await options.connect()
    current = client
    const lost = new Promise<void>((resolve) => client.once('end', resolve))
    client.on('notification', ({ channel, payload }) => {
      if (channel === CHANNEL) pages.invalidate((payload ?? '').split(SEPARATOR))
    })
    try {
      await client.query(`listen ${CHANNEL}`)
      pages.resume()
      first.resolve()
      await Promise.race([lost, deafness(client)])
    } finally {
      pages.pause()
      current = undefined
      await client.end().catch(() => {})
    }
  }

  /** Settles when a sign of life stays out: a cable pulled between us and the server sends no farewell. */
  async function deafness(client: Client): Promise<void> {
    while (!stopped.signal.aborted) {
      await pause(heartbeat, stopped.signal)
      if (stopped.signal.aborted) return
      const answered = client.query('select 1').then(
        () => true,
        () => false,
      )
      const late = pause(heartbeat, stopped.signal).then(() => false)
      if (!(await Promise.race([answered, late]))) return
    }
  }

  async function keepListening(): Promise<void> {
    while (!stopped.signal.aborted) {
      await listenOnce().catch(warn)
      await pause(retryAfter, stopped.signal)
    }
  }

  const running = keepListening()
  return {
    listening: first.promise,
    async stop() {
      stopped.abort()
      await current?.end().catch(() => {})
      await running
    },
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    timer.unref()
    signal.addEventListener('abort', done)
  })
}
