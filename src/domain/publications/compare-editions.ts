import { diffArrays, diffChars } from 'diff'
import type { Edition } from './edition.ts'

/** A stretch of text that stayed, came or went. */
export interface Stretch {
  readonly change: 'kept' | 'added' | 'removed'
  readonly text: string
}

export interface FieldChange {
  readonly field: keyof typeof COMPARED
  readonly before: string
  readonly after: string
}

export interface EditionComparison {
  readonly fields: readonly FieldChange[]
  readonly text: readonly Stretch[]
  readonly attachments: {
    readonly added: readonly string[]
    readonly removed: readonly string[]
    readonly kept: readonly string[]
  }
}

const day = (value: Temporal.PlainDate | null) => value?.toString() ?? ''

const COMPARED = {
  title: ({ title }) => title,
  publisher: ({ publisher }) => publisher,
  category: ({ category }) => category,
  disclosure: ({ disclosure }) => disclosure,
  documentNumber: ({ documentNumber }) => documentNumber,
  registrationNumber: ({ registrationNumber }) => registrationNumber,
  normativeKind: ({ normativeKind }) => normativeKind ?? '',
  formedOn: ({ formedOn }) => day(formedOn),
  effectiveFrom: ({ effectiveFrom }) => day(effectiveFrom),
  expiresOn: ({ expiresOn }) => day(expiresOn),
  repealedOn: ({ repealedOn }) => day(repealedOn),
  subjectCategory: ({ subjectCategory }) => subjectCategory,
  genre: ({ genre }) => genre,
  summary: ({ summary }) => summary,
  keywords: ({ keywords }) => keywords.join('；'),
  structure: ({ structure }) => (structure === null ? '' : JSON.stringify(structure)),
} as const satisfies Record<string, (edition: Edition) => string>

/** Header by header, the text sentence by sentence and within changed sentences letter by letter, files by their bytes. */
export function compareEditions(before: Edition, after: Edition): EditionComparison {
  const names = Object.keys(COMPARED) as (keyof typeof COMPARED)[]
  const has = ({ attachments }: Edition, sha256: string) =>
    attachments.some((one) => one.sha256 === sha256)
  const namesOf = (of: Edition, isWanted: (sha256: string) => boolean) =>
    of.attachments.filter(({ sha256 }) => isWanted(sha256)).map(({ name }) => name)
  return {
    fields: names
      .map((field) => ({ field, before: COMPARED[field](before), after: COMPARED[field](after) }))
      .filter((change) => change.before !== change.after),
    text: compareTexts(before.bodyText, after.bodyText),
    attachments: {
      added: namesOf(after, (sha256) => !has(before, sha256)),
      removed: namesOf(before, (sha256) => !has(after, sha256)),
      kept: namesOf(after, (sha256) => has(before, sha256)),
    },
  }
}

/** Sentences with what ends them, and line breaks by themselves. */
export function sentencesOf(text: string): string[] {
  return text.match(/\n|[^。！？；\n]*[。！？；]+[”’」』）]*|[^。！？；\n]+/g) ?? []
}

/** Longer than this, two sentences are shown as one gone and one come: letters in common would mean nothing. */
const LONGEST_BY_LETTER = 2000

export function compareTexts(before: string, after: string): Stretch[] {
  const stretches: Stretch[] = []
  let gone = ''
  const say = (change: Stretch['change'], text: string) => {
    if (text === '') return
    const last = stretches.at(-1)
    if (last?.change === change)
      stretches[stretches.length - 1] = { change, text: last.text + text }
    else stretches.push({ change, text })
  }
  for (const { added, removed, value } of diffArrays(sentencesOf(before), sentencesOf(after))) {
    const text = value.join('')
    if (removed) {
      gone += text
      continue
    }
    if (added && gone !== '') compareLetters(gone, text, say)
    else {
      say('removed', gone)
      say(added ? 'added' : 'kept', text)
    }
    gone = ''
  }
  say('removed', gone)
  return stretches
}

function compareLetters(
  before: string,
  after: string,
  say: (change: Stretch['change'], text: string) => void,
): void {
  if (before.length + after.length > LONGEST_BY_LETTER || !isAlike(before, after)) {
    say('removed', before)
    say('added', after)
    return
  }
  for (const { added, removed, value } of diffChars(before, after))
    say(added ? 'added' : removed ? 'removed' : 'kept', value)
}

/** Whether at least half of the shorter one's letters stand in the other. */
function isAlike(before: string, after: string): boolean {
  const [shorter, longer] = before.length < after.length ? [before, after] : [after, before]
  const letters = new Set(longer)
  const common = [...shorter].filter((letter) => letters.has(letter)).length
  return common * 2 >= shorter.length
}
