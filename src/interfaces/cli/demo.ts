import { Command } from 'commander'
import { loadDemo, type SignIn } from '../../../demo/weihai-2020/load.ts'
import { OFFICE, PEOPLE } from '../../../demo/weihai-2020/office.ts'
import { findAgencyBySlug, findLeadAgency } from '../../domain/organisations/agencies-store.ts'
import { isInstallationEmpty } from '../../domain/accounts/setup.ts'
import type { Config } from '../../config.ts'
import type { Db } from '../../platform/database/database.ts'
import type { OpenDatabase } from '../../platform/database/open.ts'
import { openFiles } from '../../platform/files/open-files.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { openSealer, withDatabase } from './session.ts'
import { print, printJson } from './terminal.ts'

export function demoCommand(): Command {
  return new Command('demo')
    .description('把示范单位（威海高新区党政办公室 2020 年）装入空的数据目录')
    .option('--json', '以 JSON 输出登录账号')
    .action(async ({ json }: { json?: true }) => {
      const signIns = await withDatabase(installDemo)
      if (json) printJson(signIns)
      else print(demoSignIns(signIns).join('\n'))
    })
}

async function installDemo(database: OpenDatabase, config: Config): Promise<SignIn[]> {
  if (await holdsImportOnly(database.db))
    throw new Refusal('wrong-state', '数据目录里已有迁移进来的文件，示范数据只能装入空的数据目录。')
  const sealer = await openSealer(database, config)
  return loadDemo(database.db, { sealer, files: openFiles(config, sealer) })
}

/** For `serve --demo`: loads it into an empty installation, and says how to sign in as long as the office is there. */
export async function offerDemo(database: OpenDatabase, config: Config): Promise<string[]> {
  if ((await isInstallationEmpty(database.db)) && !(await holdsImportOnly(database.db)))
    return demoSignIns(await installDemo(database, config))
  const office = await findAgencyBySlug(database.db, OFFICE.slug)
  return office === undefined ? [] : demoSignIns(PEOPLE)
}

/** A body without people is one that documents were imported into: the demo is not mixed with them. */
async function holdsImportOnly(db: Db): Promise<boolean> {
  return (await isInstallationEmpty(db)) && (await findLeadAgency(db)) !== undefined
}

function demoSignIns(people: readonly Omit<SignIn, 'role'>[]): string[] {
  const width = Math.max(...people.map(({ username }) => username.length))
  return [
    '示范账号（口令公开，请勿用于真实单位）：',
    ...people.map(({ username, password, title }) => {
      return `  ${username.padEnd(width)}  ${password}  ${title}`
    }),
  ]
}
