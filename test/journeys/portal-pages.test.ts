// Every kind of page of the portal answers as it says it does, in valid HTML; and no kind is missing from the list.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EDITION_KINDS } from '../../src/domain/publications/structures/kinds.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { buildPortalSite, SITE_ENVIRONMENT, type PortalSite } from '../builders/portal-site.ts'
import { htmlTroubles } from '../html-validator.ts'
import { askFor, openAs } from '../open-page-kind.ts'
import { isOfThePortal, NO_PAGES, PAGE_KINDS } from '../page-kinds.ts'
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

describe('the page', () => {
  test.each(PAGE_KINDS)('$name', async (kind) => {
    const { statusCode, headers, body } = await openAs(app, site, kind, (from) =>
      askFor(app, site, kind, from),
    )
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
