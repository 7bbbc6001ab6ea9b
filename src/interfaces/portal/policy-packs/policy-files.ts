/** Posters, booklets and codes as files. Nothing of them is stored: each is made from what stands online now. */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  itemPoster,
  packBooklet,
  packPoster,
  renderPrintedPolicy,
  type PrintedPolicy,
  type Printing,
} from '../../../domain/policy-packs/print/printed-policy.ts'
import type { PublicItem, PublicPack } from '../../../domain/policy-packs/public-policies.ts'
import { qrPng, qrSvg } from '../../../platform/documents/qr-image.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { isUnchanged } from '../../../platform/web/page-cache.ts'
import { attachment } from '../../../platform/web/reply.ts'
import type { PolicyFile } from './addresses.ts'
import { itemsOfGroup, type Policies } from './read-policies.ts'

export type Policy =
  | { readonly kind: 'item'; readonly policy: PublicItem }
  | { readonly kind: 'pack'; readonly policy: PublicPack }

const TYPES = { svg: 'image/svg+xml', png: 'image/png', pdf: 'application/pdf' } as const
/** A drawing opened by itself must not load or run anything, whatever is in it. */
const POWERLESS = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"

export async function sendPolicyFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: PolicyFile,
  { policy, policies, printing }: PrintJob,
): Promise<FastifyReply> {
  const address = printing.addressOf(policy.policy)
  const made =
    file === 'qr.svg' || file === 'qr.png'
      ? {
          key: address,
          make: async () => Buffer.from(file === 'qr.svg' ? qrSvg(address) : qrPng(address)),
        }
      : printed(printedPolicy(file, policy, policies, printing))
  const extension = file.slice(-3) as keyof typeof TYPES
  const etag = `W/"${createHash('sha256').update(made.key).digest('hex').slice(0, 32)}-${extension}"`
  reply.header('etag', etag).header('cache-control', 'public, no-cache')
  if (isUnchanged(request.headers['if-none-match'], etag)) return reply.code(304).send()
  const content = await made.make()
  return reply
    .type(TYPES[extension])
    .header('content-disposition', attachment(nameOf(file, policy.policy.title)))
    .header('content-security-policy', POWERLESS)
    .send(content)
}

export interface PrintJob {
  readonly policy: Policy
  readonly policies: Policies
  readonly printing: Printing
}

function printedPolicy(
  file: 'poster.pdf' | 'booklet.pdf',
  { kind, policy }: Policy,
  { items }: Policies,
  printing: Printing,
): PrintedPolicy {
  if (kind === 'item') {
    if (file === 'booklet.pdf') throw new Refusal('not-found', '单个事项没有合订本。')
    return itemPoster(policy, printing)
  }
  if (file === 'booklet.pdf') return packBooklet(policy, items, printing)
  const counts = policy.pack.groups.map(
    ({ name, items: members }) => [name, itemsOfGroup(items, members).length] as const,
  )
  return packPoster(policy, new Map(counts), printing)
}

function nameOf(file: PolicyFile, title: string): string {
  const what = { 'qr.svg': '二维码', 'qr.png': '二维码', 'poster.pdf': '海报', 'booklet.pdf': '' }[
    file
  ]
  return `${title}${what}.${file.slice(-3)}`
}

/** The same content gives the same file: it is set once and kept while there is room. */
const MOST_KEPT = 24
const kept = new Map<string, Promise<Buffer>>()

function printed(policy: PrintedPolicy): { key: string; make: () => Promise<Buffer> } {
  const key = JSON.stringify(policy)
  return { key, make: () => keptOrMade(createHash('sha256').update(key).digest('hex'), policy) }
}

function keptOrMade(key: string, policy: PrintedPolicy): Promise<Buffer> {
  const known = kept.get(key)
  if (known) return known
  const making = renderPrintedPolicy(policy).then((bytes) => Buffer.from(bytes))
  kept.set(key, making)
  // what could not be made is tried again when it is next asked for
  making.catch(() => kept.delete(key))
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!)
  return making
}
