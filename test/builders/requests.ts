import { randomBytes } from 'node:crypto'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import type { CaseRef, CaseRoom } from '../../src/domain/requests/case-room.ts'
import type { Draft } from '../../src/domain/requests/draft.ts'
import { groundsOf } from '../../src/domain/requests/draft-rules.ts'
import { lacksSecrecyReview } from '../../src/domain/requests/case-state.ts'
import {
  reviewLegally,
  reviewSecrecy,
  signOff,
} from '../../src/domain/requests/handling/approve-reply.ts'
import { closeCase } from '../../src/domain/requests/handling/close-case.ts'
import { deliverReply, DeliveryForm } from '../../src/domain/requests/handling/deliver-reply.ts'
import { draftReply } from '../../src/domain/requests/handling/draft-reply.ts'
import { issueReply } from '../../src/domain/requests/handling/issue-reply.ts'
import {
  RegistrationForm,
  registerRequest,
} from '../../src/domain/requests/handling/register-request.ts'
import type { Handled } from '../../src/domain/requests/handling/take-step.ts'
import { recordForms, type RecordForm } from '../../src/law/conclusion-records.ts'
import { DISPOSITIONS } from '../../src/law/dispositions.ts'
import { builtInCalendar } from '../../src/law/calendar/calendar.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { chinaMoment, dayOf } from '../../src/platform/kernel/time.ts'
import { createSealer } from '../../src/platform/sealing/sealer.ts'
import { WRITTEN_EVIDENCE, type Evidence } from '../../src/domain/requests/draft.ts'
import { buildAgency, buildOfficer } from './people.ts'

export function buildRoom(db: Db): CaseRoom {
  return { db, sealer: createSealer(randomBytes(32)), calendar: builtInCalendar }
}

/** The smallest office that can answer: everybody a reply has to pass. */
export interface OfficeStaff {
  readonly agencyId: number
  readonly clerk: Officer
  readonly secrecyReviewer: Officer
  readonly legalAdviser: Officer
  readonly head: Officer
}

export async function buildOffice(db: Db): Promise<OfficeStaff> {
  const agencyId = await buildAgency(db)
  return {
    agencyId,
    clerk: await buildOfficer(db, agencyId, 'clerk'),
    secrecyReviewer: await buildOfficer(db, agencyId, 'secrecy-reviewer'),
    legalAdviser: await buildOfficer(db, agencyId, 'legal-adviser'),
    head: await buildOfficer(db, agencyId, 'head'),
  }
}

/** Ten in the morning of a day in China. */
export const at = (day: string) => chinaMoment(`${day}T10:00`)

/** The fields of a good application as they are typed, without the day. */
export const REGISTRATION = {
  applicantClass: 'natural_person',
  applicantName: '示例甲',
  idType: 'other',
  idNumber: 'EXAMPLE-0001',
  phone: '00000000000',
  address: '示例市示例路1号',
  channel: 'in_person',
  subject: '示例地块征收补偿方案',
  description: '请提供示例地块的征收补偿方案及批准文件。',
  wantedForm: 'paper',
  wantedRoute: 'post',
}

/** An application as a form; say only what the test is about. */
export function registration(given: Record<string, unknown> = {}): RegistrationForm {
  return RegistrationForm.parse({ ...REGISTRATION, ...given })
}

/** A case registered on the day it arrived. */
export function buildCase(
  room: CaseRoom,
  clerk: Officer,
  arrivedOn: string,
  given: Record<string, unknown> = {},
): Promise<Handled> {
  return registerRequest(room, clerk, registration({ arrivedOn, ...given }), at(arrivedOn))
}

/** A complete draft of a disposition, with the evidence it asks for. */
export function draftOf(disposition: Draft['disposition'], given: Partial<Draft> = {}): Draft {
  const withheld: Draft['withheld'] =
    disposition === 'B1' ? [{ part: '联系电话', ground: 'X15', reason: '属于个人隐私' }] : []
  return {
    disposition,
    grounds: groundsOf(disposition, withheld),
    text: `对您的申请答复如下（${disposition}）。`,
    reasons: '依据和理由见正文。',
    withheld,
    evidence: evidenceOf(disposition),
    attachments: [],
    ...given,
  }
}

function evidenceOf(disposition: Draft['disposition']): Evidence[] {
  return DISPOSITIONS[disposition].evidence.flatMap((kind): Evidence[] => {
    if (kind === 'search-record') {
      const searchedOn = Temporal.PlainDate.from('2020-01-02')
      const searched = { places: '档案室、公文系统', terms: '示例', period: '2010年至今' }
      return [{ kind, ...searched, searchedBy: '示例人员', searchedOn, result: '未检出' }]
    }
    const written = WRITTEN_EVIDENCE.find((one) => one === kind)
    const form = recordForms(disposition).find((one) => one.kind === kind)
    return written && form ? [{ kind: written, text: '见卷内材料。', facts: factsOf(form) }] : []
  })
}

function factsOf({ fields }: RecordForm): Record<string, string> {
  const value = ({ kind, choices }: RecordForm['fields'][number]) =>
    kind === 'day' ? '2020-01-02' : (choices?.[0] ?? '示例')
  return Object.fromEntries(fields.map((field) => [field.id, value(field)]))
}

/** Drafted, reviewed and signed on one day. */
export async function sign(
  room: CaseRoom,
  { clerk, secrecyReviewer, legalAdviser, head }: OfficeStaff,
  ref: CaseRef,
  draft: Draft,
  now: Temporal.Instant,
): Promise<Handled> {
  const drafted = await draftReply(room, clerk, ref, draft, now)
  const { contentHash } = drafted.state.reply!
  const approval = { decision: 'approved', contentHash, opinion: undefined } as const
  const secret = lacksSecrecyReview(drafted.state)
    ? await reviewSecrecy(room, secrecyReviewer, drafted, approval, now)
    : drafted
  const reviewed = await reviewLegally(room, legalAdviser, secret, approval, now)
  return signOff(room, head, reviewed, approval, now)
}

/** From an examined case to a delivered reply, all on one day, handed over in person. */
export async function answer(
  room: CaseRoom,
  staff: OfficeStaff,
  ref: CaseRef,
  draft: Draft,
  now: Temporal.Instant,
): Promise<Handled> {
  const signed = await sign(room, staff, ref, draft, now)
  const issued = await issueReply(room, staff.clerk, signed, { happenedOn: dayOf(now) }, now)
  const form = { way: 'direct', happenedOn: dayOf(now).toString(), proof: '送达回证' }
  return deliverReply(room, staff.clerk, issued, DeliveryForm.parse(form), now)
}

/** Answered and archived. */
export async function answerAndClose(
  room: CaseRoom,
  staff: OfficeStaff,
  ref: CaseRef,
  draft: Draft,
  now: Temporal.Instant,
): Promise<Handled> {
  const delivered = await answer(room, staff, ref, draft, now)
  return closeCase(room, staff.clerk, delivered, { archiveNumber: undefined }, now)
}
