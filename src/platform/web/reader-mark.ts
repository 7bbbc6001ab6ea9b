import type { IncomingMessage } from 'node:http'

/**
 * What tells the readers of a day apart without a cookie: where they come from, and with which program. Never stored,
 * never logged; whoever keeps it hashes it under a key of the day.
 */
export function readerMark({
  headers,
  socket,
}: Pick<IncomingMessage, 'headers' | 'socket'>): string {
  // through a proxy all come from one address; a forged header only makes somebody several readers
  const forwarded = String(headers['x-forwarded-for'] ?? '').slice(0, 200)
  return [forwarded, socket.remoteAddress ?? '', headers['user-agent'] ?? ''].join('\n')
}
