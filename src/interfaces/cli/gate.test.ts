import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sheetFile } from '../../../test/leaks/sheet-file.ts'
import { wordFile } from '../../../test/leaks/word-file.ts'
import { EXIT } from './exit-codes.ts'

const folder = mkdtempSync(join(tmpdir(), 'mingqu-gate-'))

interface Outcome {
  readonly code: number
  readonly out: string
}

/** The command as a person runs it, in a process of its own, without a database or any setting. */
function gate(...args: readonly string[]): Promise<Outcome> {
  const program = [
    `import { gateCommand } from '${join(import.meta.dirname, 'gate.ts')}'`,
    `await gateCommand().parseAsync(${JSON.stringify(args)}, { from: 'user' })`,
  ].join('\n')
  const command = ['--input-type=module', '-e', program]
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env: {} }, (error, out) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out })
    })
  })
}

function fileOf(name: string, content: Buffer | string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const clean = fileOf('通知.docx', wordFile({}))
const hidden = fileOf('目录.xlsx', sheetFile({ sheets: [['底稿', 'state="hidden"', '']] }))
const broken = fileOf('半.docx', wordFile({}).subarray(0, 300))

describe('mingqu gate', () => {
  test('a clean file ends with 0 and an empty list', async () => {
    const { code, out } = await gate(clean, '--json')
    expect(code).toBe(EXIT.done)
    expect(JSON.parse(out)).toEqual({ findings: [] })
  })

  test('a finding ends with 1 and says kind, place and sentence', async () => {
    const { code, out } = await gate(hidden, '--json')
    expect(code).toBe(EXIT.problems)
    expect(JSON.parse(out)).toEqual({
      findings: [{ kind: 'hidden-sheet', where: '工作表“底稿”', message: '工作表是隐藏的' }],
    })
  })

  test('what cannot be read ends with 2, also beside files with findings, and each is named', async () => {
    const { code, out } = await gate('--json', clean, hidden, broken)
    expect(code).toBe(EXIT.failed)
    expect(JSON.parse(out)).toMatchObject({
      findings: [{ file: hidden, kind: 'hidden-sheet' }],
      unreadable: [{ file: broken, reason: 'broken' }],
    })
  })

  test('a file that is not there, and a folder, end with 2', async () => {
    expect(await gate(join(folder, 'nowhere.pdf'), '--json')).toMatchObject({ code: EXIT.failed })
    expect(await gate(folder)).toMatchObject({
      code: EXIT.failed,
      out: expect.stringContaining('这是一个目录') as string,
    })
  })

  test('an address is a hint and stops nothing; without --json all is read as sentences', async () => {
    const file = fileOf('住址.txt', '某某市某某区和平路12号3号楼2单元501室')
    const { code, out } = await gate(file)
    expect(code).toBe(EXIT.done)
    expect(out).toContain('[提示]')
    expect((await gate(hidden)).out).toContain(
      '[隐藏的工作表或幻灯片] 工作表“底稿”：工作表是隐藏的',
    )
  })

  test('a number of a person is never repeated whole', async () => {
    const { code, out } = await gate(fileOf('名单.txt', '王某 110101199003078515'), '--json')
    expect(code).toBe(EXIT.problems)
    expect(out).not.toContain('110101199003078515')
  })
})
