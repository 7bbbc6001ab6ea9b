/** Every page of the office once, on a desk and on a telephone. */
import { afterAll, beforeAll, describe, test } from 'vitest'
import { createSetupToken } from '../../src/domain/accounts/setup.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp } from '../app.ts'
import { WIDTHS } from './chromium.ts'
import { DEMO_NOW, examine, openDemoSite, type DemoSite } from './demo.ts'

let site: DemoSite
beforeAll(async () => {
  site = await openDemoSite()
})
afterAll(() => site.close())

async function idOf(table: 'requests' | 'editions' | 'register_items', status?: string) {
  const states = { requests: 'status', editions: 'state', register_items: 'kind' } as const
  let query = site.app.db.selectFrom(table).select('id').orderBy('id', 'desc').limit(1)
  if (status !== undefined) query = query.where(states[table] as 'id', '=', status as never)
  if (table === 'requests') {
    query = query
      .where('agency_id' as 'id', '=', site.app.agencyId)
      .where('kind' as 'id', '=', 'application' as never)
  }
  return (await query.executeTakeFirstOrThrow()).id
}

describe.each(WIDTHS)('at %d px every page of the office is clean to axe and fits', (width) => {
  test('before the door', async () => {
    const page = await site.chromium.page(width)
    await page.goto(`${site.address}/office/sign-in`)
    await examine(page, 'office-sign-in')
    await page.getByRole('button', { name: '登录' }).click()
    await page.waitForSelector('.govuk-error-summary')
    await examine(page, 'office-sign-in-refused')
    await page.context().close()

    const empty = await createTestApp({ now: DEMO_NOW })
    const token = await createSetupToken(empty.db, chinaMoment(DEMO_NOW))
    const setup = await site.chromium.page(width)
    await setup.goto(`${await empty.listen()}/office/setup/${token}`)
    await examine(setup, 'office-setup')
    await setup.context().close()
    await empty.close()
  })

  test('the clerk: cases', async () => {
    const page = await site.signIn('jingban', width)
    const open = async (name: string, path: string) => {
      await page.goto(`${site.address}${path}`)
      await examine(page, `office-${name}`)
    }
    await open('today', '/office')
    await open('ledger', '/office/requests')
    await open('ledger-wide', '/office/requests?columns=all')
    await open('calendar', '/office/calendar')
    await open('calendar-notices', '/office/calendar-notices')
    await open('assistance', '/office/assistance')
    await open('assistance-new', '/office/assistance/new')
    await open('ledger-filtered', '/office/requests?text=没有这样的申请')
    await open('register-request', '/office/requests/new')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.waitForSelector('.govuk-error-summary')
    await examine(page, 'office-register-request-refused')
    for (const status of ['drafted', 'legally-reviewed', 'issued', 'closed'])
      await open(`case-${status}`, `/office/requests/${await idOf('requests', status)}`)
    const examining = await idOf('requests', 'examining')
    await open('examine', `/office/requests/${examining}/examine`)
    for (const step of ['draft-reply', 'ask-correction', 'consult', 'notice-fee', 'file-remedy'])
      await open(`act-${step}`, `/office/requests/${examining}/${step}`)
    await open('applicant', `/office/requests/${examining}/applicant`)
    await open('nothing-here', '/office/nothing')
    await page.context().close()
  })

  test('the clerk: documents, registers and the report', async () => {
    const page = await site.signIn('jingban', width)
    const open = async (name: string, path: string) => {
      await page.goto(`${site.address}${path}`)
      await examine(page, `office-${name}`)
    }
    await open('publications', '/office/publications')
    await open('publication-new', '/office/publications/new')
    await open('edition-published', `/office/publications/${await idOf('editions', 'published')}`)
    await open('registers', '/office/registers?year=2020')
    await open('register-new-item', '/office/registers/new-item')
    await open('register-new-decisions', '/office/registers/new-decisions')
    await open('register-end', `/office/registers/items/${await idOf('register_items')}/end`)
    await open('reports', '/office/annual-reports')
    await open('report-locked', '/office/annual-reports/2020')
    await open('report-open', '/office/annual-reports/2026')
    await open('narrative', '/office/annual-reports/2026/narrative')
    await open('behind', '/office/annual-reports/2020/cells/requests.new.natural_person')
    await page.context().close()
  })

  test('the others', async () => {
    for (const [username, pages] of [
      ['baomi', ['/office', '/office/publications']],
      ['guwen', ['/office']],
      ['fuze', ['/office', '/office/annual-reports/2026']],
      ['guanli', ['/office', '/office/people']],
      ['shenji', ['/office', '/office/audit']],
    ] as const) {
      const page = await site.signIn(username, width)
      for (const path of pages) {
        await page.goto(`${site.address}${path}`)
        await examine(page, `office-${username}${path.replaceAll('/', '-')}`)
      }
      await page.context().close()
    }
  })
})
