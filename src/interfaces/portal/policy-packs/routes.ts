/** 惠企政策: packs, items, their codes and prints, and the finder. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isUnanswered, parseAnswers } from '../../../domain/policy-packs/finder/answers.ts'
import { findPolicies } from '../../../domain/policy-packs/finder/find.ts'
import { createFinderUses } from '../../../domain/policy-packs/finder/uses.ts'
import { findRemovedPolicy } from '../../../domain/policy-packs/removed-policy.ts'
import { ALL_DOCUMENTS_TAG, documentTag } from '../../../domain/publications/publication-changed.ts'
import { isReader } from '../../../domain/publications/visits.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { PRINT_LIMIT } from '../../../platform/web/rate-limits.ts'
import { keepPage, sendPage } from '../../../platform/web/reply.ts'
import { countVisit } from '../count-visit.ts'
import { portalFrame } from '../frame.ts'
import { parseIndexAddress } from '../index-address.ts'
import type { PortalServices } from '../services.ts'
import { fullAddress, keepAddressed } from '../site-address.ts'
import { FINDER, POLICY_PACKS, policyFilePath, policyPath, type PolicyFile } from './addresses.ts'
import { finderPage } from './finder-page.ts'
import { gonePage } from './gone-page.ts'
import { itemPage } from './item-page.ts'
import { packPage, packsPage } from './pack-page.ts'
import { sendPolicyFile, type Policy } from './policy-files.ts'
import { packsOf, readPolicies, type Policies } from './read-policies.ts'

interface Address {
  readonly Params: { readonly organCode: string; readonly serial: string }
}

export function policyPackRoutes(app: FastifyInstance, services: PortalServices): void {
  const today = () => dayOf(services.clock())

  app.get(POLICY_PACKS, async (request, reply) => {
    const [frame, policies] = await Promise.all([
      portalFrame(services, request),
      readPolicies(services, today()),
    ])
    keepPage(reply, tagsOf(policies))
    return sendPage(reply, packsPage(frame, policies))
  })
  finderRoute(app, services)

  app.get<Address>(`${POLICY_PACKS}/:organCode/:serial`, async (request, reply) => {
    const policies = await readPolicies(services, today())
    const policy = findPolicy(request.params, policies)
    if (policy === undefined) return sendGone(services, request, reply)
    // other spellings of the same number lead to the one address
    if (request.url.split('?')[0] !== policyPath(policy.policy))
      return reply.redirect(policyPath(policy.policy), 301)
    const { documentId } = policy.policy
    countVisit(services, request, documentId)
    keepAddressed(services, reply, tagsOf(policies), String(documentId))
    const frame = await portalFrame(services, request)
    const address = fullAddress(services, request, policyPath(policy.policy))
    return sendPage(
      reply,
      policy.kind === 'pack'
        ? packPage(frame, { pack: policy.policy, policies, address })
        : itemPage(frame, {
            item: policy.policy,
            packs: packsOf(policies, policy.policy),
            address,
          }),
    )
  })

  for (const file of ['qr.svg', 'qr.png', 'poster.pdf', 'booklet.pdf'] as const)
    fileRoute(app, services, file)
}

function finderRoute(app: FastifyInstance, services: PortalServices): void {
  const uses = createFinderUses(services.db)
  const write = () =>
    uses.flush().catch((error: unknown) => app.log.warn({ err: error }, 'uses were not counted'))
  const timer = setInterval(() => void write(), USES_WRITTEN_EVERY).unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    await write()
  })

  app.get(FINDER, async (request, reply) => {
    const today = dayOf(services.clock())
    const answers = parseAnswers(request.query)
    const { items } = await readPolicies(services, today)
    const found = findPolicies([...items.values()], answers)
    const frame = await portalFrame(services, request)
    // an address with answers is one reader's, and no page of a search engine's
    if (isUnanswered(answers)) keepPage(reply, [ALL_DOCUMENTS_TAG])
    else {
      reply.header('x-robots-tag', 'noindex').header('cache-control', 'no-store')
      const met = found.meets.map((one) => one.found.documentId)
      if (isReader(request.headers['user-agent'])) uses.count(answers, met, today)
    }
    return sendPage(reply, finderPage(frame, { answers, found }))
  })
}

/** Milliseconds; a crash loses at most these counts, and nothing else. */
const USES_WRITTEN_EVERY = 30_000

function fileRoute(app: FastifyInstance, services: PortalServices, file: PolicyFile): void {
  const address = `${POLICY_PACKS}/:organCode/:serial/${file}`
  const config = file.endsWith('.pdf') ? { rateLimit: PRINT_LIMIT } : {}
  app.get<Address>(address, { config }, async (request, reply) => {
    const today = dayOf(services.clock())
    const policies = await readPolicies(services, today)
    const policy = findPolicy(request.params, policies)
    if (policy === undefined) return sendGone(services, request, reply)
    if (request.url.split('?')[0] !== policyFilePath(policy.policy, file))
      return reply.redirect(policyFilePath(policy.policy, file), 301)
    const addressOf = (one: { readonly indexNumber: string }) =>
      fullAddress(services, request, policyPath(one))
    return sendPolicyFile(request, reply, file, {
      policy,
      policies,
      printing: { addressOf, today },
    })
  })
}

function findPolicy(
  { organCode, serial }: Address['Params'],
  { items, packs }: Policies,
): Policy | undefined {
  const indexNumber = parseIndexAddress(`${organCode}/${serial}`)
  const pack = packs.find((one) => one.indexNumber === indexNumber)
  if (pack) return { kind: 'pack', policy: pack }
  for (const item of items.values())
    if (item.indexNumber === indexNumber) return { kind: 'item', policy: item }
  return undefined
}

/** @throws Refusal `not-found` for what never was an item or a pack */
async function sendGone(
  services: PortalServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { organCode, serial } = request.params as Address['Params']
  const indexNumber = parseIndexAddress(`${organCode}/${serial}`)
  const removed = indexNumber && (await findRemovedPolicy(services.db, indexNumber))
  if (!removed) throw new Refusal('not-found', '没有找到这项政策。')
  const frame = await portalFrame(services, request)
  return sendPage(reply, gonePage(frame, removed), 410)
}

/** A page of packs shows many records: whatever is published or ends may change it. */
function tagsOf({ items }: Policies): string[] {
  const basis = [...items.values()].flatMap(({ basisStates }) => [...basisStates.keys()])
  return [ALL_DOCUMENTS_TAG, ...[...new Set(basis)].map(documentTag)]
}
