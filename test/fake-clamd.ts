import { createServer, type Socket } from 'node:net'

export interface FakeClamd {
  readonly port: number
  /** What it was sent, one file each. */
  readonly received: readonly Buffer[]
  stop(): Promise<void>
}

/**
 * Speaks INSTREAM, as the virus scanner does, on a free port.
 * @param answer to the bytes of one file; undefined: it never answers
 */
export async function startFakeClamd(
  answer: (content: Buffer) => string | undefined,
): Promise<FakeClamd> {
  const received: Buffer[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let bytes = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (piece) => {
      bytes = Buffer.concat([bytes, Buffer.from(piece)])
      const content = parseInstream(bytes)
      if (content === undefined) return
      bytes = Buffer.alloc(0)
      received.push(content)
      const line = answer(content)
      if (line !== undefined) socket.end(line)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    received,
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const COMMAND = 'zINSTREAM\0'

/** The content once its closing zero has arrived. */
function parseInstream(bytes: Buffer): Buffer | undefined {
  if (bytes.toString('latin1', 0, COMMAND.length) !== COMMAND) return undefined
  const parts: Buffer[] = []
  for (let at = COMMAND.length; at + 4 <= bytes.length;) {
    const length = bytes.readUInt32BE(at)
    if (length === 0) return Buffer.concat(parts)
    parts.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}
