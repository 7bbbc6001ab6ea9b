import { namesPath } from './metadata-words.ts'

const PRIVATE_HOST =
  /^(?:localhost|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|[^.]+|.*\.(?:local|lan|intranet|internal|corp))$/i

/** An address that leads only from within the office's own network. */
export function isIntranet(address: string): boolean {
  const match = /^\s*(?:https?|ftp|ws|wss):\/\/(?:[^@/]*@)?([^/:?#]+)/i.exec(address)
  return match !== null && PRIVATE_HOST.test(match[1]!)
}

/** A link that shows the way into the office, or runs something. */
export function isInternalPlace(target: string): boolean {
  return (
    namesPath(target) || isIntranet(target) || /^\s*(?:javascript|vbscript|data):/i.test(target)
  )
}
