import type { Passage } from '../../../platform/search/passage.ts'
import { html, type Html } from '../../../platform/web/html.ts'

/** A text with what was looked for marked in it. */
export function marked({ text, marks }: Passage): Html {
  const pieces: (string | Html)[] = []
  let place = 0
  for (const [from, to] of marks) {
    pieces.push(text.slice(place, from), html`<mark>${text.slice(from, to)}</mark>`)
    place = to
  }
  pieces.push(text.slice(place))
  return html`${pieces}`
}
