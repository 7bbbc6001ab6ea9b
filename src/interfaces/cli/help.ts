import type { Command } from 'commander'

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
}

const ERRORS: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown command '(.*?)'[^]*$/, '没有这个命令：$1。执行 mingqu --help 查看全部命令。'],
  [/^error: unknown option '(.*?)'[^]*$/, '没有这个选项：$1。加 --help 查看用法。'],
  [/^error: missing required argument '(.*?)'[^]*$/, '缺少参数：$1。加 --help 查看用法。'],
  [/^error: required option '(.*?)' not specified[^]*$/, '缺少选项：$1。加 --help 查看用法。'],
  [/^error: option '(.*?)' argument missing[^]*$/, '选项 $1 后面要有值。加 --help 查看用法。'],
  [/^error: too many arguments[^]*$/, '参数太多。加 --help 查看用法。'],
  [/^error: (.*? argument '.*?' is invalid\.)\s*([^]*?)\n?$/, '参数不对：$2（$1）'],
]

function inChinese(message: string): string {
  const known = ERRORS.find(([pattern]) => pattern.test(message))
  return known === undefined ? message : `${message.replace(known[0], known[1])}\n`
}

/** Help and usage errors of this command and all below it in Chinese; a usage error throws instead of exiting. */
export function speakChinese(command: Command): void {
  command
    .helpOption('-h, --help', '显示本帮助')
    .configureHelp({ styleTitle: (title) => TITLES[title] ?? title })
    .configureOutput({ outputError: (message, write) => write(inChinese(message)) })
    .exitOverride()
  if (command.commands.length > 0) command.helpCommand('help [command]', '显示某个命令的用法')
  for (const below of command.commands) speakChinese(below)
}
