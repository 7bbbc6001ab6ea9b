import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from '../test/chromium.ts'
import { ROOT, run } from './run.ts'

// npm test: unit tests and journeys, then the browser tests. The last line is `N passed, N failed`.
// Arguments go to vitest: `npm test -- src/law`.

interface Outcome {
  readonly passed: number
  readonly failed: number
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

const PACKAGES = ['chromium', 'fonts-noto-cjk']

async function prepareBrowser(): Promise<boolean> {
  if (findChromium() !== undefined && (await hasChineseFonts())) return true
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (canInstall) {
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], quiet)
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], quiet)
    if (findChromium() !== undefined) return true
  }
  console.error(
    `浏览器测试需要 Chromium 和中文字体，请先安装，如：sudo apt-get install ${PACKAGES.join(' ')}`,
  )
  return false
}

async function hasChineseFonts(): Promise<boolean> {
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', '/System/Library/Fonts']
  return folders
    .filter((folder) => existsSync(folder))
    .some((folder) =>
      readdirSync(folder, { recursive: true }).some((file) =>
        /CJK|NotoSansSC|wqy|PingFang|Hiragino|STHeiti/i.test(String(file)),
      ),
    )
}

async function runVitest(project: string, args: readonly string[]): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'mingqu-tests-'))
  const file = join(folder, 'report.json')
  try {
    const code = await run('vitest', [
      'run',
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...args,
    ])
    return readOutcome(file, code)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A file that could not even be loaded counts as one failure, and so does a run that broke down. */
function readOutcome(file: string, code: number): Outcome {
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as VitestReport
  const count = (status: string) =>
    testResults.reduce(
      (sum, { assertionResults }) =>
        sum + assertionResults.filter((test) => test.status === status).length,
      0,
    )
  const unloaded = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length
  const failed = count('failed') + unloaded
  return { passed: count('passed'), failed: failed === 0 && code !== 0 ? 1 : failed }
}

function hasBrowserTests(): boolean {
  const folder = join(ROOT, 'test', 'browser')
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true }).some((file) => String(file).endsWith('.test.ts'))
  )
}

async function main(): Promise<number> {
  const args = process.argv.slice(2)
  const withBrowser = args.length === 0 && hasBrowserTests()
  if (withBrowser && !(await prepareBrowser())) return 2
  const outcomes = [await runVitest('unit', args)]
  if (withBrowser) outcomes.push(await runVitest('browser', []))
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

process.exitCode = await main()
