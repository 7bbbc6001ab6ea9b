import { namesPath } from '../metadata-words.ts'
import { FETCHING, UNSEEN_FIELD } from '../word/fields.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { ancestor, named, textOf } from '../xml/walk-xml.ts'
import type { XmlEdits } from './xml-edits.ts'

interface OpenField {
  readonly runs: XmlElement[]
  code: string
  hasResult: boolean
}

/** Fields that fetch, or hold what nobody sees, become what they last showed. */
export function unlinkFields(root: XmlElement, edits: XmlEdits): void {
  for (const field of named(root, 'w:fldSimple')) {
    if (isUnwanted(field.attributes['w:instr'] ?? '')) edits.unwrap(field)
  }
  const open: OpenField[] = []
  for (const mark of named(root, 'w:fldChar', 'w:instrText')) {
    const run = ancestor(mark, 'w:r')
    if (run === undefined) continue
    const type = mark.attributes['w:fldCharType']
    if (type === 'begin') open.push({ runs: [run], code: '', hasResult: false })
    const field = open.at(-1)
    if (field === undefined || type === 'begin') continue
    field.runs.push(run)
    if (type === undefined && !field.hasResult) field.code += textOf(mark)
    else if (type === 'separate') field.hasResult = true
    else if (type === 'end') {
      open.pop()
      if (isUnwanted(field.code)) for (const one of field.runs) edits.remove(one)
    }
  }
}

function isUnwanted(code: string): boolean {
  const isInside = /^\s*HYPERLINK\b/i.test(code) && namesPath(code)
  return FETCHING.test(code) || UNSEEN_FIELD.test(code) || isInside
}
