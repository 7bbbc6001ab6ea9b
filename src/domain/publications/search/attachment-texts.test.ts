import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../../test/app.ts'
import {
  buildPublicationDesk,
  editionForm,
  finishEdition,
} from '../../../../test/builders/publications.ts'
import { renderPdf } from '../../../platform/documents/pdf.ts'
import { stopTypesetting } from '../../../platform/documents/typst-process.ts'
import { stageFile } from '../../../platform/files/stage-file.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import { addAttachments } from '../handling/attachments.ts'
import { draftDocument } from '../handling/drafting.ts'
import { readAttachments } from './attachment-texts.ts'
import { searchPublications } from './search.ts'

const NOW = chinaMoment('2024-03-01T10:00')
const TEMPLATE = `
#let data = json(bytes(sys.inputs.data))
#set document(title: "x", date: datetime(year: 2021, month: 1, day: 20))
#set text(lang: "zh", region: "cn", font: "Noto Serif SC", fallback: false)
#for page in data [#page #pagebreak(weak: true)]
`

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ now: '2024-03-01T10:00' })
})
afterAll(async () => {
  await stopTypesetting()
  await app.close()
})

test('an attachment is found by what stands on its pages, once its document is public, and by its name at once', async () => {
  const { db, files } = app
  const desk = await buildPublicationDesk(db, app.agencyId)
  const id = await draftDocument(db, desk.drafter, editionForm({ title: '补助名单公示' }), NOW)
  const content = Buffer.from(
    await renderPdf(TEMPLATE, ['第一页是说明。', '第二页写着柳林窑址修缮。']),
  )
  const file = await stageFile(files, { name: '窑址名单.pdf', content }, { maxBytes: 10_000_000 })
  await addAttachments({ db, files }, desk.drafter, id, [{ file, role: 'attachment' }], NOW)
  expect(await readAttachments(db, files, NOW)).toBe(0)
  await finishEdition(db, desk, id, NOW, files)
  const search = async (query: string) => (await searchPublications(db, { query }, NOW)).hits
  expect(await search('窑址名单')).toHaveLength(1)
  expect(await search('柳林窑址修缮')).toEqual([])
  expect(await readAttachments(db, files, NOW)).toBe(1)
  expect(await readAttachments(db, files, NOW)).toBe(0)
  const [hit] = await search('柳林窑址修缮')
  expect(hit).toMatchObject({
    title: '补助名单公示',
    attachment: { name: '窑址名单.pdf', page: 2 },
  })
  expect(hit!.passage.text).toContain('柳林窑址修缮')
})
