import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Encrypts personal data before it reaches the database; the key lies outside it (`MINGQU_KEY` or the data
 * directory's `keys/`), so a copied database tells nobody who applied for what.
 */
export interface Sealer {
  /** AES-256-GCM; the result is text (`v1.` + base64url of nonce, tag and ciphertext). */
  seal(plain: string): string
  /** @throws Error when the text was tampered with or sealed with another key */
  open(sealed: string): string
  /** A keyed hash for equality only: finds the same applicant again without opening anything. */
  blindIndex(plain: string): Buffer
  /** 32 bytes for one other purpose, e.g. `'files'`: no purpose's key tells anything about another's. */
  keyFor(purpose: string): Buffer
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** @param key at least 32 random bytes */
export function createSealer(key: Buffer): Sealer {
  if (key.length < 32) throw new Error('加密密钥至少 32 字节')
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', key, 'mingqu', purpose, 32))
  const cipherKey = derive('seal')
  const indexKey = derive('blind-index')
  return {
    seal(plain) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce)
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')}`
    },
    open(sealed) {
      if (!sealed.startsWith('v1.')) throw new Error('密文格式无法识别')
      const bytes = Buffer.from(sealed.slice(3), 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', cipherKey, bytes.subarray(0, NONCE_BYTES))
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return (
        decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') +
        decipher.final('utf8')
      )
    },
    blindIndex(plain) {
      return createHmac('sha256', indexKey).update(plain).digest()
    },
    keyFor: (purpose) => derive(`purpose ${purpose}`),
  }
}
