import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Refusal } from '../kernel/refusal.ts'

const KEY_BYTES = 32

export function keyFile(dataDir: string): string {
  return join(dataDir, 'keys', 'personal-data.key')
}

/**
 * The key that seals personal data: `given` by the environment, else the key file, else a new one.
 * @param mayCreate only for an installation without people: a new key opens nothing that an old one sealed
 * @throws Refusal `unavailable` when the key is missing or unreadable
 */
export function openKey(dataDir: string, given: Buffer | undefined, mayCreate: boolean): Buffer {
  if (given !== undefined) return given
  const file = keyFile(dataDir)
  const found = readKeyFile(file)
  if (found !== undefined) return found
  if (!mayCreate) {
    throw new Refusal(
      'unavailable',
      `找不到密钥文件 ${file}，申请人身份信息无法解开。请放回原来的密钥文件，或以 MINGQU_KEY 给出原密钥。`,
    )
  }
  writeNewKey(file)
  return readKeyFile(file)!
}

/** Written aside and linked, so that of two first starts one key wins and nobody reads half of it. */
function writeNewKey(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const aside = `${file}.${randomBytes(4).toString('hex')}`
  writeFileSync(aside, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600 })
  try {
    linkSync(aside, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(aside)
  }
}

function readKeyFile(file: string): Buffer | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new Refusal('unavailable', `密钥文件 ${file} 读不出来，请检查权限。`)
  }
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length < KEY_BYTES) throw new Refusal('unavailable', `密钥文件 ${file} 的内容不完整。`)
  return key
}
