/** 公开机构: the body that a reader chose. The choice stands in the address, and the five entries carry it on. */
import type { FastifyRequest } from 'fastify'
import { findAgencyBySlug } from '../../domain/organisations/agencies-store.ts'
import type { Agency } from '../../domain/organisations/agency.ts'
import { listReceivingBodies } from '../../domain/requests/online/receiving-bodies.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { isReachable } from './office-contact.ts'

const SLUG = /^[a-z0-9-]{2,40}$/

const askedSlug = ({ query }: FastifyRequest): string => {
  const { agency } = query as { agency?: unknown }
  return typeof agency === 'string' ? agency.trim() : ''
}

/** Undefined for the whole platform, and for a body that nobody knows. */
export async function findUnit(db: Db, request: FastifyRequest): Promise<Agency | undefined> {
  const slug = askedSlug(request)
  return SLUG.test(slug) ? findAgencyBySlug(db, slug) : undefined
}

/** Undefined for the whole platform. @throws Refusal `not-found` for a body that nobody knows */
export async function getUnit(db: Db, request: FastifyRequest): Promise<Agency | undefined> {
  const unit = await findUnit(db, request)
  if (!unit && askedSlug(request) !== '')
    throw new Refusal('not-found', '本平台没有这个机构。请从首页选择公开机构。')
  return unit
}

/** Through whom a body is reached: itself, or the office of the platform where it states nothing or takes nothing in. */
export interface UnitOffices {
  /** takes its applications in */
  readonly receives: Agency
  /** answers its telephone */
  readonly contact: Agency
}

export async function officesOf(
  db: Db,
  unit: Agency | undefined,
  lead: Agency,
): Promise<UnitOffices> {
  if (!unit || unit.id === lead.id) return { receives: lead, contact: lead }
  const bodies = await listReceivingBodies(db)
  return {
    receives: bodies.find(({ id }) => id === unit.id) ?? lead,
    contact: isReachable(unit) ? unit : lead,
  }
}
