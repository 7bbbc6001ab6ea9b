/** Every fact a letter may state, gathered from what the case already knows. */
import type { LetterId } from '../../../../law/letters.ts'
import type { Draft } from '../../draft.ts'
import { placeholdersOf } from '../letter-kinds.ts'
import type { Facts, Placeholder } from '../vocabulary.ts'
import { answerFacts, remedyClause } from './answer-facts.ts'
import { agencyFacts, applicantFacts, caseFacts } from './case-facts.ts'
import {
  consultationFacts,
  correctionFacts,
  delayFacts,
  extensionFacts,
  feeFacts,
  reasonsFacts,
} from './course-facts.ts'
import { archiveFacts, confirmationFacts, handoverFacts, reviewFacts } from './file-facts.ts'
import { conversionFacts, recordFacts, rectificationFacts, serviceFacts } from './record-facts.ts'
import { lawOf, withoutStop, type Gather, type LetterSource } from './source.ts'

const SPECIAL: Readonly<Partial<Record<LetterId, Gather>>> = {
  'correction-notice': correctionFacts,
  'reasons-notice': reasonsFacts,
  'extension-notice': extensionFacts,
  'delayed-term-notice': delayFacts,
  'third-party-consultation': consultationFacts,
  'consultation-told-applicant': consultationFacts,
  'third-party-decision': (source) => ({
    ...consultationFacts(source),
    救济途径: ownRemedy(source, '本决定'),
  }),
  'co-maker-consultation': consultationFacts,
  'assistance-letter': consultationFacts,
  'opinion-confirmation': confirmationFacts,
  'review-sheet': reviewFacts,
  'conversion-list': handoverFacts,
  'archive-list': archiveFacts,
  'fee-notice': feeFacts,
  'rectification-notice': (source) => ({
    ...rectificationFacts(source),
    救济途径: ownRemedy(source, '本告知'),
  }),
  'transfer-letter': rectificationFacts,
  'conversion-approval': conversionFacts,
  'proof-of-service': serviceFacts,
}

/** Only what this letter's templates may use, so that nothing else can slip into it. */
export function gatherFacts(letter: LetterId, source: LetterSource): Facts {
  return only(letter, {
    ...agencyFacts(source),
    ...caseFacts(source),
    ...applicantFacts(source),
    ...recordFacts(source),
    ...SPECIAL[letter]?.(source),
    ...typedFacts(source),
  })
}

/** The facts of an answer: of the draft as well, and of no applicant by name. */
export function gatherAnswerFacts(letter: LetterId, source: LetterSource, draft: Draft): Facts {
  return only(letter, {
    ...agencyFacts(source),
    ...caseFacts(source),
    ...answerFacts(source, draft),
  })
}

/** What was left blank does not hide what the records say. */
function typedFacts({ typed }: LetterSource): Facts {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) =>
      value ? [[name, withoutStop(value)] as const] : [],
    ),
  )
}

function only(letter: LetterId, facts: Facts): Facts {
  const allowed: ReadonlySet<Placeholder> = new Set(placeholdersOf(letter))
  return Object.fromEntries(
    Object.entries(facts).filter(([name]) => allowed.has(name as Placeholder)),
  )
}

/** Against an act towards somebody who did not apply, or about a record: at choice. */
function ownRemedy(source: LetterSource, actName: string): string {
  const { settings, on } = source
  return remedyClause({
    route: 'R2',
    settings,
    law: lawOf(source),
    on,
    servedOnline: false,
    actName,
  })
}
