import { randomBytes } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { startFakeClamd, type FakeClamd } from '../../../test/fake-clamd.ts'
import { clamdScanner } from './clamd.ts'
import { contentOf, pieces } from './content.ts'

// in two parts, so that no scanner takes this file for the test virus
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
const bytes = randomBytes(300_000)
const running: FakeClamd[] = []

afterEach(async () => {
  for (const clamd of running.splice(0)) await clamd.stop()
})

async function scan(answer: (content: Buffer) => string | undefined, content = bytes) {
  const clamd = await startFakeClamd(answer)
  running.push(clamd)
  const scanner = clamdScanner({ host: '127.0.0.1', port: clamd.port }, 200)
  const verdict = await scanner(pieces(contentOf(content)))
  return { verdict, received: clamd.received }
}

test('a clean file is sent whole and comes back clean', async () => {
  const { verdict, received } = await scan(() => 'stream: OK\0')
  expect(verdict).toEqual({ state: 'clean' })
  expect(received).toEqual([bytes])
})

test('EICAR is found', async () => {
  const { verdict } = await scan(
    (content) =>
      content.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0',
    Buffer.from(EICAR),
  )
  expect(verdict).toEqual({ state: 'infected', found: 'Eicar-Test-Signature' })
})

test.each([
  ['garbage', () => 'HTTP/1.1 400 Bad Request\r\n\r\n\0', 'unintelligible'],
  ['an endless answer', () => 'x'.repeat(10_000), 'unintelligible'],
  ['OK about something else', () => 'stream: OK and more\0', 'unintelligible'],
  ['half an answer', () => 'stream: OK', 'unintelligible'],
  ['nothing but farewell', () => '', 'unintelligible'],
  ['an error of its own', () => 'Can not allocate memory ERROR\0', 'unintelligible'],
  ['its limit', () => 'INSTREAM size limit exceeded. ERROR\0', 'too-large'],
  ['silence', () => undefined, 'timeout'],
])('%s is no clean bill', async (_, answer, reason) => {
  expect((await scan(answer)).verdict).toEqual({ state: 'unknown', reason })
})

test('nobody there is no clean bill', async () => {
  const clamd = await startFakeClamd(() => 'stream: OK\0')
  await clamd.stop()
  const scanner = clamdScanner({ host: '127.0.0.1', port: clamd.port }, 200)
  expect(await scanner(pieces(contentOf(bytes)))).toEqual({
    state: 'unknown',
    reason: 'unreachable',
  })
  const socket = clamdScanner({ path: '/nonexistent/clamd.sock' }, 200)
  expect(await socket(pieces(contentOf(bytes)))).toEqual({
    state: 'unknown',
    reason: 'unreachable',
  })
})
