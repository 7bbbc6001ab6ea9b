import { REPORT_FORMS } from '../../../law/annual-report/formats.ts'
import { withoutSpaces } from './cell-text.ts'

const CAPTIONS = [
  ...new Set(
    Object.values(REPORT_FORMS).flatMap((form) => form.active.flatMap((block) => block.columns)),
  ),
].sort((left, right) => right.length - left.length)

const ANY_CAPTION = new RegExp(
  CAPTIONS.map((caption) => withoutSpaces(caption).replace(/[/（）：]/gu, '[/／（）()：:]?')).join(
    '|',
  ),
  'gu',
)

/** The column captions printed above a block of table 二, as the form spells them; undefined unless `count` are there. */
export function captionsIn(heading: string, count: number): readonly string[] | undefined {
  const found = [...withoutSpaces(heading).matchAll(ANY_CAPTION)].map(([text]) => spelt(text))
  const last = found.slice(-count)
  return last.length === count ? last : undefined
}

function spelt(text: string): string {
  const letters = (words: string) => words.replace(/[^\p{Script=Han}]/gu, '')
  return CAPTIONS.find((caption) => letters(caption) === letters(text)) ?? text
}
