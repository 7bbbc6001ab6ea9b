import type { Officer } from '../../src/domain/accounts/officer.ts'
import { DeterminationForm } from '../../src/domain/determinations/determination.ts'
import { getDetermination } from '../../src/domain/determinations/determinations-store.ts'
import {
  checkAttribute,
  proposeAttribute,
  signAttribute,
} from '../../src/domain/determinations/handling/determining.ts'
import { issueDocument } from '../../src/domain/determinations/handling/issuing.ts'
import {
  draftDisclosureLists,
  linkPublished,
} from '../../src/domain/determinations/handling/publishing.ts'
import { submitForReview } from '../../src/domain/publications/handling/drafting.ts'
import { publishEdition } from '../../src/domain/publications/handling/publish.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { chinaMoment, dayOf } from '../../src/platform/kernel/time.ts'
import { ISSUED, type DemoIssued } from './issued.ts'
import { passReview } from './play-documents.ts'
import type { Act } from './replay.ts'

export interface IssuingDesk {
  readonly clerk: Officer
  readonly colleague: Officer
  readonly reviewer: Officer
  readonly head: Officer
}

/** Proposed, checked and signed before it is issued, each by another; tied to its publication once that is there. */
export function issuedActs(db: Db, desk: IssuingDesk): Act[] {
  const settled = ISSUED.flatMap((issued) => {
    let id = 0
    const signedAt = chinaMoment(issued.signedAt)
    const issue = {
      at: signedAt,
      run: async (now: Temporal.Instant) => (id = await settle(db, desk, issued, now)),
    }
    if (issued.attribute !== 'proactive') return [issue]
    const number = issued.publishedAs ?? issued.number
    const link = (now: Temporal.Instant) => linkPublished(db, desk.clerk, id, number, now)
    return [issue, { at: signedAt.add({ hours: 24 * 6 }), run: link }]
  })
  return [...settled, ...listActs(db, desk)]
}

/** 三项清单 of the year, drawn from the ledger when it is over and reviewed like anything else. */
function listActs(db: Db, { clerk, reviewer, head }: IssuingDesk): Act[] {
  let editionId = 0
  const act = (at: string, run: Act['run']): Act => ({ at: chinaMoment(at), run })
  return [
    act('2021-01-11T09:00', async (now) => {
      editionId = await draftDisclosureLists(db, clerk, 2020, now)
      await submitForReview(db, clerk, editionId, now)
    }),
    act('2021-01-12T09:00', (now) => passReview(db, reviewer, editionId, now)),
    act('2021-01-12T10:00', (now) => publishEdition(db, head, editionId, now)),
  ]
}

async function settle(
  db: Db,
  { clerk, colleague, head }: IssuingDesk,
  issued: DemoIssued,
  now: Temporal.Instant,
): Promise<number> {
  const { attribute, ground, reason = '', title, genre } = issued
  const form = DeterminationForm.parse({ title, genre, attribute, ground, reason })
  const id = await proposeAttribute(db, clerk, form, now)
  const decision = async () => ({
    ...form,
    version: (await getDetermination(db, id)).version,
    decision: 'confirm' as const,
    opinion: '',
  })
  await checkAttribute(db, colleague, id, await decision(), now)
  await signAttribute(db, head, id, await decision(), now)
  const issue = { documentNumber: issued.number, issuedOn: dayOf(now) }
  await issueDocument(db, clerk, id, issue, now)
  return id
}
