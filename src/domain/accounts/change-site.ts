/** 网站与联系方式: what a body's pages state of it, changed by its head or administrator. */
import { createHash } from 'node:crypto'
import { recordAudit } from '../../platform/audit/audit-log.ts'
import { inTransaction, type Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { SITE_TAG } from '../../platform/web/outgoing.ts'
import { announceChange } from '../../platform/web/page-changes.ts'
import type { SiteFields } from '../organisations/site.ts'
import { readSiteFields, saveSiteFields } from '../organisations/sites-store.ts'
import type { Officer } from './officer.ts'
import { actingAs, assertMay } from './permissions.ts'

/**
 * Every kept page shows these, so every one is made anew, on every node, once this is committed.
 * @param seen `fingerprintOfSite` of what the officer had before them: a colleague's change is not overwritten unseen
 * @returns the names of what changed
 * @throws Refusal `forbidden`; `stale` when they have changed since
 */
export async function changeSite(
  db: Db,
  officer: Officer,
  { seen, fields }: { readonly seen: string; readonly fields: SiteFields },
  now: Temporal.Instant,
): Promise<readonly string[]> {
  const { agencyId } = officer
  assertMay(officer, 'settings.change', agencyId)
  return inTransaction(db, async (tx) => {
    await tx.selectFrom('agencies').select('id').where('id', '=', agencyId).forUpdate().execute()
    const before = await readSiteFields(tx, agencyId)
    if (fingerprintOfSite(before) !== seen)
      throw new Refusal('stale', '其他同事刚刚修改了这些资料，请核对后再保存。')
    const names = Object.keys(before) as (keyof SiteFields)[]
    const changed = names.filter((name) => before[name] !== fields[name])
    if (changed.length === 0) return []
    await saveSiteFields(tx, agencyId, fields)
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'settings.change'),
      action: 'site.changed',
      subject: `agency:${agencyId}`,
      detail: Object.fromEntries(
        changed.map((name) => [name, { from: before[name], to: fields[name] }]),
      ),
    })
    await announceChange(tx, [SITE_TAG])
    return changed
  })
}

/** All of it in one word, to tell whether it is still what was shown. */
export function fingerprintOfSite(fields: SiteFields): string {
  const names = (Object.keys(fields) as (keyof SiteFields)[]).toSorted()
  const text = JSON.stringify(names.map((name) => fields[name]))
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
