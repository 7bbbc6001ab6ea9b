import { looseParts, targetsOf, xmlPart, type OfficePackage } from '../ooxml/package.ts'
import type { Report } from '../report.ts'
import { snippet } from '../snippet.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { childElements, named } from '../xml/walk-xml.ts'

/** A pivot table keeps a copy of the data it was made from, also when the sheet with them is gone. */
export function readPivotCaches(
  report: Report,
  pack: OfficePackage,
  main: string,
  shown: ReadonlySet<string>,
): void {
  const type = 'pivotCacheDefinition'
  for (const part of [...targetsOf(pack, main, type), ...looseParts(pack, type)]) {
    const definition = xmlPart(pack, part)!
    const records = targetsOf(pack, part, 'pivotCacheRecords').map((name) => xmlPart(pack, name)!)
    const values = [definition, ...records].flatMap(valuesOf)
    const unseen = values.filter((value) => !shown.has(value))
    if (unseen.length > 0) {
      const message = `数据透视表存着表里看不到的数据${unseen.length}项，如 ${snippet(unseen[0]!)}`
      report.find('hidden-text', part, message)
    }
    report.say(part, unseen.join('\t'), false)
    if (
      named(definition, 'x:cacheSource').some(({ attributes }) => attributes['type'] === 'external')
    ) {
      report.find('external-link', part, '数据透视表连着外部数据')
    }
  }
}

/** Words only: numbers are summed up in the table and need not stand in it themselves. */
function valuesOf(root: XmlElement): string[] {
  return named(root, 'x:sharedItems', 'x:r')
    .flatMap((items) => childElements(items, 'x:s').map(({ attributes }) => attributes['v'] ?? ''))
    .filter((value) => value.trim() !== '')
}
