/**
 * A template and its facts become a text. Values are put in once and never read again: what a person is called or
 * wrote changes neither the template nor the layout, whatever braces, bars or marks stand in it.
 */
import type { Facts, Placeholder } from './vocabulary.ts'

const BRACES = /\{([^{}\n]*)\}/g

/** The names between braces, in order, unknown ones included. */
export function namesIn(template: string): string[] {
  return [...template.matchAll(BRACES)].map(([, name]) => name!)
}

/**
 * Every line of the template with its values. A line that is one placeholder takes all lines of its value, or all rows
 * of a table; a sentence whose placeholders are all unknown is left out, and so is a part in [[double brackets]] when one of its
 * placeholders is; the cells of a table stay, to be written in.
 */
export function fillTemplate(template: string, facts: Facts): string {
  return template
    .split('\n')
    .flatMap((line) => fillLine(line, facts))
    .join('\n')
}

/** A part of a sentence in double brackets, which goes when what it speaks of is not known. */
const OPTIONAL = /\[\[(.*?)\]\]/g

function withoutUnknown(line: string, facts: Facts): string {
  return line.replaceAll(OPTIONAL, (_, part: string) =>
    (namesIn(part) as Placeholder[]).every((name) => textOf(facts[name]) !== '') ? part : '',
  )
}

function fillLine(template: string, facts: Facts): string[] {
  const line = withoutUnknown(template, facts)
  const names = namesIn(line) as Placeholder[]
  if (names.length === 0) return [line]
  if (line.trim() === `{${names[0]}}`) return blockOf(facts[names[0]!])
  const isRow = line.startsWith('|')
  if (!isRow && names.every((name) => textOf(facts[name]) === '')) return []
  const lineBreak = isRow ? '\\n' : ' '
  return [
    line.replaceAll(BRACES, (_, name: Placeholder) =>
      escapeLines(textOf(facts[name])).join(lineBreak),
    ),
  ]
}

function blockOf(value: Facts[Placeholder]): string[] {
  if (typeof value === 'object') {
    return value.map(
      (cells) => `| ${cells.map((one) => escapeLines(one).join('\\n')).join(' | ')} |`,
    )
  }
  return escapeLines(value ?? '').filter((line) => line.trim() !== '')
}

function textOf(value: Facts[Placeholder]): string {
  return typeof value === 'string' ? value : ''
}

/** Marks of the layout (`layout.ts`) in a value are taken for what they are: characters. */
export function escapeLines(value: string): string[] {
  return value.split('\n').map((line) =>
    line
      .replaceAll(/[\\|]/g, (mark) => `\\${mark}`)
      .trimStart()
      .replace(/^(?=[#>]|-{3})/, '\\'),
  )
}
