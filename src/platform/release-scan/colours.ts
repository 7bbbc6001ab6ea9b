/** Colours as six hexadecimal digits; what the eye cannot tell apart hides text. */
export const WHITE = 'FFFFFF'

/** By WCAG 2; 1 for the same colour, 21 for black on white. Undefined when one of them is no plain colour. */
export function contrast(one: string, other: string): number | undefined {
  const [first, second] = [luminance(one), luminance(other)]
  if (first === undefined || second === undefined) return undefined
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05)
}

/** Below this nobody reads: F2F2F2 on white has 1.12, the light grey of water marks 1.4. */
export const UNREADABLE_CONTRAST = 1.13

export function isUnreadable(text: string, background: string): boolean {
  const ratio = contrast(text, background)
  if (ratio === undefined || ratio >= UNREADABLE_CONTRAST) return false
  // yellow on white has little contrast and is seen
  return channelDistance(text, background) < 48
}

function luminance(colour: string): number | undefined {
  const channels = channelsOf(colour)
  if (channels === undefined) return undefined
  const [red, green, blue] = channels.map((value) => {
    const share = value / 255
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channelDistance(one: string, other: string): number {
  const [first, second] = [channelsOf(one)!, channelsOf(other)!]
  return Math.max(...first.map((value, index) => Math.abs(value - second[index]!)))
}

function channelsOf(colour: string): number[] | undefined {
  if (!/^[\dA-Fa-f]{6}$/.test(colour)) return undefined
  return [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
}
