import { run } from './run.ts'

// npm run check: everything that must hold before a change is shared. Runs all of it and names what failed.

const CHECKS: readonly (readonly [name: string, program: string, ...args: string[]])[] = [
  ['types', 'tsc', '--noEmit'],
  ['lint', 'oxlint', '--deny-warnings'],
  ['format', 'oxfmt', '--check'],
  ['dead code', 'knip'],
  ['schema drift', 'node', 'bin/schema.ts', '--verify'],
  ['assets', 'node', 'bin/build-assets.ts'],
  // the architecture test is among them
  ['tests', 'node', 'bin/test.ts'],
]

const failed: string[] = []
for (const [name, program, ...args] of CHECKS) {
  console.log(`\n── ${name}`)
  if ((await run(program, args)) !== 0) failed.push(name)
}
console.log(failed.length === 0 ? '\ncheck: all good' : `\ncheck: failed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
