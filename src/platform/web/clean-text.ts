/**
 * What PostgreSQL cannot store stops here, for every route: NUL, which it has no place for, and half a surrogate pair,
 * which is no character. Both are dropped, because they come with text copied from broken files and are seen by nobody.
 */
import type { FastifyInstance } from 'fastify'
import { Refusal } from '../kernel/refusal.ts'

/** Forms are one or two deep; an API's records a few more. */
const DEEPEST = 32

/** After the body has been read, files included. */
export function cleanTexts(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    request.query = cleaned(request.query, 0)
    request.body = cleaned(request.body, 0)
  })
}

/** The value itself, its texts changed in place. */
function cleaned(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value
  if (depth > DEEPEST) throw new Refusal('invalid', '提交的内容层次太多，读不懂。')
  const parts = value as Record<string, unknown>
  for (const [name, part] of Object.entries(parts)) parts[name] = cleaned(part, depth + 1)
  return value
}

function cleanText(text: string): string {
  if (!text.includes('\u0000') && text.isWellFormed()) return text
  return text.replaceAll('\u0000', '').replaceAll(/\p{Surrogate}/gu, '')
}
