import { contentOf } from '../../../platform/files/content.ts'
import { inspectZip } from '../../../platform/files/inspect-zip.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { ForeignDocument } from './foreign-document.ts'

/** A Word document; pictures are left out, nothing outside of it is read. */
export async function readDocx(bytes: Uint8Array): Promise<ForeignDocument> {
  const buffer = Buffer.from(bytes)
  if ((await inspectZip(contentOf(buffer))) !== 'docx')
    throw new Refusal('invalid', '不是Word文档（.docx）')
  const { default: mammoth } = await import('mammoth')
  const { value } = await mammoth.convertToHtml({ buffer }, {
    convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    externalFileAccess: false,
    styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='标题'] => h1:fresh"],
  } as Parameters<typeof mammoth.convertToHtml>[1])
  const title = /^<h1>(.*?)<\/h1>/su
    .exec(value)?.[1]
    ?.replace(/<[^>]*>/gu, '')
    .trim()
  return {
    bodyHtml: title ? value.replace(/^<h1>.*?<\/h1>/su, '') : value,
    title: title || undefined,
    heading: title || undefined,
  }
}
