import { Readable } from 'node:stream'
import type { Duplex } from 'node:stream'
import type { Client, Connection, Submittable } from 'pg'
import { drained } from './drain.ts'

// COPY over `pg`'s own connection. The methods that `pg` calls on a query in flight are not in its published types.

interface CopyConnection extends Connection {
  readonly stream: Duplex
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
}

interface CopyQuery extends Submittable {
  handleError(error: Error): void
  handleCommandComplete(): void
  handleReadyForQuery(): void
  handleCopyData(message: { readonly chunk: Buffer }): void
  handleCopyInResponse(connection: CopyConnection): void
}

/** The bytes that `COPY … TO STDOUT` sends, no faster than they are read. */
export function copyOut(client: Client, statement: string): Readable {
  let connection: CopyConnection | undefined
  const output = new Readable({
    read: () => connection?.stream.resume(),
    // a reader that gives up must not leave the connection paused: what still comes is dropped
    destroy(error, done) {
      connection?.stream.resume()
      done(error)
    },
  })
  const query: CopyQuery = {
    submit(opened) {
      connection = opened as CopyConnection
      connection.query(statement)
    },
    handleCopyData({ chunk }) {
      // a copy, because `pg` writes the next message over the bytes it hands out
      if (!output.destroyed && !output.push(Buffer.from(chunk))) connection?.stream.pause()
    },
    handleCommandComplete() {
      if (!output.destroyed) output.push(null)
      connection?.stream.resume()
    },
    handleReadyForQuery() {},
    handleCopyInResponse: (opened) => opened.sendCopyFail('not a COPY TO'),
    handleError: (error) => output.destroy(error),
  }
  client.query(query)
  return output
}

/** Feeds `COPY … FROM STDIN`. Rejects with the server's error when it does not like a row. */
export function copyIn(
  client: Client,
  statement: string,
  chunks: AsyncIterable<Buffer>,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let failed = false
  const query: CopyQuery = {
    submit: (connection) => (connection as CopyConnection).query(statement),
    handleCopyInResponse(connection) {
      feed(connection, chunks, () => failed).catch((error: Error) => {
        connection.sendCopyFail('the source of the rows failed')
        reject(error)
      })
    },
    handleCopyData() {},
    handleCommandComplete() {},
    handleReadyForQuery: () => resolve(),
    handleError(error) {
      failed = true
      reject(error)
    },
  }
  client.query(query)
  return promise
}

async function feed(
  connection: CopyConnection,
  chunks: AsyncIterable<Buffer>,
  hasFailed: () => boolean,
): Promise<void> {
  for await (const chunk of chunks) {
    // after an error the server ignores what still comes
    if (hasFailed()) return
    connection.sendCopyFromChunk(chunk)
    if (connection.stream.writableNeedDrain) await drained(connection.stream)
  }
  if (!hasFailed()) connection.endCopyFrom()
}
