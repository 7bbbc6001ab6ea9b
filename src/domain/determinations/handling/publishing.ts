import { inTransaction, type Db, isUniqueViolation } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import { EditionForm } from '../../publications/edition.ts'
import { draftDocument } from '../../publications/handling/drafting.ts'
import { getEdition } from '../../publications/editions-store.ts'
import { getDeterminationForUpdate, linkDocument } from '../determinations-store.ts'
import { listLedger } from '../ledger.ts'
import { disclosureLists } from '../disclosure-lists.ts'
import { recordStep } from './steps.ts'

/**
 * Starts the publication of an issued document: a draft with its header, tied to its line in the ledger. The database
 * refuses to publish a document so tied unless it was determined 主动公开 and issued.
 * @returns the edition's id
 * @throws Refusal `wrong-state` when it is not issued, not public, or has its document already
 */
export async function draftFromDetermination(
  db: Db,
  officer: Officer,
  id: number,
  now: Temporal.Instant,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const determination = await getDeterminationForUpdate(tx, id)
    assertMay(officer, 'publications.draft', determination.agencyId)
    if (determination.state !== 'issued' || determination.attribute !== 'proactive')
      throw new Refusal('wrong-state', '只有认定为主动公开并已制发的公文才能发布。')
    const { shortName } = await getAgency(tx, determination.agencyId)
    const form = EditionForm.parse({
      title: determination.title,
      publisher: shortName,
      category: '政策文件',
      disclosure: 'proactive',
      documentNumber: determination.documentNumber,
      formedOn: determination.issuedOn?.toString(),
      genre: determination.genre,
      bodyHtml: '请在此录入或者导入正文。',
    })
    const editionId = await draftDocument(tx, officer, form, now)
    const { documentId } = await getEdition(tx, editionId)
    await linkDocument(tx, id, documentId).catch(refuseTwin)
    await recordStep(tx, officer, id, 'publication-drafted', now)
    return editionId
  })
}

function refuseTwin(error: unknown): never {
  if (isUniqueViolation(error))
    throw new Refusal('wrong-state', '这件公文已经有对应的文件，请在文件发布中继续办理。')
  throw error
}

/**
 * Ties a line of the ledger to a document that exists already, by its number.
 * @throws Refusal `not-found` when the body has no document with this 文号 or 索引号
 */
export async function linkPublished(
  db: Db,
  officer: Officer,
  id: number,
  number: string,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const determination = await getDeterminationForUpdate(tx, id)
    assertMay(officer, 'publications.draft', determination.agencyId)
    if (determination.state !== 'issued')
      throw new Refusal('wrong-state', '尚未制发的公文没有对应的文件。')
    const document = await tx
      .selectFrom('documents as d')
      .innerJoin('editions as e', 'e.document_id', 'd.id')
      .select('d.id')
      .where('d.agency_id', '=', determination.agencyId)
      .where((eb) =>
        eb.or([eb('d.index_number', '=', number), eb('e.document_number', '=', number)]),
      )
      .orderBy('d.id', 'desc')
      .executeTakeFirst()
    if (!document) {
      const message = '本机构没有这个文号或者索引号的文件'
      throw new Refusal('invalid', message, [{ at: 'number', message }])
    }
    await linkDocument(tx, id, document.id).catch(refuseTwin)
    await recordStep(tx, officer, id, 'linked', now)
  })
}

/**
 * 三项清单 of a year as a draft for publication: what was issued to be public, on request, and withheld. It goes through
 * review like anything else, because even a title may say too much.
 * @returns the edition's id
 */
export async function draftDisclosureLists(
  db: Db,
  officer: Officer,
  year: number,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'publications.draft', officer.agencyId)
  const agency = await getAgency(db, officer.agencyId)
  const lines = await listLedger(db, officer.agencyId, { year, state: 'issued' })
  if (lines.length === 0) throw new Refusal('incomplete', `台账中${year}年没有制发的公文。`)
  const form = EditionForm.parse({
    title: `${agency.name}${year}年主动公开、依申请公开、不予公开清单`,
    publisher: agency.shortName,
    category: '公开事项清单',
    disclosure: 'proactive',
    kind: 'disclosure-lists',
    structure: { year },
    bodyHtml: disclosureLists(lines),
  })
  return draftDocument(db, officer, form, now)
}
