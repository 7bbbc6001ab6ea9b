import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { explain } from './explain.ts'
import { buildProgram } from './program.ts'

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)]
}

test('the commands are those that the handbook names', () => {
  const names = buildProgram().commands.map((command) => command.name())
  expect(names).toEqual(
    expect.arrayContaining(
      'serve migrate demo report check clock verify backup restore user calendar'.split(' '),
    ),
  )
})

test('every command, option and argument explains itself in Chinese', () => {
  const chinese = /\p{Script=Han}/u
  for (const command of everyCommand(buildProgram())) {
    expect(command.description(), command.name()).toMatch(chinese)
    expect(command.helpInformation()).toContain('用法：')
    for (const { flags, description } of command.options)
      expect(description, flags).toMatch(chinese)
    for (const argument of command.registeredArguments) {
      expect(argument.description, argument.name()).toMatch(chinese)
    }
  }
})

test('a usage error is 2, a bad input 1, a refusal 2', async () => {
  const silent = buildProgram().configureOutput({ writeErr: () => {}, writeOut: () => {} })
  const usage: unknown = await silent.parseAsync(['node', 'mingqu', 'nope']).catch((error) => error)
  expect(explain(usage)).toBe(2)
  expect(explain(new Refusal('invalid', '输入有误'))).toBe(1)
  expect(explain(new Refusal('unavailable', '磁盘已满'))).toBe(2)
})
