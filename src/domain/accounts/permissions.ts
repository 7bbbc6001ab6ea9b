import { Refusal } from '../../platform/kernel/refusal.ts'
import type { AuditActor } from '../../platform/audit/audit-log.ts'
import { actorFor, hasRole, type Officer, type Role } from './officer.ts'

/**
 * Who may do what, one line per act. Acts on a single request case have a table of their own beside the lifecycle
 * (`domain/requests/case-permissions.ts`), because they also depend on the case's state.
 * 审计员 reads everything of the agency and changes nothing; 系统管理员 manages people and settings, never content.
 */
const ALLOWED = {
  'requests.read': ['clerk', 'secrecy-reviewer', 'legal-adviser', 'head', 'auditor'],
  'requests.register': ['clerk'],
  'requests.export': ['clerk', 'head', 'auditor'],
  // letters name people, third parties too
  'letters.read': ['clerk', 'head'],
  'letters.draft': ['clerk'],
  'letters.templates': ['clerk', 'secrecy-reviewer', 'legal-adviser', 'head', 'admin', 'auditor'],
  'letters.adopt': ['head', 'admin'],
  'publications.read': ['clerk', 'secrecy-reviewer', 'legal-adviser', 'head', 'auditor'],
  'publications.draft': ['clerk'],
  'publications.review': ['secrecy-reviewer'],
  'publications.publish': ['clerk', 'head'],
  'determinations.read': ['clerk', 'secrecy-reviewer', 'legal-adviser', 'head', 'auditor'],
  'determinations.propose': ['clerk'],
  'determinations.check': ['clerk', 'secrecy-reviewer'],
  'determinations.sign': ['head'],
  'determinations.issue': ['clerk'],
  'determinations.reassess': ['clerk', 'head'],
  'proposals.read': ['clerk', 'secrecy-reviewer', 'legal-adviser', 'head', 'auditor'],
  'proposals.edit': ['clerk'],
  'consultations.read': ['clerk', 'secrecy-reviewer', 'legal-adviser', 'head', 'auditor'],
  'consultations.edit': ['clerk'],
  // 信息纠错: what readers report
  'corrections.read': ['clerk', 'secrecy-reviewer', 'legal-adviser', 'head', 'auditor'],
  'corrections.settle': ['clerk'],
  'catalogue.read': ['clerk', 'secrecy-reviewer', 'legal-adviser', 'head', 'auditor'],
  'catalogue.edit': ['clerk'],
  'catalogue.adopt': ['head'],
  // 规范性文件、解读、清理、问答
  'policies.read': ['clerk', 'secrecy-reviewer', 'legal-adviser', 'head', 'auditor'],
  'policies.edit': ['clerk'],
  // 统一登记 is the legal office's
  'policies.register': ['clerk', 'legal-adviser'],
  'policies.review-legally': ['legal-adviser'],
  'policies.approve': ['head'],
  'registers.read': ['clerk', 'secrecy-reviewer', 'legal-adviser', 'head', 'auditor'],
  'registers.edit': ['clerk'],
  'reports.read': ['clerk', 'secrecy-reviewer', 'legal-adviser', 'head', 'auditor'],
  'reports.edit': ['clerk'],
  'reports.lock': ['head'],
  'reports.publish': ['head'],
  'settings.change': ['head', 'admin'],
  'deputies.appoint': ['head', 'admin'],
  'accounts.manage': ['admin'],
  'calendar.import': ['admin'],
  'audit.read': ['auditor'],
} as const satisfies Record<string, readonly Role[]>

export type Act = keyof typeof ALLOWED

export const ACTS = Object.keys(ALLOWED) as Act[]

/** May this person do this to records of this agency? The one question pages, lists, files and handling all ask. */
export function may(officer: Officer, act: Act, agencyId: number): boolean {
  return officer.agencyId === agencyId && hasRole(officer, ...ALLOWED[act])
}

/** May this person do this at all, in their own agency? For navigation and buttons. */
export function mayAtHome(officer: Officer, act: Act): boolean {
  return may(officer, act, officer.agencyId)
}

/** Who takes this act, and as whose deputy where the role is not their own: for the log. */
export function actingAs(officer: Officer, act: Act): AuditActor {
  return actorFor(officer, ALLOWED[act])
}

/** @throws Refusal `forbidden` when the person's role does not allow it; `not-found` across agencies, which must not even learn that the record exists. */
export function assertMay(officer: Officer, act: Act, agencyId: number): void {
  if (officer.agencyId !== agencyId) throw new Refusal('not-found', '没有找到这条记录。')
  if (!may(officer, act, agencyId))
    throw new Refusal('forbidden', '您的角色不能办理此事，请由有权限的同事办理。')
}

/**
 * 备案：下属单位的依申请公开向主管机关备案 (条例 第三条、第四十六条). What a supervising body's people may do with the cases
 * of the units that file with it; never with the applicants' identities, and never with the cases themselves.
 */
const SUPERVISION = {
  'filings.read': ['clerk', 'head', 'auditor'],
  'filings.review': ['clerk', 'head'],
} as const satisfies Record<string, readonly Role[]>

export type SupervisionAct = keyof typeof SUPERVISION

interface Unit {
  readonly supervisorId: number | null
}

/** May this person do this with the filings of this unit? */
export function maySupervise(officer: Officer, act: SupervisionAct, unit: Unit): boolean {
  return unit.supervisorId === officer.agencyId && hasRole(officer, ...SUPERVISION[act])
}

export function supervisingAs(officer: Officer, act: SupervisionAct): AuditActor {
  return actorFor(officer, SUPERVISION[act])
}

/** May this person do this with whatever units file with their body? For navigation and lists. */
export function maySuperviseAny(officer: Officer, act: SupervisionAct): boolean {
  return maySupervise(officer, act, { supervisorId: officer.agencyId })
}

/** @throws Refusal `not-found` when the unit files with another body, `forbidden` for the role */
export function assertMaySupervise(officer: Officer, act: SupervisionAct, unit: Unit): void {
  if (unit.supervisorId !== officer.agencyId) throw new Refusal('not-found', '没有找到这条记录。')
  if (!maySupervise(officer, act, unit))
    throw new Refusal('forbidden', '您的角色不能办理此事，请由有权限的同事办理。')
}
