import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildConsultedCase, setUpLetters } from '../../../../test/builders/letters.ts'
import {
  answer,
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
  sign,
  type OfficeStaff,
} from '../../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { DISPOSITIONS, DISPOSITION_CODES, type DispositionCode } from '../../../law/dispositions.ts'
import type { CaseRoom } from '../case-room.ts'
import { recordOpinion } from '../handling/consultations.ts'
import { askForCorrection, receiveCorrection } from '../handling/corrections.ts'
import { draftReply } from '../handling/draft-reply.ts'
import { askForReasons } from '../handling/excessive-requests.ts'
import { noticeFee } from '../handling/fees.ts'
import { issueReply } from '../handling/issue-reply.ts'
import type { Handled } from '../handling/take-step.ts'
import { getOpenCase } from '../requests-store.ts'
import { listCaseLetters, readLetter } from './read-letter.ts'

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
  staff = await buildOffice(database.db)
  await setUpLetters(room, staff)
})
afterAll(() => database.close())

const day = Temporal.PlainDate.from
const TODAY = day('2024-05-06')

/** The case as some dispositions presuppose it. */
async function prepare(code: DispositionCode, ref: Handled): Promise<Handled> {
  const { clerk } = staff
  const asked = { happenedOn: day('2024-03-05'), days: 5, items: '请说明所需文件的名称' }
  switch (code) {
    case 'D3': {
      const waiting = await askForCorrection(room, clerk, ref, asked, at('2024-03-05'))
      const corrected = {
        happenedOn: day('2024-03-08'),
        subject: '还是那件',
        description: '仍不明',
      }
      return receiveCorrection(room, clerk, waiting, corrected, at('2024-03-08'))
    }
    case 'F1':
      return askForCorrection(room, clerk, ref, asked, at('2024-03-05'))
    case 'F2': {
      const fee = { basis: 'pages', quantity: 68, amountYuan: 380 } as const
      const form = { ...fee, happenedOn: day('2024-03-05') }
      return noticeFee(room, clerk, ref, form, at('2024-03-05'))
    }
    case 'E4': {
      const question = { happenedOn: day('2024-03-05'), facts: '一月内四十件', replyWithinDays: 5 }
      return askForReasons(room, clerk, ref, question, at('2024-03-05'))
    }
    case 'C4': {
      let handled = await buildConsultedCase(room, staff)
      for (const number of [1, 2, 3]) {
        const form = { number, opinion: 'objects', reasons: undefined } as const
        const opinion = { ...form, happenedOn: day('2024-03-11') }
        handled = await recordOpinion(room, clerk, handled, opinion, at('2024-03-11'))
      }
      return handled
    }
    default:
      return ref
  }
}

async function answeredLetter(code: DispositionCode, arrivedOn: string, answeredOn: string) {
  const ready = await prepare(code, await buildCase(room, staff.clerk, arrivedOn))
  const handled = await answer(room, staff, ready, draftOf(code), at(answeredOn))
  const { letters } = await listCaseLetters(room, staff.clerk, handled.id, TODAY)
  const ref = { requestId: handled.id, letterId: letters.at(-1)!.id }
  return { handled, ...(await readLetter(room, staff.clerk, ref, at(answeredOn))) }
}

const ANSWERED = DISPOSITION_CODES.filter((code) => code !== 'F3')

describe('every disposition has its letter', () => {
  test.each(ANSWERED)('%s', async (code) => {
    const { handled, row, content } = await answeredLetter(code, '2024-03-01', '2024-04-10')
    expect(row).toMatchObject({
      state: 'final',
      letter: DISPOSITIONS[code].letter,
      number: handled.state.letter!.number,
      datedOn: day('2024-04-10'),
    })
    expect(content.head?.addressee).toBe('示例甲')
    expect(content.foot?.signer).toBe('示例高新区管理委员会')
    expect(content.body).toContain(`对您的申请答复如下（${code}）。`)
    expect(content.body).toContain('《中华人民共和国政府信息公开条例》第')
    expect(content.body).toContain('示例市人民政府')
    expect(content.body).not.toMatch(/\{|undefined|null/)
    expect(content.body).toBe(handled.state.reply!.draft.letter!.body)
  })

  test('a withheld part names its ground, article and reason', async () => {
    const { content } = await answeredLetter('B1', '2024-03-01', '2024-03-20')
    expect(content.body).toContain('1．联系电话：')
    expect(content.body).toContain('《中华人民共和国政府信息公开条例》第十五条不予公开')
  })

  test('a course with detours is told, one without is not', async () => {
    const detour = await answeredLetter('D3', '2024-03-01', '2024-03-20')
    expect(detour.content.body).toContain(
      '本机关于2024年3月5日告知补正，于2024年3月8日收到补正后的申请。',
    )
    const straight = await answeredLetter('A2', '2024-03-01', '2024-03-20')
    expect(straight.content.body).not.toContain('补正')
  })
})

const FIRST = '应当先自收到'
const CHOICE = '也可以自收到'

describe('the remedies clause follows route and day of the act', () => {
  test.each([
    ['A1', '2024-03-20', CHOICE, '本答复'],
    ['B1', '2024-03-20', FIRST, '本答复'],
    ['C1', '2024-03-20', FIRST, '本答复'],
    ['C6', '2024-03-20', FIRST, '本答复'],
    ['C8', '2024-03-20', CHOICE, '本答复'],
    ['D1a', '2024-03-20', CHOICE, '本答复'],
    ['E1', '2024-03-20', CHOICE, '本告知'],
    ['E2', '2024-03-20', CHOICE, '本答复'],
    ['C1', '2024-01-02', FIRST, '本答复'],
    // before the revised 行政复议法 every route was a choice
    ['C1', '2023-12-29', CHOICE, '本答复'],
    ['B1', '2023-12-29', CHOICE, '本答复'],
  ] as const)('%s on %s', async (code, answeredOn, route, act) => {
    const arrivedOn = answeredOn < '2024-02' ? '2023-12-25' : '2024-03-01'
    const { content } = await answeredLetter(code, arrivedOn, answeredOn)
    expect(content.body).toContain(`${route}${act}之日起`)
    expect(content.body).toContain('60日内向示例市人民政府申请行政复议')
    expect(content.body).toContain(route === FIRST ? '15日内' : '6个月内')
  })

  test('an answer served online names the way online (行政复议法 第二十二条)', async () => {
    const given = { wantedRoute: 'email', email: 'a@example.invalid' }
    const registered = await buildCase(room, staff.clerk, '2024-03-01', given)
    const { state } = await sign(room, staff, registered, draftOf('A2'), at('2024-03-05'))
    expect(state.reply!.draft.letter!.body).toContain('行政复议申请书也可以通过示例复议平台提交')
  })

  test('signed before the law changed and issued after it: the text has to be signed anew', async () => {
    const registered = await buildCase(room, staff.clerk, '2023-12-25')
    const signed = await sign(room, staff, registered, draftOf('C1'), at('2023-12-29'))
    const late = { happenedOn: day('2024-01-02') }
    await expect(
      issueReply(room, staff.clerk, signed, late, at('2024-01-02')),
    ).rejects.toMatchObject({ code: 'unapproved' })
    const other = await buildCase(room, staff.clerk, '2023-12-25')
    const choice = await sign(room, staff, other, draftOf('A2'), at('2023-12-29'))
    const { state } = await issueReply(room, staff.clerk, choice, late, at('2024-01-02'))
    expect(state.status).toBe('issued')
  })
})

describe('what is signed is what is sent', () => {
  test('the text of the letter is part of the content that is hashed', async () => {
    const registered = await buildCase(room, staff.clerk, '2024-03-01')
    const drafted = await draftReply(room, staff.clerk, registered, draftOf('A2'), at('2024-03-05'))
    const { letter } = drafted.state.reply!.draft
    expect(letter).toMatchObject({ template: 'reply-A2', version: 'built-in-2019-05-15' })
    expect(letter!.body).not.toContain('示例甲')
  })

  test('letter and event are one: when the number cannot be given, there is neither', async () => {
    const registered = await buildCase(room, staff.clerk, '2024-03-01')
    const signed = await sign(room, staff, registered, draftOf('A2'), at('2024-03-05'))
    const prefix = { letter_prefix: '' }
    await database.db.updateTable('agencies').set(prefix).where('id', '=', staff.agencyId).execute()
    const form = { happenedOn: day('2024-03-05') }
    await expect(
      issueReply(room, staff.clerk, signed, form, at('2024-03-05')),
    ).rejects.toMatchObject({ code: 'incomplete' })
    const back = { letter_prefix: '示公复' }
    await database.db.updateTable('agencies').set(back).where('id', '=', staff.agencyId).execute()
    expect((await listCaseLetters(room, staff.clerk, signed.id, TODAY)).letters).toEqual([])
    expect((await getOpenCase(room.db, signed.id)).state.status).toBe('signed-off')
  })
})
