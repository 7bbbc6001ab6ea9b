/**
 * One of the two servers that `bench/pages.ts` compares, as a process of its own. What it is to be comes as the first
 * message; it answers with its port.
 */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { buildApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import {
  connectClient,
  openPool,
  type ConnectionSettings,
} from '../src/platform/database/connect.ts'
import { createSealer } from '../src/platform/sealing/sealer.ts'
import { systemClock } from '../src/platform/kernel/time.ts'

export type Role =
  | { readonly kind: 'app'; readonly connection: ConnectionSettings }
  /** The same bytes under the same headers from `node:http` alone; 304 when the reader has them. */
  | {
      readonly kind: 'bare'
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }

process.once('message', (role: Role) => {
  const starting = role.kind === 'app' ? startApp(role.connection) : startBare(role)
  starting.then(
    (port) => process.send?.({ port }),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})

async function startApp(connection: ConnectionSettings): Promise<number> {
  const config = readConfig({
    MINGQU_LOG_LEVEL: 'warn',
    // pages are kept only by a site that knows its own address
    MINGQU_BASE_URL: 'http://xxgk.example.gov.cn',
  })
  if (!config.ok) throw new Error(config.problems.map(({ message }) => message).join('\n'))
  const pool = openPool(connection)
  const app = await buildApp({
    config: config.value,
    db: pool.db,
    connect: () => connectClient(connection),
    clock: systemClock,
    sealer: createSealer(randomBytes(32)),
  })
  return portOf(await app.listen({ port: 0, host: '127.0.0.1' }))
}

async function startBare({ headers, body }: Extract<Role, { kind: 'bare' }>): Promise<number> {
  const bytes = Buffer.from(body, 'base64')
  // 304 has no body, and must not promise one.
  const { 'content-length': _length, 'content-encoding': _coding, ...unchanged } = headers
  const server = createServer((request, response) => {
    if (request.headers['if-none-match'] === headers['etag'] && headers['etag'] !== undefined) {
      response.writeHead(304, unchanged)
      response.end()
      return
    }
    response.writeHead(200, headers)
    response.end(bytes)
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return address.port
}

function portOf(address: string): number {
  return Number(new URL(address).port)
}
