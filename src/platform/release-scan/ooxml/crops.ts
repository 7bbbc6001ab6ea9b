import type { Report } from '../report.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { named } from '../xml/walk-xml.ts'

/** Thousandths of a per cent. */
const NOTICEABLE = 2000

/** What was cropped from a picture is still in the file. */
export function readCrops(report: Report, root: XmlElement, where: string): void {
  const cropped = named(root, 'a:srcRect').filter(({ attributes }) =>
    ['l', 't', 'r', 'b'].some((side) => Number(attributes[side] ?? 0) >= NOTICEABLE),
  )
  if (cropped.length === 0) return
  const message = `有${cropped.length}张裁剪过的图片，裁掉的部分还在文件里`
  report.find('hidden-text', where, message)
}
