import type { Manifest } from '../../domain/publications/import/manifest.ts'
import {
  findAgencyBySlug,
  findLeadAgency,
  insertAgency,
} from '../../domain/organisations/agencies-store.ts'
import { AgencyForm, type Agency } from '../../domain/organisations/agency.ts'
import { recordAudit } from '../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { systemClock } from '../../platform/kernel/time.ts'
import { parseIndexNumber } from '../../law/index-number.ts'
import type { ImportOptions } from './import-options.ts'

export interface ImportAgency {
  readonly agency: Agency & { readonly indexPrefix: string }
  /** what somebody should know about the choice */
  readonly note?: string
}

const NEW_NAME = '政府信息公开办公室'
const NEW_SLUG = 'xxgk'
/** Where neither the manifest nor an option tells the organ's code. */
const LOCAL_PREFIX = 'XXGK-0001'

/**
 * The body that an import goes to. An empty data directory gets one, so that its documents can be read and searched
 * at once; whoever opens the setup link later gives it its full name, and addresses stay as they are.
 * @throws Refusal `not-found` for an unknown body, `incomplete` for one without a code for index numbers
 */
export async function getImportAgency(
  db: Db,
  manifest: Manifest,
  options: Pick<ImportOptions, 'agency' | 'agencyName' | 'indexPrefix' | 'dryRun'>,
): Promise<ImportAgency> {
  const lead = await findLeadAgency(db)
  const known = options.agency === undefined ? lead : await findAgencyBySlug(db, options.agency)
  if (known !== undefined) return { agency: withPrefix(known) }
  if (lead !== undefined) throw new Refusal('not-found', `没有网址名为“${options.agency}”的机构。`)
  return makeAgency(db, manifest, options)
}

function withPrefix(agency: Agency): ImportAgency['agency'] {
  const { indexPrefix } = agency
  if (indexPrefix === null)
    throw new Refusal('incomplete', `${agency.name}没有登记统一社会信用代码，无法编制索引号。`)
  return { ...agency, indexPrefix }
}

async function makeAgency(
  db: Db,
  manifest: Manifest,
  options: Pick<ImportOptions, 'agency' | 'agencyName' | 'indexPrefix' | 'dryRun'>,
): Promise<ImportAgency> {
  const name = options.agencyName ?? NEW_NAME
  const prefix = options.indexPrefix ?? commonPrefix(manifest)
  const indexPrefix = (prefix ?? LOCAL_PREFIX).toUpperCase()
  if (!/^[0-9A-Z-]{9,18}$/u.test(indexPrefix))
    throw new Refusal('invalid', '--index-prefix 应为9至18位的大写字母、数字、连字符。')
  const form = AgencyForm.safeParse({
    slug: options.agency ?? NEW_SLUG,
    name,
    shortName: [...name].slice(0, 40).join(''),
    kind: 'government',
  })
  if (!form.success)
    throw new Refusal(
      'invalid',
      '机构没有建立：',
      form.error.issues.map(({ path, message }) => ({ at: path.join('.'), message })),
    )
  const given = { ...form.data, indexPrefix }
  const agency = options.dryRun ? await rehearse(db, given) : await writeAgency(db, given)
  const code =
    prefix === undefined
      ? `清单没有带机构代码的索引号，新编的索引号以 ${LOCAL_PREFIX} 开头；要用统一社会信用代码，请在空目录重新导入并加 --index-prefix。`
      : `新编的索引号以 ${indexPrefix} 开头。`
  const made = options.dryRun ? '正式导入时将建立' : '已建立'
  const note = `数据目录里还没有机构，${made}“${name}”承接导入的文件；启动网站后用初始化链接填写单位资料，已编的索引号和网址不变。${code}`
  return { agency: withPrefix(agency), note }
}

async function writeAgency(db: Db | Tx, form: Parameters<typeof insertAgency>[1]): Promise<Agency> {
  const agency = await inTransaction(db, async (tx) => {
    const id = await insertAgency(tx, form)
    await recordAudit(tx, systemClock(), {
      actor: { id: null, name: '命令行' },
      action: 'agency.created',
      subject: `agency:${id}`,
    })
    return findLeadAgency(tx)
  })
  if (agency === undefined) throw new Error('the body just made is not there')
  return agency
}

class Rehearsed extends Error {
  readonly agency: Agency
  constructor(agency: Agency) {
    super('rehearsed')
    this.agency = agency
  }
}

/** The body as it would be; nothing of it stays. */
async function rehearse(db: Db, form: Parameters<typeof insertAgency>[1]): Promise<Agency> {
  try {
    return await inTransaction(db, async (tx) => {
      throw new Rehearsed(await writeAgency(tx, form))
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.agency
    throw error
  }
}

/** The organ's code that most of the given index numbers begin with. */
function commonPrefix({ rows }: Manifest): string | undefined {
  const counts = new Map<string, number>()
  for (const { values } of rows) {
    const { organCode, serial } = parseIndexNumber(values.indexNumber.toUpperCase())
    if (serial === undefined || !/^[0-9A-Z-]{9,18}$/u.test(organCode)) continue
    counts.set(organCode, (counts.get(organCode) ?? 0) + 1)
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0]
}
