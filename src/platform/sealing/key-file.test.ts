import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Refusal } from '../kernel/refusal.ts'
import { keyFile, openKey } from './key-file.ts'

let dataDir: string

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'mingqu-key-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

test('a first start makes a key that only its owner reads, later starts keep it', () => {
  const key = openKey(dataDir, undefined, true)
  expect(key).toHaveLength(32)
  expect(statSync(keyFile(dataDir)).mode & 0o777).toBe(0o600)
  expect(openKey(dataDir, undefined, false)).toEqual(key)
})

test('an installation with people never gets a new key by itself', () => {
  expect(() => openKey(dataDir, undefined, false)).toThrow(Refusal)
})

test('a key from the environment wins and is not written down', () => {
  const given = Buffer.alloc(32, 7)
  expect(openKey(dataDir, given, false)).toBe(given)
  expect(() => statSync(keyFile(dataDir))).toThrow('ENOENT')
})

test('a truncated key file is refused, not replaced', () => {
  openKey(dataDir, undefined, true)
  writeFileSync(keyFile(dataDir), 'c2hvcnQ=\n')
  expect(() => openKey(dataDir, undefined, true)).toThrow('不完整')
})
