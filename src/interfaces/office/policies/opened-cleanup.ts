import type { FastifyRequest } from 'fastify'
import { assertMay } from '../../../domain/accounts/permissions.ts'
import type { Cleanup } from '../../../domain/policies/cleanups/cleanup.ts'
import { getCleanup, listCleanupItems } from '../../../domain/policies/cleanups/cleanups-store.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import type { ById } from './document.ts'

/** @throws Refusal `not-found` for a campaign of others that asks nothing of this body */
export async function openedCleanup(
  { db }: OfficeServices,
  request: FastifyRequest<ById>,
): Promise<{ cleanup: Cleanup; isOwn: boolean }> {
  const officer = officerOf(request)
  const cleanup = await getCleanup(db, recordId(request.params.id))
  assertMay(officer, 'policies.read', officer.agencyId)
  const isOwn = cleanup.agencyId === officer.agencyId
  if (!isOwn && (await listCleanupItems(db, cleanup.id, officer.agencyId)).length === 0)
    throw new Refusal('not-found', '没有找到这次清理。')
  return { cleanup, isOwn }
}
