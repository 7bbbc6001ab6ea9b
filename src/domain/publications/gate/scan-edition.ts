import type { Db, Tx } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import { RULES_VERSION } from '../../../platform/release-scan/kinds.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import type { Agency } from '../../organisations/agency.ts'
import type { Edition } from '../edition.ts'
import type { EditionFinding, EditionScan } from './clearance.ts'
import { findPersonalNumbers, maskedNumber, PERSONAL_NUMBER_WORDS } from './numbers-in-text.ts'
import { scanAttachment } from './scan-attachment.ts'

/** Which rules looked, as a clearance names them. */
export const SCANNER = `release-scan ${RULES_VERSION}`

/**
 * Looks through everything a reader of this edition would get: header fields, text, the fields of its kind and every
 * attachment. Takes as long as it takes, so never inside the transaction that acts on it; the result names the hash of
 * what was looked at.
 * @param files undefined only where no file can be: an edition with attachments is then unreadable
 */
export async function scanEdition(
  db: Db | Tx,
  files: Files | undefined,
  edition: Edition,
): Promise<EditionScan> {
  const agency = await getAgency(db, edition.agencyId)
  const findings = findInWords(edition, agency)
  for (const attachment of edition.attachments) {
    findings.push(...(await scanAttachment(db, files, attachment)))
  }
  return { contentHash: edition.contentHash, scanner: SCANNER, findings }
}

/** Addresses in links are sent to readers as well. */
const LINK = /href="([^"]*)"/g

/** What a reader gets without opening a file. */
type EditionWords = Pick<
  Edition,
  | 'title'
  | 'publisher'
  | 'category'
  | 'subjectCategory'
  | 'genre'
  | 'documentNumber'
  | 'registrationNumber'
  | 'summary'
  | 'keywords'
  | 'publicNote'
  | 'bodyText'
  | 'bodyHtml'
  | 'structure'
>

export function findInWords(edition: EditionWords, agency: Agency): EditionFinding[] {
  const links = [...edition.bodyHtml.matchAll(LINK)].map(([, address]) => address ?? '')
  const places: readonly (readonly [string, string])[] = [
    ['标题', edition.title],
    ['发布机构', edition.publisher],
    ['组配分类', edition.category],
    ['主题分类', edition.subjectCategory],
    ['体裁分类', edition.genre],
    ['文号', edition.documentNumber],
    ['登记号', edition.registrationNumber],
    ['内容概述', edition.summary],
    ['关键词', edition.keywords.join('\n')],
    ['修改说明', edition.publicNote],
    ['正文', edition.bodyText],
    ['正文的链接', links.join('\n')],
    ['要素', wordsIn(edition.structure).join('\n')],
  ]
  return places.flatMap(([place, text]) => findInText(place, text, agency))
}

function findInText(place: string, text: string, agency: Agency): EditionFinding[] {
  return findPersonalNumbers(text)
    .filter(({ value }) => !isContactOf(agency, value))
    .map((number) => ({
      place,
      fileId: null,
      kind: number.kind,
      where: lineOf(text, number.start),
      message: `有${PERSONAL_NUMBER_WORDS[number.kind]} ${maskedNumber(number)}`,
    }))
}

/** What the guide gives out anyway (条例 第十二条). */
function isContactOf({ email, phone, fax }: Agency, value: string): boolean {
  const digits = (number: string) => number.replaceAll(/\D/g, '')
  return (
    value.toLowerCase() === email.toLowerCase() ||
    (value !== '' && [phone, fax].some((number) => digits(number) === value))
  )
}

function lineOf(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n').length
  return text.includes('\n') ? `第${lines}段` : ''
}

/** Every word in the fields of a kind, however deep. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [String(value)]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(wordsIn)
}
