/**
 * 发布前提示: what is wrong, or may be wrong, with a document before it is published, field by field. Pure: what a rule needs
 * to know of other documents is in the facts.
 */
import type { WorkingCalendar } from './calendar/calendar.ts'
import { checkAgency } from './document-rules-agency.ts'
import { readBody } from './document-rules-body.ts'
import { checkClauses, checkDates } from './document-rules-dates.ts'
import { checkHeader } from './document-rules-header.ts'
import type { DocumentFacts, HintFinding } from './document-rules-kinds.ts'
import { checkTexts } from './document-rules-text.ts'

/**
 * Runs every rule on a document.
 * @param calendar counts 成文→发布; a year without a holiday notice is a finding of its own, never a guess
 * @returns certain findings first, each kind in the order of the rules
 */
export function checkDocument(facts: DocumentFacts, calendar: WorkingCalendar): HintFinding[] {
  const body = readBody(facts.text)
  const found = [
    ...checkHeader(facts, body),
    ...checkDates(facts, body, calendar),
    ...checkClauses(facts, body),
    ...checkAgency(facts, body),
    ...checkTexts(facts, body),
  ]
  return inOrder(found)
}

export function inOrder<Found extends HintFinding>(found: readonly Found[]): Found[] {
  return [
    ...found.filter(({ certainty }) => certainty === 'confirmed'),
    ...found.filter(({ certainty }) => certainty === 'pending'),
  ]
}
