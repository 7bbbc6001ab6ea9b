import { Unreadable } from '../kinds.ts'
import type { Scan } from '../report.ts'
import { textOfBytes } from '../markup/read-text.ts'
import { snippet } from '../snippet.ts'
import type { ZipParts } from './zip-parts.ts'

/** Left by the systems that packed it: names of folders, thumbnails, where a file came from. */
const LITTER = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$|\.~lock\.)/i
const PROGRAM =
  /\.(?:exe|com|scr|pif|bat|cmd|ps1|vbs|vbe|js|mjs|jse|wsf|wsh|hta|msi|jar|lnk|sh|dll|py|php|asp|aspx|jsp)$/i

/** An ordinary zip: every member is a file of its own. */
export async function readArchive(scan: Scan, { parts, comment }: ZipParts): Promise<void> {
  const { report } = scan
  const note = (await textOfBytes(comment))?.trim() ?? ''
  if (note !== '') {
    report.find('metadata', '压缩包', `压缩包带有注释 ${snippet(note)}`)
    report.say('压缩包注释', note, false)
  }
  for (const { name, bytes } of parts) {
    report.say(`文件名 ${name}`, name)
    if (LITTER.test(name)) {
      report.find('metadata', name, '压缩时带进来的系统文件，会泄露文件夹里的情况')
    } else if (PROGRAM.test(name)) {
      report.find('script', name, '压缩包里有程序或脚本')
    } else if (bytes.length > 0) await openMember(scan, name, bytes)
  }
}

async function openMember(scan: Scan, name: string, bytes: Buffer): Promise<void> {
  try {
    await scan.open(name, bytes, name)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    throw new Unreadable(error.reason, `压缩包里的“${name}”：${error.message}`)
  }
}
