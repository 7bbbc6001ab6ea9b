import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestCluster } from '../test/cluster.ts'

// Writes src/platform/database/schema.ts from a freshly migrated database; `--verify` only compares.

const root = resolve(import.meta.dirname, '..')
const schemaFile = join(root, 'src/platform/database/schema.ts')

const TYPES = {
  date: 'Temporal.PlainDate',
  timestamptz: 'Temporal.Instant',
  int8: 'number',
  numeric: 'string',
  jsonb: 'unknown',
}

async function generate(): Promise<string> {
  const cluster = await startTestCluster()
  const folder = mkdtempSync(join(tmpdir(), 'mingqu-schema-'))
  try {
    const { host, port } = cluster.superuser
    const url = `postgres://postgres@/${cluster.template}?host=${encodeURIComponent(host!)}&port=${port}`
    const file = join(folder, 'schema.ts')
    const program = join(root, 'node_modules/kysely-codegen/dist/cli/bin.js')
    const types = JSON.stringify(TYPES)
    execFileSync(
      process.execPath,
      [
        program,
        `--url=${url}`,
        '--dialect=postgres',
        `--out-file=${file}`,
        `--type-mapping=${types}`,
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    )
    execFileSync(
      join(root, 'node_modules/.bin/oxfmt'),
      ['--config', join(root, '.oxfmtrc.json'), file],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    )
    return readFileSync(file, 'utf8')
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await cluster.stop()
  }
}

const generated = await generate()
if (process.argv.includes('--verify')) {
  if (readFileSync(schemaFile, 'utf8') !== generated) {
    console.error('src/platform/database/schema.ts 与迁移后的数据库不一致，请执行 npm run schema')
    process.exitCode = 1
  }
} else {
  writeFileSync(schemaFile, generated)
}
