import mammoth from 'mammoth'

import type { SourceDocument } from './source-document.ts'
import { documentOfHtml } from './source-html.ts'

/** A Word document, by way of HTML; pictures are dropped, nothing external is read. */
export async function documentOfDocx(bytes: Uint8Array): Promise<SourceDocument> {
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, {
    convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    externalFileAccess: false,
  } as Parameters<typeof mammoth.convertToHtml>[1])
  return documentOfHtml(value)
}
