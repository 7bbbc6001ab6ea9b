import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const COMMAND = JSON.stringify(new URL('./clock.ts', import.meta.url).href)
const RUN = `const { clockCommand } = await import(${COMMAND}); await clockCommand().parseAsync(['node', 'clock', ...process.argv.slice(1)])`

interface Outcome {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

function clock(input: string, ...options: string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', RUN, '--', ...options],
    { input, encoding: 'utf8', maxBuffer: 1 << 28 },
  )
  return { status, out: stdout, err: stderr }
}

const march = { channel: 'in_person', arrivedOn: '2021-03-01' }
const december = { channel: 'in_person', arrivedOn: '2026-12-10' }

test('one case on standard input gives one answer', () => {
  const { status, out } = clock(JSON.stringify(march), '--json')
  expect(status).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    receivedOn: '2021-03-01',
    replyDueOn: '2021-03-29',
    provisional: false,
  })
})

test('an array in a file gives the answers in its order, errors inside', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'clock-')), 'cases.json')
  writeFileSync(file, JSON.stringify([march, december, { channel: 'fax' }]))
  const { status, out } = clock('', file, '--json')
  const answers = JSON.parse(out) as object[]
  expect(status).toBe(1)
  expect(answers).toHaveLength(3)
  expect(answers[1]).toEqual({ error: { code: 'calendar-missing', year: 2027 } })
  expect(answers[2]).toMatchObject({ error: { code: 'invalid', problems: [{ at: 'arrivedOn' }] } })
})

test('an empty array is answered with an empty array', () => {
  expect(clock('[]', '--json')).toMatchObject({ status: 0, out: '[]\n' })
})

test('a single case without a calendar is exit 2; on request it is provisional', () => {
  expect(clock(JSON.stringify(december), '-', '--json')).toMatchObject({
    status: 2,
    out: '{"error":{"code":"calendar-missing","year":2027}}\n',
  })
  const { status, out } = clock(JSON.stringify(december), '--json', '--provisional')
  expect(status).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ replyDueOn: '2027-01-07', provisional: true })
})

test('without --json the days not counted are named', () => {
  const { status, out } = clock(JSON.stringify({ channel: 'in_person', arrivedOn: '2024-09-26' }))
  expect(status).toBe(0)
  expect(out).toContain('答复最迟：2024年10月29日（周二）')
  expect(out).toContain('10月1日国庆节假期')
  expect(out).toContain('计入：9月29日国庆节调休上班')
})

test('ten thousand cases come back whole', () => {
  const { out } = clock(JSON.stringify(Array.from({ length: 10_000 }, () => march)), '--json')
  const answers = JSON.parse(out) as { replyDueOn: string }[]
  expect(answers).toHaveLength(10_000)
  expect(answers.every(({ replyDueOn }) => replyDueOn === '2021-03-29')).toBe(true)
})
