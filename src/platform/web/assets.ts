/**
 * The built stylesheets, scripts and icons of `public/`, held in memory with their compressed forms.
 * `bin/build-assets.ts` writes them under names that carry their hash, so they may be cached forever.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const ASSET_NAMES = [
  'portal.css',
  'office.css',
  'portal.js',
  'office.js',
  'editor.js',
  'favicon.svg',
] as const
export type AssetName = (typeof ASSET_NAMES)[number]

export interface AssetFile {
  readonly type: string
  readonly identity: Buffer
  readonly brotli: Buffer
  readonly gzip: Buffer
}

export interface Assets {
  /** The address of an asset, e.g. `/assets/portal.3f2a9c1d.css`. */
  readonly url: (name: AssetName) => string
  /** By file name as it stands in the address. */
  readonly files: ReadonlyMap<string, AssetFile>
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

export const ASSET_PREFIX = '/assets/'

export function loadAssets(folder: string): Assets {
  const manifest = readManifest(folder)
  const files = new Map<string, AssetFile>()
  for (const file of Object.values(manifest)) files.set(file, readAsset(folder, file))
  return { url: (name) => ASSET_PREFIX + (manifest[name] ?? name), files }
}

function readManifest(folder: string): Readonly<Record<string, string>> {
  let parsed: unknown
  try {
    parsed = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  } catch (cause) {
    throw new Error(`No built assets in ${folder}: run \`npm run build\` first`, { cause })
  }
  const entries = Object.entries(parsed ?? {}).filter((entry) => typeof entry[1] === 'string')
  const manifest: Record<string, string> = Object.fromEntries(entries)
  const missing = ASSET_NAMES.filter((name) => manifest[name] === undefined)
  if (missing.length > 0) throw new Error(`Assets missing from ${folder}: ${missing.join(', ')}`)
  return manifest
}

function readAsset(folder: string, file: string): AssetFile {
  const path = join(folder, file)
  return {
    type: TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    identity: readFileSync(path),
    brotli: readFileSync(`${path}.br`),
    gzip: readFileSync(`${path}.gz`),
  }
}
