import { LETTERS, type LetterId } from '../../../law/letters.ts'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Tx } from '../../../platform/database/database.ts'
import type { Problem } from '../../../platform/kernel/problem.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import { assertSameAgency } from '../case-permissions.ts'
import type { CaseRoom } from '../case-room.ts'
import type { CaseState } from '../case-state.ts'
import { fold } from '../fold.ts'
import { listEvents } from '../requests-store.ts'
import { gatherFacts } from './facts/gather.ts'
import { lawOf, type LetterSource } from './facts/source.ts'
import { fillTemplate } from './fill.ts'
import type { LetterContent } from './letter-content.ts'
import { LETTER_KINDS, namesApplicant, type AnswerLetter } from './letter-kinds.ts'
import { readSource } from './letter-source.ts'
import { insertLetter, listLetterRows } from './letters-store.ts'
import { listOffers } from './offers.ts'
import { plannableSteps, stepOfPlan, type PlanFields } from './plan-letter.ts'
import { getTemplate, type Template } from './templates-store.ts'
import { VOCABULARY, type Facts, type TypedPlaceholder } from './vocabulary.ts'
import { signerOf } from './letter-settings.ts'

/** Everything but answers, which are made when the reply is issued. */
export type DrawnLetter = Exclude<LetterId, AnswerLetter>

export interface LetterOrder {
  readonly letter: DrawnLetter
  /** the act it tells of, as it was offered */
  readonly about: string
  /** the day it bears */
  readonly datedOn: Temporal.PlainDate
  /** what no record of the case holds */
  readonly typed: Readonly<Partial<Record<TypedPlaceholder, string>>>
  /** the fields of the act's own form, for a notice that is drawn up before it is served */
  readonly plan?: PlanFields
}

/**
 * Draws up a letter from the facts of the case by the template in force on the day it bears. It is a draft: its text
 * may be edited, and it has no 文号 until it is made final. Opening the applicant's identity for it is logged.
 *
 * @returns its id
 * @throws Refusal `wrong-state` for a letter that this case cannot have now; `invalid` for an impossible day or a
 * missing entry; `not-found`, `forbidden`
 */
export function drawLetter(
  room: CaseRoom,
  officer: Officer,
  requestId: number,
  order: LetterOrder,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'letters.draft', officer.agencyId)
  const { letter, about, datedOn, typed, plan = {} } = order
  const today = dayOf(now)
  const opensApplicant = namesApplicant(letter)
  return inTransaction(room.db, async (tx) => {
    const known = await readKnown(tx, officer, requestId, today)
    assertOffered(known, order)
    assertPossible(known.current, order, today)
    const wanted = { requestId, about, on: datedOn, typed, plan, opensApplicant }
    const source = await readSource(tx, room, officer, wanted)
    const template = await getTemplate(tx, officer.agencyId, letter, datedOn)
    const facts = gatherFacts(letter, source)
    const content = contentOf(source, order, template, facts)
    await recordAudit(tx, now, {
      actor: { id: officer.id, name: officer.displayName },
      action: 'letter.drawn',
      subject: `request:${requestId}`,
      detail: { letter, template: template.version, openedApplicant: opensApplicant },
    })
    const { agencyId } = officer
    const row = { requestId, agencyId, template: letter, about, datedOn }
    const snapshot = stepOfPlan(about) ? { content, facts, plan } : { content, facts }
    return insertLetter(tx, room.sealer, row, snapshot, { id: officer.id, at: now })
  })
}

async function readKnown(tx: Tx, officer: Officer, requestId: number, today: Temporal.PlainDate) {
  const events = await listEvents(tx, requestId)
  if (events.length === 0) throw new Refusal('not-found', '没有找到这件申请。')
  const current = fold(events)
  assertSameAgency(current.agencyId, officer)
  const plannable = plannableSteps(current, officer, today)
  return { current, known: { events, plannable, letters: await listLetterRows(tx, requestId) } }
}

function assertOffered(
  { current, known }: Awaited<ReturnType<typeof readKnown>>,
  { letter, about, datedOn }: LetterOrder,
): void {
  const offered = listOffers(current, known).find(
    (one) => one.letter === letter && one.about === about,
  )
  if (!offered) {
    throw new Refusal('wrong-state', `这件申请现在不能生成${LETTERS[letter].title}。`)
  }
  const isDecision = letter === 'third-party-decision'
  if (isDecision && offered.on && Temporal.PlainDate.compare(datedOn, offered.on) < 0) {
    const message = '决定不能早于收到第三方意见或者征求意见期限届满之日'
    throw new Refusal('invalid', `${message}。`, [{ at: 'datedOn', message }])
  }
}

function assertPossible(
  current: CaseState,
  { letter, datedOn, typed }: LetterOrder,
  today: Temporal.PlainDate,
): void {
  const problems: Problem[] = LETTER_KINDS[letter].typed
    .filter(({ name }) => (typed[name] ?? '') === '' && LETTER_KINDS[letter].frame === 'letter')
    .map(({ name }) => ({ at: name, message: `请填写${VOCABULARY[name]}` }))
  if (Temporal.PlainDate.compare(datedOn, today) > 0) {
    problems.push({ at: 'datedOn', message: '成文日期不能晚于今天' })
  }
  if (Temporal.PlainDate.compare(datedOn, current.arrivedOn) < 0) {
    problems.push({ at: 'datedOn', message: '成文日期不能早于申请到达之日' })
  }
  if (problems.length > 0) throw new Refusal('invalid', '文书没有生成，请改正后再试。', problems)
}

function contentOf(
  source: LetterSource,
  { letter, datedOn }: LetterOrder,
  { version, title, body }: Template,
  facts: Facts,
): LetterContent {
  const signer = signerOf(source.agency, source.settings, lawOf(source))
  const { frame, series } = LETTER_KINDS[letter]
  return {
    layout: 1,
    letter,
    template: { id: letter, version },
    author: signer,
    title,
    head:
      frame === 'sheet'
        ? null
        : {
            name: signer,
            number: series ? null : '',
            addressee: addresseeOf(letter, source, facts),
          },
    body: fillTemplate(body, facts),
    foot: frame === 'sheet' ? null : { signer, datedOn: datedOn.toString() },
  }
}

function addresseeOf(
  letter: DrawnLetter,
  { identity, consulted }: LetterSource,
  facts: Facts,
): string {
  switch (LETTERS[letter].to) {
    case 'applicant':
      return identity?.name ?? ''
    case 'third-party':
    case 'co-maker':
      return consulted ?? ''
    default:
      return consulted ?? (typeof facts['有权机关'] === 'string' ? facts['有权机关'] : '')
  }
}
