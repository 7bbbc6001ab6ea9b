import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'

export interface Watch {
  readonly lost: Promise<string>
  stop(): void
}

/** Notices that PostgreSQL is gone by the connection that holds our lease. */
export function startWatch(client: Client, isServerThere: () => boolean): Watch {
  let stopped = false
  const { promise, resolve } = Promise.withResolvers<string>()
  client.once('end', () => {
    if (stopped) return
    void explain(isServerThere).then(resolve)
  })
  return { lost: promise, stop: () => (stopped = true) }
}

async function explain(isServerThere: () => boolean): Promise<string> {
  // the process may take a moment to leave after its connections have
  await pause(200)
  return isServerThere() ? 'PostgreSQL 断开了连接（内部重启或正在停止）' : 'PostgreSQL 意外退出'
}
