import { Refusal } from '../kernel/refusal.ts'
import { connectClient, openPool, type ConnectionSettings, type Pool } from './connect.ts'
import { openCluster, type EmbeddedOptions } from './embedded/cluster.ts'

export interface DatabaseSource {
  readonly databaseUrl: string | undefined
  readonly dataDir: string
}

export interface OpenDatabase extends Pool {
  /** For what keeps connections of its own, such as the job queue. */
  readonly connection: ConnectionSettings
  /** Settles only when the embedded PostgreSQL died under us. */
  readonly lost: Promise<string>
}

// the one engine that everything is tested on
const OLDEST_SERVER = 180_000

/**
 * Opens the server that DATABASE_URL names, else the embedded one of the data directory.
 * @throws Refusal `unavailable` with a sentence for the person at the terminal
 */
export async function openDatabase(
  source: DatabaseSource,
  options: EmbeddedOptions = {},
): Promise<OpenDatabase> {
  if (source.databaseUrl !== undefined) return openServer(source.databaseUrl)
  const cluster = await openCluster(source.dataDir, options)
  const pool = openPool(cluster.connection)
  return {
    ...pool,
    connection: cluster.connection,
    lost: cluster.lost,
    async close() {
      await pool.close()
      await cluster.release()
    },
  }
}

async function openServer(url: string): Promise<OpenDatabase> {
  const settings: ConnectionSettings = { connectionString: url }
  await checkServer(settings)
  const lost = Promise.withResolvers<string>().promise
  return { ...openPool(settings), connection: settings, lost }
}

async function checkServer(settings: ConnectionSettings): Promise<void> {
  const client = await connectClient(settings).catch((error: unknown) => {
    throw new Refusal('unavailable', `连不上 DATABASE_URL 指定的数据库：${reason(error)}`)
  })
  try {
    const { rows } = await client.query<{ version: number; name: string; encoding: string }>(`
      select current_setting('server_version_num')::int as version,
        current_setting('server_version') as name, current_setting('server_encoding') as encoding`)
    const [server] = rows
    if (server === undefined || server.version < OLDEST_SERVER) {
      throw new Refusal(
        'unavailable',
        `数据库是 PostgreSQL ${server?.name}，明渠需要 18 或更新版本。`,
      )
    }
    if (server.encoding !== 'UTF8') {
      throw new Refusal('unavailable', `数据库的编码是 ${server.encoding}，明渠需要 UTF8。`)
    }
  } finally {
    await client.end()
  }
}

/** Without the address itself, which may hold a password. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return reason(error.errors[0])
  if (!(error instanceof Error)) return '原因不明'
  const code = 'code' in error ? String(error.code) : ''
  const known: Readonly<Record<string, string>> = {
    ECONNREFUSED: '对方没有在该地址监听',
    ENOTFOUND: '找不到该主机',
    EAI_AGAIN: '找不到该主机',
    ETIMEDOUT: '连接超时',
    '28P01': '用户名或口令不对',
    '28000': '服务器不接受该用户',
    '3D000': '没有该数据库',
    '53300': '服务器的连接已满',
  }
  return known[code] ?? error.message
}
