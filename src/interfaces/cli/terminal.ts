import type { Problem } from '../../platform/kernel/problem.ts'

// What was asked for goes to standard output, everything said about it to standard error: `--json` stays clean.

export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2))
}

export function say(message: string): void {
  process.stderr.write(`${message}\n`)
}

export function sayProblems(problems: readonly Problem[]): void {
  for (const { at, message } of problems) say(at === '' ? `  ${message}` : `  ${at}：${message}`)
}
