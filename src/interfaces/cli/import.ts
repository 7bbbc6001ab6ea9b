import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, relative, sep } from 'node:path'
import { Command } from 'commander'
import { parseMapping, type Mapping } from '../../domain/publications/import/columns.ts'
import { cleanFilePath, openImportFolder } from '../../domain/publications/import/folder.ts'
import { importSite, type ImportProgress } from '../../domain/publications/import/import-site.ts'
import { locator } from '../../domain/publications/import/locate-files.ts'
import { readManifest, type Manifest } from '../../domain/publications/import/manifest.ts'
import { decodeText } from '../../domain/publications/reading/text.ts'
import type { Config } from '../../config.ts'
import type { OpenDatabase } from '../../platform/database/open.ts'
import type { Files } from '../../platform/files/files.ts'
import { openFiles } from '../../platform/files/open-files.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { stopScanning } from '../../platform/release-scan/scan.ts'
import { systemClock } from '../../platform/kernel/time.ts'
import { EXIT } from './exit-codes.ts'
import { getImportAgency, type ImportAgency } from './import-agency.ts'
import type { ImportOptions } from './import-options.ts'
import { newReport, reportInJson, reportInWords, type ImportReport } from './import-report.ts'
import { startProgress } from './progress.ts'
import { openSealer, withDatabase } from './session.ts'
import { print, printJson, say } from './terminal.ts'

export function importCommand(): Command {
  return new Command('import')
    .description('迁移已有网站：按清单把目录里的文件作为此前已公开的文件导入，立即可以检索')
    .argument('<dir>', '文件所在目录（.md .html .txt .docx .pdf .xlsx）')
    .requiredOption(
      '--manifest <file>',
      '清单，.csv 或 .xlsx，表头 file,title,documentNumber,issuedOn,publishedAt,indexNumber,category,address（常见的中文表头也认）',
    )
    .requiredOption('--already-public <basis>', '此前已公开的依据，作为每一件的审查依据记录在案')
    .option('--mapping <file>', '表头对应：每行“列名 = 表头”，或 JSON')
    .option('--agency <slug>', '导入到哪个机构（网址名）；省略则为本站的主办机构')
    .option('--agency-name <name>', '数据目录还没有机构时，新建机构的全称')
    .option('--index-prefix <code>', '新建机构的索引号前段，一般是统一社会信用代码')
    .option('--by <username>', '由哪位负责人或者保密审查员说明依据；省略则记为命令行')
    .option('--dry-run', '只检查，不写入任何文件')
    .option('--json', '以 JSON 输出')
    .action(runImport)
}

async function runImport(dir: string, options: ImportOptions): Promise<void> {
  const basis = options.alreadyPublic.trim()
  if ([...basis].length < 4)
    throw new Refusal('incomplete', '请用一句话写明此前已公开的依据，如“原门户网站已公开”。')
  const manifest = await openManifest(options)
  const folder = await openFolder(dir)
  const report = newReport(options.dryRun === true, manifest)
  await withDatabase(async (database, config) => {
    const agency = await getImportAgency(database.db, manifest, options)
    if (agency.note !== undefined) say(agency.note)
    const files = await openStore(database, config)
    const opened = { options, manifest, folder, basis, files }
    await follow(report, start(database, agency, opened))
  }).finally(stopScanning)
  report.unlisted = await listUnlisted(dir, { folder, manifest, options })
  process.exitCode = report.failed > 0 ? EXIT.problems : EXIT.done
  if (options.json) printJson(reportInJson(report))
  else for (const line of reportInWords(report)) print(line)
}

interface Opened {
  readonly options: ImportOptions
  readonly manifest: Manifest
  readonly folder: Awaited<ReturnType<typeof openImportFolder>>
  readonly basis: string
  readonly files: Files
}

async function openStore(database: OpenDatabase, config: Config): Promise<Files> {
  return openFiles(config, await openSealer(database, config))
}

function start(
  { db }: OpenDatabase,
  { agency }: ImportAgency,
  { options, manifest, folder, basis, files }: Opened,
): AsyncGenerator<ImportProgress> {
  const { by, dryRun = false } = options
  const manifestName = basename(options.manifest)
  return importSite(
    db,
    { agency, folder, manifest, manifestName, basis, by, dryRun, files },
    systemClock(),
  )
}

/** Milliseconds between two lines where no bar is shown. */
const SAY_EVERY = 10_000

async function follow(report: ImportReport, steps: AsyncGenerator<ImportProgress>): Promise<void> {
  const progress = startProgress('导入')
  let said = performance.now()
  try {
    for await (const step of steps) {
      progress.update(step.done, step.total)
      if (!process.stderr.isTTY && performance.now() - said >= SAY_EVERY) {
        say(`导入 ${step.done}/${step.total}`)
        said = performance.now()
      }
      const { imported, already, failed, repeated } = step
      Object.assign(report, { imported, already, failed, repeated })
      report.findings.push(...step.findings)
      report.documents.push(...step.present)
    }
  } finally {
    progress.stop()
  }
}

async function openManifest(options: ImportOptions): Promise<Manifest> {
  const mapping = options.mapping === undefined ? undefined : await readMapping(options.mapping)
  return readManifest(options.manifest, await readOrRefuse(options.manifest), mapping)
}

async function readMapping(file: string): Promise<Mapping> {
  const mapping = parseMapping(decodeText(await readOrRefuse(file)))
  if (!mapping.ok) throw new Refusal('invalid', `${file} 不能用作表头对应：`, mapping.problems)
  return mapping.value
}

async function readOrRefuse(file: string): Promise<Uint8Array> {
  return readFile(file).catch(() => {
    throw new Refusal('unavailable', `${file} 读不到。`)
  })
}

async function openFolder(dir: string) {
  const found = await stat(dir).catch(() => undefined)
  if (!found?.isDirectory()) throw new Refusal('unavailable', `${dir} 不是可以读取的目录。`)
  return openImportFolder(dir)
}

/** Neither the manifest nor the mapping, which may lie in the folder as well. */
async function listUnlisted(
  dir: string,
  { folder, manifest, options }: Pick<Opened, 'folder' | 'manifest' | 'options'>,
): Promise<readonly string[]> {
  const root = await realpath(dir)
  const own = await Promise.all(
    [options.manifest, options.mapping ?? options.manifest].map(async (file) =>
      relative(root, await realpath(file))
        .split(sep)
        .join('/'),
    ),
  )
  const present = await folder.list()
  const locate = locator(present)
  const named = manifest.rows.map(({ values }) => locate(cleanFilePath(values.file)))
  const known = new Set([...own, ...named])
  return present.filter((file) => !known.has(file))
}
