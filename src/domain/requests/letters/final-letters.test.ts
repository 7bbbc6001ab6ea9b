import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildExtendedCase, setUpLetters } from '../../../../test/builders/letters.ts'
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
import { renderOfficialDocx } from '../../../platform/documents/official-docx.ts'
import { renderOfficialPdf } from '../../../platform/documents/official-pdf.ts'
import { stopTypesetting } from '../../../platform/documents/typst-process.ts'
import type { CaseRoom } from '../case-room.ts'
import type { Handled } from '../handling/take-step.ts'
import { adoptTemplate } from './adopt-template.ts'
import { drawLetter } from './draw-letter.ts'
import { discardLetter, type LetterRef } from './edit-letter.ts'
import { finaliseLetter } from './finalise-letter.ts'
import { saveLetterSettings } from './letter-settings.ts'
import { listCaseLetters, readLetter } from './read-letter.ts'
import { verifyLetters } from './verify-letters.ts'
import { builtInTemplate } from './templates/built-in.ts'
import { listOwnTemplates } from './templates-store.ts'

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

async function printed(ref: LetterRef, when: Temporal.Instant) {
  const { document } = await open(ref, when)
  return {
    docx: Buffer.from(await renderOfficialDocx(document)),
    pdf: Buffer.from(await renderOfficialPdf(document)),
  }
}

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

describe('a reprint years later is the same to the byte', () => {
  test('template, law, settings, agency and case may change: Word and PDF do not', async () => {
    const ref = await drawn(await buildExtendedCase(room, staff))
    await finaliseLetter(room, staff.clerk, ref, now)
    const answered = await answer(
      room,
      staff,
      await buildCase(room, staff.clerk, '2024-03-01'),
      draftOf('C6'),
      at('2024-03-20'),
    )
    const [letter] = (await listCaseLetters(room, staff.clerk, answered.id, TODAY)).letters
    const reply = { requestId: answered.id, letterId: letter!.id }
    const before = [await printed(ref, now), await printed(reply, now)]

    await adopt('改过的标题', OWN, '2030-01-01', at('2030-01-01'))
    await database.db
      .updateTable('agencies')
      .set({ name: '改名后的机关', phone: '1', letter_prefix: '改公复' })
      .where('id', '=', staff.agencyId)
      .execute()
    await saveLetterSettings(
      room.db,
      staff.head,
      { standing: 'department', ownNamePower: true, government: '另一个政府' } as never,
      at('2030-01-01'),
    )
    const after = [await printed(ref, at('2034-06-01')), await printed(reply, at('2034-06-01'))]
    for (const [index, { docx, pdf }] of before.entries()) {
      expect(Buffer.compare(docx, after[index]!.docx)).toBe(0)
      expect(Buffer.compare(pdf, after[index]!.pdf)).toBe(0)
    }
    await database.db
      .updateTable('agencies')
      .set({ letter_prefix: '示公复' })
      .where('id', '=', staff.agencyId)
      .execute()
    await setUpLetters(room, staff)
  })
})

describe('文号', () => {
  test('a series counts by agency, year and kind of letter, without gaps, without 第 and without padding', async () => {
    const office = await buildOffice(database.db)
    await setUpLetters(room, office)
    const numbers = []
    for (let count = 0; count < 3; count += 1) {
      const ref = await drawn(await buildExtendedCase(room, office), office)
      numbers.push(await finaliseLetter(room, office.clerk, ref, now))
    }
    expect(numbers.map((one) => one?.number)).toEqual([1, 2, 3])
    expect(numbers[0]).toEqual({ prefix: '示公知', year: 2024, number: 1 })
    const [row] = await database.db
      .selectFrom('letters')
      .select('id')
      .where('agency_id', '=', office.agencyId)
      .execute()
    const { content } = await readLetter(
      room,
      office.clerk,
      { requestId: (await requestOf(row!.id))!, letterId: row!.id },
      now,
    )
    expect(content.head?.number).toBe('示公知〔2024〕1号')
  })

  const requestOf = async (letterId: number) =>
    (
      await database.db
        .selectFrom('letters')
        .select('request_id')
        .where('id', '=', letterId)
        .executeTakeFirst()
    )?.request_id

  test('ten letters made final at once take ten numbers', async () => {
    const office = await buildOffice(database.db)
    const refs = []
    for (let count = 0; count < 10; count += 1)
      refs.push(await drawn(await buildExtendedCase(room, office), office))
    const numbers = await Promise.all(
      refs.map((ref) => finaliseLetter(room, office.clerk, ref, now)),
    )
    expect(numbers.map((one) => one!.number).sort((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ])
  })

  test('a discarded draft takes none, and cannot be made final', async () => {
    const ref = await drawn(await buildExtendedCase(room, staff))
    await discardLetter(room, staff.clerk, ref, now)
    await expect(finaliseLetter(room, staff.clerk, ref, now)).rejects.toEqual(
      refused('wrong-state'),
    )
    expect((await open(ref)).row).toMatchObject({ state: 'discarded', number: null })
  })
})

describe('mingqu verify', () => {
  const findings = () => Array.fromAsync(verifyLetters(room.db, room.sealer))

  /** As somebody with the database password would: with every trigger off. */
  async function tamper(statement: ReturnType<typeof sql>): Promise<void> {
    await room.db.transaction().execute(async (tx) => {
      for (const table of ['letters', 'letter_versions'])
        await sql`alter table ${sql.table(table)} disable trigger user`.execute(tx)
      await statement.execute(tx)
      for (const table of ['letters', 'letter_versions'])
        await sql`alter table ${sql.table(table)} enable trigger user`.execute(tx)
    })
  }

  test('letters left alone verify; a changed hash, a foreign key, a letter taken out are found', async () => {
    expect(await findings()).toEqual([])
    const foreign = buildRoom(room.db).sealer
    const strange = await Array.fromAsync(verifyLetters(room.db, foreign))
    expect(strange[0]?.message).toContain('打不开')

    const answered = await answer(
      room,
      staff,
      await buildCase(room, staff.clerk, '2024-03-01'),
      draftOf('C6'),
      at('2024-03-20'),
    )
    const [letter] = (await listCaseLetters(room, staff.clerk, answered.id, TODAY)).letters
    const changed = sql`update letter_versions set sha256 = decode(repeat('00', 32), 'hex') where letter_id = ${letter!.id}`
    await tamper(changed)
    expect(await findings()).toEqual([
      expect.objectContaining({ letterId: letter!.id, message: '文书第1稿与记录的散列不符' }),
    ])
    await tamper(sql`
      with texts as (delete from letter_versions where letter_id = ${letter!.id})
      delete from letters where id = ${letter!.id}`)
    expect((await findings()).map(({ message }) => message)).toEqual([
      '答复已经发出，但没有留存答复文书',
    ])
  })
})
