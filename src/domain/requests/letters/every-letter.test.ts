import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  buildChargedCase,
  buildConsultedCase,
  buildCorrectedCase,
  buildDelayedCase,
  buildExtendedCase,
  buildOverruledCase,
  buildRectifiedCase,
  setUpLetters,
} from '../../../../test/builders/letters.ts'
import {
  answer,
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
  type OfficeStaff,
} from '../../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { LETTERS, LETTER_IDS, type LetterId } from '../../../law/letters.ts'
import {
  decideConversion,
  DecisionForm,
  listConversions,
  suggestConversion,
} from '../conversion/conversions.ts'
import type { CaseRoom } from '../case-room.ts'
import type { Handled } from '../handling/take-step.ts'
import { drawLetter, type DrawnLetter } from './draw-letter.ts'
import { finaliseLetter } from './finalise-letter.ts'
import { listCaseLetters, readLetter, type OpenLetter } from './read-letter.ts'
import { BUILT_IN, letterOf, TEMPLATE_IDS } from './templates/built-in.ts'
import { checkTemplate } from './elements.ts'
import { LETTER_KINDS, type AnswerLetter } from './letter-kinds.ts'

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

const now = at('2024-05-06')
const TODAY = Temporal.PlainDate.from('2024-05-06')
const simple = () => buildCase(room, staff.clerk, '2024-03-01')
const answered = async () => answer(room, staff, await simple(), draftOf('D1a'), at('2024-03-20'))

async function converted(): Promise<Handled> {
  const handled = await answer(room, staff, await simple(), draftOf('A2'), at('2024-03-20'))
  const suggestion = { text: '三人申请同一信息' }
  await suggestConversion(room.db, staff.clerk, handled.id, suggestion, at('2024-03-21'))
  const [open] = await listConversions(room.db, staff.head, handled.id)
  const decision = DecisionForm.parse({ decision: 'approved' })
  await decideConversion(room.db, staff.head, open!.id, decision, at('2024-03-22'))
  return handled
}

/** A case, reached by its verbs, in which each letter has its place. */
const CASE_OF: Readonly<Record<DrawnLetter, () => Promise<Handled>>> = {
  'application-form': simple,
  'register-entry': answered,
  receipt: simple,
  'correction-notice': () => buildCorrectedCase(room, staff),
  'reasons-notice': () => buildDelayedCase(room, staff),
  'extension-notice': () => buildExtendedCase(room, staff),
  'delayed-term-notice': () => buildDelayedCase(room, staff),
  'third-party-consultation': () => buildConsultedCase(room, staff),
  'consultation-told-applicant': () => buildConsultedCase(room, staff),
  'third-party-decision': () => buildOverruledCase(room, staff),
  'opinion-confirmation': () => buildOverruledCase(room, staff),
  'review-sheet': answered,
  'co-maker-consultation': () => buildConsultedCase(room, staff),
  'assistance-letter': () => buildConsultedCase(room, staff),
  'fee-notice': () => buildChargedCase(room, staff),
  'rectification-notice': () => buildRectifiedCase(room, staff, 'corrected'),
  'transfer-letter': () => buildRectifiedCase(room, staff, 'forwarded'),
  'proof-of-service': answered,
  'conversion-approval': converted,
  'conversion-list': converted,
  'file-inventory': answered,
  'archive-list': answered,
}

/** What the letter says that must be right, beyond its having it. */
const SAYS: Readonly<Record<DrawnLetter, readonly string[]>> = {
  'application-form': ['示例甲', 'EXAMPLE-0001', '■ 纸质', '□ 电子文件', '■ 邮寄'],
  'register-entry': ['当面提交', '2024年3月1日', '经检索没有所申请的信息', '示公复〔2024〕'],
  receipt: ['2024年3月29日', '查询码'],
  'correction-notice': ['1．请写明地块的位置', '10个工作日', '2024年3月19日', '征收补偿方案'],
  'reasons-notice': ['四十件申请', '2024年3月12日'],
  'extension-notice': ['2024年3月29日', '2024年4月28日', '信息分散在多个科室，不能'],
  'delayed-term-notice': ['2024年5月31日'],
  'third-party-consultation': ['15个工作日', '2024年3月27日', '由本机关', '示例丙', '意见反馈表'],
  'consultation-told-applicant': ['征求第三方的意见', '2024年3月5日的次日'],
  'third-party-decision': ['补偿总额。', '也可以自收到本决定之日起6个月内', '示例市人民政府'],
  'opinion-confirmation': ['2024年3月11日提出的意见为：不同意公开', '补偿协议', '意见确认回执'],
  'review-sheet': ['经检索没有所申请的信息', '2024年3月29日', '同意。', '2024年3月20日'],
  'co-maker-consultation': ['视为同意公开'],
  'assistance-letter': ['查找底档'],
  'fee-notice': ['380元', '68页', '2024年4月2日', '每页10元', '指定银行'],
  'rectification-notice': ['误作“申”', '予以更正', '自收到本告知之日起'],
  'transfer-letter': ['示例公安局为有权更正的机关'],
  'proof-of-service': [
    '政府信息公开申请答复书',
    '直接送达',
    '2024年3月20日',
    '示例甲',
    '示例路1号',
  ],
  'conversion-approval': ['三人申请同一信息', '同意转为主动公开', '2024年4月22日'],
  'conversion-list': ['示例地块征收补偿方案', '2024年3月22日', '2024年4月22日', '接收人'],
  'file-inventory': ['检索记录', '政府信息公开申请答复书'],
  'archive-list': ['答复文书及附件 | 1', '补正、说明理由、延期、收费等告知书及回复 | 无'],
}

const TYPED = {
  决定公开的信息: '补偿总额',
  公共利益理由: '涉及征收补偿的公平',
  协助事项: '请查找底档',
  反馈期限: '2024年5月20日',
}

async function draw(letter: DrawnLetter, { id }: Handled): Promise<OpenLetter & { id: number }> {
  const { offers } = await listCaseLetters(room, staff.clerk, id, TODAY)
  const offer = offers.find((one) => one.letter === letter && !one.about.startsWith('p:'))!
  const order = {
    letter,
    about: offer.about,
    datedOn: offer.on ?? Temporal.PlainDate.from('2024-05-06'),
    typed: Object.fromEntries(
      LETTER_KINDS[letter].typed.flatMap(({ name }) =>
        name in TYPED ? [[name, TYPED[name as keyof typeof TYPED]]] : [],
      ),
    ),
  }
  const letterId = await drawLetter(room, staff.clerk, id, order, now)
  const open = await readLetter(room, staff.clerk, { requestId: id, letterId }, now)
  return { ...open, id: letterId }
}

describe('every letter is made from a case that was really handled, and has what the law wants of it', () => {
  const letters = Object.keys(CASE_OF) as DrawnLetter[]

  test('no letter is missing here', () => {
    const answers: AnswerLetter[] = ['reply', 'not-processed-notice', 'closed-notice']
    expect(new Set<LetterId>([...letters, ...answers])).toEqual(new Set(LETTER_IDS))
  })

  test.each(letters)('%s', async (letter) => {
    const handled = await CASE_OF[letter]()
    const { content, problems, id } = await draw(letter, handled)
    expect(problems).toEqual([])
    for (const words of SAYS[letter]) expect(content.body.replaceAll('\n', '')).toContain(words)
    expect(content.body).not.toMatch(/\{|undefined|null/)
    const number = await finaliseLetter(
      room,
      staff.clerk,
      { requestId: handled.id, letterId: id },
      now,
    )
    const { series } = LETTER_KINDS[letter]
    const prefixes = { reply: '示公复', notice: '示公知', outgoing: '示公函' }
    expect(number?.prefix).toBe(series ? prefixes[series] : undefined)
  })

  test('nothing is decided against a third party before it was heard', async () => {
    const { id } = await CASE_OF['third-party-decision']()
    const order = { letter: 'third-party-decision', about: 'e2', typed: TYPED } as const
    const early = { ...order, datedOn: Temporal.PlainDate.from('2024-03-08') }
    await expect(drawLetter(room, staff.clerk, id, early, now)).rejects.toMatchObject({
      code: 'invalid',
      problems: [{ at: 'datedOn' }],
    })
  })

  test('a letter to a third party does not say who applies', async () => {
    for (const letter of ['third-party-consultation', 'third-party-decision'] as const) {
      const { content } = await draw(letter, await CASE_OF[letter]())
      expect(JSON.stringify(content)).not.toContain('示例甲')
      expect(content.head?.addressee).toBe('示例丙')
    }
  })
})

describe('built-in templates', () => {
  test.each(BUILT_IN.map((one) => [one.id, one] as const))(
    '%s has every mandatory element',
    (id, one) => {
      expect([...checkTemplate(letterOf(id), one.title, one.body)]).toEqual([])
    },
  )

  test('there is one for every letter', () => {
    expect(new Set(TEMPLATE_IDS.map(letterOf))).toEqual(new Set(LETTER_IDS))
    for (const id of TEMPLATE_IDS) expect(LETTERS[letterOf(id)]).toBeDefined()
  })
})
