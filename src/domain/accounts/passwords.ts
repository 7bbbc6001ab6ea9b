import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const argon2Async = promisify(argon2)

/** OWASP's Argon2id setting: 19 MiB, 2 passes, 1 lane; about 20 ms. */
const MEMORY_KIB = 19_456
const PASSES = 2
const LANES = 1
const TAG_BYTES = 32

export const PASSWORD_MIN_LENGTH = 10

/** Problem sentence, or undefined when the password will do. */
export function passwordProblem(password: string): string | undefined {
  if ([...password].length < PASSWORD_MIN_LENGTH) return `密码至少${PASSWORD_MIN_LENGTH}个字符`
  if (password.length > 200) return '密码最多200个字符'
  if (new Set(password).size < 5) return '密码中不同的字符太少，请换一个'
  return undefined
}

async function derive(password: string, nonce: Buffer): Promise<Buffer> {
  return argon2Async('argon2id', {
    message: Buffer.from(password.normalize('NFKC')),
    nonce,
    memory: MEMORY_KIB,
    passes: PASSES,
    parallelism: LANES,
    tagLength: TAG_BYTES,
  })
}

/** PHC string `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt)
  const encode = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${encode(salt)}$${encode(hash)}`
}

export async function verifyPassword(password: string, phc: string): Promise<boolean> {
  const [, , , parameters, salt, hash] = phc.split('$')
  if (parameters !== `m=${MEMORY_KIB},t=${PASSES},p=${LANES}` || !salt || !hash) return false
  const expected = Buffer.from(hash, 'base64')
  const actual = await derive(password, Buffer.from(salt, 'base64'))
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

/** Verified when nobody has that name, so that both answers take as long. */
export const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

/** Of an account that records name and that nobody can sign in with: no password ever matches it. */
export const NO_PASSWORD = '!'
