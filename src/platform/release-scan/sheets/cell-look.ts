/** How cells look, as far as that decides whether anybody sees them. */
import { isUnreadable, WHITE } from '../colours.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { child, childElements } from '../xml/walk-xml.ts'

export interface CellLook {
  readonly format: string
  /** Undefined: automatic, or not to be told. */
  readonly colour: string | undefined
  readonly fill: string | undefined
  readonly hasFill: boolean
  readonly size: number | undefined
}

export const PLAIN_CELL: CellLook = {
  format: 'General',
  colour: undefined,
  fill: undefined,
  hasFill: false,
  size: undefined,
}

/** By the number that cells carry. */
export function readCellLooks(root: XmlElement | undefined, theme: readonly string[]): CellLook[] {
  if (root === undefined) return []
  const formats = new Map(
    childElements(child(root, 'x:numFmts') ?? root, 'x:numFmt').map(({ attributes }) => [
      attributes['numFmtId'],
      attributes['formatCode'] ?? '',
    ]),
  )
  const fonts = childElements(child(root, 'x:fonts') ?? root, 'x:font')
  const fills = childElements(child(root, 'x:fills') ?? root, 'x:fill')
  return childElements(child(root, 'x:cellXfs') ?? root, 'x:xf').map(({ attributes }) => {
    const font = fonts[Number(attributes['fontId'] ?? 0)]
    const pattern = child(fills[Number(attributes['fillId'] ?? 0)], 'x:patternFill')
    const type = pattern?.attributes['patternType'] ?? 'none'
    const size = child(font, 'x:sz')?.attributes['val']
    return {
      format: formats.get(attributes['numFmtId']) ?? builtIn(attributes['numFmtId']),
      colour: colourOf(child(font, 'x:color'), theme),
      fill: type === 'solid' ? colourOf(child(pattern, 'x:fgColor'), theme) : undefined,
      hasFill:
        type !== 'none' ||
        child(fills[Number(attributes['fillId'] ?? 0)], 'x:gradientFill') !== undefined,
      size: size === undefined ? undefined : Number(size),
    }
  })
}

/** Of the formats without a code of their own, those that group digits or are no plain numbers. */
function builtIn(id: string | undefined): string {
  const number = Number(id ?? 0)
  if (number === 0 || number === 49) return 'General'
  return number === 1 ? '0' : '#,##0.00'
}

/** 0 and 1 are swapped against the order of the file: the background first. */
const THEME_ORDER = [1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11]

export function themeColours(root: XmlElement | undefined): string[] {
  const scheme = child(root, 'a:themeElements', 'a:clrScheme')
  const inFile = (scheme ? childElements(scheme) : []).map((entry) => {
    const { attributes } = childElements(entry)[0] ?? { attributes: {} as Record<string, string> }
    return attributes['lastClr'] ?? attributes['val'] ?? ''
  })
  const colours = inFile.length >= 2 ? inFile : ['000000', WHITE]
  return THEME_ORDER.map((index) => (colours[index] ?? '').toUpperCase())
}

const INDEXED: Readonly<Record<string, string>> = {
  0: '000000',
  8: '000000',
  1: WHITE,
  9: WHITE,
  65: WHITE,
}

function colourOf(element: XmlElement | undefined, theme: readonly string[]): string | undefined {
  if (element === undefined) return undefined
  const { rgb, indexed, theme: index, tint } = element.attributes
  if (rgb !== undefined) return rgb.slice(-6).toUpperCase()
  if (indexed !== undefined) return INDEXED[indexed]
  if (index === undefined) return undefined
  return tinted(theme[Number(index)], Number(tint ?? 0))
}

function tinted(colour: string | undefined, tint: number): string | undefined {
  if (colour === undefined || !/^[\dA-F]{6}$/.test(colour)) return undefined
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16)
    const shifted = tint < 0 ? value * (1 + tint) : value + (255 - value) * tint
    return Math.round(shifted).toString(16).padStart(2, '0').toUpperCase()
  }
  return `${channel(0)}${channel(2)}${channel(4)}`
}

const SMALLEST = 2

/** @param value the number, or undefined for text */
export function whyCellUnseen(look: CellLook, value: number | undefined): string | undefined {
  const section = sectionFor(look.format, value)
  if (section !== undefined && isEmptySection(section)) return '用数字格式隐藏的内容'
  if (look.size !== undefined && look.size <= SMALLEST) return '小到看不见的内容'
  const behind = look.hasFill ? look.fill : WHITE
  if (behind === undefined) return undefined
  const named = section && /\[(?:white|白色?)\]/i.test(section) ? WHITE : undefined
  const colour = named ?? look.colour
  return colour !== undefined && isUnreadable(colour, behind) ? '与底色相同的内容' : undefined
}

/** Positive; negative; zero; text — as many as are given. */
function sectionFor(format: string, value: number | undefined): string | undefined {
  const sections = format
    .match(/(?:"[^"]*"|\\.|[^;"\\])*(?:;|$)/g)
    ?.map((one) => one.replace(/;$/, ''))
  if (sections === undefined) return undefined
  const count = format.replaceAll(/"[^"]*"|\\./g, '').split(';').length
  if (value === undefined) return count >= 4 ? sections[3] : undefined
  if (value < 0 && count >= 2) return sections[1]
  return value === 0 && count >= 3 ? sections[2] : sections[0]
}

function isEmptySection(section: string): boolean {
  return section.replaceAll(/\[[^\]]*\]|"\s*"|_.|\*.|\\ |\s/g, '') === ''
}
