import type { XmlElement } from '../xml/parse-xml.ts'

/** Changes to the source of a part; everything that is not named stays byte for byte. */
export class XmlEdits {
  private readonly source: string
  private readonly cuts: { start: number; end: number; text: string }[] = []

  constructor(source: string) {
    this.source = source
  }

  get isEmpty(): boolean {
    return this.cuts.length === 0
  }

  remove(element: XmlElement): void {
    this.replace(element.start, element.end, '')
  }

  /** Takes away the element and leaves what it holds. */
  unwrap(element: XmlElement): void {
    this.replace(element.start, element.openEnd, '')
    if (element.end > element.openEnd) this.replace(this.closeStart(element), element.end, '')
  }

  /** Only what it holds goes. */
  empty(element: XmlElement): void {
    if (element.end > element.openEnd) this.replace(element.openEnd, this.closeStart(element), '')
  }

  /** @param text as it is to be read; escaped here */
  setText(element: XmlElement, text: string): void {
    this.replace(element.openEnd, this.closeStart(element), escapeXml(text))
  }

  removeAttribute(element: XmlElement, pattern: RegExp): void {
    const tag = this.source.slice(element.start, element.openEnd)
    const match = pattern.exec(tag)
    if (match)
      this.replace(element.start + match.index, element.start + match.index + match[0].length, '')
  }

  replaceWith(element: XmlElement, other: XmlElement): void {
    this.replace(element.start, element.end, this.source.slice(other.start, other.end))
  }

  replace(start: number, end: number, text: string): void {
    this.cuts.push({ start, end, text })
  }

  insert(at: number, text: string): void {
    this.cuts.push({ start: at, end: at, text })
  }

  /** `x:` where the writer named the vocabulary so. */
  prefixOf(element: XmlElement): string {
    return /^<([^\s/>:]+:)?/.exec(this.source.slice(element.start, element.openEnd))?.[1] ?? ''
  }

  apply(): string {
    const inOrder = this.cuts.toSorted(
      (left, right) => left.start - right.start || right.end - left.end,
    )
    let result = ''
    let at = 0
    for (const { start, end, text } of inOrder) {
      // within something that goes already
      if (start < at) continue
      result += this.source.slice(at, start) + text
      at = Math.max(at, end)
    }
    return result + this.source.slice(at)
  }

  private closeStart(element: XmlElement): number {
    return this.source.lastIndexOf('</', element.end - 1)
  }
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
