/**
 * How a file lies on the disk: `MQF1`, its own random key wrapped for the hash of its content, then pieces of 64 KB,
 * each encrypted and authenticated with its number and with whether it is the last. So a file that was changed, cut
 * off, extended or put in another's place does not open, and any part of it can be read without the rest.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const MAGIC = Buffer.from('MQF1')
const NONCE = 12
const KEY = 32
const TAG = 16
export const HEADER_BYTES = MAGIC.length + NONCE + KEY + TAG
export const PIECE_BYTES = 64 * 1024
export const SEALED_PIECE_BYTES = PIECE_BYTES + TAG

export class DamagedBlob extends Error {
  override readonly name = 'DamagedBlob'
}

export const newFileKey = () => randomBytes(KEY)

/** @param sha256 of the plain bytes */
export function sealHeader(master: Buffer, sha256: Buffer, fileKey: Buffer): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', master, nonce)
  cipher.setAAD(Buffer.concat([MAGIC, sha256]))
  const wrapped = Buffer.concat([cipher.update(fileKey), cipher.final()])
  return Buffer.concat([MAGIC, nonce, wrapped, cipher.getAuthTag()])
}

/** @throws DamagedBlob when the header is not of this content, or was sealed with another key */
export function openHeader(master: Buffer, sha256: Buffer, header: Buffer): Buffer {
  if (header.length !== HEADER_BYTES || !header.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new DamagedBlob('no header')
  }
  const body = header.subarray(MAGIC.length)
  const decipher = createDecipheriv('aes-256-gcm', master, body.subarray(0, NONCE))
  decipher.setAAD(Buffer.concat([MAGIC, sha256]))
  return decrypted(decipher, body.subarray(NONCE))
}

export function sealPiece(fileKey: Buffer, number: number, isLast: boolean, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', fileKey, pieceNonce(number, isLast))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** @throws DamagedBlob */
export function openPiece(
  fileKey: Buffer,
  number: number,
  isLast: boolean,
  sealed: Buffer,
): Buffer {
  if (sealed.length < TAG) throw new DamagedBlob('cut off')
  return decrypted(createDecipheriv('aes-256-gcm', fileKey, pieceNonce(number, isLast)), sealed)
}

/** Never used twice: the key belongs to one file, and each number of it is sealed once. */
function pieceNonce(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE)
  nonce.writeUInt32BE(number, 0)
  nonce.writeUInt8(isLast ? 1 : 0, 4)
  return nonce
}

function decrypted(decipher: ReturnType<typeof createDecipheriv>, sealed: Buffer): Buffer {
  const gcm = decipher as import('node:crypto').DecipherGCM
  gcm.setAuthTag(sealed.subarray(-TAG))
  const plain = gcm.update(sealed.subarray(0, -TAG))
  try {
    return Buffer.concat([plain, gcm.final()])
  } catch (error) {
    throw new DamagedBlob('not what was written', { cause: error })
  }
}

/** Of the plain bytes in a sealed file of this size. */
export function plainSize(sealedSize: number): number {
  const body = sealedSize - HEADER_BYTES
  return body - Math.ceil(body / SEALED_PIECE_BYTES) * TAG
}
