import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectClient, type ConnectionSettings } from '../src/platform/database/connect.ts'
import { openCluster } from '../src/platform/database/embedded/cluster.ts'
import { migrate } from '../src/platform/database/migrate.ts'

/** A PostgreSQL of its own in a temporary folder, with one migrated database that others are cloned from. */
export interface TestCluster {
  readonly superuser: ConnectionSettings
  readonly template: string
  stop(): Promise<void>
}

export async function startTestCluster(): Promise<TestCluster> {
  const folder = temporaryFolder()
  const cluster = await openCluster(folder, { durable: false, maxConnections: 100 })
  const client = await connectClient(cluster.connection)
  await migrate(client)
  await client.end()
  return {
    superuser: cluster.superuser,
    template: cluster.connection.database!,
    async stop() {
      await cluster.release()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** An empty folder that PostgreSQL's account can enter also when root runs the tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mingqu-test-'))
  chmodSync(folder, 0o755)
  return folder
}
