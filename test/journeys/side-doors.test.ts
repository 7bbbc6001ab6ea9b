/**
 * Alaveteli mended four bypasses of hidden material in one spring, froide served files by address: what a person may not
 * read must not come out by a list, a search, an export, a comparison, a reminder or an error either.
 */
import exceljs from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../src/domain/accounts/officer.ts'
import type { CaseRoom } from '../../src/domain/requests/case-room.ts'
import { consult } from '../../src/domain/requests/handling/consultations.ts'
import { draftReply } from '../../src/domain/requests/handling/draft-reply.ts'
import { runDailyRound } from '../../src/domain/requests/reminders/daily-round.ts'
import { builtInCalendar } from '../../src/law/calendar/calendar.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { buildAgency, buildOfficer } from '../builders/people.ts'
import { at, buildCase, draftOf } from '../builders/requests.ts'

const NAME = '隐名申请人'
const ID_NUMBER = 'HIDDEN-ID-4711'
const THIRD_PARTY = '隐名第三人'
const DRAFT_TEXT = '尚未签发的答复正文'
const SECRETS = [NAME, ID_NUMBER, THIRD_PARTY, DRAFT_TEXT]

const TODAY = '2024-06-03'
let app: TestApp
let drafted: number
let other: number
const desks = new Map<Role | 'supervisor', Browser>()
beforeAll(async () => {
  app = await createTestApp({ now: `${TODAY}T10:00` })
  const room: CaseRoom = { db: app.db, sealer: app.files.sealer, calendar: builtInCalendar }
  const clerk = await app.person('clerk')
  desks.set('clerk', await app.signIn(clerk))
  for (const role of ['secrecy-reviewer', 'legal-adviser', 'head', 'admin', 'auditor'] as const) {
    desks.set(role, await app.signIn(await app.person(role)))
  }
  const body = await buildAgency(app.db)
  await app.db
    .updateTable('agencies')
    .set({ supervisor_id: body })
    .where('id', '=', app.agencyId)
    .execute()
  desks.set('supervisor', await app.signIn(await buildOfficer(app.db, body, 'clerk', 'head')))

  const applicant = { applicantName: NAME, idNumber: ID_NUMBER }
  const one = await buildCase(room, clerk, '2024-05-06', applicant)
  const draft = { ...draftOf('E2'), text: DRAFT_TEXT }
  drafted = (await draftReply(room, clerk, one, draft, at('2024-05-07'))).id
  const two = await buildCase(room, clerk, '2024-05-06', applicant)
  const asked = { kind: 'third-party', to: THIRD_PARTY, isPerson: true, about: '协议' } as const
  const sent = { ...asked, happenedOn: Temporal.PlainDate.from('2024-05-07') }
  other = (await consult(room, clerk, two, sent, at('2024-05-07'))).id
  await runDailyRound(room, Temporal.PlainDate.from(TODAY), at(TODAY))
})
afterAll(() => app.close())

const LISTS = () => [
  '/office',
  '/office?handler=me',
  '/office/calendar?month=2024-06',
  '/office/calendar-notices',
  '/office/requests',
  '/office/requests?columns=all',
  ...SECRETS.map((secret) => `/office/requests?text=${encodeURIComponent(secret)}`),
  '/office/assistance',
  '/office/filings',
  `/office/filings/${drafted}`,
  `/office/filings/${other}`,
  `/office/requests/${other}/compare/${drafted}`,
  '/office/annual-reports',
  '/office/audit',
  `/office/requests/${other}`,
  '/office/no/such/page',
]

/** A page repeats the words it was asked to search for; that it finds nothing by them is tested below. */
const notAskedFor = (address: string) =>
  SECRETS.filter((secret) => !address.includes(encodeURIComponent(secret)))

test.each([
  'clerk',
  'secrecy-reviewer',
  'legal-adviser',
  'head',
  'admin',
  'auditor',
  'supervisor',
] as const)(
  'no list, search or comparison tells %s who applied or was consulted, or an unsigned text',
  async (who) => {
    for (const address of LISTS()) {
      const { body } = await desks.get(who)!.get(address)
      for (const secret of notAskedFor(address)) {
        expect([address, secret, body.includes(secret)]).toEqual([address, secret, false])
      }
    }
  },
)

test('a search by a name, a number or an unsigned text finds nothing: there is no asking whether it is there', async () => {
  for (const secret of SECRETS) {
    const page = await desks
      .get('clerk')!
      .get(`/office/requests?text=${encodeURIComponent(secret)}`)
    expect(page.body).toContain('没有符合条件的申请')
  }
})

test('the export names nobody', async () => {
  for (const who of ['clerk', 'head', 'auditor'] as const) {
    const { rawPayload } = await desks.get(who)!.get('/office/requests.xlsx')
    const book = new exceljs.Workbook()
    await book.xlsx.load(Uint8Array.from(rawPayload).buffer)
    const text = JSON.stringify(book.worksheets[0]!.getSheetValues())
    for (const secret of SECRETS) expect(text).not.toContain(secret)
  }
})

test('an unsigned text is read by those who work on it, in this office only', async () => {
  const reads = async (who: Role | 'supervisor') => {
    const page = await desks.get(who)!.get(`/office/requests/${drafted}`)
    return [who, page.statusCode, page.body.includes(DRAFT_TEXT)]
  }
  expect(await reads('legal-adviser')).toEqual(['legal-adviser', 200, true])
  expect(await reads('supervisor')).toEqual(['supervisor', 404, false])
  expect(await reads('admin')).toEqual(['admin', 403, false])
})

test('nobody outside finds any of it', async () => {
  const visitor = app.visitor()
  for (const address of [
    '/',
    '/content',
    '/reports',
    '/apply',
    '/check',
    `/office/requests/${drafted}`,
    `/office/requests/${drafted}/applicant`,
    '/office/requests.xlsx',
    ...SECRETS.map((secret) => `/content?q=${encodeURIComponent(secret)}`),
  ]) {
    const { body } = await visitor.get(address)
    const shown = notAskedFor(address).filter((secret) => body.includes(secret))
    expect([address, shown]).toEqual([address, []])
  }
})

test.each(['0', '-1', '1e3', '0x10', '1.0', '%201', '１', 'id', '99999999999999999999', '1;drop'])(
  'foi-flow asked for the function id; here %s is no number of a case',
  async (id) => {
    const page = await desks.get('clerk')!.get(`/office/requests/${id}`)
    expect(page.statusCode).toBe(404)
  },
)
