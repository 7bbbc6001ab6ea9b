/** Reading letters: lists without their texts, one letter with it, and its pages. */
import { inTransaction } from '../../../platform/database/database.ts'
import type { OfficialDocument } from '../../../platform/documents/official-document.ts'
import type { Problem } from '../../../platform/kernel/problem.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import { assertSameAgency } from '../case-permissions.ts'
import type { CaseRoom } from '../case-room.ts'
import { fold } from '../fold.ts'
import { listEvents } from '../requests-store.ts'
import { audit, type LetterRef } from './edit-letter.ts'
import { checkLetterText } from './elements.ts'
import { letterDocument, type LetterContent } from './letter-content.ts'
import { getLetterRow, listLetterRows, openSnapshot, type LetterRow } from './letters-store.ts'
import { listOffers, type LetterOffer } from './offers.ts'
import { plannableSteps } from './plan-letter.ts'

export interface CaseLetters {
  readonly letters: readonly LetterRow[]
  readonly offers: readonly LetterOffer[]
}

/** The letters of a case and those it could have now; nothing is opened. @throws Refusal `not-found`, `forbidden` */
export async function listCaseLetters(
  room: CaseRoom,
  officer: Officer,
  requestId: number,
  today: Temporal.PlainDate,
): Promise<CaseLetters> {
  const events = await listEvents(room.db, requestId)
  if (events.length === 0) throw new Refusal('not-found', '没有找到这件申请。')
  const state = fold(events)
  assertSameAgency(state.agencyId, officer)
  assertMay(officer, 'letters.read', state.agencyId)
  const letters = await listLetterRows(room.db, requestId)
  const plannable = plannableSteps(state, officer, today)
  return { letters, offers: listOffers(state, { events, plannable, letters }) }
}

export interface OpenLetter {
  readonly row: LetterRow
  readonly content: LetterContent
  /** mandatory elements that the text does not have; always empty once it is final */
  readonly problems: readonly Problem[]
  /** its pages; the same bytes whenever they are made */
  readonly document: OfficialDocument
}

/** Opens one letter; it names people, so that it was read is logged. @throws Refusal `not-found`, `forbidden` */
export function readLetter(
  room: CaseRoom,
  officer: Officer,
  { requestId, letterId }: LetterRef,
  now: Temporal.Instant,
): Promise<OpenLetter> {
  return inTransaction(room.db, async (tx) => {
    const row = await getLetterRow(tx, requestId, letterId)
    if (row.agencyId !== officer.agencyId) throw new Refusal('not-found', '没有找到这份文书。')
    assertMay(officer, 'letters.read', row.agencyId)
    const { content, facts } = await openSnapshot(tx, room.sealer, row)
    await audit(tx, officer, row, 'letter.read', now)
    const isDraft = row.state === 'draft' && content.head !== null
    return {
      row,
      content,
      problems: isDraft ? [...checkLetterText(content.letter, content.body, facts)] : [],
      document: letterDocument(content, row.finalisedAt ?? row.createdAt),
    }
  })
}
