/**
 * Where an address lies in a static copy, told from the address alone: a page as `…/index.html`, a file under its own
 * name. A server of files knows no queries, so an address with one gets a place of its own, named by its hash; a file
 * keeps its ending, by which such a server tells what it is.
 */
import { createHash } from 'node:crypto'

const FILE =
  /^\/(?:files|assets)\/|\.(?:pdf|txt|svg|png|ico|docx|xlsx|json|jsonld|ndjson|atom|xml|css|js)$/i

/** Of the path alone. */
export const isFileAddress = (address: string): boolean => FILE.test(address.split(/[?#]/)[0]!)

/** The place within the copy, with slashes. */
export function mirrorFile(address: string): string {
  const { pathname, search } = new URL(address, 'http://mirror')
  const parts = pathname.split('/').filter(Boolean).map(placeName)
  if (!isFileAddress(address))
    return [...parts, ...(search === '' ? [] : [`~${hashOf(search)}`]), 'index.html'].join('/')
  if (search === '') return parts.join('/')
  const [, stem, ending] = /^(.*?)(\.[^.]*)?$/s.exec(parts.at(-1)!)!
  return [...parts.slice(0, -1), `${stem}-${hashOf(search)}${ending ?? ''}`].join('/')
}

/** What a page at one place of the copy writes to lead to another, so that it works in any folder and from a disk. */
export function linkBetween(from: string, to: string, fragment = ''): string {
  const here = from.split('/').slice(0, -1)
  const there = to.split('/')
  let shared = 0
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared])
    shared += 1
  const up = here.slice(shared).map(() => '..')
  return [...up, ...there.slice(shared).map(encodeURIComponent)].join('/') + fragment
}

/** The same parameters in another order are the same page. */
function hashOf(search: string): string {
  const parameters = new URLSearchParams(search)
  parameters.sort()
  return createHash('sha256').update(parameters.toString()).digest('hex').slice(0, 16)
}

/** Bytes that file systems allow in a name, with room for the ending of a file half written. */
const LONGEST_NAME = 240

/** A name as people read it, that can be no folder and fits. */
function placeName(part: string): string {
  const name = decoded(part).replaceAll(/[/\\\0]/g, '_')
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? ''
  let stem = name.slice(0, name.length - ending.length)
  const mark = `-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`
  while (Buffer.byteLength(stem + mark + ending) > LONGEST_NAME) stem = stem.slice(0, -1)
  return stem.toWellFormed() + mark + ending
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
