import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildExtendedCase, setUpLetters } from '../../../../test/builders/letters.ts'
import { buildOfficer } from '../../../../test/builders/people.ts'
import { at, buildOffice, buildRoom, type OfficeStaff } from '../../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'

import { ROLES } from '../../accounts/officer.ts'
import type { CaseRoom } from '../case-room.ts'
import { adoptTemplate, returnToBuiltIn } from './adopt-template.ts'
import { drawLetter } from './draw-letter.ts'
import type { LetterRef } from './edit-letter.ts'
import { listCaseLetters, readLetter } from './read-letter.ts'
import { builtInTemplate } from './templates/built-in.ts'
import { getTemplate, listOwnTemplates } from './templates-store.ts'

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
const now = at('2024-05-06')
const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code })

const open = (ref: LetterRef, when = now) => readLetter(room, staff.clerk, ref, when)

async function adopt(title: string, body: string, validFrom: string, when = now) {
  const [latest] = await listOwnTemplates(room.db, staff.agencyId, 'extension-notice')
  const form = {
    title,
    body,
    validFrom: day(validFrom),
    note: '本机关的写法',
    seenVersion: latest?.version ?? 0,
  }
  return adoptTemplate(room.db, staff.head, 'extension-notice', form, when, day(validFrom))
}

const OWN = builtInTemplate('extension-notice', day('2024-05-06')).body.replace('因', '由于')

describe('templates', () => {
  test('an own wording holds from its day for letters of that day on; going back is a new version', async () => {
    const handled = await buildExtendedCase(room, staff)
    const version = await adopt('延期告知书', OWN, '2024-05-06')
    const { offers } = await listCaseLetters(room, staff.clerk, handled.id, TODAY)
    const { about } = offers.find(({ letter }) => letter === 'extension-notice')!
    const draw = async (datedOn: string) => {
      const order = { letter: 'extension-notice', about, datedOn: day(datedOn), typed: {} } as const
      const letterId = await drawLetter(room, staff.clerk, handled.id, order, now)
      return (await open({ requestId: handled.id, letterId })).content
    }
    expect((await draw('2024-05-05')).template.version).toBe('built-in-2019-05-15')
    const own = await draw('2024-05-06')
    expect(own).toMatchObject({ title: '延期告知书', template: { version: `own-${version}` } })
    expect(own.body).toContain('由于信息分散')

    const form = { seenVersion: version, validFrom: day('2024-05-07'), note: '改回' }
    await returnToBuiltIn(room.db, staff.head, 'extension-notice', form, now, day('2024-05-06'))
    const later = await getTemplate(room.db, staff.agencyId, 'extension-notice', day('2024-05-07'))
    expect(later.version).toBe('built-in-2019-05-15')
    const still = await getTemplate(room.db, staff.agencyId, 'extension-notice', day('2024-05-06'))
    expect(still.version).toBe(`own-${version}`)
  })

  test.each([
    ['the new due day', '{延长后期限}', '延长后的答复期限'],
    ['the reason', '{延期理由}', '延期的理由'],
    ['the approval of the head', '负责人同意', '负责人同意'],
    ['the day of receipt', '{收到日期}', '收到申请的日期'],
    ['what is asked for', '{申请内容}', '申请内容'],
  ])('without %s a template is refused, by name', async (_, taken, label) => {
    await expect(
      adopt('延期告知书', OWN.replaceAll(taken, ''), '2024-05-06'),
    ).rejects.toMatchObject({
      code: 'incomplete',
      problems: [expect.objectContaining({ message: expect.stringContaining(label) as string })],
    })
  })

  test('unknown placeholders are refused, and those of another letter', async () => {
    await expect(adopt('延期告知书', `${OWN}{随便}`, '2024-05-06')).rejects.toMatchObject({
      problems: [expect.objectContaining({ message: expect.stringContaining('{随便}') as string })],
    })
    await expect(adopt('延期告知书', `${OWN}{证件号码}`, '2024-05-06')).rejects.toMatchObject({
      problems: [
        expect.objectContaining({ message: expect.stringContaining('不能使用') as string }),
      ],
    })
    await expect(adopt('{申请人}', OWN, '2024-05-06')).rejects.toMatchObject({
      problems: [expect.objectContaining({ at: 'title' })],
    })
  })

  test('two who change one template: the second is told; the past cannot be rewritten', async () => {
    const form = {
      title: '延期',
      body: OWN,
      validFrom: day('2024-05-06'),
      note: '二',
      seenVersion: 0,
    }
    const again = adoptTemplate(
      room.db,
      staff.head,
      'extension-notice',
      form,
      now,
      day('2024-05-06'),
    )
    await expect(again).rejects.toEqual(refused('stale'))
    const early = { ...form, validFrom: day('2024-05-05') }
    expect(() =>
      adoptTemplate(room.db, staff.head, 'extension-notice', early, now, day('2024-05-06')),
    ).toThrow(expect.objectContaining({ code: 'invalid' }) as Error)
  })

  test.each(ROLES)('%s', async (role) => {
    const officer = await buildOfficer(database.db, staff.agencyId, role)
    const form = {
      title: '延期',
      body: OWN,
      validFrom: day('2024-05-06'),
      note: '二',
      seenVersion: 0,
    }
    const adopting = async () =>
      adoptTemplate(room.db, officer, 'correction-notice', form, now, day('2024-05-06'))
    const code = role === 'head' || role === 'admin' ? 'incomplete' : 'forbidden'
    await expect(adopting()).rejects.toEqual(refused(code))
  })
})
