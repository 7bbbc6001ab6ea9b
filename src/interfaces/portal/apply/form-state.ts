/**
 * What has been filled in so far, carried from page to page in the form itself: the page before the eyes shows its own
 * fields, everything else travels hidden. Nothing is stored until the application is submitted, and nothing is lost.
 */
import { MOST_CONTENTS } from '../../../domain/requests/online/application.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { formView, valueOf, type FormView } from '../../../platform/web/forms.ts'
import type { Problem } from '../../../platform/kernel/problem.ts'

export type Page = 'wanted' | 'found' | 'who' | 'details' | 'review'

/** Field names by the page that shows them; the contents are numbered and come besides. */
const FIELDS: Readonly<Record<Page, readonly string[]>> = {
  wanted: ['agency', 'split', 'wantedForm', 'wantedRoute'],
  found: [],
  who: ['applicantClass', 'agent'],
  details: [
    'applicantName',
    'idType',
    'idNumber',
    'representative',
    'contactPerson',
    'phone',
    'email',
    'address',
    'postcode',
    'agentName',
    'agentIdNumber',
    'agentPhone',
    'wantsMail',
  ],
  review: [],
}

export const isPage = (name: string): name is Page => Object.hasOwn(FIELDS, name)

/** Tokens of ours that no page shows. */
const CARRIED = ['ticket', 'about', 'identityProof', 'authorisation']
const PLAIN = [...Object.values(FIELDS).flat(), ...CARRIED]
const PARTS = ['subject', 'description'] as const

export type FormValues = Readonly<Record<string, string | readonly string[]>>

/** The fields of the form out of whatever was sent, the contents numbered from 0 without gaps. */
export function readValues(body: unknown): FormValues {
  const sent = formView(body)
  const values: Record<string, string | readonly string[]> = {}
  for (const name of PLAIN) {
    const value = sent.values[name]
    if (value !== undefined) values[name] = value
  }
  let count = 0
  for (let n = 0; n < MOST_CONTENTS; n += 1) {
    if (PARTS.every((part) => sent.values[`contents.${n}.${part}`] === undefined)) continue
    for (const part of PARTS) values[`contents.${count}.${part}`] = contentPart(sent, n, part)
    count += 1
  }
  return count > 0 ? values : { ...values, 'contents.0.subject': '', 'contents.0.description': '' }
}

function contentPart(view: FormView, n: number, part: (typeof PARTS)[number]): string {
  return valueOf(view, `contents.${n}.${part}`)
}

export function viewOf(values: FormValues, problems: readonly Problem[] = []): FormView {
  return { values, problems }
}

export function countContents(values: FormValues): number {
  let count = 0
  while (`contents.${count}.subject` in values) count += 1
  return count
}

export function withContentAdded(values: FormValues): FormValues {
  const count = countContents(values)
  if (count >= MOST_CONTENTS) return values
  return { ...values, [`contents.${count}.subject`]: '', [`contents.${count}.description`]: '' }
}

export function withContentRemoved(values: FormValues, removed: number): FormValues {
  const count = countContents(values)
  if (count <= 1) return values
  const kept = Object.entries(values).filter(([name]) => !name.startsWith(`contents.${removed}.`))
  return readValues(Object.fromEntries(kept))
}

/**
 * Everything that `page` does not show itself.
 * @param unasked fields of the page that this applicant is not asked for, typed before another answer was chosen
 */
export function hiddenFields(
  values: FormValues,
  page: Page,
  unasked: readonly string[] = [],
): Html {
  const shown = new Set(FIELDS[page].filter((name) => !unasked.includes(name)))
  const isShown = (name: string) =>
    shown.has(name) || (page === 'wanted' && name.startsWith('contents.'))
  return html`${Object.entries(values).map(([name, value]) =>
    isShown(name) ? nothing : [value].flat().map((one) => hiddenField(name, one)),
  )}`
}

export function hiddenField(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}" />`
}

/** Which page shows a field, for the summary of what is wrong. */
export function pageOf(at: string): Page {
  const entry = Object.entries(FIELDS).find(([, names]) => names.includes(at))
  return entry ? (entry[0] as Page) : 'wanted'
}
