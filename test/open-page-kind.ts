import { sql } from 'kysely'
import type { TestApp } from './app.ts'
import type { PortalSite } from './builders/portal-site.ts'
import type { PageKind } from './page-kinds.ts'

/** What the form of this page sends, as a browser encodes it. */
export function sentBy({ sends }: PageKind, site: PortalSite): string {
  const fields = Object.entries(sends?.(site) ?? {}).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  )
  return new URLSearchParams(fields).toString()
}

/** Asks for the page without a browser. */
export function askFor(app: TestApp, site: PortalSite, kind: PageKind, from: string) {
  const { at, sends, elder, fromElsewhere } = kind
  return app.fastify.inject({
    method: sends ? 'POST' : 'GET',
    url: at(site),
    remoteAddress: from,
    headers: {
      'user-agent': 'Mozilla/5.0 (test)',
      // where a proxy of ours stands in front
      'x-forwarded-for': from,
      'sec-fetch-site': fromElsewhere ? 'cross-site' : 'same-origin',
      ...(elder && { cookie: 'elder=1' }),
      ...(sends && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(sends && { payload: sentBy(kind, site) }),
  })
}

let callers = 0

/**
 * Sees to it that the page is what its kind says, and opens it: from an address of its own, because limits by address are
 * tried only where the kind says so.
 */
export async function openAs<T>(
  app: TestApp,
  site: PortalSite,
  kind: PageKind,
  open: (from: string) => Promise<T>,
): Promise<T> {
  callers += 1
  const from = `10.3.${callers >> 8}.${callers & 255}`
  for (let sent = 0; sent < (kind.after ?? 0); sent += 1) await askFor(app, site, kind, from)
  if (!kind.broken) return open(from)
  await sql`alter table proposals rename to proposals_away`.execute(app.db)
  try {
    return await open(from)
  } finally {
    await sql`alter table proposals_away rename to proposals`.execute(app.db)
  }
}
