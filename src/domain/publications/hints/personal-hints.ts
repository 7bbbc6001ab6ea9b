import { confirmed, type HintField, type HintFinding } from '../../../law/document-rules-kinds.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import { FINDING_KINDS, RULES_VERSION } from '../../../platform/release-scan/kinds.ts'
import { findPersonalData } from '../../../platform/release-scan/personal-data/find-personal-data.ts'
import { masked } from '../../../platform/release-scan/personal-data/masked.ts'
import type { Attachment, Edition } from '../edition.ts'
import type { EditionFinding } from '../gate/clearance.ts'
import { scanAttachment } from '../gate/scan-attachment.ts'

const PLACES: readonly (readonly [string, HintField, (edition: Edition) => string])[] = [
  ['标题', 'title', ({ title }) => title],
  ['内容概述', 'summary', ({ summary }) => summary],
  ['正文', 'bodyHtml', ({ bodyText }) => bodyText],
]

/** PRIV-001: what the release gate would stop, said while one still writes. */
export function personalHints(edition: Edition): HintFinding[] {
  return PLACES.flatMap(([name, field, textOf]) =>
    findPersonalData(textOf(edition)).map(({ kind, value }) =>
      confirmed('PRIV-001', field, `${name}有${FINDING_KINDS[kind]}：${masked(kind, value)}。`),
    ),
  )
}

/** Bytes of all attachments together; beyond them the gate looks, when the draft is submitted. */
const LOOKED_INTO = 20 * 1024 * 1024

/** PRIV-002 and whatever else the gate finds in attachments. */
export async function attachmentHints(
  db: Db,
  files: Files | undefined,
  { attachments }: Edition,
): Promise<HintFinding[]> {
  const size = attachments.reduce((sum, one) => sum + one.size, 0)
  if (files === undefined || size > LOOKED_INTO) return []
  const found: HintFinding[] = []
  for (const attachment of attachments)
    for (const { where, message } of await findingsIn(db, files, attachment))
      found.push(
        confirmed(
          'PRIV-002',
          'attachments',
          `附件《${attachment.name}》${where}${message}。`.replace(/。+$/, '。'),
        ),
      )
  return found
}

const MOST_REMEMBERED = 300
const remembered = new Map<string, readonly EditionFinding[]>()

/** The same bytes, looked at by the same rules, hold the same. */
async function findingsIn(
  db: Db,
  files: Files,
  attachment: Attachment,
): Promise<readonly EditionFinding[]> {
  const key = `${RULES_VERSION} ${attachment.sha256}`
  const known = remembered.get(key)
  if (known) return known
  const found = await scanAttachment(db, files, attachment)
  // what could not be opened may be readable a moment later
  if (found.some(({ kind }) => kind === 'unreadable')) return found
  if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.keys().next().value!)
  remembered.set(key, found)
  return found
}
