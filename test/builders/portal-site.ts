import { renderReportHtml } from '../../src/domain/annual-report/renderings/html.ts'
import { reportTitle } from '../../src/domain/annual-report/narrative.ts'
import { buildFigures } from '../../src/law/annual-report/sample-figures.ts'
import type { EditionKind } from '../../src/domain/publications/structures/kinds.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { draftDisclosureLists } from '../../src/domain/determinations/handling/publishing.ts'
import { addAttachments } from '../../src/domain/publications/handling/attachments.ts'
import { draftDocument } from '../../src/domain/publications/handling/drafting.ts'
import { removeDocument } from '../../src/domain/publications/handling/remove.ts'
import { createPreview } from '../../src/domain/publications/previews.ts'
import { addRelation } from '../../src/domain/publications/relations.ts'
import { confirmToken, unsubscribeToken } from '../../src/domain/subscriptions/links.ts'
import {
  deleteSubscription,
  findSubscription,
  writeWish,
} from '../../src/domain/subscriptions/subscriptions-store.ts'
import { confirmPath, unsubscribePath } from '../../src/interfaces/portal/subscriptions/paths.ts'
import { inTransaction } from '../../src/platform/database/database.ts'
import { stageFile } from '../../src/platform/files/stage-file.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import type { TestApp } from '../app.ts'
import { fillIn, openApplication, type Given } from '../journeys/apply-form.ts'
import { fieldsOn } from '../journeys/fill-form.ts'
import { openOnlineDesk } from '../journeys/online-desk.ts'
import { WANTED, WHO } from './online.ts'
import {
  buildPublicationDesk,
  editionForm,
  finishEdition,
  type PublicationDesk,
} from './publications.ts'

/** The demo with what its story does not have, so that every kind of page of the portal can be opened. */
export interface PortalSite {
  readonly app: TestApp
  /** 索引号 of a public document of this kind */
  readonly ofKind: Readonly<Record<EditionKind, string>>
  /** with files, relations, tables wider than a telephone and links in its text */
  readonly furnished: string
  readonly furnishedFile: string
  /** 规范性文件, amended and in force */
  readonly normative: string
  readonly lapsed: string
  readonly removed: string
  readonly removedInError: string
  readonly removedFile: string
  readonly removedItem: string
  readonly previewToken: string
  readonly openConsultation: string
  /** a year's report in which a total does not add up */
  readonly wrongReport: string
  /** Where the links of mails lead: one to press before anything is sent, one at the end of a mail. */
  readonly subscription: { readonly confirm: string; readonly end: string; readonly ended: string }
  /** what stands on the pages of forms, as a browser would send it */
  readonly forms: {
    readonly wanted: Given
    readonly details: Given
    readonly review: Given
    readonly opinion: Given
    readonly question: Given
    readonly subscription: Given
    readonly lookUp: Given
  }
}

/** Mail goes out, so that pages have what they have where it does. Nothing listens there. */
export const SITE_ENVIRONMENT = {
  MINGQU_BASE_URL: 'http://xxgk.example.gov.cn',
  MINGQU_SMTP_URL: 'smtp://127.0.0.1:9',
  MINGQU_MAIL_FROM: 'xxgk@example.gov.cn',
} as const

export const SITE_NOW = '2026-11-23T09:00'
/** Forms are refused when they come back faster than anybody types. */
const BEFORE = '2026-11-23T08:50'

export async function buildPortalSite(app: TestApp): Promise<PortalSite> {
  const desk = await buildPublicationDesk(app.db, app.agencyId)
  const now = chinaMoment(BEFORE)
  const lookUp = await answeredCase(app)
  app.setNow(BEFORE)
  await finishEdition(
    app.db,
    desk,
    await draftDisclosureLists(app.db, desk.drafter, 2020, now),
    now,
  )
  const ofKind = await oneOfEach(app)
  const furnished = await furnishedDocument(app, desk, ofKind)
  const removed = await taken(app, desk, 'withdrawn')
  const removedInError = await taken(app, desk, 'published-in-error')
  const normative = await numberOf(app, '示例节水设施补助办法')
  const openConsultation = await numberOf(app, '便民热线办理办法（征求意见稿，示例）')
  const site: PortalSite = {
    app,
    ofKind,
    furnished: furnished.indexNumber,
    furnishedFile: furnished.file,
    normative,
    lapsed: await numberOf(app, '示例人才公寓管理暂行办法'),
    removed: removed.indexNumber,
    removedInError: removedInError.indexNumber,
    removedFile: removed.file,
    removedItem: await removedItem(app, desk),
    previewToken: await preview(app, desk),
    openConsultation,
    wrongReport: renderReportHtml(reportWithAWrongTotal()),
    subscription: await subscriptionLinks(app),
    forms: {
      ...(await applicationForms(app)),
      opinion: await formOn(
        app,
        `/consultations/opinion?about=${encodeURIComponent(openConsultation)}`,
      ),
      question: await formOn(app, `/ask?about=${encodeURIComponent(normative)}`),
      subscription: {
        ...(await formOn(app, '/subscribe')),
        what: 'all',
        email: 'reader@example.cn',
      },
      lookUp,
    },
  }
  app.setNow(SITE_NOW)
  return site
}

/** The newest of each kind that is public. */
async function oneOfEach({ db }: TestApp): Promise<PortalSite['ofKind']> {
  const rows = await db
    .selectFrom('editions as e')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .select(['e.kind', 'd.index_number as number'])
    .where('e.state', '=', 'published')
    .orderBy('e.id')
    .execute()
  return Object.fromEntries(rows.map(({ kind, number }) => [kind, number])) as PortalSite['ofKind']
}

async function numberOf({ db }: TestApp, title: string): Promise<string> {
  const found = await db
    .selectFrom('editions as e')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .select('d.index_number as number')
    .where('e.state', '=', 'published')
    .where('e.title', '=', title)
    .executeTakeFirst()
  if (!found?.number) throw new Error(`the demo has no 《${title}》`)
  return found.number
}

const WIDE_TABLE = `<table><tr>${'<th>季度指标名称</th>'.repeat(12)}</tr><tr>${'<td>1,234,567.89</td>'.repeat(12)}</tr></table>`
const LONG_WORD = 'https://www.example.gov.cn/a/very/long/address/that/never/breaks/'.repeat(3)

async function furnishedDocument(
  { db, files }: TestApp,
  desk: PublicationDesk,
  ofKind: PortalSite['ofKind'],
): Promise<{ indexNumber: string; file: string }> {
  const now = chinaMoment(BEFORE)
  const id = await draftDocument(
    db,
    desk.drafter,
    editionForm({
      title: '关于开展示例统计调查的通知',
      documentNumber: '示管发〔2026〕21号',
      formedOn: Temporal.PlainDate.from('2026-11-20'),
      summary: '布置年度统计调查。',
      keywords: ['统计', '调查'],
      publicNote: '补充了附表',
      bodyHtml: `<h2>一、范围</h2><p>详见<a href="https://www.example.gov.cn/tongji">统计制度</a>和${LONG_WORD}。</p>
        ${WIDE_TABLE}<h2>二、时间</h2><ol><li>布置</li><li>填报</li></ol>${'<p>各单位按附件的要求填报，数据真实准确。</p>'.repeat(40)}`,
    }),
    now,
  )
  const name = '调查表.txt'
  const content = Buffer.from('指标名称')
  const file = await stageFile(files, { name, content }, { maxBytes: 1000 })
  await addAttachments({ db, files }, desk.drafter, id, [{ file, role: 'attachment' }], now)
  const [{ documentId }, to] = await Promise.all([
    getEdition(db, id),
    db
      .selectFrom('documents')
      .select('id')
      .where('index_number', '=', ofKind.interpretation)
      .executeTakeFirstOrThrow(),
  ])
  await addRelation(db, desk.drafter, { fromId: documentId, kind: 'based-on', toId: to.id }, now)
  const indexNumber = await finishEdition(db, desk, id, now, files)
  return { indexNumber, file: await fileAddress(db, id, indexNumber) }
}

async function fileAddress(db: TestApp['db'], id: number, indexNumber: string): Promise<string> {
  const { sha256, name } = (await getEdition(db, id)).attachments[0]!
  return `/files/${indexNumber}/${sha256.slice(0, 16)}/${encodeURIComponent(name)}`
}

async function taken(
  { db, files }: TestApp,
  desk: PublicationDesk,
  kind: 'withdrawn' | 'published-in-error',
): Promise<{ indexNumber: string; file: string }> {
  const now = chinaMoment(BEFORE)
  const id = await draftDocument(
    db,
    desk.drafter,
    editionForm({ title: `已撤下的示例（${kind}）` }),
    now,
  )
  const content = Buffer.from(kind)
  const file = await stageFile(files, { name: '附表.txt', content }, { maxBytes: 1000 })
  await addAttachments({ db, files }, desk.drafter, id, [{ file, role: 'attachment' }], now)
  const indexNumber = await finishEdition(db, desk, id, now, files)
  const address = await fileAddress(db, id, indexNumber)
  const form = { kind, publicReason: '内容需要重新核实。', privateNote: '', successor: '' } as const
  await removeDocument(db, desk.head, id, form, now)
  return { indexNumber, file: address }
}

/** One of the demo's 惠企政策事项 that no pack needs any more. */
async function removedItem({ db }: TestApp, desk: PublicationDesk): Promise<string> {
  const { id, number } = await db
    .selectFrom('editions as e')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .select(['e.id', 'd.index_number as number'])
    .where('e.kind', '=', 'policy-item')
    .where('e.state', '=', 'published')
    .orderBy('e.id')
    .executeTakeFirstOrThrow()
  const form = {
    kind: 'withdrawn',
    publicReason: '政策不再执行。',
    privateNote: '',
    successor: '',
  } as const
  await removeDocument(db, desk.head, id, form, chinaMoment(BEFORE))
  return number!
}

async function preview({ db }: TestApp, desk: PublicationDesk): Promise<string> {
  const now = chinaMoment(BEFORE)
  const id = await draftDocument(db, desk.drafter, editionForm({ title: '还没有公开的稿子' }), now)
  return createPreview(db, desk.drafter, id, { givenTo: '法制科', days: 7 }, now)
}

/** As they stand in mails; the links themselves are kept nowhere. */
async function subscriptionLinks({ db, files }: TestApp): Promise<PortalSite['subscription']> {
  const { sealer } = files
  const now = chinaMoment(BEFORE)
  const linked = (name: string) =>
    inTransaction(db, async (tx) => {
      const wish = { address: name, subject: { words: '养老' }, frequency: 'daily' } as const
      const id = await writeWish(tx, sealer, wish, now)
      return (await findSubscription(tx, sealer, id))!
    })
  const [one, other] = [await linked('a@example.cn'), await linked('b@example.cn')]
  await inTransaction(db, (tx) => deleteSubscription(tx, other.id))
  return {
    confirm: confirmPath(confirmToken(sealer, one, 'daily')),
    end: unsubscribePath(unsubscribeToken(sealer, one)),
    ended: unsubscribePath(unsubscribeToken(sealer, other)),
  }
}

/** Answered on the platform, so that its page has everything on it. */
async function answeredCase(app: TestApp): Promise<Given> {
  const desk = await openOnlineDesk(app)
  const { code } = await desk.answer('platform', '示例材料.txt')
  return { code, contact: '000-0000-0001' }
}

async function applicationForms(
  app: TestApp,
): Promise<Pick<PortalSite['forms'], 'wanted' | 'details' | 'review'>> {
  const form = openApplication(app.visitor())
  await form.begin()
  await form.press('find', WANTED)
  const wanted = form.fields
  await form.press('details', WHO)
  const details = form.fields
  return { wanted, details, review: (await fillIn(app.visitor())).fields }
}

async function formOn(app: TestApp, address: string): Promise<Given> {
  const { statusCode, body } = await app.visitor().get(address)
  if (statusCode !== 200) throw new Error(`${address}: ${statusCode}`)
  return fieldsOn(body)
}

function reportWithAWrongTotal() {
  const agency = '示例市统计局'
  const requests = { new: ['7', '0', '0', '0', '0', '0', '8'] }
  return {
    title: reportTitle(agency, 2023),
    figures: buildFigures('2021', { agency, year: 2023, requests }),
    narrative: { intro: '', general: '平稳。', problems: '不足。', other: '无。' },
    seal: null,
  }
}
