import { createRequire } from 'node:module'
import { join } from 'node:path'
import { assert, constantFrom, oneof, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { printableText } from './printable-text.ts'
import { escapeTypst, typstString } from './typst-text.ts'

interface Content {
  readonly func: string
  readonly text?: string
  readonly value?: unknown
  readonly children?: readonly Content[]
}

interface Compiler {
  addSource(path: string, source: string): void
  query(by: { mainFilePath: string }, what: { selector: string }): readonly Content[]
}

/** Asks the real engine what it understood: the contents of everything labelled `<it>`. */
function understood(source: string): Content {
  const mainFilePath = join(import.meta.dirname, `source-${(sources += 1)}.typ`)
  compiler.addSource(mainFilePath, source)
  const [found] = compiler.query({ mainFilePath }, { selector: '<it>' })
  return found!
}

const typst = createRequire(import.meta.url)(
  '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu',
) as { NodeCompiler: { create(options: object): Compiler } }
let sources = 0
const compiler = typst.NodeCompiler.create({ workspace: import.meta.dirname })

const hostile = oneof(
  string({ unit: 'binary' }),
  string({
    unit: constantFrom(
      ...'#"\\;[](){}$*_`<>@/=+-~.:,\n\r\t u',
      '#import',
      '.len()',
      '\\u{41}',
      '*/',
      '//',
      '中',
    ),
  }),
)

test('no text breaks out of a Typst string', () => {
  assert(
    property(hostile, (text) => {
      expect(understood(`#metadata(${typstString(text)}) <it>`).value).toBe(printableText(text))
    }),
    { numRuns: 300 },
  )
})

test('no text becomes markup or code, and what follows it is not called', () => {
  assert(
    property(hostile, hostile, (text, after) => {
      const source = `#figure([${escapeTypst(text)}${escapeTypst(after)}.len()]) <it>`
      const body = JSON.stringify(understood(source))
      const expected = JSON.stringify(
        understood(
          `#figure([#${everyCharacterEscaped(text)};#${everyCharacterEscaped(after)};${'#".len()"'}]) <it>`,
        ),
      )
      expect(body).toBe(expected)
    }),
    { numRuns: 200 },
  )
})

/** An independent way to write the same string: every character as an escape. */
function everyCharacterEscaped(text: string): string {
  const escapes = [...printableText(text)].map((one) => `\\u{${one.codePointAt(0)!.toString(16)}}`)
  return `"${escapes.join('')}"`
}
