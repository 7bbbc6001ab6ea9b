import type { LawSettings } from '../../../law/settings.ts'
import { inTransaction, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import { openApplicant } from '../applicant.ts'
import type { LetterNumber } from '../case.ts'
import type { CaseRoom } from '../case-room.ts'
import { formatLetterNumber, type CaseState } from '../case-state.ts'
import { takeLetterNumber } from '../requests-store.ts'
import { audit, getDraft, type LetterRef } from './edit-letter.ts'
import { checkLetterText } from './elements.ts'
import { enclosuresOf, type LetterContent } from './letter-content.ts'
import { LETTER_KINDS, type Series } from './letter-kinds.ts'
import { getLetterSettings, prefixOf, signerOf } from './letter-settings.ts'
import {
  appendVersion,
  getLetterRow,
  insertLetter,
  markFinal,
  openSnapshot,
  type LetterRow,
} from './letters-store.ts'
import { AGREED_BY_HEAD, stepOfPlan } from './plan-letter.ts'
import { isTemplateId, letterOf } from './templates/built-in.ts'

/**
 * Makes a draft final: it takes the next 文号 of its series in the year it bears (forms take none), and never changes
 * again. The database refuses changes, too. A notice that the head must agree to is made final by the head's own act.
 *
 * @throws Refusal `incomplete` for a missing element, and while the agency has no 机关代字; `wrong-state` when it is
 * final already; `stale`, `not-found`, `forbidden`
 */
export function finaliseLetter(
  room: CaseRoom,
  officer: Officer,
  ref: LetterRef,
  now: Temporal.Instant,
): Promise<LetterNumber | null> {
  assertMay(officer, 'letters.draft', officer.agencyId)
  return inTransaction(room.db, async (tx) => {
    const row = await getDraft(tx, officer, ref)
    const planned = stepOfPlan(row.about)
    if (planned && AGREED_BY_HEAD.includes(planned)) {
      throw new Refusal(
        'unapproved',
        '这份告知书须经机构负责人同意：由负责人在案件页办理这一步，同意时一并定稿编号。',
      )
    }
    return makeFinal(tx, room, officer, row, now)
  })
}

/** The making itself, for whoever has established that it may be made. @throws Refusal as `finaliseLetter` */
export async function makeFinal(
  tx: Tx,
  room: CaseRoom,
  officer: Officer,
  row: LetterRow,
  now: Temporal.Instant,
): Promise<LetterNumber | null> {
  const snapshot = await openSnapshot(tx, room.sealer, row)
  const { content, facts } = snapshot
  const problems = [...checkLetterText(content.letter, content.body, facts)]
  if (problems.length > 0 && content.head) {
    throw new Refusal('incomplete', '文书缺少法定要素，不能定稿。', problems)
  }
  const { series } = LETTER_KINDS[content.letter]
  const number = series && (await takeNumber(tx, officer.agencyId, series, row.datedOn!.year))
  const author = { id: officer.id, at: now }
  const numbered = { ...snapshot, content: withNumber(content, number) }
  const version = { letterId: row.id, seenVersion: row.version }
  await appendVersion(tx, room.sealer, version, numbered, author)
  await markFinal(tx, row.id, series && number && { series, number }, author)
  await audit(tx, officer, row, 'letter.finalised', now)
  return number
}

async function takeNumber(
  tx: Tx,
  agencyId: number,
  series: Series,
  year: number,
): Promise<LetterNumber> {
  const agency = await getAgency(tx, agencyId)
  const prefix = prefixOf(series, agency, await getLetterSettings(tx, agency))
  if (prefix === '') {
    throw new Refusal('incomplete', '本机构没有设置发文机关代字，无法编号。请先在文书模板页设置。')
  }
  return { prefix, year, number: await takeLetterNumber(tx, { agencyId, year, series }) }
}

function withNumber(content: LetterContent, number: LetterNumber | null): LetterContent {
  if (!content.head || !number) return content
  return { ...content, head: { ...content.head, number: formatLetterNumber(number) } }
}

export interface IssuedAnswer {
  readonly requestId: number
  readonly state: CaseState
  readonly number: LetterNumber
  readonly datedOn: Temporal.PlainDate
}

/**
 * The answer as it goes out, written in the transaction that issues it: exactly the text that was signed, with head,
 * 文号, date and 落款. The applicant's name is opened for the head, which the issuing itself records.
 * @throws Refusal `unapproved` for a reply without the text of its letter, which nobody can have signed
 */
export async function recordIssuedAnswer(
  tx: Tx,
  room: CaseRoom,
  officer: Officer,
  { requestId, state, number, datedOn }: IssuedAnswer,
  now: Temporal.Instant,
): Promise<void> {
  const signed = state.reply?.draft.letter
  if (!signed || !isTemplateId(signed.template)) {
    throw new Refusal('unapproved', '这份答复没有经过审签的文书正文，请重新拟稿、审核、签发。')
  }
  const agency = await getAgency(tx, state.agencyId)
  const settings = await getLetterSettings(tx, agency)
  const signer = signerOf(agency, settings, state.settings as unknown as LawSettings)
  const content: LetterContent = {
    layout: 1,
    letter: letterOf(signed.template),
    template: { id: signed.template, version: signed.version },
    author: signer,
    title: signed.title,
    head: {
      name: signer,
      number: formatLetterNumber(number),
      addressee: openApplicant(state.applicant, room.sealer).name,
    },
    body: signed.body,
    foot: { signer, datedOn: datedOn.toString() },
    ...enclosuresOf(state.reply!.draft.attachments),
  }
  const author = { id: officer.id, at: now }
  const about = `e${state.lastSeq + 1}`
  const row = { requestId, agencyId: agency.id, template: signed.template, about, datedOn }
  const id = await insertLetter(tx, room.sealer, row, { content, facts: {} }, author)
  await markFinal(tx, id, { series: 'reply', number }, author)
  await audit(tx, officer, await getLetterRow(tx, requestId, id), 'letter.finalised', now)
}
