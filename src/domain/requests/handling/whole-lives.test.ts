import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  answerAndClose,
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
  type OfficeStaff,
} from '../../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { DISPOSITION_CODES, type DispositionCode } from '../../../law/dispositions.ts'
import type { CaseRoom } from '../case-room.ts'
import { consult, recordOpinion } from './consultations.ts'
import { askForCorrection, receiveCorrection } from './corrections.ts'
import { askForReasons, receiveReasons } from './excessive-requests.ts'
import { noticeFee } from './fees.ts'
import { withdrawRequest } from './end-request.ts'
import { closeCase } from './close-case.ts'
import type { Handled } from './take-step.ts'

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
  staff = await buildOffice(database.db)
})
afterAll(() => database.close())

const day = (text: string) => Temporal.PlainDate.from(text)

/** What a case must have been through before some dispositions are lawful. */
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
      const notice = { ...fee, happenedOn: day('2024-03-05') }
      return noticeFee(room, clerk, ref, notice, at('2024-03-05'))
    }
    case 'E4': {
      const question = { happenedOn: day('2024-03-05'), facts: '一月内四十件', replyWithinDays: 5 }
      const waiting = await askForReasons(room, clerk, ref, question, at('2024-03-05'))
      const given = { happenedOn: day('2024-03-08'), reasons: '随便问问' }
      return receiveReasons(room, clerk, waiting, given, at('2024-03-08'))
    }
    case 'C4': {
      const letter = { kind: 'third-party', to: '示例乙', isPerson: true, about: '合同' } as const
      const sent = { ...letter, happenedOn: day('2024-03-05') }
      const asked = await consult(room, clerk, ref, sent, at('2024-03-05'))
      const opinion = { number: 1, opinion: 'objects', reasons: '商业秘密' } as const
      const came = { ...opinion, happenedOn: day('2024-03-08') }
      return recordOpinion(room, clerk, asked, came, at('2024-03-08'))
    }
    default:
      return ref
  }
}

describe('every disposition can be answered from registration to the archive', () => {
  const answered = DISPOSITION_CODES.filter((code) => code !== 'F3')
  test.each(answered)('%s', async (code) => {
    const registered = await buildCase(room, staff.clerk, '2024-03-01')
    const ready = await prepare(code, registered)
    const answeredOn = code === 'F2' ? '2024-04-10' : '2024-03-20'
    const { state } = await answerAndClose(room, staff, ready, draftOf(code), at(answeredOn))
    expect(state.status).toBe('closed')
    expect(state.conclusion).toEqual({
      disposition: code,
      on: day(answeredOn),
      inTime: code === 'F1' || code === 'F2' ? null : true,
    })
  })

  test('F3: a withdrawal concludes on its day, without a letter', async () => {
    const registered = await buildCase(room, staff.clerk, '2024-03-01')
    const form = { happenedOn: day('2024-03-04'), reason: '当面书面撤回' }
    const withdrawn = await withdrawRequest(room, staff.clerk, registered, form, at('2024-03-05'))
    const closing = { archiveNumber: '2024-1' }
    const { state } = await closeCase(room, staff.clerk, withdrawn, closing, at('2024-03-06'))
    expect(state.status).toBe('closed')
    expect(state.conclusion).toEqual({ disposition: 'F3', on: day('2024-03-04'), inTime: null })
    expect(state.letter).toBeNull()
  })
})
