const LONGEST = 120
const LONGEST_EXTENSION = 10
const UNNAMED = '未命名'

// C0 and C1 controls, zero-width characters, line separators, and those that turn the direction of writing
const UNSEEN =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g
const UNSAFE = /[<>:"|?*]/g
/** Names that Windows keeps for devices, whatever follows the first dot. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i

/**
 * The name a file was sent with, safe on every system and as it looks: its last part only, without unseen characters,
 * at most 120 characters with the extension kept. Chinese stays as it is.
 */
export function neutralName(sent: string): string {
  const last = sent.toWellFormed().normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const plain = last.replaceAll(UNSEEN, '').replaceAll(UNSAFE, '_')
  const trimmed = plain.replaceAll(/^[\s.~]+|[\s.]+$/g, '')
  const name = trimmed === '' || /^[._\s]+$/.test(trimmed) ? UNNAMED : trimmed
  return shortened(RESERVED.test(name) ? `_${name}` : name)
}

/** In lower case and without the dot; empty when there is none. */
export function extensionOf(name: string): string {
  const found = /\.([^.\s]{1,10})$/.exec(name)
  return found?.[1]?.toLowerCase() ?? ''
}

function shortened(name: string): string {
  const characters = [...name]
  if (characters.length <= LONGEST) return name
  const dot = characters.lastIndexOf('.')
  const extension = characters.length - dot <= LONGEST_EXTENSION + 1 ? characters.slice(dot) : []
  return [...characters.slice(0, LONGEST - extension.length), ...extension].join('')
}
