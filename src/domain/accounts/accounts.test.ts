import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildAgency, buildOfficer } from '../../../test/builders/people.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { findBrokenAuditRecord } from '../../platform/audit/audit-log.ts'
import { inTransaction } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { chinaMoment } from '../../platform/kernel/time.ts'
import { ROLES, type Role } from './officer.ts'
import { hashPassword, passwordProblem, verifyPassword } from './passwords.ts'
import { ACTS, may } from './permissions.ts'
import { closeSession, findOfficerBySession } from './sessions.ts'
import { createSetupToken, isSetupTokenValid, SetupForm, setUpInstallation } from './setup.ts'
import { signIn } from './sign-in.ts'
import { addUser, getOfficer, insertUser, listUsers, setUserActive } from './users.ts'

const NOW = chinaMoment('2020-03-02T09:00')
const PASSWORD = '示例口令-2020-高新'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

async function person(username: string, ...roles: Role[]): Promise<number> {
  const { db } = database
  const agencyId = await buildAgency(db)
  return inTransaction(db, (tx) =>
    insertUser(
      tx,
      agencyId,
      { username, displayName: `示例${username}`, password: PASSWORD, roles },
      { id: null, name: '测试' },
      NOW,
    ),
  )
}

const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code })

describe('passwords', () => {
  test('a password verifies against its own hash only, and no two hashes are alike', async () => {
    const [first, second] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)])
    expect(first).not.toBe(second)
    expect(await verifyPassword(PASSWORD, first)).toBe(true)
    expect(await verifyPassword(`${PASSWORD}x`, first)).toBe(false)
  })

  test.each([
    ['short', '密码至少10个字符'],
    ['aaaaaaaaaaaa', '密码中不同的字符太少，请换一个'],
    ['好'.repeat(9), '密码至少10个字符'],
  ])('%s is refused with a sentence', (password, sentence) => {
    expect(passwordProblem(password)).toBe(sentence)
  })
})

describe('signing in', () => {
  test('the right password opens a session that says who it is', async () => {
    const id = await person('zhang', 'clerk')
    const token = await signIn(database.db, { username: ' Zhang ', password: PASSWORD }, NOW)
    expect(await findOfficerBySession(database.db, token, NOW)).toMatchObject({
      id,
      username: 'zhang',
      roles: new Set(['clerk']),
    })
  })

  test('a wrong name, a wrong password and an inactive account are told apart by nobody', async () => {
    const id = await person('li', 'clerk')
    const messages: string[] = []
    const attempt = async (username: string, password: string) => {
      const error = await signIn(database.db, { username, password }, NOW).catch((e: unknown) => e)
      messages.push((error as Refusal).message)
    }
    await attempt('nobody-of-that-name', PASSWORD)
    await attempt('li', 'wrong password')
    await database.db.updateTable('users').set({ active: false }).where('id', '=', id).execute()
    await attempt('li', PASSWORD)
    expect(new Set(messages).size).toBe(1)
  })

  test('the fifth wrong password locks the account for fifteen minutes, for the right password too', async () => {
    await person('wang', 'clerk')
    for (let i = 0; i < 5; i += 1)
      await expect(
        signIn(database.db, { username: 'wang', password: 'not this one' }, NOW),
      ).rejects.toThrow(Refusal)
    const right = { username: 'wang', password: PASSWORD }
    await expect(signIn(database.db, right, NOW.add({ minutes: 14 }))).rejects.toEqual(
      refusal('forbidden'),
    )
    await expect(signIn(database.db, right, NOW.add({ minutes: 15 }))).resolves.toBeTypeOf('string')
  })

  test('a session ends by signing out, after an idle hour, after twelve hours, and when the person is switched off', async () => {
    const id = await person('zhao', 'clerk')
    const { db } = database
    const open = () => signIn(db, { username: 'zhao', password: PASSWORD }, NOW)
    const signedOut = await open()
    await closeSession(db, signedOut)
    expect(await findOfficerBySession(db, signedOut, NOW)).toBeUndefined()

    const idle = await open()
    expect(await findOfficerBySession(db, idle, NOW.add({ minutes: 61 }))).toBeUndefined()

    const busy = await open()
    for (let minutes = 30; minutes < 12 * 60; minutes += 30)
      expect(await findOfficerBySession(db, busy, NOW.add({ minutes }))).toBeDefined()
    expect(await findOfficerBySession(db, busy, NOW.add({ hours: 12 }))).toBeUndefined()

    const open2 = await open()
    const { agencyId } = await getOfficer(db, id)
    const admin = await buildOfficer(db, agencyId, 'admin')
    await setUserActive(db, admin, id, false, NOW)
    expect(await findOfficerBySession(db, open2, NOW)).toBeUndefined()
  })
})

describe('managing people', () => {
  test('only the administrator of the same body adds people, and the two administrators hold no other role', async () => {
    const { db } = database
    const agencyId = await buildAgency(db)
    const admin = await buildOfficer(db, agencyId, 'admin')
    const clerk = await buildOfficer(db, agencyId, 'clerk')
    const form = {
      username: 'sun',
      displayName: '示例孙',
      password: PASSWORD,
      roles: ['clerk' as const],
    }
    await expect(addUser(db, clerk, form, NOW)).rejects.toEqual(refusal('forbidden'))
    await expect(addUser(db, admin, { ...form, roles: ['admin', 'clerk'] }, NOW)).rejects.toEqual(
      refusal('invalid'),
    )
    await addUser(db, admin, form, NOW)
    await expect(addUser(db, admin, form, NOW)).rejects.toEqual(refusal('invalid'))
    const names = (await listUsers(db, admin)).map(({ username }) => username)
    expect(names).toContain('sun')
    await expect(listUsers(db, clerk)).rejects.toEqual(refusal('forbidden'))
  })

  test('every act is allowed to somebody, and to nobody of another body', () => {
    const officer = (role: Role) => ({
      id: 1,
      agencyId: 1,
      username: 'x',
      displayName: 'x',
      roles: new Set([role]),
    })
    for (const act of ACTS) {
      expect(ROLES.some((role) => may(officer(role), act, 1))).toBe(true)
      expect(ROLES.some((role) => may(officer(role), act, 2))).toBe(false)
    }
  })
})

describe('an empty installation', () => {
  test('the printed link creates the first administrator, once', async () => {
    const empty = await createTestDatabase()
    try {
      const { db } = empty
      const replaced = await createSetupToken(db, NOW)
      const token = await createSetupToken(db, NOW)
      expect(await isSetupTokenValid(db, replaced)).toBe(false)
      expect(await isSetupTokenValid(db, token)).toBe(true)
      const form = SetupForm.parse({
        agency: {
          slug: 'office',
          name: '示例县人民政府办公室',
          shortName: '示例县政府办',
          kind: 'department',
        },
        administrator: { username: 'root', displayName: '示例管理员', password: PASSWORD },
      })
      await setUpInstallation(db, token, form, NOW)
      await expect(setUpInstallation(db, token, form, NOW)).rejects.toEqual(refusal('not-found'))
      expect(await isSetupTokenValid(db, token)).toBe(false)
      await expect(createSetupToken(db, NOW)).rejects.toEqual(refusal('wrong-state'))
      expect(await signIn(db, { username: 'root', password: PASSWORD }, NOW)).toBeTypeOf('string')
    } finally {
      await empty.close()
    }
  })
})

test('the log of all this verifies, and names the record whose byte was changed', async () => {
  const { db } = database
  expect(await inTransaction(db, findBrokenAuditRecord)).toBeUndefined()
  const victim = await db
    .selectFrom('audit_log')
    .select('id')
    .orderBy('id')
    .offset(2)
    .limit(1)
    .executeTakeFirstOrThrow()
  const change = sql`update audit_log set actor_name = '别人' where id = ${victim.id}`
  await expect(change.execute(db)).rejects.toThrow('只增不改')
  const undo = new Error('undo')
  const tampering = inTransaction(db, async (tx) => {
    await sql`alter table audit_log disable trigger user`.execute(tx)
    await change.execute(tx)
    expect(await findBrokenAuditRecord(tx)).toBe(victim.id)
    throw undo
  })
  await expect(tampering).rejects.toBe(undo)
})
