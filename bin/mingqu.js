#!/usr/bin/env node
// Plain JavaScript for any Node ≥ 20: hands over to the Node pinned in node_modules, which runs TypeScript itself.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const main = join(root, 'src', 'main.ts')
const name = process.platform === 'win32' ? 'node.exe' : 'node'
// npm may lift the package that holds the program, or leave it below
const pinned = [
  join(root, 'node_modules', 'node', 'bin', name),
  join(root, 'node_modules', '.bin', name),
].find((path) => existsSync(path))

if (Number(process.versions.node.split('.')[0]) >= 26) {
  process.argv[1] = main
  await import(main)
} else if (pinned === undefined) {
  console.error('没有找到固定版本的 Node（node_modules/node）。请先在项目目录执行 npm ci。')
  process.exitCode = 2
} else {
  const child = spawn(pinned, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  // a terminal sends Ctrl-C to both; a service manager sends SIGTERM to us alone
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT') child.kill(signal)
    })
  }
  child.on('error', (error) => {
    console.error(`无法启动 ${pinned}：${error.message}`)
    process.exitCode = 2
  })
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 2 : 128)
  })
}
