import type { ZipParts } from '../archive/zip-parts.ts'
import { imageKindOf, readImage } from '../image/read-image.ts'
import { Unreadable } from '../kinds.ts'
import { readSvg } from '../markup/read-svg.ts'
import type { Scan } from '../report.ts'
import { readSlides } from '../slides/read-slides.ts'
import { readWorkbook } from '../sheets/read-workbook.ts'
import { readWord } from '../word/read-word.ts'
import { named, textOf } from '../xml/walk-xml.ts'
import { readCarried } from './carried.ts'
import { readLinks } from './links.ts'
import { mainPart, openPackage, xmlPart, type OfficePackage } from './package.ts'
import { readProperties } from './properties.ts'

/** Word, Excel and PowerPoint alike, then each by itself. @throws Unreadable */
export async function readOffice(scan: Scan, zip: ZipParts): Promise<void> {
  const pack = openPackage(zip.parts)
  const main = mainPart(pack) ?? ''
  const type = pack.contentTypeOf(main)
  readProperties(scan.report, pack)
  readLinks(scan.report, pack)
  await readCarried(scan, pack)
  if (/wordprocessingml|ms-word/.test(type)) readWord(scan, pack)
  else if (/spreadsheetml|ms-excel/.test(type)) readWorkbook(scan, pack)
  else if (/presentationml|ms-powerpoint/.test(type)) readSlides(scan, pack)
  else throw new Unreadable('unknown-kind', '这种 Office 文件不能检查。')
  readCharts(scan, pack)
  readPictures(scan, pack)
  if (zip.comment.length > 0) scan.report.say('压缩包注释', zip.comment.toString('utf8'), false)
}

function readCharts({ report }: Scan, pack: OfficePackage): void {
  for (const name of pack.parts.keys()) {
    if (!/(?:^|\/)(?:charts|diagrams)\/[^/]+\.xml$/i.test(name)) continue
    const root = xmlPart(pack, name)!
    report.say(name, named(root, 'a:t', 'c:v').map(textOf).join('\t'))
  }
}

/** Vector pictures of Windows hold drawing commands, no data about anybody. */
const VECTOR = /\.(?:emf|wmf|emz|wmz|wdp|jxr|pict?|bin)$/i

function readPictures({ report }: Scan, pack: OfficePackage): void {
  for (const [name, bytes] of pack.parts) {
    if (!/(?:^|\/)(?:media|images?)\//i.test(name) || bytes.length === 0) continue
    const kind = imageKindOf(bytes)
    if (kind !== undefined) readImage(report, kind, bytes, name)
    else if (/\.svg$/i.test(name)) readSvg(report.within(name), bytes.toString('utf8'))
    else if (!VECTOR.test(name) && !/\.(?:mp[34]|m4[av]|wav|wma|wmv|avi|mov|mpe?g)$/i.test(name)) {
      report.find('embedded-file', name, '不是图片，却放在图片的位置')
    }
  }
}
