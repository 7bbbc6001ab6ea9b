import { spawn } from 'node:child_process'
import { delimiter, join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '..')

/** Runs a program of node_modules/.bin, or of the system, in the checkout; resolves with its exit code. */
export function run(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  const { promise, resolve: settle } = Promise.withResolvers<number>()
  const path = [join(ROOT, 'node_modules', '.bin'), process.env['PATH']].join(delimiter)
  const child = spawn(program, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, PATH: path, ...environment },
    shell: process.platform === 'win32',
  })
  child.once('error', (error) => {
    console.error(`${program}: ${error.message}`)
    settle(127)
  })
  child.once('exit', (code) => settle(code ?? 1))
  return promise
}
