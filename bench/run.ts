/** Everything that is measured, one after another, each in a process of its own. `npm run bench [name …]` */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const BENCHES = [
  'clock',
  'start',
  'pages',
  'requests',
  'report',
  'documents',
  'letters',
  'search',
  'publications',
  'validity',
  'gate',
] as const

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !BENCHES.some((bench) => bench === name))
if (unknown.length > 0) {
  console.error(`没有这些测量：${unknown.join('、')}。可选：${BENCHES.join('、')}`)
  process.exit(2)
}

let failed = 0
for (const name of BENCHES.filter((bench) => wanted.length === 0 || wanted.includes(bench))) {
  console.log(`\n== ${name}`)
  const file = join(import.meta.dirname, `${name}.ts`)
  const { status } = spawnSync(process.execPath, [file], { stdio: 'inherit' })
  if (status !== 0) failed += 1
}
process.exitCode = failed === 0 ? 0 : 1
