/**
 * Forms whose files are kept: each flows to the disk, encrypted, is checked there, and is never held in memory.
 *
 *   app.post(path, { config: { fileUploads: { maxBytes: 50 * MEGABYTE, maxFiles: 10 } } }, async (request) => {
 *     const { staged, problems } = request.fileUploads          the text fields are `request.body`
 *     … await receiveFile(files, tx, staged[0].file, now) …     what is not received goes when the answer is sent
 *   })
 *
 * A file that is not taken is a problem beside its field; the rest of the form is read all the same.
 */
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { neutralName } from '../files/file-name.ts'
import type { Files } from '../files/files.ts'
import { stageFile, type FileLimits, type StagedFile } from '../files/stage-file.ts'
import type { Problem } from '../kernel/problem.ts'
import { Refusal } from '../kernel/refusal.ts'
import { addField, brokenUpload, MEGABYTE } from './uploads.ts'

export interface FileUploadLimits extends FileLimits {
  readonly maxFiles: number
}

export interface FileUploads {
  readonly staged: readonly StagedUpload[]
  readonly problems: readonly Problem[]
}

export interface StagedUpload {
  readonly field: string
  readonly file: StagedFile
}

declare module 'fastify' {
  interface FastifyContextConfig {
    fileUploads?: FileUploadLimits
  }
  interface FastifyRequest {
    fileUploads: FileUploads
  }
}

const MOST_FIELDS = 200
const ALL_FIELDS_BYTES = 4 * MEGABYTE
/** More than this many too many, and nobody chose them by hand. */
const FORGIVEN = 50

export function acceptFiles(app: FastifyInstance, files: Files): void {
  app.decorateRequest('fileUploads')
  app.addHook('onRequest', async (request) => {
    request.fileUploads = { staged: [], problems: [] }
  })
  app.addHook('preValidation', async (request, reply) => {
    const limits = request.routeOptions.config.fileUploads
    if (limits === undefined || !request.isMultipart()) return
    checkLength(request, reply, limits)
    await readParts(request, files, limits)
  })
  app.addHook('onResponse', async ({ fileUploads }) => {
    for (const { file } of fileUploads?.staged ?? []) await file.discard()
  })
}

/** Gigabytes are turned away before they are sent. Browsers always say how much is coming. */
function checkLength(request: FastifyRequest, reply: FastifyReply, limits: FileUploadLimits): void {
  const length = Number(request.headers['content-length'])
  const most = limits.maxBytes * limits.maxFiles + ALL_FIELDS_BYTES
  if (length <= most) return
  reply.header('connection', 'close')
  if (Number.isNaN(length)) throw new Refusal('invalid', '上传没有说明大小，不能接收。')
  const total = Math.floor(most / MEGABYTE)
  throw new Refusal('too-large', `上传的文件合计超过了${total} MB的上限，请减少后再上传。`)
}

async function readParts(
  request: FastifyRequest,
  files: Files,
  limits: FileUploadLimits,
): Promise<void> {
  const fields: Record<string, string | string[]> = Object.create(null)
  const staged: StagedUpload[] = []
  const problems: Problem[] = []
  request.fileUploads = { staged, problems }
  const options = {
    // the stage says so beside the field; an error here would cost everything typed (the plugin's type lacks it)
    throwFileSizeLimit: false,
    limits: {
      // one more than allowed, so that the excess is seen
      fileSize: limits.maxBytes + 1,
      files: limits.maxFiles + FORGIVEN,
      fields: MOST_FIELDS,
      fieldSize: 2 * MEGABYTE,
      parts: MOST_FIELDS + limits.maxFiles + FORGIVEN,
    },
  }
  const parts = request.parts(options)
  for await (const part of asSent(parts)) {
    if (part.type === 'field') addField(fields, part.fieldname, String(part.value ?? ''))
    else await takeFile(part, files, limits, { staged, problems })
  }
  request.body = fields
}

/** Tells trouble with what is sent, and how, from trouble of ours. */
async function* asSent<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* source
  } catch (error) {
    throw brokenUpload(error)
  }
}

interface Taken {
  readonly staged: StagedUpload[]
  readonly problems: Problem[]
}

async function takeFile(
  part: MultipartFile,
  files: Files,
  limits: FileUploadLimits,
  { staged, problems }: Taken,
): Promise<void> {
  const field = part.fieldname
  // a field left empty sends a part without a name
  const name = part.filename || ''
  const isFull = staged.length + problems.length >= limits.maxFiles
  try {
    if (isFull && name !== '') {
      throw new Refusal('too-many', `最多上传${limits.maxFiles}个文件。`)
    }
    if (name !== '') {
      const content = asSent<Buffer>(part.file.iterator({ destroyOnReturn: false }))
      staged.push({ field, file: await stageFile(files, { name, content }, limits) })
    }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'unavailable') throw error
    if (!isFull) problems.push({ at: field, message: `${neutralName(name)}：${error.message}` })
    else if (!problems.some(({ message }) => message === error.message)) {
      problems.push({ at: field, message: error.message })
    }
  } finally {
    // what was not read of a refused file, so that the fields behind it arrive
    part.file.resume()
  }
}
