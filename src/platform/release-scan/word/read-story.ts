/** One story of a Word document — body, header, footnotes — paragraph by paragraph and row by row. */
import { WHITE } from '../colours.ts'
import type { Report } from '../report.ts'
import { snippet } from '../snippet.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import {
  ancestor,
  child,
  childElements,
  hasAncestor,
  isElement,
  named,
  textOf,
} from '../xml/walk-xml.ts'
import { lookFrom, overlaid, shadeOf, whyUnseen, type Look, type Styles } from './run-look.ts'

export interface Story {
  readonly label: string
  readonly root: XmlElement
  readonly styles: Styles
  /** As a whole, for what is never shown. */
  readonly isHidden: boolean
}

interface ParagraphText {
  shown: string
  hidden: string
  readonly reasons: Map<string, string>
}

export function readStory(report: Report, story: Story): void {
  const { label, root } = story
  let row: XmlElement | undefined
  let cells: string[] = []
  let rowWhere = ''
  const endRow = () => {
    if (row) report.say(rowWhere, cells.join('\t'))
    row = undefined
    cells = []
  }
  let lastCell: XmlElement | undefined
  for (const [index, paragraph] of named(root, 'w:p').entries()) {
    const where = `${label}第${index + 1}段`
    const text = paragraphText(paragraph, story)
    for (const [reason, words] of text.reasons) {
      report.find('hidden-text', where, `有${reason} ${snippet(words)}`)
    }
    report.say(where, text.hidden, false)
    if (isRowDeleted(paragraph)) {
      report.say(where, text.shown, false)
      continue
    }
    const cell = ancestor(paragraph, 'w:tc', 'w:txbxContent')
    const itsRow = cell?.name === 'w:tc' ? ancestor(cell, 'w:tr') : undefined
    if (itsRow !== row) endRow()
    if (itsRow === undefined) {
      report.say(where, text.shown)
      continue
    }
    if (row === undefined) rowWhere = `${label}第${index + 1}段起的一行表格`
    row = itsRow
    if (cell === lastCell) cells[cells.length - 1] += `\n${text.shown}`
    else cells.push(text.shown)
    lastCell = cell
  }
  endRow()
  readFallbacks(report, story)
}

const isRowDeleted = (paragraph: XmlElement) =>
  child(ancestor(paragraph, 'w:tr'), 'w:trPr', 'w:del') !== undefined

function paragraphText(paragraph: XmlElement, story: Story): ParagraphText {
  const text: ParagraphText = { shown: '', hidden: '', reasons: new Map() }
  const context = paragraphContext(paragraph, story)
  for (const run of runsOf(paragraph)) addRun(text, run, context)
  return text
}

/** Its own runs; shapes stand inside them, and the paragraphs within those come by themselves. */
function runsOf(paragraph: XmlElement): XmlElement[] {
  const runs: XmlElement[] = []
  const visit = (element: XmlElement) => {
    for (const node of element.children) {
      if (!isElement(node) || node.name === 'w:p' || SKIPPED.has(node.name)) continue
      if (node.name === 'w:r') runs.push(node)
      else visit(node)
    }
  }
  visit(paragraph)
  return runs
}

/** For the clean copy: runs with words that nobody sees. */
export function unseenRuns(story: Story): XmlElement[] {
  return named(story.root, 'w:p').flatMap((paragraph) => {
    const context = paragraphContext(paragraph, story)
    return runsOf(paragraph).filter((run) => {
      const words = runText(run)
      return words.trim() !== '' && reasonUnseen(run, context) !== undefined
    })
  })
}

const SKIPPED = new Set(['w:pPr', 'w:sdtPr', 'w:del', 'w:moveFrom', 'w:txbxContent'])

interface Context {
  readonly look: Look
  readonly around: string | undefined
  readonly styles: Styles
  readonly isRowHidden: boolean
}

function paragraphContext(paragraph: XmlElement, { styles, root }: Story): Context {
  const properties = child(paragraph, 'w:pPr')
  const look = styles.lookOf(child(properties, 'w:pStyle')?.attributes['w:val'] ?? undefined)
  const row = ancestor(paragraph, 'w:tr')
  const around =
    shadeOf(child(properties, 'w:shd')) ?? look.shade ?? fillAround(paragraph, root, styles)
  return { look: { ...look, shade: undefined }, around, styles, isRowHidden: isRowHidden(row) }
}

/** Twentieths of a point; a line of text needs two hundred. */
const THINNEST_ROW = 40

function isRowHidden(row: XmlElement | undefined): boolean {
  const properties = child(row, 'w:trPr')
  const height = child(properties, 'w:trHeight')?.attributes
  const isFlat = height?.['w:hRule'] === 'exact' && Number(height['w:val'] ?? 0) <= THINNEST_ROW
  return isFlat || child(properties, 'w:hidden') !== undefined
}

/** The nearest cell, text box or page behind a paragraph; undefined when it cannot be told. */
function fillAround(paragraph: XmlElement, root: XmlElement, styles: Styles): string | undefined {
  for (let at = paragraph.parent; at; at = at.parent) {
    if (at.name === 'w:tc') {
      const fill = shadeOf(child(at, 'w:tcPr', 'w:shd'))
      if (fill !== undefined) return fill
    }
    if (at.name === 'w:tbl') {
      const properties = child(at, 'w:tblPr')
      if (styles.hasFill(child(properties, 'w:tblStyle')?.attributes['w:val'])) return undefined
      const fill = shadeOf(child(properties, 'w:shd'))
      if (fill !== undefined) return fill
    }
    if (at.name === 'w:txbxContent') return boxFill(at)
  }
  const page = child(root, 'w:background')?.attributes['w:color']
  return page === undefined || page === 'auto' ? WHITE : page.toUpperCase()
}

function boxFill(content: XmlElement): string | undefined {
  const shape = ancestor(content, 'wps:wsp')
  const properties = child(shape, 'wps:spPr')
  if (child(properties, 'a:noFill')) return undefined
  const colour = child(properties, 'a:solidFill', 'a:srgbClr')?.attributes['val']
  return colour?.toUpperCase()
}

function addRun(text: ParagraphText, run: XmlElement, context: Context): void {
  const words = runText(run)
  if (words === '') return
  const reason = reasonUnseen(run, context)
  if (reason === undefined || words.trim() === '') {
    text.shown += words
    return
  }
  text.hidden += words
  text.reasons.set(reason, (text.reasons.get(reason) ?? '') + words)
}

function reasonUnseen(
  run: XmlElement,
  { look, around, styles, isRowHidden }: Context,
): string | undefined {
  if (isRowHidden) return '表格中压扁的行里的文字'
  const properties = child(run, 'w:rPr')
  const style = child(properties, 'w:rStyle')?.attributes['w:val']
  const styled = style === undefined ? look : overlaid(look, styles.lookOf(style), styles.plain)
  return whyUnseen(lookFrom(styled, properties), around)
}

function runText(run: XmlElement): string {
  let words = ''
  for (const { name, children } of childElements(run)) {
    if (name === 'w:t') words += children.map((node) => ('text' in node ? node.text : '')).join('')
    else if (name === 'w:tab') words += ' '
    else if (name === 'w:br' || name === 'w:cr') words += '\n'
    else if (name === 'w:noBreakHyphen') words += '-'
  }
  return words
}

/** Old programs show the fallback, new ones the choice: text in one alone is hidden in the other. */
function readFallbacks(report: Report, { label, root }: Story): void {
  for (const alternate of named(root, 'mc:AlternateContent')) {
    const [choice, fallback] = ['mc:Choice', 'mc:Fallback'].map((name) =>
      childElements(alternate, name).map(wordsIn).join(''),
    ) as [string, string]
    if (fallback === '' || choice.includes(fallback) || hasAncestor(alternate, 'mc:Fallback'))
      continue
    report.find('hidden-text', label, `备用内容里有不同的文字 ${snippet(fallback)}`)
    report.say(label, fallback, false)
  }
}

const wordsIn = (element: XmlElement) =>
  named(element, 'w:t', 'a:t').map(textOf).join('').replaceAll(/\s/g, '')
