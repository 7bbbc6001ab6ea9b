import { appointDeputy } from '../../src/domain/accounts/deputies.ts'
import { insertAgency, type NewAgency } from '../../src/domain/organisations/agencies-store.ts'
import type { Officer, Role } from '../../src/domain/accounts/officer.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { inTransaction, json } from '../../src/platform/database/database.ts'

let counter = 0

/** Who decides on reconsideration of its answers, without which it can give none. */
const LETTER_SETTINGS = {
  standing: 'department',
  government: '示例市人民政府',
  ownNamePower: false,
} as const

/** A body with everything filled in; say only what the test is about. */
export async function buildAgency(db: Db, given: Partial<NewAgency> = {}): Promise<number> {
  const id = await buildBareAgency(db, given)
  const updated_at = Temporal.Instant.from('2019-01-01T00:00:00Z')
  await db
    .insertInto('letter_settings')
    .values({ agency_id: id, settings: json<unknown>(LETTER_SETTINGS), updated_at })
    .execute()
  return id
}

/** As it was entered, before anybody has set anything. */
export function buildBareAgency(db: Db, given: Partial<NewAgency> = {}): Promise<number> {
  counter += 1
  return inTransaction(db, (tx) =>
    insertAgency(tx, {
      slug: `agency-${counter}`,
      name: `示例机构${counter}`,
      shortName: `示例${counter}`,
      uscc: null,
      indexPrefix: '11371000004359440C',
      kind: 'department',
      address: '示例路1号',
      postcode: '264200',
      phone: '0631-0000000',
      fax: '',
      email: 'office@example.invalid',
      officeHours: '工作日 8:30—17:30',
      website: '',
      siteCode: '',
      letterPrefix: '示公复',
      ...given,
    }),
  )
}

/** A person with these roles; cannot sign in (no password was ever set), but may act. */
export async function buildOfficer(db: Db, agencyId: number, ...roles: Role[]): Promise<Officer> {
  counter += 1
  const username = `officer${counter}`
  const { id } = await db
    .insertInto('users')
    .values({
      agency_id: agencyId,
      username,
      display_name: `示例人员${counter}`,
      password_hash: 'none',
      roles,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, agencyId, username, displayName: `示例人员${counter}`, roles: new Set(roles) }
}

/** A head on leave for a week from a day far ahead, and who stands in. */
export async function buildDeputyship(office: {
  readonly db: Db
  readonly agencyId: number
}): Promise<number> {
  const head = await buildOfficer(office.db, office.agencyId, 'head')
  const clerk = await buildOfficer(office.db, office.agencyId, 'clerk')
  const fromOn = Temporal.PlainDate.from('2031-03-03')
  const form = {
    personId: head.id,
    deputyId: clerk.id,
    role: 'head',
    fromOn,
    untilOn: fromOn.add({ days: 6 }),
  } as const
  return appointDeputy(office.db, head, form, Temporal.Instant.from('2020-01-02T02:00:00Z'))
}
