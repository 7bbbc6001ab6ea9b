/**
 * Forms with files. Only a route that says so takes them, within its own limits:
 *
 *   app.post('/annual-reports/check', { config: { uploads: { maxBytes: 20 * MEGABYTE, maxFiles: 1 } } }, …)
 *
 * The text fields are then `request.body`, as with any form, and the files `request.uploads`. Nothing is written to disk
 * here, and neither name nor type is believed: look at the content. Files that are kept go to `file-uploads.ts` instead,
 * which holds none of them in memory.
 */
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '../kernel/refusal.ts'

export const MEGABYTE = 1024 * 1024

export interface Upload {
  readonly field: string
  /** The last part of the name as sent, without control characters. */
  readonly filename: string
  readonly content: Buffer
}

export interface UploadLimits {
  readonly maxBytes: number
  readonly maxFiles: number
}

declare module 'fastify' {
  interface FastifyContextConfig {
    uploads?: UploadLimits
  }
  interface FastifyRequest {
    uploads: readonly Upload[]
  }
}

export function acceptUploads(app: FastifyInstance): void {
  app.decorateRequest('uploads')
  app.addHook('onRequest', async (request) => {
    request.uploads = []
  })
  app.addHook('preValidation', async (request) => {
    if (!request.isMultipart() || request.routeOptions.config.fileUploads) return
    const limits = request.routeOptions.config.uploads
    if (limits === undefined) throw new Refusal('invalid', '这里不接收文件。')
    await readParts(request, limits)
  })
}

/** The file a field was sent with; a field left empty sends a part without a name, which counts as none. */
export function uploadOf(request: FastifyRequest, field: string): Upload | undefined {
  return request.uploads.find((upload) => upload.field === field)
}

async function readParts(request: FastifyRequest, limits: UploadLimits): Promise<void> {
  const fields: Record<string, string | string[]> = Object.create(null)
  const uploads: Upload[] = []
  const parts = request.parts({
    limits: {
      fileSize: limits.maxBytes,
      files: limits.maxFiles,
      fields: 200,
      fieldSize: 2 * MEGABYTE,
      parts: 200 + limits.maxFiles,
    },
  })
  try {
    for await (const part of parts) {
      if (part.type === 'field') addField(fields, part.fieldname, String(part.value ?? ''))
      else await addFile(uploads, part, limits)
    }
  } catch (error) {
    // What was read so far, so that a file too many does not cost what was typed before it.
    request.body = fields
    throw brokenUpload(error)
  }
  request.body = fields
  request.uploads = uploads
}

/** What the parser of forms complains of is the sender's doing, not a bug. */
export function brokenUpload(error: unknown): unknown {
  if (error instanceof Refusal || (error instanceof Error && 'statusCode' in error)) return error
  return new Refusal('invalid', '上传的内容不完整，请重新上传。')
}

export function addField(
  fields: Record<string, string | string[]>,
  name: string,
  value: string,
): void {
  const before = fields[name]
  if (before === undefined) fields[name] = value
  else fields[name] = Array.isArray(before) ? [...before, value] : [before, value]
}

async function addFile(
  uploads: Upload[],
  part: MultipartFile,
  { maxBytes }: UploadLimits,
): Promise<void> {
  const content = await part.toBuffer().catch((error: unknown) => {
    if (!part.file.truncated) throw error
    const size = Math.floor(maxBytes / MEGABYTE)
    throw new Refusal('too-large', `文件超过了${size} MB的上限，请缩小后再上传。`)
  })
  if (part.filename === '' && content.length === 0) return
  uploads.push({ field: part.fieldname, filename: plainName(part.filename), content })
}

function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  // oxlint-disable-next-line no-control-regex
  return last.replaceAll(/[\u0000-\u001f\u007f]/g, '').slice(0, 200) || '未命名'
}
