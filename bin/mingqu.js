#!/usr/bin/env node
// Plain JavaScript for any Node ≥ 20: hands over to the Node pinned in node_modules, which runs TypeScript itself.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const main = join(root, 'src', 'main.ts')
const windows = process.platform === 'win32'
const pinned = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')
const isPinned = Number(process.versions.node.split('.')[0]) >= 26
const args = process.argv.slice(2)

// glibc keeps the 19 MiB that each password check takes, once per thread, unless large blocks always go back at once
const memory = { MALLOC_MMAP_THRESHOLD_: '1000000' }
// what was read and compiled once is not read again: half the time to start, and a tenth of the memory
const cache = join(root, 'node_modules', '.cache', 'mingqu')
const env = { ...memory, NODE_COMPILE_CACHE: cache, ...process.env }
// left alone, V8 keeps 64 MiB for what requests throw away; a quarter serves as many pages
const serves = args[0] === 'serve'
const heap = serves ? ['--max-semi-space-size=16'] : []

if (isPinned && serves && process.execve) {
  process.execve(process.execPath, [process.execPath, ...heap, main, ...args], env)
} else if (isPinned) {
  process.argv[1] = main
  module.enableCompileCache?.(cache)
  await import(main)
} else if (!existsSync(pinned)) {
  console.error('没有找到固定版本的 Node（node_modules/node）。请先在项目目录执行 npm ci。')
  process.exitCode = 2
} else {
  handOver()
}

function handOver() {
  const child = spawn(pinned, [...heap, main, ...args], { stdio: 'inherit', env })
  // a terminal sends Ctrl-C to both; a service manager sends SIGTERM to us alone
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('error', (error) => {
    console.error(`无法启动 ${pinned}：${error.message}`)
    process.exitCode = 2
  })
  child.on('exit', (code) => {
    process.exitCode = code ?? 2
  })
}
