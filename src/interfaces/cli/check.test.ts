import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { EXIT } from './exit-codes.ts'

const ROOT = join(import.meta.dirname, '../../..')
const PUBLISHED = join(ROOT, 'src/domain/annual-report/reading/testdata')
const folder = mkdtempSync(join(tmpdir(), 'mingqu-check-'))

interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The command as a person runs it, in a process of its own. */
function check(...args: readonly string[]): Promise<Outcome> {
  const program = [
    `import { checkCommand } from '${join(import.meta.dirname, 'check.ts')}'`,
    `await checkCommand().parseAsync(${JSON.stringify(args)}, { from: 'user' })`,
  ].join('\n')
  return new Promise((resolve) => {
    execFile(process.execPath, ['--input-type=module', '-e', program], (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}

function fileOf(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe('mingqu check', () => {
  test('a report without problems ends with 0', async () => {
    const { code, out } = await check(join(PUBLISHED, 'published-11.txt'))
    expect(code).toBe(EXIT.done)
    expect(out).toContain('没有发现问题')
  })

  test('--json prints the interchange shape, problems and what was not read, and ends with 1', async () => {
    const { code, out } = await check(join(PUBLISHED, 'published-09.txt'), '--json')
    const answer = JSON.parse(out) as Record<string, unknown>
    expect(code).toBe(EXIT.problems)
    expect(Object.keys(answer)).toEqual([
      'agency',
      'year',
      'format',
      'active',
      'requests',
      'review_litigation',
      'problems',
      'unread',
    ])
    expect(answer['problems']).toContainEqual({
      id: 'S4-1',
      severity: 'error',
      at: 'review_litigation.reconsideration.total',
      message: expect.stringContaining('合计11件') as string,
    })
    expect(answer['unread']).toContainEqual({ at: 'year', why: '报告中没有找到年度' })
  })

  test('without --json the problems are read as sentences, the cells in the order of the form', async () => {
    const { out } = await check(join(PUBLISHED, 'published-03.txt'))
    expect(out).toContain('错误 [S3-4] 自然人一列：第三项各分项合计26件')
    expect(out.indexOf('二、主动公开')).toBeLessThan(out.indexOf('四、政府信息公开'))
  })

  test('what cannot be read ends with 2 and says why', async () => {
    const prose = await check(fileOf('prose.txt', '这是一份会议纪要。'))
    expect(prose.code).toBe(EXIT.failed)
    expect(prose.err).toContain('没有找到')
    const asJson = await check(fileOf('empty.docx', ''), '--json')
    expect(asJson.code).toBe(EXIT.failed)
    expect(JSON.parse(asJson.out)).toEqual({
      error: { code: 'unreadable', message: '文件是空的' },
    })
  })

  test('a file that is not there', async () => {
    const { code, err } = await check(join(folder, 'nowhere.pdf'))
    expect(code).toBe(EXIT.failed)
    expect(err).toContain('没有这个文件')
  })
})
