import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { Command } from 'commander'
import { diffFigures } from '../../domain/annual-report/figures-difference.ts'
import { defaultIntro, reportTitle } from '../../domain/annual-report/narrative.ts'
import { projectReport } from '../../domain/annual-report/projection.ts'
import { renderReportDocx } from '../../domain/annual-report/renderings/docx.ts'
import { renderReportHtml } from '../../domain/annual-report/renderings/html.ts'
import { renderReportJson } from '../../domain/annual-report/renderings/json.ts'
import { renderReportPdf } from '../../domain/annual-report/renderings/pdf.ts'
import type { SealedReport } from '../../domain/annual-report/renderings/report-document.ts'
import { renderReportXlsx } from '../../domain/annual-report/renderings/xlsx.ts'
import { findStoredReport, type StoredReport } from '../../domain/annual-report/reports-store.ts'
import { findAgencyBySlug, findLeadAgency } from '../../domain/organisations/agencies-store.ts'
import type { Agency } from '../../domain/organisations/agency.ts'
import type { ReportFormat } from '../../law/annual-report/figures.ts'
import { findFormatOfYear } from '../../law/annual-report/formats.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { systemClock } from '../../platform/kernel/time.ts'
import { reportInText } from './report-in-text.ts'
import { withDatabase } from './session.ts'
import { print, say } from './terminal.ts'

interface ReportOptions {
  readonly json?: true
  readonly agency?: string
  readonly format?: string
  readonly out?: string
  readonly locked?: true
}

/**
 * `mingqu report YEAR`: counts the annual report from the records as they stand, or with `--locked` prints what was
 * sealed. Says on standard error where the two differ.
 */
export function reportCommand(): Command {
  return new Command('report')
    .description('从记录统计一个年度的政府信息公开工作年度报告')
    .argument('<year>', '报告年度，如 2020')
    .option('--agency <slug>', '机构的网址名；省略则为本站的主办机构')
    .option('--format <format>', '报告格式：2019 或 2021；省略则按年度')
    .option('--json', '以 JSON 输出各格的数字')
    .option('--out <file>', '写成文件：.docx、.xlsx、.pdf、.html 或 .json')
    .option('--locked', '输出锁定时的报告，而不是按现有记录统计的')
    .action(async (year: string, options: ReportOptions) => {
      const writer = options.out === undefined ? undefined : writerOf(options.out)
      await withDatabase(async ({ db }) => {
        const report = await readReport(db, yearOf(year), options)
        if (writer !== undefined && options.out !== undefined) {
          await writeFile(options.out, await writer(report, systemClock()))
          say(`已写入 ${options.out}`)
        }
        if (options.json) process.stdout.write(renderReportJson(report.figures))
        else if (writer === undefined) print(reportInText(report))
      })
    })
}

type Writer = (report: SealedReport, madeAt: Temporal.Instant) => Promise<Uint8Array | string>

const WRITERS: Readonly<Record<string, Writer>> = {
  '.docx': renderReportDocx,
  '.xlsx': renderReportXlsx,
  '.pdf': renderReportPdf,
  '.html': async (report) => renderReportHtml(report),
  '.json': async ({ figures }) => renderReportJson(figures),
}

function writerOf(file: string): Writer {
  const writer = WRITERS[extname(file).toLowerCase()]
  if (writer) return writer
  const known = Object.keys(WRITERS).join('、')
  throw new Refusal('unavailable', `不知道写成哪种文件：${file}。文件名应以 ${known} 之一结尾。`)
}

function yearOf(text: string): number {
  if (/^20\d{2}$/.test(text)) return Number(text)
  throw new Refusal('unavailable', `年度应是四位数字，如 2020，现为“${text}”。`)
}

function formatOf(text: string | undefined): ReportFormat | undefined {
  if (text === undefined || text === '2019' || text === '2021') return text
  throw new Refusal('unavailable', `报告格式应是 2019 或 2021，现为“${text}”。`)
}

async function readReport(db: Db, year: number, options: ReportOptions): Promise<SealedReport> {
  const agency = await getChosenAgency(db, options.agency)
  const stored = await findStoredReport(db, agency.id, year)
  if (options.locked) return lockedReport(stored, year)
  const format = formatOf(options.format) ?? stored?.format ?? findFormatOfYear(year)
  if (!format)
    throw new Refusal('unavailable', '2019年度以前没有统一的报告格式，请用 --format 指定。')
  const figures = await projectReport(db, agency.id, year, format)
  if (stored?.snapshot && stored.format === format) {
    const differences = diffFigures(stored.snapshot.figures, figures).length
    if (differences > 0)
      say(`按现有记录统计的结果与锁定的报告有 ${differences} 格不同；加 --locked 输出锁定的报告。`)
  }
  const narrative = stored?.narrative ?? {
    intro: defaultIntro(agency, year),
    general: '',
    problems: '',
    other: '',
  }
  return { title: reportTitle(agency.name, year), figures, narrative, seal: null }
}

function lockedReport(stored: StoredReport | undefined, year: number): SealedReport {
  if (!stored?.snapshot || !stored.lockedAt || !stored.snapshotHash)
    throw new Refusal('not-found', `${year}年度报告没有锁定。`)
  const seal = { lockedAt: stored.lockedAt, hash: stored.snapshotHash.toString('hex') }
  return { ...stored.snapshot, seal }
}

async function getChosenAgency(db: Db, slug: string | undefined): Promise<Agency> {
  const agency = await (slug === undefined ? findLeadAgency(db) : findAgencyBySlug(db, slug))
  if (agency) return agency
  throw new Refusal(
    'not-found',
    slug === undefined ? '还没有登记任何机构。' : `没有网址名为“${slug}”的机构。`,
  )
}
