import { afterAll, beforeAll, expect, test } from 'vitest'
import { runDailyRound } from '../../src/domain/requests/reminders/daily-round.ts'
import { builtInCalendar } from '../../src/law/calendar/calendar.ts'
import { chinaMoment, dayOf } from '../../src/platform/kernel/time.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { buildRoom, REGISTRATION } from '../builders/requests.ts'
import { shownText } from './shown-text.ts'

let app: TestApp
let clerk: Browser
let head: Browser
let admin: Browser
beforeAll(async () => {
  app = await createTestApp({ now: '2026-12-14T09:00' })
  clerk = await app.signIn(await app.person('clerk'))
  head = await app.signIn(await app.person('head'))
  admin = await app.signIn(await app.person('admin'))
})
afterAll(() => app.close())

async function register(subject: string): Promise<string> {
  const form = { ...REGISTRATION, subject, arrivedOn: '2026-12-14' }
  const response = await clerk.post('/office/requests/new', form)
  expect(response.statusCode).toBe(303)
  return response.headers.location!.split('?')[0]!
}

/** 2027 as an exercise: the statutory holidays, New Year bridged by a Sunday. */
const NOTICE = {
  year: 2027,
  document: '国办发明电〔2026〕99号',
  blocks: [
    { name: '元旦', off: ['2027-01-01', '2027-01-02', '2027-01-03'], makeUp: [] },
    {
      name: '春节',
      off: Array.from({ length: 8 }, (_, n) => `2027-02-${String(5 + n).padStart(2, '0')}`),
      makeUp: ['2027-01-31', '2027-02-20'],
    },
    { name: '清明节', off: ['2027-04-05'], makeUp: [] },
    { name: '劳动节', off: ['2027-05-01', '2027-05-02', '2027-05-03'], makeUp: [] },
    { name: '端午节', off: ['2027-06-09'], makeUp: [] },
    { name: '中秋节', off: ['2027-09-15'], makeUp: [] },
    {
      name: '国庆节',
      off: Array.from({ length: 7 }, (_, n) => `2027-10-0${n + 1}`),
      makeUp: ['2027-09-26', '2027-10-09'],
    },
  ],
}

test('a new notice moves days only under the signature of the head, case by case', async () => {
  const address = await register('跨年的申请')
  expect(shownText((await clerk.get(address)).body)).toContain('（暂定）')
  const wrong = await admin.post('/office/calendar-notices', { notice: '{"year": 2027}' })
  expect(wrong.statusCode).toBe(422)
  expect(wrong.body).toContain('{&quot;year&quot;: 2027}')
  const imported = await admin.post('/office/calendar-notices', { notice: JSON.stringify(NOTICE) })
  expect([imported.statusCode, shownText(imported.body)]).toEqual([303, ''])

  const forClerk = shownText((await clerk.get('/office/calendar-notices')).body)
  expect(forClerk).toContain('跨年的申请')
  expect(forClerk).toContain('待负责人签署')
  expect(shownText((await admin.get('/office/calendar-notices')).body)).not.toContain('跨年的申请')

  const page = await head.get('/office/calendar-notices')
  const [, action, body] =
    /action="(\/office\/calendar-notices\/\d+\/sign)"([\s\S]*?)<\/form>/.exec(page.body)!
  const hidden = (name: string) => new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(body!)![1]!
  const form = { seenSeq: hidden('seenSeq'), notice: hidden('notice') }
  expect((await clerk.post(action!, form)).statusCode).toBe(403)
  expect((await head.post(action!, form)).statusCode).toBe(303)
  expect((await head.post(action!, form)).statusCode).toBe(409)
  const story = shownText((await clerk.get(address)).body)
  expect(story).toContain('按新的放假通知重算期限')
  expect(story).toContain('国办发明电〔2026〕99号')
  expect(story).not.toContain('（暂定）')
})

test('the month shows what is due, the reminder what is late, until it was seen', async () => {
  await register('到期日历里的申请')
  const month = shownText((await clerk.get('/office/calendar?month=2027-01')).body)
  expect(month).toContain('2027年1月')
  expect(month).toContain('到期日历里的申请')
  expect((await clerk.get('/office/calendar?month=2027-13')).statusCode).toBe(200)

  app.setNow('2027-02-01T08:00')
  const later = await app.signIn(await app.person('head'))
  const now = chinaMoment('2027-02-01T08:00')
  const room = { ...buildRoom(app.db), calendar: builtInCalendar }
  expect(await runDailyRound(room, dayOf(now), now)).toBeGreaterThan(0)
  const today = await later.get('/office')
  expect(shownText(today.body)).toContain('提醒')
  expect(shownText(today.body)).toContain('已逾期')
  const upTo = /name="upTo"\s+value="(\d+)"/.exec(today.body)![1]!
  await later.post('/office/notices/seen', { upTo })
  expect(shownText((await later.get('/office')).body)).not.toContain('都看到了')
})

test('协助 stands in the month on its due day, until it is answered', async () => {
  app.setNow('2026-12-14T15:00')
  const desk = await app.signIn(await app.person('clerk'))
  const registered = await desk.post('/office/assistance/new', {
    direction: 'incoming',
    organ: '示例市民政局',
    about: '核实一份名册',
    begunOn: '2026-12-14',
    dueOn: '2026-12-31',
  })
  expect(registered.statusCode).toBe(303)
  const address = registered.headers.location!.split('?')[0]!
  const month = await desk.get('/office/calendar?month=2026-12')
  expect(month.body).toContain(`href="${address}"`)
  expect(shownText(month.body)).toContain('示例市民政局：核实一份名册')
  expect((await desk.get('/office/calendar?month=2027-01')).body).not.toContain(address)
  await desk.post(`${address}/reply`, {
    repliedOn: '2026-12-14',
    result: 'provided',
    reply: '已核实',
  })
  expect((await desk.get('/office/calendar?month=2026-12')).body).not.toContain(address)
})
