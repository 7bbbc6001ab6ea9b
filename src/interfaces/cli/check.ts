import { readFile, stat } from 'node:fs/promises'
import { Command } from 'commander'
import type { ReadReport } from '../../domain/annual-report/reading/read-report-types.ts'
import { LARGEST_REPORT, readReport } from '../../domain/annual-report/reading/read-report.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { describeReport } from './check-report-text.ts'
import { EXIT } from './exit-codes.ts'
import { print, printJson, say } from './terminal.ts'

interface Options {
  readonly json?: true
}

/** `mingqu check FILE`: reads anybody's annual report and names what is wrong with it. Needs no database. */
export function checkCommand(): Command {
  return new Command('check')
    .description('检查一份政府信息公开工作年度报告：网页、文本、Word、Excel、PDF 或 JSON')
    .argument('<file>', '年度报告文件；用 - 表示从标准输入读')
    .option('--json', '以 JSON 输出')
    .addHelpText('after', '\n退出码：0 没有发现问题，1 发现问题，2 读不出来。')
    .action(async (file: string, { json }: Options) => {
      try {
        const report = await readReport(await readInput(file), file === '-' ? '' : file)
        if (json) printJson(answerOf(report))
        else print(describeReport(report))
        process.exitCode = report.problems.length > 0 ? EXIT.problems : EXIT.done
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        if (json) printJson({ error: { code: 'unreadable', message: error.message } })
        else say(error.message)
        process.exitCode = EXIT.failed
      }
    })
}

/** What `--json` promises: the interchange shape, problems, and what was not read. */
function answerOf(report: ReadReport): unknown {
  return {
    agency: report.agency,
    year: report.year,
    format: report.format,
    active: report.active,
    requests: report.requests,
    review_litigation: report.review_litigation,
    problems: report.problems.map(({ id, severity, at, message }) => ({
      id,
      severity,
      at,
      message,
    })),
    unread: report.unread,
  }
}

async function readInput(file: string): Promise<Uint8Array> {
  if (file === '-') return readStandardInput()
  try {
    const { size } = await stat(file)
    // One byte more than allowed is enough to be refused; the rest is not loaded.
    if (size > LARGEST_REPORT) return new Uint8Array(LARGEST_REPORT + 1)
    return await readFile(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const why =
      code === 'ENOENT' ? '没有这个文件' : code === 'EISDIR' ? '这是一个目录' : '打不开文件'
    throw new Refusal('not-found', `${why}：${file}`)
  }
}

async function readStandardInput(): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of process.stdin as AsyncIterable<Uint8Array>) {
    parts.push(part)
    size += part.byteLength
    if (size > LARGEST_REPORT) break
  }
  return Buffer.concat(parts)
}
