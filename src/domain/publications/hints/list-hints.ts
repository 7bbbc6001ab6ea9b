import { createHash } from 'node:crypto'
import type { WorkingCalendar } from '../../../law/calendar/calendar.ts'
import { checkDocument, inOrder } from '../../../law/document-rules.ts'
import type { HintFinding } from '../../../law/document-rules-kinds.ts'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import type { Edition } from '../edition.ts'
import { getEdition } from '../editions-store.ts'
import { citationHints } from './citation-hints.ts'
import { factsOf } from './edition-facts.ts'
import { linkHints } from './link-hints.ts'
import { attachmentHints, personalHints } from './personal-hints.ts'

/** 发布前提示 on one edition, as its page shows them. */
export interface Hint extends HintFinding {
  /** the same as long as the sentence is the same */
  readonly id: string
  /** a person looked at it and let it stand */
  readonly checked: { readonly by: string; readonly at: Temporal.Instant } | undefined
}

export interface HintRoom {
  readonly db: Db
  readonly calendar: WorkingCalendar
  /** undefined: attachments are not looked into */
  readonly files?: Files
}

/** Runs every rule on an edition. Certain findings first; nothing is stored. */
export async function listHints(
  { db, calendar, files }: HintRoom,
  edition: Edition,
  now: Temporal.Instant,
): Promise<Hint[]> {
  const facts = await factsOf(db, edition, now)
  const [cited, links, inAttachments, checks] = await Promise.all([
    citationHints(db, facts, dayOf(now)),
    linkHints(db, edition.bodyHtml),
    attachmentHints(db, files, edition),
    listChecks(db, edition.id),
  ])
  const found = inOrder([
    ...checkDocument(facts, calendar),
    ...personalHints(edition),
    ...inAttachments,
    ...cited,
    ...links,
  ])
  return withoutRepeats(found).map((one) => ({ ...one, checked: checks.get(one.id) }))
}

function withoutRepeats(found: readonly HintFinding[]): (HintFinding & { id: string })[] {
  const byId = new Map(found.map((one) => [idOf(one), one]))
  return [...byId].map(([id, one]) => ({ ...one, id }))
}

function idOf({ rule, field, message }: HintFinding): string {
  const hash = createHash('sha256').update(`${field}\n${message}`).digest('hex')
  return `${rule}-${hash.slice(0, 16)}`
}

async function listChecks(
  db: Db,
  editionId: number,
): Promise<Map<string, NonNullable<Hint['checked']>>> {
  const rows = await db
    .selectFrom('edition_hint_checks as c')
    .innerJoin('users as u', 'u.id', 'c.checked_by')
    .select(['c.hint', 'c.checked_at', 'u.display_name'])
    .where('c.edition_id', '=', editionId)
    .execute()
  return new Map(rows.map((row) => [row.hint, { by: row.display_name, at: row.checked_at }]))
}

/**
 * 已核对，不成问题: a person takes a pending hint upon themselves. What is certain is mended, not waved through.
 * @throws Refusal `forbidden`, `not-found` when the hint is no longer there, `wrong-state` for a certain one
 */
export async function checkHint(
  room: HintRoom,
  officer: Officer,
  editionId: number,
  hintId: string,
  now: Temporal.Instant,
): Promise<void> {
  const edition = await getEdition(room.db, editionId)
  assertMay(officer, 'publications.draft', edition.agencyId)
  const hint = (await listHints(room, edition, now)).find(({ id }) => id === hintId)
  if (!hint) throw new Refusal('not-found', '这条提示已经不在了，请刷新后查看。')
  if (hint.certainty === 'confirmed')
    throw new Refusal('wrong-state', '这一条是确定的问题，请修改文件。')
  await inTransaction(room.db, async (tx) => {
    await tx
      .insertInto('edition_hint_checks')
      .values({ edition_id: editionId, hint: hintId, checked_by: officer.id, checked_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await recordAudit(tx, now, {
      actor: { id: officer.id, name: officer.displayName },
      action: 'edition.hint-checked',
      subject: `edition:${editionId}`,
      detail: { rule: hint.rule },
    })
  })
}
