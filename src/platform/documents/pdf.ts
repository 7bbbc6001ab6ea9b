import { Refusal } from '../kernel/refusal.ts'
import { missingGlyphs, nameCharacters } from './fonts.ts'
import { typeset } from './typst-process.ts'
import { printableText } from './printable-text.ts'

/**
 * Sets a document as tagged PDF/UA-1 with the vendored fonts.
 *
 * `template` is Typst source written by us; it reads its data with `#let data = json(bytes(sys.inputs.data))`, so
 * nothing a person typed is ever source. PDF/UA-1 wants `#set document(title: …)` and `#set text(lang: "zh")`;
 * with a fixed `date:` the same input gives the same bytes. `data` is anything JSON can carry.
 *
 * Refuses with `invalid` (the characters named) when the fonts cannot print the text, `unavailable` when the engine
 * is not installed on this machine, `too-many` when too many documents wait. Any other failure is a bug.
 */
export async function renderPdf(template: string, data: unknown): Promise<Uint8Array> {
  const json = JSON.stringify(data, (_key, value: unknown) =>
    typeof value === 'string' ? printableText(value) : value,
  )
  refuseUnprintable(json)
  return typeset({ source: template, data: json })
}

function refuseUnprintable(text: string): void {
  const missing = missingGlyphs(text)
  if (missing.length === 0) return
  const message = `以下字符字库中没有，无法印成 PDF：${nameCharacters(missing)}。请改用 .docx，或换用可以印出的字。`
  throw new Refusal('invalid', message, [{ at: 'text', message }])
}
