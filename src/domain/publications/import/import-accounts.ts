/** In whose name an import is written where nobody is signed in. These accounts can never sign in. */
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { hasRole } from '../../accounts/officer.ts'
import { NO_PASSWORD } from '../../accounts/passwords.ts'
import { getOfficer } from '../../accounts/users.ts'

export interface ImportAccounts {
  /** the old site: nobody here drafted what it published */
  readonly originId: number
  /** who states the basis, and answers for it */
  readonly stater: { readonly id: number; readonly name: string }
}

const ORIGIN_NAME = '原网站（迁移）'
const STATER_NAME = '站点迁移（命令行）'

/**
 * @param username of the officer who states the basis; absent: the command line itself
 * @throws Refusal `not-found` for an unknown officer, `forbidden` for one of another body or without a say in publication
 */
export async function openImportAccounts(
  tx: Tx,
  agencyId: number,
  username: string | undefined,
  now: Temporal.Instant,
): Promise<ImportAccounts> {
  const account = (suffix: string, displayName: string) =>
    findOrMakeAccount(tx, { agencyId, username: `import-${agencyId}${suffix}`, displayName }, now)
  const originId = await account('-origin', ORIGIN_NAME)
  if (username !== undefined) return { originId, stater: await findStater(tx, agencyId, username) }
  return { originId, stater: { id: await account('', STATER_NAME), name: STATER_NAME } }
}

async function findStater(
  tx: Tx,
  agencyId: number,
  username: string,
): Promise<ImportAccounts['stater']> {
  const user = await tx
    .selectFrom('users')
    .select('id')
    .where('username', '=', username)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!user) throw new Refusal('not-found', `没有登录名为“${username}”的工作人员。`)
  const officer = await getOfficer(tx as unknown as Db, user.id)
  if (officer.agencyId !== agencyId || !hasRole(officer, 'head', 'secrecy-reviewer'))
    throw new Refusal('forbidden', '说明“此前已公开”依据的，应是本机构的负责人或者保密审查员。')
  return { id: officer.id, name: officer.displayName }
}

interface NewAccount {
  readonly agencyId: number
  readonly username: string
  readonly displayName: string
}

async function findOrMakeAccount(
  tx: Tx,
  account: NewAccount,
  now: Temporal.Instant,
): Promise<number> {
  const { agencyId, username, displayName } = account
  const known = await tx
    .selectFrom('users')
    .select('id')
    .where('username', '=', username)
    .executeTakeFirst()
  if (known) return known.id
  const { id } = await tx
    .insertInto('users')
    .values({
      agency_id: agencyId,
      username,
      display_name: displayName,
      password_hash: NO_PASSWORD,
      roles: ['clerk'],
      active: false,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await recordAudit(tx, now, {
    actor: { id: null, name: '命令行' },
    action: 'account.created',
    subject: `user:${id}`,
    detail: { username },
  })
  return id
}
