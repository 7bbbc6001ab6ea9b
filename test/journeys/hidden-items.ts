/**
 * One of everything that is recorded and not public, each with words of its own that must be read nowhere; and a public
 * document with words of the same kinds, which must be read, so that whoever looks for the others is seen to look well.
 */
import { sql } from 'kysely'
import { buildWrittenReport } from '../builders/published-report.ts'
import type { EditionState } from '../../src/domain/publications/edition.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { getReport } from '../../src/domain/annual-report/get-report.ts'
import { saveNarrative } from '../../src/domain/annual-report/handling/save-narrative.ts'
import { changeCatalogue, startAdjustment } from '../../src/domain/catalogue/handling/adjusting.ts'
import { draftItem } from '../../src/domain/policy-packs/handling/draft-item.ts'
import { draftInterpretation } from '../../src/domain/policies/interpretations/draft-interpretation.ts'
import { InterpretationForm } from '../../src/domain/policies/interpretations/interpretation.ts'
import { ConsultationForm } from '../../src/domain/participation/consultations/consultation.ts'
import { draftConsultation } from '../../src/domain/participation/consultations/handling.ts'
import { ProposalForm } from '../../src/domain/participation/proposals/proposal.ts'
import { registerProposal } from '../../src/domain/participation/proposals/handling.ts'
import { addAttachments } from '../../src/domain/publications/handling/attachments.ts'
import {
  draftDocument,
  startNewEdition,
  submitForReview,
} from '../../src/domain/publications/handling/drafting.ts'
import { setEmbargo } from '../../src/domain/publications/handling/embargo.ts'
import { publishEdition } from '../../src/domain/publications/handling/publish.ts'
import { removeDocument } from '../../src/domain/publications/handling/remove.ts'
import { reviewEdition } from '../../src/domain/publications/handling/review.ts'
import { schedulePublication } from '../../src/domain/publications/handling/schedule.ts'
import { createPreview } from '../../src/domain/publications/previews.ts'
import { addRelation } from '../../src/domain/publications/relations.ts'
import { builtInCalendar } from '../../src/law/calendar/calendar.ts'
import { stageFile } from '../../src/platform/files/stage-file.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createSealer } from '../../src/platform/sealing/sealer.ts'
import type { TestApp } from '../app.ts'
import { rowContent } from '../builders/catalogue.ts'
import { buildAgency, buildOfficer } from '../builders/people.ts'
import { buildNormative } from '../builders/policies.ts'
import { itemForm } from '../builders/policy-packs.ts'
import {
  buildPublicationDesk,
  clearReview,
  editionForm,
  finishEdition,
  type PublicationDesk,
} from '../builders/publications.ts'
import { fillIn } from './apply-form.ts'
import { fieldsOn } from './fill-form.ts'

export const LEAK_DAY = '2020-08-17'
export const NOW = chinaMoment(`${LEAK_DAY}T13:56`)
const LATER = NOW.add({ hours: 24 })

export interface HiddenItem {
  readonly kind: string
  /** words that must be read nowhere */
  readonly secrets: readonly string[]
  /** of an edition, to ask its addresses */
  readonly editionId?: number
}

export interface Records {
  readonly desk: PublicationDesk
  /** public, and linked to every hidden edition */
  readonly open: { readonly indexNumber: string; readonly editionId: number }
  /** what the words of the public one are, by place */
  readonly shown: Words
  readonly hidden: readonly HiddenItem[]
}

interface Words {
  readonly title: string
  readonly body: string
  readonly file: string
  readonly fileName: string
  readonly all: readonly string[]
}

const PLACES = ['标题', '正文', '概述', '分类', '关键词', '说明', '登记', '附件名', '附件'] as const

export async function buildRecords(app: TestApp): Promise<Records> {
  const { db, agencyId } = app
  const desk = await buildPublicationDesk(db, agencyId)
  const drawer = openDrawer(app)
  const shown = drawer.words('公之于众')
  const openId = await drawer.draft(desk, shown)
  const indexNumber = await finishEdition(db, desk, openId, NOW, app.files)
  const { documentId } = await getEdition(db, openId)
  const hidden: HiddenItem[] = []
  const editions = { ...EDITIONS, ...OTHER_EDITIONS }
  for (const [kind, reach] of Object.entries(editions)) {
    const words = drawer.words('秘而不宣')
    const maker = kind === 'of another body' ? await elsewhere(app) : desk
    const id = await drawer.draft(maker, words, maker === desk ? documentId : undefined)
    const reached = await reach({ app, desk: maker, id })
    const secrets = words.all.filter(
      (word) => !(reached?.told ?? []).some((part) => word.includes(part)),
    )
    hidden.push({
      kind,
      editionId: reached?.editionId ?? id,
      secrets: [...secrets, ...(reached?.secrets ?? [])],
    })
  }
  for (const [kind, make] of Object.entries(RECORDS)) {
    const secrets = drawer.words('秘而不宣').all.slice(0, 3) as [string, string, string]
    await make({ app, desk, secrets })
    hidden.push({ kind, secrets })
  }
  app.setNow(`${LEAK_DAY}T13:56`)
  return { desk, open: { indexNumber, editionId: openId }, shown, hidden }
}

async function elsewhere({ db }: TestApp): Promise<PublicationDesk> {
  return buildPublicationDesk(db, await buildAgency(db, { shortName: '示例别处机构' }))
}

function openDrawer({ db, files }: TestApp) {
  let count = 0
  return {
    words(mark: string): Words {
      count += 1
      const texts = PLACES.map((place) => `${mark}${place}第${count}号`)
      const [title = '', body = '', , , , , , name = '', file = ''] = texts
      const fileName = `${name}.txt`
      return { title, body, file, fileName, all: [...texts, `示密〔2020〕${count}号`] }
    },
    /** Its words in every field, a file, a link to a public document and a preview. */
    async draft(desk: PublicationDesk, { all, file, fileName }: Words, linkedTo?: number) {
      const [title, body, summary, category, keyword, publicNote, registrationNumber] = all
      const form = editionForm({
        title: title!,
        bodyHtml: `<p>${body}</p>`,
        summary: summary!,
        category: category!,
        keywords: [keyword!],
        publicNote: publicNote!,
        registrationNumber: registrationNumber!,
        documentNumber: all.at(-1)!,
      })
      const id = await draftDocument(db, desk.drafter, form, NOW)
      const staged = await stageFile(
        files,
        { name: fileName, content: Buffer.from(file) },
        { maxBytes: 1000 },
      )
      await addAttachments(
        { db, files },
        desk.drafter,
        id,
        [{ file: staged, role: 'attachment' }],
        NOW,
      )
      if (linkedTo !== undefined) {
        const { documentId } = await getEdition(db, id)
        await addRelation(
          db,
          desk.drafter,
          { fromId: documentId, kind: 'based-on', toId: linkedTo },
          NOW,
        )
        await createPreview(db, desk.drafter, id, { givenTo: '预览人', days: 1 }, NOW)
      }
      return id
    },
  }
}

interface Reaching {
  readonly app: TestApp
  readonly desk: PublicationDesk
  readonly id: number
}

interface Reached {
  /** parts of words that are public history after all */
  readonly told?: readonly string[]
  readonly secrets?: readonly string[]
  readonly editionId?: number
}

type Reach = (reaching: Reaching) => Promise<Reached | void>

const submit: Reach = ({ app, desk, id }) =>
  submitForReview(app.db, desk.drafter, id, NOW, { files: app.files })

async function review({ app, desk, id }: Reaching, given: Parameters<typeof clearReview>[1] = {}) {
  const { contentHash } = await getEdition(app.db, id)
  await reviewEdition(app.db, desk.reviewer, id, clearReview(contentHash, given), NOW)
}

const pass: Reach = async (one) => {
  await submit(one)
  await review(one)
}

const publish: Reach = async (one) => {
  await pass(one)
  await publishEdition(one.app.db, one.desk.head, one.id, NOW)
}

const remove = async ({ app, desk, id }: Reaching, kind: 'published-in-error' | 'withdrawn') => {
  const privateNote = `秘而不宣的内部说明（${kind}）`
  const form = { kind, publicReason: '已经撤下。', privateNote, successor: '' }
  await removeDocument(app.db, desk.head, id, form, NOW)
  return { secrets: [privateNote] }
}

/** Every state but the public one, reached by the steps people take. */
const EDITIONS: Readonly<Record<Exclude<EditionState, 'published'>, Reach>> = {
  async draft() {},
  'in-review': submit,
  async referred(one) {
    await submit(one)
    await review(one, { conclusion: 'refer-upwards', opinion: '拿不准', organ: '示例保密局' })
  },
  async returned(one) {
    await submit(one)
    await review(one, { conclusion: 'return', opinion: '退回' })
  },
  reviewed: pass,
  async scheduled(one) {
    await pass(one)
    await schedulePublication(one.app.db, one.desk.head, one.id, LATER, NOW)
  },
  async superseded(one) {
    await publish(one)
    const { db } = one.app
    const { documentId } = await getEdition(db, one.id)
    const next = await startNewEdition(db, one.desk.drafter, documentId, NOW)
    await sql`update editions set title = '改后的标题', body_html = '<p>改后</p>', body_text = '改后',
      summary = '', category = '管委文件', keywords = '{}', registration_number = '', document_number = '',
      attachments = '[]' where id = ${next}`.execute(db)
    await finishEdition(db, one.desk, next, NOW)
    // what an edition said had changed is public history; all else of it is not
    return { told: ['说明'] }
  },
  async removed(one) {
    await publish(one)
    return remove(one, 'published-in-error')
  },
}

const OTHER_EDITIONS: Readonly<Record<string, Reach>> = {
  async embargoed(one) {
    await pass(one)
    await setEmbargo(one.app.db, one.desk.head, one.id, { until: LATER, reason: '' }, NOW)
  },
  async withdrawn(one) {
    await publish(one)
    // its address goes on saying what was withdrawn
    return { told: ['标题'], ...(await remove(one, 'withdrawn')) }
  },
  async 'of another body'() {},
  /** A public document of which a correction is being written: one of its editions is read, the other is not. */
  async 'correction in draft'(one) {
    const { db } = one.app
    const form = editionForm({ title: '等待更正的文件', documentNumber: '示发〔2020〕88号' })
    const published = await draftDocument(db, one.desk.drafter, form, NOW)
    await finishEdition(db, one.desk, published, NOW)
    const { documentId } = await getEdition(db, published)
    const next = await startNewEdition(db, one.desk.drafter, documentId, NOW)
    await sql`update editions set (title, body_html, body_text, summary, category, keywords, public_note,
        registration_number, document_number, attachments)
      = (select title, body_html, body_text, summary, category, keywords, public_note, registration_number,
        document_number, attachments from editions where id = ${one.id}) where id = ${next}`.execute(
      db,
    )
    return { editionId: next }
  },
}

type Make = (making: {
  readonly app: TestApp
  readonly desk: PublicationDesk
  readonly secrets: readonly [string, string, string]
}) => Promise<void>

/** What is not an edition, or one of a kind with rooms and lists of its own. */
const RECORDS: Readonly<Record<string, Make>> = {
  async 'question of a reader'({ app, desk, secrets: [question, contact] }) {
    const { indexNumber } = await buildNormative(app.db, desk, LEAK_DAY)
    await typeInto(app, `/ask?about=${encodeURIComponent(indexNumber)}`, { question, contact })
  },
  async 'mistake told by a reader'({ app, desk, secrets: [text, contact] }) {
    const { indexNumber } = await buildNormative(app.db, desk, LEAK_DAY)
    const path = `/correction?about=${encodeURIComponent(indexNumber)}`
    await typeInto(app, path, { kind: 'wording', text, contact })
  },
  async 'wish of a subscriber'({ app, secrets: [words] }) {
    const email = 'mi-er-bu-xuan@example.cn'
    await typeInto(app, '/subscribe', { what: 'search', words, frequency: 'daily', email })
  },
  async 'opinion on a draft'({ app, desk, secrets: [opinion, contact] }) {
    const form = ConsultationForm.parse({
      title: '示例办法（征求意见稿）',
      text: '第一条 示例。',
      opensOn: LEAK_DAY,
      closesOn: '2020-09-30',
    })
    const id = await draftConsultation(roomOf(app), desk.drafter, form, NOW)
    const indexNumber = await finishEdition(app.db, desk, id, NOW)
    const path = `/consultations/opinion?about=${encodeURIComponent(indexNumber)}`
    await typeInto(app, path, { opinion, contact })
  },
  async 'consultation in draft'({ app, desk, secrets: [title, text] }) {
    const form = ConsultationForm.parse({ title, text, opensOn: LEAK_DAY, closesOn: '2020-09-30' })
    await draftConsultation(roomOf(app), desk.drafter, form, NOW)
  },
  async 'proposal without a public reply'({ app, desk, secrets: [title, proposer] }) {
    const form = ProposalForm.parse({
      kind: 'proposal',
      session: '示例届四次',
      number: '18',
      title,
      proposer,
      role: 'lead',
      receivedOn: '2020-03-20',
    })
    await registerProposal(app.db, desk.drafter, form, NOW)
  },
  async 'application of a citizen'({ app, secrets: [subject, description, applicantName] }) {
    app.setNow(`${LEAK_DAY}T13:40`)
    const form = await fillIn(app.visitor(), {
      'contents.0.subject': subject,
      'contents.0.description': description,
      applicantName,
    })
    app.setNow(`${LEAK_DAY}T13:56`)
    await form.press('submit')
  },
  async 'policy item in draft'({ app, desk, secrets: [title, beneficiaries, standard] }) {
    await draftItem(app.db, desk.drafter, itemForm({ title, beneficiaries, standard }), NOW)
  },
  async 'interpretation in draft'({ app, desk, secrets: [title, background] }) {
    const { documentId } = await buildNormative(app.db, desk, LEAK_DAY)
    const form = InterpretationForm.parse({ title, form: 'text', elements: { background } })
    await draftInterpretation(app.db, desk.drafter, documentId, form, NOW)
  },
  async 'catalogue row not adopted'({ app, desk, secrets: [title, levelOne, levelTwo] }) {
    const { db, agencyId } = app
    const effectiveOn = Temporal.PlainDate.from('2020-01-01')
    const form = { title, reason: '示例', effectiveOn }
    const id = await startAdjustment(db, desk.drafter, form, NOW)
    const content = rowContent({ ownerId: agencyId, levelOne, levelTwo })
    await changeCatalogue(db, desk.drafter, id, [{ act: 'add', code: '密-1', content }], NOW)
  },
  async 'annual report being written'({ app, desk, secrets: [general, problems, other] }) {
    const { db, agencyId } = app
    const clerk = await buildOfficer(db, agencyId, 'clerk')
    await buildWrittenReport(db, { agencyId, clerk, head: desk.head }, 2019, NOW)
    const { narrative, version } = await getReport(db, agencyId, 2019)
    await saveNarrative(db, clerk, 2019, version, { ...narrative, general, problems, other }, NOW)
  },
}

const roomOf = ({ db }: TestApp) => ({
  db,
  sealer: createSealer(Buffer.alloc(32, 5)),
  calendar: builtInCalendar,
})

/** As a reader does, in a minute. */
async function typeInto(app: TestApp, path: string, typed: Readonly<Record<string, string>>) {
  app.setNow(`${LEAK_DAY}T13:55`)
  const reader = app.visitor()
  const { body } = await reader.get(path)
  app.setNow(`${LEAK_DAY}T13:56`)
  const { statusCode } = await reader.post(path.split('?')[0]!, { ...fieldsOn(body), ...typed })
  if (statusCode !== 200) throw new Error(`${path}: ${statusCode}`)
}
