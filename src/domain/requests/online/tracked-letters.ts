/** The letters that reached the applicant on the way, as files. Drafts and letters to others do not exist here. */
import { LETTERS } from '../../../law/letters.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import type { OfficialDocument } from '../../../platform/documents/official-document.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { CaseEvent } from '../case.ts'
import type { CaseRoom } from '../case-room.ts'
import { formatLetterNumber, type CaseState } from '../case-state.ts'
import { stepOf } from '../event-steps.ts'
import { fold } from '../fold.ts'
import { letterDocument } from '../letters/letter-content.ts'
import { LETTER_KINDS } from '../letters/letter-kinds.ts'
import { listLetterRows, openSnapshot, type LetterRow } from '../letters/letters-store.ts'
import { letterName } from '../letters/on-file.ts'
import { stepOfPlan } from '../letters/plan-letter.ts'
import { listEvents } from '../requests-store.ts'
import { recordDownload } from './downloads-store.ts'

export interface TrackedNotice {
  readonly id: number
  readonly name: string
  /** empty for a receipt, which has none */
  readonly number: string
  readonly datedOn: Temporal.PlainDate | null
}

/** Notices to the applicant that were served, and answers fetched here that were set aside; the oldest first. */
export async function listNotices(
  db: Db | Tx,
  requestId: number,
  events: readonly CaseEvent[],
): Promise<TrackedNotice[]> {
  const rows = await listLetterRows(db, requestId)
  const state = fold(events)
  return rows
    .filter((row) => isServedNotice(row, events) || isEarlierAnswer(row, state))
    .map((row) => ({
      id: row.id,
      name: letterName(row),
      number: row.number ? formatLetterNumber(row.number) : '',
      datedOn: row.datedOn,
    }))
}

/** What is final and told to the applicant; a notice drawn up beforehand only once its act is on record. */
function isServedNotice(row: LetterRow, events: readonly CaseEvent[]): boolean {
  const isNotice =
    row.state === 'final' &&
    LETTERS[row.letter].to === 'applicant' &&
    LETTER_KINDS[row.letter].series !== 'reply'
  if (!isNotice) return false
  const planned = stepOfPlan(row.about)
  if (planned === undefined) return true
  return events.some(
    (event) =>
      stepOf(event) === planned &&
      Temporal.Instant.compare(event.recordedAt, row.createdAt.round('millisecond')) >= 0,
  )
}

/** What was once to be downloaded stays so, after the answer was overturned, too. */
function isEarlierAnswer({ number }: LetterRow, { earlierAnswers }: CaseState): boolean {
  return (
    number !== null &&
    earlierAnswers.some(
      ({ letter, delivery }) =>
        delivery.way === 'platform' &&
        formatLetterNumber(letter.number) === formatLetterNumber(number),
    )
  )
}

export interface TakenLetter {
  readonly name: string
  readonly number: string
  readonly document: OfficialDocument
}

/** One of them as it was sent; the first time is kept. @throws Refusal `not-found` for any other letter */
export async function takeNotice(
  room: CaseRoom,
  requestId: number,
  letterId: number,
  now: Temporal.Instant,
): Promise<TakenLetter> {
  return inTransaction(room.db, async (tx) => {
    const events = await listEvents(tx, requestId)
    const row = (await listLetterRows(tx, requestId)).find(({ id }) => id === letterId)
    const isTheirs = row && (isServedNotice(row, events) || isEarlierAnswer(row, fold(events)))
    if (!isTheirs) throw new Refusal('not-found', '没有找到这份文书。')
    const { content } = await openSnapshot(tx, room.sealer, row)
    await recordDownload(tx, requestId, `letter:${letterId}`, now)
    return {
      name: letterName(row),
      number: row.number ? formatLetterNumber(row.number) : '',
      document: letterDocument(content, row.finalisedAt ?? row.createdAt),
    }
  })
}
