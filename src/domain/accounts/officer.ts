import { z } from 'zod'

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
  readonly roles: ReadonlySet<Role>
}

export function hasRole(officer: Officer, ...roles: readonly Role[]): boolean {
  return roles.some((role) => officer.roles.has(role))
}
