import { mainPart } from '../ooxml/package.ts'
import { groundOf, slidesOf, type Slide } from '../slides/read-slides.ts'
import { isOutside } from '../slides/geometry.ts'
import { shapesOf, unseenRunsOf } from '../slides/shapes.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { child, named } from '../xml/walk-xml.ts'
import { isInternalPlace } from '../internal-places.ts'
import type { PackageEditor } from './package-editor.ts'
import type { XmlEdits } from './xml-edits.ts'

/** The slides that are shown, with the shapes that are seen. */
export function cleanSlides(editor: PackageEditor): string | undefined {
  const { pack } = editor
  const main = mainPart(pack) ?? 'ppt/presentation.xml'
  const slides = slidesOf(pack)
  const hidden = new Set(slides.filter(({ isHidden }) => isHidden).map(({ id }) => id))
  if (hidden.size === slides.length) return '没有可见的幻灯片。'
  for (const slide of slides) {
    if (!slide.isHidden) editor.edit(slide.part, (root, edits) => cleanSlide(root, edits, slide))
  }
  editor.edit(main, (root, edits) => {
    for (const entry of named(root, 'p:sldId'))
      if (hidden.has(entry.attributes['r:id'] ?? '')) edits.remove(entry)
    if (hidden.size > 0)
      for (const list of named(root, 'p:custShowLst', 'p:extLst')) edits.remove(list)
  })
  editor.dropLinks(
    (source, { type, id }) =>
      /^(?:notesSlide|comments|commentAuthors|authors|changesInfo|revisionInfo)$/.test(type) ||
      (source === main && type === 'slide' && hidden.has(id)),
  )
  return undefined
}

function cleanSlide(root: XmlElement, edits: XmlEdits, slide: Slide): void {
  const shapes = shapesOf(child(root, 'p:cSld', 'p:spTree'), slide)
  let hasRemoved = false
  for (const [index, shape] of shapes.entries()) {
    const isAway = shape.box !== undefined && isOutside(shape.box, slide.width, slide.height)
    if (shape.isHidden || isAway) {
      edits.remove(shape.element)
      hasRemoved = true
    } else {
      for (const run of unseenRunsOf(shape, groundOf(shape, shapes.slice(0, index), slide), slide))
        edits.remove(run)
    }
  }
  // what moved by itself may be gone
  if (hasRemoved) for (const timing of named(root, 'p:timing')) edits.remove(timing)
  for (const object of named(root, 'p:oleObj')) replaceByPicture(object, edits)
  for (const film of named(root, 'a:videoFile', 'a:audioFile', 'a:wavAudioFile', 'a:quickTimeFile'))
    edits.remove(film)
  if (named(root, 'a:videoFile', 'a:audioFile').length > 0) {
    for (const list of named(root, 'p:extLst'))
      if (list.parent?.name === 'p:nvPr') edits.remove(list)
  }
  removeLinks(root, edits, slide)
}

/** What an embedded object looks like is a picture beside it. */
function replaceByPicture(object: XmlElement, edits: XmlEdits): void {
  let frame = object.parent
  while (frame && frame.name !== 'p:graphicFrame') frame = frame.parent
  const picture = frame && named(frame, 'p:pic').at(-1)
  if (frame && picture) edits.replaceWith(frame, picture)
}

function removeLinks(root: XmlElement, edits: XmlEdits, { pack, part }: Slide): void {
  const links = pack.relationships.get(part) ?? []
  const ids = new Set(
    links
      .filter(({ type, target }) => type === 'hyperlink' && isInternalPlace(target))
      .map(({ id }) => id),
  )
  for (const click of named(root, 'a:hlinkClick', 'a:hlinkMouseOver', 'a:hlinkHover')) {
    if (ids.has(click.attributes['r:id'] ?? '')) edits.remove(click)
  }
}
