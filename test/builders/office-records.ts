/**
 * One office with something of everything in it, and words that must not be read by everybody: whatever a route answers
 * can be held against `SECRETS`.
 */
import { randomBytes } from 'node:crypto'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import { getReport } from '../../src/domain/annual-report/get-report.ts'
import { lockReport } from '../../src/domain/annual-report/handling/lock-report.ts'
import { saveNarrative } from '../../src/domain/annual-report/handling/save-narrative.ts'
import { bindDocument } from '../../src/domain/catalogue/handling/binding.ts'
import { DeterminationForm } from '../../src/domain/determinations/determination.ts'
import { proposeAttribute } from '../../src/domain/determinations/handling/determining.ts'
import { openBatch } from '../../src/domain/publications/bulk/handle-batch.ts'
import { ConsultationForm } from '../../src/domain/participation/consultations/consultation.ts'
import { draftConsultation } from '../../src/domain/participation/consultations/handling.ts'
import { registerProposal } from '../../src/domain/participation/proposals/handling.ts'
import { ProposalForm } from '../../src/domain/participation/proposals/proposal.ts'
import { builtInCalendar } from '../../src/law/calendar/calendar.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import {
  draftDocument,
  editDraft,
  startNewEdition,
  submitForReview,
} from '../../src/domain/publications/handling/drafting.ts'
import { addItem } from '../../src/domain/supervision/handling/add-item.ts'
import { recordDecisions } from '../../src/domain/supervision/handling/record-decisions.ts'
import { recordFeeIncome } from '../../src/domain/supervision/handling/record-fee-income.ts'
import { recordProcurement } from '../../src/domain/supervision/handling/record-procurement.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createSealer } from '../../src/platform/sealing/sealer.ts'
import type { Browser, TestApp } from '../app.ts'
import { lastCorrection, REPORTED, reportTo } from './corrections.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  buildReviewedEdition,
  editionForm,
  type PublicationDesk,
} from './publications.ts'
import { shownText } from '../journeys/shown-text.ts'
import { buildAdjustment, buildCatalogueItem, buildVillage } from './catalogue.ts'
import { buildPublishedReport, buildWrittenReport, type ReportDesk } from './published-report.ts'

/** Words of the records that not everybody may read. */
export const SECRETS = {
  /** the applicant, opened one at a time */
  identity: ['欧阳密甲', '370983198705241233', '13912340000', '密信路九号'],
  /** a natural person asked for an opinion: sealed, shown masked */
  consulted: ['司马密乙'],
  cases: ['只在卷内的地块补偿清单', '只在卷内的描述文字', '尚未送达的答复正文'],
  assistance: ['只在协助登记簿里的事项'],
  editions: ['尚未审查的文件标题', '尚未审查的正文', '只审查未发布的标题', '修改稿里的新句子'],
  reports: ['还在编写的年报文字', '锁定而未公布的年报文字'],
  asked: ['只在办公室能看到的提问'],
  /** how to reach a reader who asked: sealed */
  asker: ['13912345678'],
  reported: [REPORTED.text],
  /** how to reach a reader who found a mistake: sealed */
  reporter: [REPORTED.contact],
  registers: ['登记簿里的事项', '登记簿里的采购', '登记簿里的收费'],
} as const
export type Secret = keyof typeof SECRETS

/** Years of the annual reports in each state. */
export const REPORT_YEARS = { written: 2021, locked: 2020, published: 2019 } as const

export const RECORDS_NOW = '2022-02-10T09:00'
const NOW = chinaMoment(RECORDS_NOW)
const TODAY = '2022-02-10'
const DAY = Temporal.PlainDate.from

const REGISTRATION = {
  channel: 'in_person',
  arrivedOn: TODAY,
  subject: SECRETS.cases[0],
  description: SECRETS.cases[1],
  wantedForm: 'paper',
  wantedRoute: 'post',
  applicantClass: 'natural_person',
  applicantName: SECRETS.identity[0],
  idType: 'resident-id',
  idNumber: SECRETS.identity[1],
  phone: SECRETS.identity[2],
  address: SECRETS.identity[3],
}

/** Each call makes one more. */
export interface OfficeRecords {
  /** under examination, with nothing done to it yet */
  newCase(): Promise<number>
  draft(): Promise<number>
  /** of files to import, empty */
  batch(): Promise<number>
  inReview(): Promise<number>
  reviewed(title?: string): Promise<number>
  /** number of a published document without a working copy */
  document(): Promise<number>
  item(): Promise<number>
  decisions(): Promise<number>
  feeIncome(): Promise<number>
  procurement(): Promise<number>
  assistance(): Promise<number>
  /** of the catalogue, with a change in it */
  adjustment(): Promise<number>
  catalogueItem(): Promise<number>
  proposal(): Promise<number>
  /** drafted, not public */
  consultation(): Promise<number>
  /** reported by a reader, not yet answered */
  correction(): Promise<number>
  /** proposed, not yet checked */
  determination(): Promise<number>
  village(): Promise<number>
  /** index number of a published document with a working copy beside it */
  readonly published: string
}

/** @param clerk signed in at the app's own agency; the cases are registered through it */
export async function buildOfficeRecords(app: TestApp, clerk: Browser): Promise<OfficeRecords> {
  const { db, agencyId } = app
  const desk = await buildPublicationDesk(db, agencyId)
  await buildReports(db, {
    agencyId,
    clerk: await app.person('clerk'),
    head: await app.person('head'),
  })
  const newCase = async () => Number(/\d+/.exec(await register(clerk))![0])
  await buildCases(clerk, newCase)
  await reportTo(app, `${TODAY}T08:50`)
  app.setNow(RECORDS_NOW)
  const correction = await lastCorrection(app)
  return {
    newCase,
    correction: async () => correction,
    ...editionsOf(db, desk),
    ...registersOf(db, await app.person('clerk')),
    assistance: async () => Number(/\d+/.exec(await registerAssistance(clerk))![0]),
    ...participationOf(app, await app.person('clerk')),
    ...catalogueOf(db, { clerk: await app.person('clerk'), head: await app.person('head') }),
    published: await buildWithWorkingCopy(db, desk),
  }
}

function participationOf({ db }: TestApp, clerk: Officer) {
  let number = 0
  return {
    proposal: () => {
      number += 1
      const form = ProposalForm.parse({
        kind: 'suggestion',
        session: '示例届',
        number: String(number),
        title: SECRETS.registers[0],
        role: 'lead',
        receivedOn: '2022-01-05',
      })
      return registerProposal(db, clerk, form, NOW)
    },
    consultation: async () => {
      const form = ConsultationForm.parse({
        title: SECRETS.editions[0],
        text: SECRETS.editions[1],
        opensOn: '2022-02-10',
        closesOn: '2022-03-10',
      })
      const room = { db, sealer: createSealer(randomBytes(32)), calendar: builtInCalendar }
      const { documentId } = await getEdition(db, await draftConsultation(room, clerk, form, NOW))
      return documentId
    },
  }
}

function catalogueOf(db: Db, people: { readonly clerk: Officer; readonly head: Officer }) {
  return {
    adjustment: () => buildAdjustment(db, people.clerk, NOW),
    catalogueItem: () => buildCatalogueItem(db, people, NOW),
    village: () => buildVillage(db, people.clerk, NOW),
    determination: () => {
      const title = SECRETS.editions[0]
      return proposeAttribute(
        db,
        people.clerk,
        DeterminationForm.parse({ title, attribute: 'proactive' }),
        NOW,
      )
    },
  }
}

const registerAssistance = (clerk: Browser) =>
  done(
    clerk.post('/office/assistance/new', {
      direction: 'incoming',
      organ: '示例公安分局',
      about: SECRETS.assistance[0],
      begunOn: TODAY,
    }),
  )

const register = (clerk: Browser) => done(clerk.post('/office/requests/new', REGISTRATION))

async function done(answer: ReturnType<Browser['post']>): Promise<string> {
  const { statusCode, headers, body } = await answer
  if (statusCode !== 303) throw new Error(`${statusCode} ${shownText(body).slice(0, 400)}`)
  return headers.location!
}

/** One case with a draft reply, one in which a person is asked for an opinion. */
async function buildCases(clerk: Browser, newCase: () => Promise<number>): Promise<void> {
  const act = async (step: string, form: Record<string, string>) =>
    done(clerk.post(`/office/requests/${await newCase()}/${step}`, { seenSeq: '1', ...form }))
  await act('draft-reply', { disposition: 'A2', text: SECRETS.cases[2], reasons: '应当公开。' })
  await act('consult', {
    kind: 'third-party',
    to: SECRETS.consulted[0],
    isPerson: 'yes',
    about: '补偿协议',
    happenedOn: TODAY,
  })
}

function editionsOf(db: Db, desk: PublicationDesk) {
  const draft = async () => {
    const form = editionForm({ title: SECRETS.editions[0], bodyHtml: SECRETS.editions[1] })
    const id = await draftDocument(db, desk.drafter, form, NOW)
    // once the body has a catalogue, a draft hangs on one of its rows
    const item = await db
      .selectFrom('catalogue_items')
      .select('id')
      .orderBy('id')
      .executeTakeFirst()
    const { documentId } = await getEdition(db, id)
    if (item) await bindDocument(db, desk.drafter, documentId, [item.id], NOW)
    return id
  }
  return {
    draft,
    batch: () => openBatch({ db }, desk.drafter, '示例的一批', NOW),
    async inReview() {
      const id = await draft()
      await submitForReview(db, desk.drafter, id, NOW)
      return id
    },
    reviewed: (title: string = SECRETS.editions[2]) =>
      buildReviewedEdition(db, desk, NOW, { title }),
    document: async () => documentOf(db, await buildPublishedDocument(db, desk, NOW)),
  }
}

async function buildWithWorkingCopy(db: Db, desk: PublicationDesk): Promise<string> {
  const indexNumber = await buildPublishedDocument(db, desk, NOW)
  const copy = await startNewEdition(db, desk.drafter, await documentOf(db, indexNumber), NOW)
  const { version } = await getEdition(db, copy)
  const content = editionForm({ bodyHtml: SECRETS.editions[3] })
  await editDraft(db, desk.drafter, copy, version, content, NOW)
  return indexNumber
}

async function documentOf(db: Db, indexNumber: string): Promise<number> {
  const { id } = await db
    .selectFrom('documents')
    .select('id')
    .where('index_number', '=', indexNumber)
    .executeTakeFirstOrThrow()
  return id
}

function registersOf(db: Db, clerk: Officer) {
  const on = DAY('2022-01-05')
  let day = DAY('2018-01-01')
  return {
    item: () => {
      const form = { kind: 'licensing', name: SECRETS.registers[0], basis: '', since: on } as const
      return addItem(db, clerk, form, NOW)
    },
    /** a day each: two entries of one kind may not share one */
    decisions: () => {
      day = day.add({ days: 1 })
      const form = { kind: 'licensing', periodFrom: day, periodTo: day, decisions: 1 } as const
      return recordDecisions(db, clerk, { ...form, note: '' }, NOW)
    },
    feeIncome: () => {
      const form = { item: SECRETS.registers[2], receivedOn: on, amountYuan: '1.00', note: '' }
      return recordFeeIncome(db, clerk, form, NOW)
    },
    procurement: () => {
      const form = { project: SECRETS.registers[1], contractedOn: on, amountYuan: '1.00' }
      return recordProcurement(db, clerk, form, NOW)
    },
  }
}

async function buildReports(db: Db, desk: ReportDesk): Promise<void> {
  const { agencyId, clerk, head } = desk
  await db.updateTable('agencies').set({ slug: 'zone' }).where('id', '=', agencyId).execute()
  const write = async (year: number, other: string) => {
    await buildWrittenReport(db, desk, year, NOW)
    const { narrative, version } = await getReport(db, agencyId, year)
    await saveNarrative(db, clerk, year, version, { ...narrative, other }, NOW)
  }
  await buildPublishedReport(db, desk, REPORT_YEARS.published, NOW)
  await write(REPORT_YEARS.written, SECRETS.reports[0])
  await write(REPORT_YEARS.locked, SECRETS.reports[1])
  const { version } = await getReport(db, agencyId, REPORT_YEARS.locked)
  await lockReport(db, head, REPORT_YEARS.locked, version, NOW)
}
