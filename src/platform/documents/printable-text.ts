/**
 * Controls, non-characters and invisible marks, which PDF/UA forbids or no font has, and of which the ones that turn
 * the direction of writing can make a text look like another. Line breaks and the selectors of a character's
 * variant (names!) stay.
 */
const UNPRINTABLE =
  /(?!\n|(?<=\p{Script=Han})\p{Variation_Selector})[\p{Cc}\p{Default_Ignorable_Code_Point}\u{fffe}\u{ffff}]/gu

/** What can be printed of a text: without those, unpaired surrogates replaced by U+FFFD, line ends as `\n`, tabs as spaces. */
export function printableText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(UNPRINTABLE, '')
}
