import type { Writable } from 'node:stream'

/** Waits until `stream` takes more bytes, or until it, or what it flows into, has closed. */
export function drained(stream: Writable, destination: Writable = stream): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const settle = () => {
    stream.off('drain', settle)
    destination.off('close', settle)
    resolve()
  }
  stream.on('drain', settle)
  destination.on('close', settle)
  return promise
}
