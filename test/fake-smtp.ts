import { createServer, type Socket } from 'node:net'

/** What the server was told of one message. */
export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** Headers and body as they came over the line. */
  readonly data: string
}

export interface FakeSmtp {
  readonly port: number
  readonly received: readonly ReceivedMail[]
  stop(): Promise<void>
}

/** Another answer than yes to a command, e.g. `(line) => line.startsWith('RCPT') ? '550 no such user' : undefined`. */
type Contrary = (line: string) => string | undefined

/** A mail server on a free port that speaks just enough SMTP. Outgoing mail is what tests may fake. */
export async function startFakeSmtp(contrary: Contrary = () => undefined): Promise<FakeSmtp> {
  const received: ReceivedMail[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    converse(socket, contrary, (mail) => received.push(mail))
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

function converse(socket: Socket, contrary: Contrary, keep: (mail: ReceivedMail) => void): void {
  let text = ''
  let from = ''
  let to: string[] = []
  let inData = false
  const say = (line: string) => socket.write(`${line}\r\n`)
  const hear = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'MAIL') [from, to] = [line, []]
    if (verb === 'RCPT') to.push(line)
    const answer = contrary(line) ?? ANSWERS[verb] ?? '250 ok'
    inData = answer.startsWith('354')
    say(answer)
    if (verb === 'QUIT') socket.end()
  }
  socket.setEncoding('utf8').on('data', (piece: string) => {
    text += piece
    for (;;) {
      const end = text.indexOf(inData ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const heard = text.slice(0, end)
      text = text.slice(end + (inData ? 5 : 2))
      if (!inData) hear(heard)
      else {
        inData = false
        const answer = contrary('.') ?? '250 queued'
        if (answer.startsWith('250')) keep({ from, to, data: heard })
        say(answer)
      }
    }
  })
  say(contrary('') ?? '220 test')
}

const ANSWERS: Readonly<Record<string, string>> = {
  DATA: '354 go ahead',
  QUIT: '221 bye',
  STAR: '502 no TLS here',
}
