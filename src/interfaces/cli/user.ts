import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { Command } from 'commander'
import { Role } from '../../domain/accounts/officer.ts'
import {
  assertSeparateAdministrators,
  insertUser,
  NewUserForm,
} from '../../domain/accounts/users.ts'
import { findAgencyBySlug, findLeadAgency } from '../../domain/organisations/agencies-store.ts'
import { inTransaction, type Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { systemClock } from '../../platform/kernel/time.ts'
import { withDatabase } from './session.ts'
import { print, printJson } from './terminal.ts'

interface AddOptions {
  readonly name: string
  readonly role: readonly string[]
  readonly agency?: string
  readonly passwordStdin?: true
  readonly json?: true
}

const ROLE_HELP =
  'clerk 经办人、secrecy-reviewer 保密审查员、legal-adviser 法律顾问、head 机构负责人、admin 系统管理员、auditor 审计员'

export function userCommand(): Command {
  const add = new Command('add')
    .description('添加一个工作人员')
    .argument('<username>', '登录名：小写字母、数字、点、下划线、连字符')
    .requiredOption('--name <name>', '姓名')
    .requiredOption('--role <role...>', `角色，可多个：${ROLE_HELP}`)
    .option('--agency <slug>', '所在机构的网址名；省略则为本站的主办机构')
    .option('--password-stdin', '从标准输入读口令；不加则生成一个并显示一次')
    .option('--json', '以 JSON 输出')
    .action(addUser)
  return new Command('user').description('管理工作人员').addCommand(add)
}

async function addUser(username: string, options: AddOptions): Promise<void> {
  const given = options.passwordStdin
    ? (await text(process.stdin)).replace(/\r?\n$/, '')
    : undefined
  const password = given ?? randomBytes(12).toString('base64url')
  const form = parseUser({ username, displayName: options.name, password, roles: options.role })
  assertSeparateAdministrators(form.roles)
  const id = await withDatabase(({ db }) => insert(db, form, options.agency))
  const shown = given === undefined ? { password } : {}
  if (options.json) printJson({ id, username: form.username, roles: form.roles, ...shown })
  else
    print(
      `已添加 ${form.username}。${given === undefined ? `口令（只显示这一次）：${password}` : ''}`,
    )
}

function parseUser(input: unknown): NewUserForm {
  const form = NewUserForm.safeParse(input)
  if (form.success) return form.data
  const problems = form.error.issues.map(({ path, message }) => {
    return path[0] === 'roles'
      ? { at: 'role', message: `角色应是以下之一：${Role.options.join('、')}` }
      : { at: String(path[0] ?? ''), message }
  })
  throw new Refusal('invalid', '没有添加：', problems)
}

async function insert(db: Db, form: NewUserForm, slug: string | undefined): Promise<number> {
  const agency = await (slug === undefined ? findLeadAgency(db) : findAgencyBySlug(db, slug))
  if (agency === undefined) {
    throw new Refusal(
      'not-found',
      slug === undefined
        ? '还没有登记任何机构。请先用初始化链接建立单位和系统管理员（mingqu serve）。'
        : `没有网址名为“${slug}”的机构。`,
    )
  }
  const operator = { id: null, name: '命令行' }
  return inTransaction(db, (tx) => insertUser(tx, agency.id, form, operator, systemClock()))
}
