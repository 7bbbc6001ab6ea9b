import { z } from 'zod'
import type { AuditActor } from '../../platform/audit/audit-log.ts'

/** The six roles of an office; what each may do is in `permissions.ts`. */
export const ROLES = [
  'clerk', // 经办人
  'secrecy-reviewer', // 保密审查员
  'legal-adviser', // 法律顾问
  'head', // 机构负责人
  'admin', // 系统管理员
  'auditor', // 审计员
] as const

export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

/** A signed-in person, as every handling function receives it. */
export interface Officer {
  readonly id: number
  readonly agencyId: number
  readonly username: string
  readonly displayName: string
  /** their own and those they hold today as somebody's deputy */
  readonly roles: ReadonlySet<Role>
  /** which of the roles are not their own, and whose; absent when all are */
  readonly deputyOf?: readonly Deputyship[]
}

/** A role held for somebody absent. */
export interface Deputyship {
  readonly role: Role
  readonly personId: number
  readonly personName: string
}

/** Whom an officer stands in for in an act open to these roles; undefined when a role of their own suffices. */
export function deputyFor(officer: Officer, roles: readonly Role[]): Deputyship | undefined {
  const deputyOf = officer.deputyOf ?? []
  const held = roles.filter((role) => officer.roles.has(role))
  const isOwn = held.some((role) => deputyOf.every((one) => one.role !== role))
  return isOwn ? undefined : deputyOf.find(({ role }) => held.includes(role))
}

/** Who acts in an act open to these roles, and for whom, as the log names them: 甲（代乙）. */
export function actorFor(officer: Officer, roles: readonly Role[]): AuditActor {
  const { id, displayName: name } = officer
  const deputyship = deputyFor(officer, roles)
  if (!deputyship) return { id, name }
  return { id, name: `${name}（代${deputyship.personName}）`, deputyFor: deputyship.personId }
}

/** Whether the officer handles the cases of somebody absent. */
export function standsInFor({ deputyOf = [] }: Officer, personId: number): boolean {
  return deputyOf.some((one) => one.role === 'clerk' && one.personId === personId)
}

export function hasRole(officer: Officer, ...roles: readonly Role[]): boolean {
  return roles.some((role) => officer.roles.has(role))
}
