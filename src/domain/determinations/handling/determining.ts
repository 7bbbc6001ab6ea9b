import { inTransaction, type Db } from '../../../platform/database/database.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import type { DecisionForm, DeterminationForm } from '../determination.ts'
import {
  insertDetermination,
  updateDetermination,
  updateProposal,
} from '../determinations-store.ts'
import { assertCurrent, recordStep, takeStep } from './steps.ts'

/**
 * 拟制时提出公开属性: the drafter names it, with ground and reason where it is not 主动公开 (国办发〔2016〕80号).
 * @returns the entry's id
 */
export async function proposeAttribute(
  db: Db,
  officer: Officer,
  form: DeterminationForm,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'determinations.propose', officer.agencyId)
  return inTransaction(db, async (tx) => {
    const by = { agencyId: officer.agencyId, officerId: officer.id }
    const id = await insertDetermination(tx, by, form, now)
    await recordStep(tx, officer, id, 'proposed', now, { attribute: form.attribute })
    return id
  })
}

/** Proposes anew after a return, or before the check. @throws Refusal `stale`, `wrong-state` */
export async function proposeAgain(
  db: Db,
  officer: Officer,
  id: number,
  version: number,
  form: DeterminationForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { determination } = await takeStep(tx, officer, id, 'propose')
    assertCurrent(determination, version)
    await updateProposal(tx, id, form, officer.id, now)
    await recordStep(tx, officer, id, 'proposed', now, { attribute: form.attribute })
  })
}

/**
 * 办公室核: confirms the attribute or sets another, or returns it with reasons.
 * @throws Refusal `forbidden` for the drafter, `stale`, `wrong-state`
 */
export async function checkAttribute(
  db: Db,
  officer: Officer,
  id: number,
  form: DecisionForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const step = form.decision === 'confirm' ? 'check' : 'return'
    const { determination, to } = await takeStep(tx, officer, id, step)
    assertCurrent(determination, form.version)
    await updateDetermination(
      tx,
      id,
      form.decision === 'return'
        ? { state: to, returned_reason: form.opinion }
        : {
            state: to,
            ...attributeOf(form),
            checked_by: officer.id,
            checked_at: now,
            check_opinion: form.opinion,
          },
    )
    await recordStep(tx, officer, id, step === 'check' ? 'checked' : 'returned-by-check', now, {
      attribute: form.attribute,
    })
  })
}

/**
 * 签发时定: the signatory's word is final; the publication clock of what is public runs from the day of issue.
 * @throws Refusal `forbidden` for the drafter, `stale`, `wrong-state`
 */
export async function signAttribute(
  db: Db,
  officer: Officer,
  id: number,
  form: DecisionForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const step = form.decision === 'confirm' ? 'sign' : 'return'
    const { determination, to } = await takeStep(tx, officer, id, step)
    assertCurrent(determination, form.version)
    await updateDetermination(
      tx,
      id,
      form.decision === 'return'
        ? { state: to, returned_reason: form.opinion }
        : { state: to, ...attributeOf(form), signed_by: officer.id, signed_at: now },
    )
    await recordStep(tx, officer, id, step === 'sign' ? 'signed' : 'returned-by-signatory', now, {
      attribute: form.attribute,
    })
  })
}

const attributeOf = ({ attribute, ground, reason }: DecisionForm) => ({
  attribute,
  ground: attribute === 'proactive' ? null : ground,
  reason,
})

/** Not to be issued after all. The entry stays in the ledger and counts nowhere. */
export async function abandonDetermination(
  db: Db,
  officer: Officer,
  id: number,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { to } = await takeStep(tx, officer, id, 'abandon')
    await updateDetermination(tx, id, { state: to })
    await recordStep(tx, officer, id, 'abandoned', now)
  })
}
