import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ASSET_NAMES, ASSET_PREFIX, loadAssets } from './assets.ts'

const PUBLIC = join(import.meta.dirname, '../../../public')

function assetFile(name: (typeof ASSET_NAMES)[number]) {
  const assets = loadAssets(PUBLIC)
  const file = assets.files.get(assets.url(name).slice(ASSET_PREFIX.length))
  if (file === undefined) throw new Error(`no ${name}`)
  return file
}

test.each(ASSET_NAMES)('%s is there in all three codings, under a name with its hash', (name) => {
  const { identity, brotli, gzip } = assetFile(name)
  expect(Math.min(identity.length, brotli.length, gzip.length)).toBeGreaterThan(0)
  expect(loadAssets(PUBLIC).url(name)).toMatch(/^\/assets\/[a-z]+\.[0-9a-f]{10}\.[a-z]+$/)
})

test('the portal’s stylesheet stays within 12 KB over the wire', () => {
  expect(assetFile('portal.css').brotli.length).toBeLessThanOrEqual(12 * 1024)
})

test('no stylesheet asks another host for anything, or anybody for a font', () => {
  const foreign = /url\(["']?(?:https?:)?\/\/|@import|@font-face/
  const askers = (['portal.css', 'office.css'] as const).filter((name) =>
    foreign.test(assetFile(name).identity.toString()),
  )
  expect(askers).toEqual([])
})

test('a folder that was never built says what to do', () => {
  expect(() => loadAssets(import.meta.dirname)).toThrow('npm run build')
})
