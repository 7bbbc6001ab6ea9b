import { setTimeout as pause } from 'node:timers/promises'
import { confirmed, type HintField, type HintFinding } from '../../../law/document-rules-kinds.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import { FINDING_KINDS, RULES_VERSION } from '../../../platform/release-scan/kinds.ts'
import { findPersonalData } from '../../../platform/release-scan/personal-data/find-personal-data.ts'
import { masked } from '../../../platform/release-scan/personal-data/masked.ts'
import type { Attachment, Edition } from '../edition.ts'
import { UNREADABLE, type EditionFinding } from '../gate/clearance.ts'
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

const PERSONAL: ReadonlySet<string> = new Set([
  'id-number',
  'mobile',
  'bank-card',
  'plate',
  'email',
])

/** PRIV-002: personal data in attachments. What else the gate finds in them, the gate says itself. */
export async function attachmentHints(
  db: Db,
  files: Files | undefined,
  { attachments }: Edition,
): Promise<HintFinding[]> {
  const size = attachments.reduce((sum, one) => sum + one.size, 0)
  if (files === undefined || size > LOOKED_INTO) return []
  const found: HintFinding[] = []
  for (const attachment of attachments)
    for (const { kind, where, message } of await findingsIn(db, files, attachment))
      if (PERSONAL.has(kind))
        found.push(
          confirmed(
            'PRIV-002',
            'attachments',
            `附件《${attachment.name}》${where}${message.replace(/。$/, '')}。`,
          ),
        )
  return found
}

const MOST_REMEMBERED = 300
/** Milliseconds that a page waits; what is not known by then is there when the page is asked for again. */
const WAITED = 3000
const scans = new Map<string, Promise<readonly EditionFinding[]>>()

/** The same bytes, looked at by the same rules, hold the same. */
function findingsIn(
  db: Db,
  files: Files,
  attachment: Attachment,
): Promise<readonly EditionFinding[]> {
  const key = `${RULES_VERSION} ${attachment.sha256}`
  const scan = scans.get(key) ?? scanOnce(db, files, attachment, key)
  if (scans.size >= MOST_REMEMBERED) scans.delete(scans.keys().next().value!)
  scans.set(key, scan)
  return Promise.race([scan, pause(WAITED, [], { ref: false })])
}

async function scanOnce(
  db: Db,
  files: Files,
  attachment: Attachment,
  key: string,
): Promise<readonly EditionFinding[]> {
  const found = await scanAttachment(db, files, attachment)
  // what could not be opened may be readable a moment later
  if (found.some(({ kind }) => kind === UNREADABLE)) scans.delete(key)
  return found
}
