/**
 * Builds `public/` from `assets/`: two stylesheets, two small scripts, the editor, the icon; each under a name that carries its
 * hash, with its brotli and gzip forms beside it, and `manifest.json` from plain name to hashed name.
 * Does nothing when the sources are those of the last build; `--force` builds anyway.
 */
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const ROOT = resolve(import.meta.dirname, '..')
const ASSETS = join(ROOT, 'assets')
const PUBLIC = join(ROOT, 'public')
const MANIFEST = join(PUBLIC, 'manifest.json')
const SOURCE_HASH = join(PUBLIC, 'source-hash')

/** Where @ministryofjustice/frontend looks for the base it configures; see assets/office-base.scss. */
const MOJ_BASE = 'node_modules/govuk-frontend/dist/govuk/base'

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

/** Everything the output depends on: our sources, this file, and the pinned versions of the compilers and frontends. */
function hashOfSources(): string {
  const sources = ['', 'parts', 'browser', 'icons'].flatMap((folder) =>
    readdirSync(join(ASSETS, folder), { withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(scss|js|svg)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  const files = [...sources, import.meta.filename, join(ROOT, 'package.json')].sort()
  return sha256(files.map((file) => `${basename(file)} ${sha256(readFileSync(file))}`).join('\n'))
}

async function stylesheet(name: string): Promise<Buffer> {
  const sass = await import('sass')
  const { css } = sass.compile(join(ASSETS, `theme-${name}.scss`), {
    style: 'compressed',
    loadPaths: [ASSETS, join(ROOT, 'node_modules')],
    importers: [
      {
        findFileUrl: (url) =>
          url === MOJ_BASE ? pathToFileURL(join(ASSETS, 'office-base.scss')) : null,
      },
    ],
    quietDeps: true,
    silenceDeprecations: ['import'],
  })
  return Buffer.from(css)
}

async function script(name: string): Promise<Buffer> {
  const esbuild = await import('esbuild')
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(ASSETS, 'browser', `${name}.js`)],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    legalComments: 'none',
  })
  return Buffer.from(outputFiles[0]!.contents)
}

/** Writes a file and its compressed forms under a hashed name, which it returns. */
function publish(name: string, content: Buffer): string {
  const extension = extname(name)
  const hashed = `${basename(name, extension)}.${sha256(content).slice(0, 10)}${extension}`
  const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  const gzip = gzipSync(content, { level: 9 })
  writeFileSync(join(PUBLIC, hashed), content)
  writeFileSync(join(PUBLIC, `${hashed}.br`), brotli)
  writeFileSync(join(PUBLIC, `${hashed}.gz`), gzip)
  console.log(`${hashed}  ${content.length} bytes, ${brotli.length} brotli, ${gzip.length} gzip`)
  return hashed
}

/** Older hashed files go only after the new manifest stands, so that a server starting now finds whole files. */
function removeOldFiles(manifest: Readonly<Record<string, string>>): void {
  const kept = Object.values(manifest).flatMap((file) => [file, `${file}.br`, `${file}.gz`])
  const named = new Set([...kept, basename(MANIFEST), basename(SOURCE_HASH)])
  for (const entry of readdirSync(PUBLIC, { withFileTypes: true })) {
    if (entry.isFile() && !named.has(entry.name)) rmSync(join(PUBLIC, entry.name))
  }
}

async function build(): Promise<void> {
  mkdirSync(PUBLIC, { recursive: true })
  const manifest: Record<string, string> = {
    'favicon.svg': publish('favicon.svg', readFileSync(join(ASSETS, 'icons/favicon.svg'))),
  }
  for (const name of ['portal', 'office']) {
    manifest[`${name}.css`] = publish(`${name}.css`, await stylesheet(name))
    manifest[`${name}.js`] = publish(`${name}.js`, await script(name))
  }
  // loaded only by the page on which documents are written
  manifest['editor.js'] = publish('editor.js', await script('editor'))
  writeFileSync(`${MANIFEST}.new`, JSON.stringify(manifest, null, 2))
  renameSync(`${MANIFEST}.new`, MANIFEST)
  removeOldFiles(manifest)
}

const hash = hashOfSources()
const isCurrent =
  existsSync(MANIFEST) && existsSync(SOURCE_HASH) && readFileSync(SOURCE_HASH, 'utf8') === hash
if (!isCurrent || process.argv.includes('--force')) {
  await build()
  writeFileSync(SOURCE_HASH, hash)
}
