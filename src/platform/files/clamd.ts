/** ClamAV's daemon, by its INSTREAM command: length and bytes of each piece, a zero, then one line of answer. */
import { connect, type Socket } from 'node:net'
import type { Scanner, ScannerAddress, ScanTrouble, ScanVerdict } from './scanner.ts'

const SILENCE_LIMIT = 60_000
const LONGEST_ANSWER = 4096

/** @param silenceLimit milliseconds without a sign of life from the daemon */
export function clamdScanner(address: ScannerAddress, silenceLimit = SILENCE_LIMIT): Scanner {
  return async (content) => {
    const socket = connect(address)
    socket.setTimeout(silenceLimit)
    const answer = readAnswer(socket)
    // what goes wrong while sending is told by the answer, or by its absence
    await sendAll(socket, content).catch(() => socket.destroy())
    const verdict = await answer
    socket.destroy()
    return verdict
  }
}

async function sendAll(socket: Socket, content: AsyncIterable<Buffer>): Promise<void> {
  await send(socket, Buffer.from('zINSTREAM\0'))
  for await (const piece of content) {
    if (piece.length > 0) await send(socket, Buffer.concat([lengthOf(piece.length), piece]))
    if (socket.destroyed || socket.readableEnded) return
  }
  await send(socket, lengthOf(0))
}

function send(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const closed = () => reject(new Error('closed'))
    socket.once('close', closed)
    socket.write(bytes, (error) => {
      socket.off('close', closed)
      if (error) reject(error)
      else resolve()
    })
  })
}

function lengthOf(size: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(size)
  return bytes
}

function readAnswer(socket: Socket): Promise<ScanVerdict> {
  return new Promise((resolve) => {
    let text = ''
    let connected = false
    const unknown = (reason: ScanTrouble) => resolve({ state: 'unknown', reason })
    socket.once('connect', () => (connected = true))
    socket.on('data', (bytes) => {
      text += bytes.toString('utf8')
      if (text.includes('\0')) resolve(parseAnswer(text.slice(0, text.indexOf('\0'))))
      else if (text.length > LONGEST_ANSWER) unknown('unintelligible')
    })
    socket.on('timeout', () => {
      unknown('timeout')
      socket.destroy()
    })
    socket.on('error', () => unknown(connected ? 'unintelligible' : 'unreachable'))
    socket.on('close', () => unknown(connected ? 'unintelligible' : 'unreachable'))
  })
}

function parseAnswer(line: string): ScanVerdict {
  if (line === 'stream: OK') return { state: 'clean' }
  const found = /^stream: (.{1,200}) FOUND$/.exec(line)?.[1]
  if (found !== undefined) return { state: 'infected', found: found.replaceAll(/[^\w.:()-]/g, '_') }
  const isLimit = /size limit exceeded/i.test(line)
  return { state: 'unknown', reason: isLimit ? 'too-large' : 'unintelligible' }
}
