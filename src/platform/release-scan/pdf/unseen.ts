/** Which glyphs of a page nobody sees, and why. */
import { isUnreadable, WHITE } from '../colours.ts'
import {
  areaOf,
  holdsCentre,
  share,
  type Area,
  type Glyph,
  type Marks,
  type Rect,
} from './marks.ts'

export type UnseenReason = 'covered' | 'invisible' | 'pale' | 'tiny' | 'outside' | 'layer'

const COVERING = 0.6
/** Points. */
const SMALLEST = 1
const OUTSIDE = 2

/** @param view the part of the page that is shown */
export function unseenGlyphs({ glyphs, areas }: Marks, view: Rect): Map<Glyph, UnseenReason> {
  const opaque = areas.filter(({ isOpaque, rect }) => isOpaque && areaOf(rect) > 0)
  const pictures = areas.filter(({ isPicture }) => isPicture)
  const last = lastPainted(glyphs)
  const unseen = new Map<Glyph, UnseenReason>()
  for (const glyph of glyphs) {
    if (glyph.text.trim() === '') continue
    const reason = whyUnseen(glyph, opaque, pictures, last, view)
    if (reason) unseen.set(glyph, reason)
  }
  return unseen
}

function whyUnseen(
  glyph: Glyph,
  opaque: readonly Area[],
  pictures: readonly Area[],
  last: ReadonlyMap<string, number>,
  view: Rect,
): UnseenReason | undefined {
  if (glyph.isLayerOff) return 'layer'
  const isAway = !holdsCentre(view, glyph.rect, OUTSIDE)
  if (isAway || (glyph.clip && !holdsCentre(glyph.clip, glyph.rect, OUTSIDE))) return 'outside'
  // the text that recognition laid under or over a scanned picture is what the picture shows
  if (glyph.isInvisible)
    return pictures.some(({ rect }) => holdsCentre(rect, glyph.rect)) ? undefined : 'invisible'
  if (glyph.size < SMALLEST) return 'tiny'
  const cover = opaque.find(
    ({ order, rect }) => order > glyph.order && share(glyph.rect, rect) >= COVERING,
  )
  if (cover && (last.get(placeOf(glyph)) ?? 0) <= cover.order) return 'covered'
  if (glyph.colour === undefined) return undefined
  const ground = opaque.findLast(
    ({ order, rect }) => order < glyph.order && holdsCentre(rect, glyph.rect),
  )
  const behind = ground ? ground.colour : pictureBehind(glyph, pictures) ? undefined : WHITE
  return behind !== undefined && isUnreadable(glyph.colour, behind) ? 'pale' : undefined
}

const pictureBehind = (glyph: Glyph, pictures: readonly Area[]) =>
  pictures.some(({ order, rect }) => order < glyph.order && holdsCentre(rect, glyph.rect))

/** Some programs paint the same words again over a box. */
function lastPainted(glyphs: readonly Glyph[]): Map<string, number> {
  return new Map(glyphs.map((glyph) => [placeOf(glyph), glyph.order]))
}

const placeOf = ({ text, rect }: Glyph) =>
  `${text}${Math.round(rect.left)},${Math.round(rect.bottom)}`
