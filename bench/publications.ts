/**
 * The life of a document, 8 clients: drafted, through the gate, reviewed item by item, published with its index number and
 * found by search, a second; against a bare one-row INSERT by the same clients on the same durable server.
 *
 *     node bench/publications.ts
 */
import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { connectClient, openPool } from '../src/platform/database/connect.ts'
import { openCluster } from '../src/platform/database/embedded/cluster.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { chinaMoment } from '../src/platform/kernel/time.ts'
import { buildAgency } from '../test/builders/people.ts'
import { buildPublicationDesk, buildPublishedDocument } from '../test/builders/publications.ts'
import { temporaryFolder } from '../test/cluster.ts'

const CLIENTS = 8
const SECONDS = 6
const NOW = chinaMoment('2024-06-03T09:00')
const BODY = `<p>${'本办法适用于本区范围内的示例事项，由示例部门负责实施。'.repeat(55)}</p>`

export interface PublicationsBench {
  readonly publishedPerSecond: number
  readonly baselinePerSecond: number
}

export async function benchPublications(): Promise<PublicationsBench> {
  const folder = temporaryFolder()
  const cluster = await openCluster(folder, { durable: true })
  const client = await connectClient(cluster.connection)
  await migrate(client)
  await client.end()
  const pool = openPool(cluster.connection, CLIENTS)
  try {
    const { db } = pool
    const desk = await buildPublicationDesk(db, await buildAgency(db))
    await sql`create table bench_baseline (id bigint generated always as identity primary key, payload text)`.execute(
      db,
    )
    const baselinePerSecond = await rate(() =>
      sql`insert into bench_baseline (payload) values (${BODY})`.execute(db),
    )
    let serial = 0
    const publishedPerSecond = await rate(() => {
      serial += 1
      const title = `关于第${serial}项示例工作的通知`
      return buildPublishedDocument(db, desk, NOW, { title, bodyHtml: BODY, documentNumber: '' })
    })
    return { publishedPerSecond, baselinePerSecond }
  } finally {
    await pool.close()
    await cluster.release()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function rate(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  const end = start + SECONDS * 1000
  let done = 0
  const client = async () => {
    while (performance.now() < end) {
      await act()
      done += 1
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return Math.round((done / (performance.now() - start)) * 1000)
}

if (import.meta.main) {
  const { publishedPerSecond, baselinePerSecond } = await benchPublications()
  const ratio = (publishedPerSecond / baselinePerSecond).toFixed(3)
  console.log(`published by ${CLIENTS} clients   ${publishedPerSecond} /s`)
  console.log(`bare one-row INSERT         ${baselinePerSecond} /s  ratio ${ratio}`)
}
