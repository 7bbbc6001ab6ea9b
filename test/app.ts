/**
 * The whole app over a database of its own, spoken to as a browser would.
 *
 *   const app = await createTestApp({ now: '2020-08-17T13:56' })
 *   const page = await app.visitor().get('/reports')
 *   const clerk = await app.signIn(await app.person('clerk'))
 *   await clerk.post('/office/requests/new', { channel: 'post' })       the form's token is added
 *   app.setNow('2020-08-18T09:00')
 *   await app.close()
 *
 * `await app.listen()` opens a port for a real browser or for the page cache, which only a listening server uses.
 */
import { randomBytes } from 'node:crypto'
import diagnostics from 'node:diagnostics_channel'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { buildApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import type { Officer, Role } from '../src/domain/accounts/officer.ts'
import { openSession } from '../src/domain/accounts/sessions.ts'
import { chinaMoment } from '../src/platform/kernel/time.ts'
import { connectClient } from '../src/platform/database/connect.ts'
import { inTransaction, type Db } from '../src/platform/database/database.ts'
import type { Files } from '../src/platform/files/files.ts'
import { openFiles } from '../src/platform/files/open-files.ts'
import { createFolderStore } from '../src/platform/files/folder-store.ts'
import { createSealer, type Sealer } from '../src/platform/sealing/sealer.ts'
import { csrfToken } from '../src/platform/web/csrf.ts'
import { buildAgency, buildOfficer } from './builders/people.ts'
import { temporaryFolder } from './cluster.ts'
import { createTestDatabase } from './database.ts'

type Form = Readonly<Record<string, string | readonly string[]>>

/** One browser: it keeps its cookies, and sends forms as its pages would. */
export interface Browser {
  /** Of a signed-in person, for a real browser's context. */
  readonly sessionToken: string | undefined
  get(path: string): Promise<LightMyRequestResponse>
  post(path: string, form?: Form): Promise<LightMyRequestResponse>
  /** A form with files. */
  upload(path: string, form: Form, files: readonly TestFile[]): Promise<LightMyRequestResponse>
}

export interface TestFile {
  readonly field: string
  readonly name: string
  readonly content: Buffer
}

export interface TestAppOptions {
  /** Wall-clock time in China. */
  readonly now?: string
  /** Settings as in the environment, e.g. `{ MINGQU_BASE_URL: 'https://xxgk.example.gov.cn' }`. */
  readonly environment?: Readonly<Record<string, string>>
  /** The demo office instead of an empty one; its people sign in with the demo's passwords. */
  readonly demo?: boolean
}

export interface TestApp {
  readonly fastify: FastifyInstance
  /** Every route the app has, as it was declared: `GET /office/requests/:id`; one that takes any method is `ALL`. */
  readonly routes: readonly string[]
  readonly db: Db
  /** The same store the app keeps its files in. */
  readonly files: Files
  /** The lead agency, whose portal this is. */
  readonly agencyId: number
  setNow(local: string): void
  /** What the app sealed. */
  open(sealed: string): string
  person(...roles: Role[]): Promise<Officer>
  visitor(): Browser
  signIn(officer: Officer): Promise<Browser>
  /** The address it listens on, without a slash at the end. */
  listen(): Promise<string>
  /** A second server on the same records and files; whoever asks for it closes it. */
  anotherNode(): Promise<FastifyInstance>
  close(): Promise<void>
}

export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = await createTestDatabase()
  const { db } = database
  const dataDir = temporaryFolder()
  let now = chinaMoment(options.now ?? '2020-08-17T13:56')
  const routes = new Set<string>()
  const watch = (message: unknown) => collectRoutes((message as Created).fastify, routes)
  diagnostics.subscribe('fastify.initialization', watch)
  const sealer = createSealer(randomBytes(32))
  const services = {
    config: testConfig({ MINGQU_DATA: dataDir, ...options.environment }),
    db,
    connect: () => connectClient(database.connection),
    clock: () => now,
    sealer,
  }
  const fastify = await buildApp(services)
  diagnostics.unsubscribe('fastify.initialization', watch)
  const agencyId = options.demo
    ? await buildDemo(db, { sealer, files: openFiles(services.config, sealer) })
    : await buildAgency(db, { name: '示例高新区管委会', shortName: '高新区' })
  return {
    fastify,
    routes: [...routes],
    db,
    agencyId,
    setNow(local) {
      now = chinaMoment(local)
    },
    open: (sealed) => sealer.open(sealed),
    person: (...roles) => buildOfficer(db, agencyId, ...roles),
    visitor: () => openBrowser(fastify),
    async signIn(officer) {
      const token = await inTransaction(db, (tx) => openSession(tx, officer.id, now))
      return openBrowser(fastify, token)
    },
    async listen() {
      const address = await fastify.listen({ port: 0, host: '127.0.0.1' })
      return address.replace(/\/$/, '')
    },
    files: {
      blobs: createFolderStore(join(dataDir, 'files'), sealer.keyFor('files')),
      sealer,
      scanner: undefined,
    },
    anotherNode: () => buildApp(services),
    async close() {
      await fastify.close()
      await database.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}

/** Loaded only for those who ask: the demo stands on everything else. */
async function buildDemo(
  db: Db,
  room: { readonly sealer: Sealer; readonly files: Files },
): Promise<number> {
  const { loadDemo } = await import('../demo/weihai-2020/load.ts')
  await loadDemo(db, room)
  const lead = db.selectFrom('agencies').select('id').orderBy('position').orderBy('id')
  return (await lead.executeTakeFirstOrThrow()).id
}

interface Created {
  readonly fastify: FastifyInstance
}

/** HEAD is answered beside every GET and is not a route of its own. */
function collectRoutes(fastify: FastifyInstance, routes: Set<string>): void {
  fastify.addHook('onRoute', ({ method, url }) => {
    const methods = [method].flat()
    if (methods.length > 2) routes.add(`ALL ${url}`)
    else for (const one of methods) if (one !== 'HEAD') routes.add(`${one} ${url}`)
  })
}

function testConfig(environment: Readonly<Record<string, string>>) {
  const checked = readConfig({ MINGQU_LOG_LEVEL: 'silent', ...environment })
  if (!checked.ok) throw new Error(checked.problems.map(({ message }) => message).join('\n'))
  return checked.value
}

function openBrowser(fastify: FastifyInstance, sessionToken?: string): Browser {
  const cookies = new Map<string, string>()
  if (sessionToken !== undefined) cookies.set('mingqu', sessionToken)
  const session = () => cookies.get('mingqu')

  async function send(
    method: 'GET' | 'POST',
    path: string,
    body?: { readonly type: string; readonly payload: string | Buffer },
  ): Promise<LightMyRequestResponse> {
    const response = await fastify.inject({
      method,
      url: path,
      cookies: Object.fromEntries(cookies),
      headers: {
        'user-agent': 'Mozilla/5.0 (test)',
        'sec-fetch-site': 'same-origin',
        ...(body && { 'content-type': body.type }),
      },
      ...(body && { payload: body.payload }),
    })
    for (const { name, value, maxAge, expires } of response.cookies) {
      const gone = maxAge === 0 || (expires !== undefined && expires.getTime() === 0)
      if (gone) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }

  function entries(form: Form): readonly (readonly [string, string])[] {
    const fields = Object.entries(form).flatMap(([name, value]) =>
      typeof value === 'string'
        ? [[name, value] as const]
        : value.map((one) => [name, one] as const),
    )
    const token = session()
    return token === undefined || 'csrf' in form
      ? fields
      : [...fields, ['csrf', csrfToken(token)] as const]
  }

  return {
    get sessionToken() {
      return session()
    },
    get: (path) => send('GET', path),
    post: (path, form = {}) =>
      send('POST', path, {
        type: 'application/x-www-form-urlencoded',
        payload: new URLSearchParams(
          entries(form).map(([name, value]) => [name, value]),
        ).toString(),
      }),
    async upload(path, form, files) {
      const data = new FormData()
      for (const [name, value] of entries(form)) data.append(name, value)
      for (const { field, name, content } of files) {
        data.append(field, new Blob([new Uint8Array(content)]), name)
      }
      const encoded = new Response(data)
      const payload = Buffer.from(await encoded.arrayBuffer())
      return send('POST', path, { type: encoded.headers.get('content-type') ?? '', payload })
    },
  }
}
