import { readFile, stat } from 'node:fs/promises'
import { Command } from 'commander'
import { FINDING_KINDS, type Finding, type Hint } from '../../platform/release-scan/kinds.ts'
import { RELEASE_LIMITS } from '../../platform/release-scan/limits.ts'
import { scanForRelease, stopScanning } from '../../platform/release-scan/scan.ts'
import { EXIT } from './exit-codes.ts'
import { print, printJson } from './terminal.ts'

/** As many as are searched at once; no more are held in memory. */
const AT_ONCE = 2

interface Options {
  readonly json?: true
}

interface Unread {
  readonly file: string
  readonly reason: string
  readonly message: string
}

interface Verdict {
  readonly findings: (Finding & { readonly file: string })[]
  readonly hints: (Hint & { readonly file: string })[]
  readonly unreadable: Unread[]
}

/** `mingqu gate FILE…`: what must not leave the house with a file. Needs no database. */
export function gateCommand(): Command {
  return new Command('gate')
    .description('出门闸：检查要公开的文件里有没有隐藏内容、修订痕迹、文档属性和个人信息')
    .argument('<files...>', 'Word、Excel、PPT、PDF、OFD、图片、网页、文本或 ZIP 文件')
    .option('--json', '以 JSON 输出')
    .addHelpText(
      'after',
      '\n退出码：0 没有发现，1 有发现，2 有文件读不出来（一律按不能公开处理）。',
    )
    .action(async (files: readonly string[], { json }: Options) => {
      const verdict: Verdict = { findings: [], hints: [], unreadable: [] }
      try {
        for (let first = 0; first < files.length; first += AT_ONCE) {
          const verdicts = await Promise.all(files.slice(first, first + AT_ONCE).map(checkFile))
          for (const one of verdicts) addTo(verdict, one)
        }
      } finally {
        stopScanning()
      }
      if (json) printJson(answerOf(verdict, files.length > 1))
      else print(wordsOf(verdict, files.length > 1))
      process.exitCode = exitOf(verdict)
    })
}

function exitOf({ findings, unreadable }: Verdict): number {
  if (unreadable.length > 0) return EXIT.failed
  return findings.length > 0 ? EXIT.problems : EXIT.done
}

async function checkFile(file: string): Promise<Verdict> {
  const unread = (why: Omit<Unread, 'file'>) => ({
    findings: [],
    hints: [],
    unreadable: [{ file, ...why }],
  })
  const bytes = await readInput(file)
  if (!Buffer.isBuffer(bytes)) return unread(bytes)
  const result = await scanForRelease(file.split(/[\\/]/).at(-1)!, bytes)
  if (!result.ok) return unread({ reason: result.reason, message: result.message })
  return {
    findings: result.findings.map((finding) => ({ file, ...finding })),
    hints: result.hints.map((hint) => ({ file, ...hint })),
    unreadable: [],
  }
}

function addTo(verdict: Verdict, { findings, hints, unreadable }: Verdict): void {
  verdict.findings.push(...findings)
  verdict.hints.push(...hints)
  verdict.unreadable.push(...unreadable)
}

async function readInput(file: string): Promise<Buffer | { reason: string; message: string }> {
  try {
    const { size } = await stat(file)
    if (size > RELEASE_LIMITS.maxBytes)
      return { reason: 'too-large', message: '文件太大，不能检查。' }
    return await readFile(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const message =
      code === 'ENOENT' ? '没有这个文件。' : code === 'EISDIR' ? '这是一个目录。' : '打不开文件。'
    return { reason: 'not-found', message }
  }
}

/** Hints and unread files are told only when there are some; a clean file is `{"findings":[]}`. */
function answerOf({ findings, hints, unreadable }: Verdict, isMany: boolean): unknown {
  const named = <One extends { readonly file: string }>({ file, ...rest }: One) =>
    isMany ? { file, ...rest } : rest
  return {
    findings: findings.map(({ kind, where, message, file }) =>
      named({ file, kind, where, message }),
    ),
    ...(hints.length > 0 && { hints: hints.map(named) }),
    ...(unreadable.length > 0 && { unreadable: unreadable.map(named) }),
  }
}

function wordsOf({ findings, hints, unreadable }: Verdict, isMany: boolean): string {
  const at = (file: string, where: string) =>
    [isMany ? file : '', where].filter(Boolean).join(' › ')
  const lines = [
    ...findings.map(
      ({ kind, file, where, message }) => `[${FINDING_KINDS[kind]}] ${at(file, where)}：${message}`,
    ),
    ...hints.map(({ file, where, message }) => `[提示] ${at(file, where)}：${message}`),
    ...unreadable.map(({ file, message }) => `[不能检查] ${file}：${message}`),
  ]
  return lines.length > 0 ? lines.join('\n') : '没有发现不该随文件公开的内容。'
}
