// Every kind of page of the portal answers as it says it does, in valid HTML; and no kind is missing from the list.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EDITION_KINDS } from '../../src/domain/publications/structures/kinds.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { buildPortalSite, SITE_ENVIRONMENT, type PortalSite } from '../builders/portal-site.ts'
import { htmlTroubles } from '../html-validator.ts'
import { isOfThePortal, NO_PAGES, PAGE_KINDS, type PageKind } from '../page-kinds.ts'
import { shownText } from './shown-text.ts'

let app: TestApp
let site: PortalSite
beforeAll(async () => {
  app = await createTestApp({ demo: true, environment: SITE_ENVIRONMENT })
  site = await buildPortalSite(app)
})
afterAll(() => app.close())

test('every route of the portal has its page kinds, or says why it has none', () => {
  const listed = [...PAGE_KINDS.map(({ route }) => route), ...Object.keys(NO_PAGES)]
  const declared = app.routes.filter(isOfThePortal)
  expect(declared.filter((route) => !listed.includes(route))).toEqual([])
  expect(listed.filter((route) => route !== 'none' && !declared.includes(route))).toEqual([])
})

test('every kind of edition has its page', () => {
  const shown = new Set(PAGE_KINDS.flatMap(({ kind }) => kind ?? []))
  expect(EDITION_KINDS.filter((kind) => !shown.has(kind))).toEqual([])
  expect(Object.keys(site.ofKind).toSorted()).toEqual([...EDITION_KINDS].toSorted())
})

test('names are said once', () => {
  const names = PAGE_KINDS.map(({ name }) => name)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

let callers = 0
/** From an address of its own: limits are not what is tried. */
async function ask({ at, sends, elder, fromElsewhere }: PageKind) {
  callers += 1
  const fields = Object.entries(sends?.(site) ?? {}).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  )
  return app.fastify.inject({
    method: sends ? 'POST' : 'GET',
    url: at(site),
    remoteAddress: `10.2.${callers >> 8}.${callers & 255}`,
    headers: {
      'user-agent': 'Mozilla/5.0 (test)',
      'sec-fetch-site': fromElsewhere ? 'cross-site' : 'same-origin',
      ...(elder && { cookie: 'elder=1' }),
      ...(sends && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(sends && { payload: new URLSearchParams(fields).toString() }),
  })
}

const BREAK = sql`alter table proposals rename to proposals_away`
const MEND = sql`alter table proposals_away rename to proposals`

describe('the page', () => {
  test.each(PAGE_KINDS)('$name', async (kind) => {
    if (kind.broken) await BREAK.execute(app.db)
    const { statusCode, headers, body } = await ask(kind)
    if (kind.broken) await MEND.execute(app.db)
    expect([statusCode, headers['content-type']]).toEqual([
      kind.status ?? 200,
      'text/html; charset=utf-8',
    ])
    expect(shownText(body)).toContain(kind.says ?? '')
    expect(await htmlTroubles(body)).toEqual([])
    expect(body.match(/<h1\b/g)).toHaveLength(1)
    expect(body.includes('mq-elder')).toBe(kind.elder ?? false)
  })
})
