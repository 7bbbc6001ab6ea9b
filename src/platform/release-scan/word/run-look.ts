/** How a run of text looks, as far as that decides whether anybody sees it. */
import { isUnreadable, WHITE } from '../colours.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { child, childElements, isOn, named } from '../xml/walk-xml.ts'

export interface Look {
  readonly isVanished: boolean
  readonly colour: string | undefined
  /** Half points. */
  readonly size: number | undefined
  /** Per cent of the normal width. */
  readonly scale: number | undefined
  readonly shade: string | undefined
  readonly highlight: string | undefined
  readonly isTransparent: boolean
}

const PLAIN: Look = {
  isVanished: false,
  colour: undefined,
  size: undefined,
  scale: undefined,
  shade: undefined,
  highlight: undefined,
  isTransparent: false,
}

export interface Styles {
  /** By style id, with what it is based on taken in. */
  lookOf(id: string | undefined): Look
  readonly plain: Look
  /** Of table styles: whether some of their cells have a fill of their own. */
  hasFill(id: string | undefined): boolean
}

export function readStyles(root: XmlElement | undefined): Styles {
  const styles = new Map<string, XmlElement>()
  for (const style of root ? childElements(root, 'w:style') : []) {
    styles.set(style.attributes['w:styleId'] ?? '', style)
  }
  const plain = lookFrom(PLAIN, child(root, 'w:docDefaults', 'w:rPrDefault', 'w:rPr'))
  const cache = new Map<string, Look>()
  const lookOf = (id: string | undefined, depth = 0): Look => {
    const style = id === undefined ? undefined : styles.get(id)
    if (id === undefined || style === undefined || depth > 20) return plain
    const known = cache.get(id)
    if (known) return known
    const base = lookOf(child(style, 'w:basedOn')?.attributes['w:val'], depth + 1)
    const own = lookFrom(base, child(style, 'w:rPr'))
    const look = { ...own, shade: shadeOf(child(style, 'w:pPr', 'w:shd')) ?? own.shade }
    cache.set(id, look)
    return look
  }
  return {
    lookOf: (id) => lookOf(id),
    plain,
    hasFill: (id) => {
      const style = id === undefined ? undefined : styles.get(id)
      return style !== undefined && named(style, 'w:shd').some((shd) => shadeOf(shd) !== undefined)
    },
  }
}

/** `base` with what the properties of a run say otherwise. */
export function lookFrom(base: Look, properties: XmlElement | undefined): Look {
  if (properties === undefined) return base
  const value = (name: string) => child(properties, name)?.attributes['w:val']
  const vanish = child(properties, 'w:vanish')
  const size = value('w:sz') ?? value('w:szCs')
  return {
    isVanished: vanish ? isOn(vanish) : base.isVanished,
    colour: value('w:color') ?? base.colour,
    size: size === undefined ? base.size : Number(size),
    scale: value('w:w') === undefined ? base.scale : Number.parseFloat(value('w:w')!),
    shade: child(properties, 'w:shd') ? shadeOf(child(properties, 'w:shd')) : base.shade,
    highlight: value('w:highlight') ?? base.highlight,
    isTransparent: isTransparent(properties) || base.isTransparent,
  }
}

/** The style of the paragraph, that of the run over it, then what the run says itself. */
export function overlaid(below: Look, above: Look, plain: Look): Look {
  const pick = <Key extends keyof Look>(key: Key): Look[Key] =>
    above[key] === plain[key] ? below[key] : above[key]
  return {
    isVanished: below.isVanished || above.isVanished,
    colour: pick('colour'),
    size: pick('size'),
    scale: pick('scale'),
    shade: pick('shade'),
    highlight: pick('highlight'),
    isTransparent: below.isTransparent || above.isTransparent,
  }
}

export function shadeOf(shd: XmlElement | undefined): string | undefined {
  const { attributes } = shd ?? {}
  const fill = attributes?.['w:val'] === 'solid' ? attributes['w:color'] : attributes?.['w:fill']
  return fill === undefined || fill === 'auto' ? undefined : fill.toUpperCase()
}

function isTransparent(properties: XmlElement): boolean {
  const fill = child(properties, 'w14:textFill')
  if (fill === undefined) return false
  if (child(fill, 'w14:noFill'))
    return child(properties, 'w14:textOutline', 'w14:solidFill') === undefined
  const alpha = named(fill, 'w14:alpha')[0]?.attributes['w14:val']
  return alpha !== undefined && Number(alpha) >= 95_000
}

const HIGHLIGHTS: Readonly<Record<string, string>> = {
  black: '000000',
  white: WHITE,
  yellow: 'FFFF00',
  red: 'FF0000',
  blue: '0000FF',
  green: '00FF00',
  cyan: '00FFFF',
  magenta: 'FF00FF',
  darkBlue: '000080',
  darkCyan: '008080',
  darkGreen: '008000',
  darkMagenta: '800080',
  darkRed: '800000',
  darkYellow: '808000',
  darkGray: '808080',
  lightGray: 'C0C0C0',
}

const SMALLEST_SIZE = 4
const NARROWEST = 5

/** @param around the fill behind the run; undefined when it cannot be told */
export function whyUnseen(look: Look, around: string | undefined): string | undefined {
  if (look.isVanished) return '设为隐藏的文字'
  if (look.isTransparent) return '透明的文字'
  if (look.size !== undefined && look.size <= SMALLEST_SIZE) return '小到看不见的文字'
  if (look.scale !== undefined && look.scale <= NARROWEST) return '压窄到看不见的文字'
  const highlight = look.highlight === 'none' ? undefined : HIGHLIGHTS[look.highlight ?? '']
  const behind = highlight ?? look.shade ?? around
  const isPlain = look.colour === undefined || look.colour === 'auto'
  // on a fill, automatic text turns white by itself; under a highlight it stays black
  if (isPlain) return highlight === '000000' ? '与底色相同的文字' : undefined
  if (behind === undefined) return undefined
  return isUnreadable(look.colour!, behind) ? '与底色相同的文字' : undefined
}
