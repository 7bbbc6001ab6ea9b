import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  buildChargedCase,
  buildConsultedCase,
  buildCorrectedCase,
  buildExtendedCase,
  setUpLetters,
} from '../../../../test/builders/letters.ts'
import { buildOfficer } from '../../../../test/builders/people.ts'
import {
  at,
  buildCase,
  buildOffice,
  buildRoom,
  type OfficeStaff,
} from '../../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { renderOfficialDocx } from '../../../platform/documents/official-docx.ts'
import { renderOfficialPdf } from '../../../platform/documents/official-pdf.ts'
import { stopTypesetting } from '../../../platform/documents/typst-process.ts'
import { ROLES } from '../../accounts/officer.ts'
import type { CaseRoom } from '../case-room.ts'
import type { Handled } from '../handling/take-step.ts'
import { drawLetter } from './draw-letter.ts'
import { editLetter, type LetterRef } from './edit-letter.ts'
import { finaliseLetter } from './finalise-letter.ts'
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
afterAll(async () => {
  stopTypesetting()
  await database.close()
})

const day = Temporal.PlainDate.from
const TODAY = day('2024-05-06')
const now = at('2024-05-06')
const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code })

/** An extension notice, dated the day the head agreed. */
async function drawn(handled: Handled, { clerk } = staff): Promise<LetterRef> {
  const { offers } = await listCaseLetters(room, clerk, handled.id, TODAY)
  const { about, on } = offers.find(({ letter }) => letter === 'extension-notice')!
  const order = { letter: 'extension-notice', about, datedOn: on!, typed: {} } as const
  return { requestId: handled.id, letterId: await drawLetter(room, clerk, handled.id, order, now) }
}

const open = (ref: LetterRef, when = now) => readLetter(room, staff.clerk, ref, when)

describe('editing', () => {
  test('words may change, mandatory elements may not, and nothing is lost of what is kept', async () => {
    const ref = await drawn(await buildExtendedCase(room, staff))
    const { content } = await open(ref)
    const edit = (body: string, seenVersion = 1) =>
      editLetter(room, staff.clerk, ref, { seenVersion, title: content.title, body }, now)

    const without = edit(content.body.replace('2024年4月28日', '另行告知的日期'))
    await expect(without).rejects.toMatchObject({
      code: 'incomplete',
      problems: [
        expect.objectContaining({
          at: 'body',
          message: expect.stringContaining('延长后的答复期限') as string,
        }),
      ],
    })
    const twice = content.body.replace('负责人同意', '').replace('信息分散在多个科室', '忙')
    await expect(edit(twice)).rejects.toMatchObject({
      problems: [
        expect.objectContaining({ message: expect.stringContaining('延期的理由') as string }),
        expect.objectContaining({ message: expect.stringContaining('负责人同意') as string }),
      ],
    })
    expect(await edit(`${content.body}\n感谢您的理解。`)).toBe(2)
    await expect(edit(content.body, 1)).rejects.toEqual(refused('stale'))
    expect((await open(ref)).content.body).toContain('感谢您的理解')
  })

  test('a final letter does not change: not by its verbs, not by the database', async () => {
    const ref = await drawn(await buildExtendedCase(room, staff))
    await finaliseLetter(room, staff.clerk, ref, now)
    const { content } = await open(ref)
    const form = { seenVersion: 2, title: content.title, body: content.body }
    await expect(editLetter(room, staff.clerk, ref, form, now)).rejects.toEqual(
      refused('wrong-state'),
    )
    await expect(finaliseLetter(room, staff.clerk, ref, now)).rejects.toEqual(
      refused('wrong-state'),
    )
    const id = ref.letterId
    for (const statement of [
      sql`update letters set number = 99 where id = ${id}`,
      sql`delete from letters where id = ${id}`,
      sql`update letter_versions set sealed = '' where letter_id = ${id}`,
      sql`insert into letter_versions select letter_id, 3, sealed, sha256, written_by, written_at
        from letter_versions where letter_id = ${id} and version = 2`,
    ])
      await expect(statement.execute(database.db)).rejects.toThrow(/不得|只增不改/)
  })

  test('a text exchanged behind the back of the database is noticed', async () => {
    const one = await drawn(await buildExtendedCase(room, staff))
    const other = await drawn(await buildExtendedCase(room, staff, { applicantName: '示例乙' }))
    await database.db.transaction().execute(async (tx) => {
      await sql`alter table letter_versions disable trigger user`.execute(tx)
      await sql`update letter_versions v set sealed = o.sealed from letter_versions o
        where v.letter_id = ${one.letterId} and o.letter_id = ${other.letterId}`.execute(tx)
      await sql`alter table letter_versions enable trigger user`.execute(tx)
    })
    await expect(open(one)).rejects.toThrow('is not what was hashed')
  })

  test('the database holds no name in clear', async () => {
    const given = { applicantName: '示例欧阳丁' }
    const ref = await drawn(await buildExtendedCase(room, staff, given))
    await finaliseLetter(room, staff.clerk, ref, now)
    const { rows } = await sql<{ found: boolean }>`
      select exists (select from letters l where l::text like '%欧阳丁%')
        or exists (select from letter_versions v where v::text like '%欧阳丁%')
        or exists (select from audit_log a where a::text like '%欧阳丁%') as found`.execute(
      database.db,
    )
    expect(rows[0]!.found).toBe(false)
    expect((await open(ref)).content.head?.addressee).toBe('示例欧阳丁')
  })
})

describe('who may', () => {
  test.each(ROLES)('%s', async (role) => {
    const officer = await buildOfficer(database.db, staff.agencyId, role)
    const handled = await buildExtendedCase(room, staff)
    const ref = await drawn(handled)
    const reads = readLetter(room, officer, ref, now).then(
      () => 'reads',
      (error: { code: string }) => error.code,
    )
    expect(await reads).toBe(role === 'clerk' || role === 'head' ? 'reads' : 'forbidden')
    const finalises = async () => finaliseLetter(room, officer, ref, now)
    if (role === 'clerk') expect(await finalises()).toMatchObject({ prefix: '示公知' })
    else await expect(finalises()).rejects.toEqual(refused('forbidden'))
  })

  test('another body learns of no letter, and no letter is reached through another case', async () => {
    const other = await buildOffice(database.db)
    const ref = await drawn(await buildExtendedCase(room, staff))
    const elsewhere = await buildCase(room, staff.clerk, '2024-03-01')
    await expect(readLetter(room, other.clerk, ref, now)).rejects.toEqual(refused('not-found'))
    await expect(listCaseLetters(room, other.clerk, ref.requestId, TODAY)).rejects.toEqual(
      refused('not-found'),
    )
    await expect(finaliseLetter(room, other.clerk, ref, now)).rejects.toEqual(refused('not-found'))
    await expect(open({ ...ref, requestId: elsewhere.id })).rejects.toEqual(refused('not-found'))
  })

  test('every opening is on the log', async () => {
    const ref = await drawn(await buildExtendedCase(room, staff))
    await open(ref)
    const rows = await database.db
      .selectFrom('audit_log')
      .select('action')
      .where('subject', '=', `request:${ref.requestId}`)
      .orderBy('id')
      .execute()
    expect(rows.map(({ action }) => action)).toEqual(['letter.drawn', 'letter.read'])
  })
})

describe('what a case does not have', () => {
  test('a letter about an act that never happened, of another kind, or of a day to come', async () => {
    const handled = await buildCorrectedCase(room, staff)
    const order = {
      letter: 'correction-notice',
      about: 'e2',
      datedOn: day('2024-03-05'),
      typed: {},
    } as const
    const draw = (given: object) =>
      drawLetter(room, staff.clerk, handled.id, { ...order, ...given }, now)
    await expect(draw({ about: 'e9' })).rejects.toEqual(refused('wrong-state'))
    await expect(draw({ letter: 'extension-notice' })).rejects.toEqual(refused('wrong-state'))
    await expect(draw({ datedOn: day('2024-05-07') })).rejects.toEqual(refused('invalid'))
    await expect(draw({ datedOn: day('2024-02-28') })).rejects.toEqual(refused('invalid'))
  })

  test('a letter without what only a person can say', async () => {
    const { id } = await buildConsultedCase(room, staff)
    const order = { letter: 'assistance-letter', about: 'e4', datedOn: day('2024-03-05') } as const
    const drawing = drawLetter(
      room,
      staff.clerk,
      id,
      { ...order, typed: { 协助事项: '查底档' } },
      now,
    )
    await expect(drawing).rejects.toMatchObject({ code: 'invalid', problems: [{ at: '反馈期限' }] })
  })

  test('the notice tells of the application as it was then', async () => {
    const handled = await buildCorrectedCase(room, staff)
    const order = {
      letter: 'correction-notice',
      about: 'e2',
      datedOn: day('2024-03-05'),
      typed: {},
    } as const
    const letterId = await drawLetter(room, staff.clerk, handled.id, order, now)
    const { content } = await open({ requestId: handled.id, letterId })
    expect(content.body).toContain('示例地块征收补偿方案')
    expect(content.body).not.toContain('2019年征收批复')
  })

  test('without a way of paying the fee notice is not made final', async () => {
    const office = await buildOffice(database.db)
    const handled = await buildChargedCase(room, office)
    const order = {
      letter: 'fee-notice',
      about: 'e2',
      datedOn: day('2024-03-05'),
      typed: {},
    } as const
    const letterId = await drawLetter(room, office.clerk, handled.id, order, now)
    const ref = { requestId: handled.id, letterId }
    const { problems } = await readLetter(room, office.clerk, ref, now)
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('缴纳方式')])
    await expect(finaliseLetter(room, office.clerk, ref, now)).rejects.toEqual(
      refused('incomplete'),
    )
  })

  test('a character that no font has is refused by name in the PDF; the Word file has it', async () => {
    const rare = { applicantName: '示例𮧵' }
    const ref = await drawn(await buildExtendedCase(room, staff, rare))
    const { document } = await open(ref)
    await expect(renderOfficialPdf(document)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('𮧵（U+2E9F5）') as string,
    })
    expect((await renderOfficialDocx(document)).length).toBeGreaterThan(1000)
  })
})
