import { textEncoding } from '../../files/plain-text.ts'
import { contentOf } from '../../files/content.ts'
import type { Report } from '../report.ts'

/** Text in UTF-8, UTF-16 or GB18030; undefined when the bytes are none. */
export async function textOfBytes(bytes: Buffer): Promise<string | undefined> {
  const mark = bytes.toString('hex', 0, 2)
  if (mark === 'fffe') return bytes.toString('utf16le', 2)
  if (mark === 'feff')
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le')
  const encoding = await textEncoding(contentOf(bytes))
  return encoding && new TextDecoder(encoding).decode(bytes)
}

/** Line by line; commas and semicolons of tables count as the borders of cells. */
export function readText(report: Report, text: string): void {
  let number = 0
  for (const line of text.split(/\r\n|[\r\n\f\v]/)) {
    number += 1
    report.say(`第${number}行`, line)
  }
}
