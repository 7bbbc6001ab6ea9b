/** An office at its desks, and applicants on the portal: what a journey with both needs. */
import type { Officer } from '../../src/domain/accounts/officer.ts'
import type { Browser, TestApp } from '../app.ts'
import { CODE, fillIn } from './apply-form.ts'
import { fieldsOn } from './fill-form.ts'
import { shownText } from './shown-text.ts'

const ROLES = ['clerk', 'secrecy-reviewer', 'legal-adviser', 'head', 'auditor'] as const
type DeskRole = (typeof ROLES)[number]

export interface Applied {
  readonly id: number
  readonly address: string
  /** as printed on the receipt */
  readonly code: string
}

/** Everything happens on one day, `2026-03-02`, in the morning. */
export const DESK_DAY = '2026-03-02'

export async function openOnlineDesk(app: TestApp) {
  const officers = {} as Record<DeskRole, Officer>
  const desks = {} as Record<DeskRole, Browser>
  app.setNow(`${DESK_DAY}T10:00`)
  for (const role of ROLES) {
    officers[role] = await app.person(role)
    desks[role] = await app.signIn(officers[role])
  }

  const seenSeq = async ({ id }: Applied) => {
    const row = app.db.selectFrom('requests').select('last_seq').where('id', '=', id)
    return String((await row.executeTakeFirstOrThrow()).last_seq)
  }

  async function act(role: DeskRole, applied: Applied, step: string, form: Record<string, string>) {
    const path = `${applied.address}/${step}`
    const answer = await desks[role].post(path, { seenSeq: await seenSeq(applied), ...form })
    if (answer.statusCode !== 303) throw new Error(`${step}: ${shownText(answer.body)}`)
  }

  /** Applied for on the portal, and confirmed with the applicant. */
  async function apply(): Promise<Applied> {
    app.setNow(`${DESK_DAY}T09:00`)
    const form = await fillIn(app.visitor())
    app.setNow(`${DESK_DAY}T09:10`)
    await form.press('submit')
    app.setNow(`${DESK_DAY}T10:00`)
    const rows = app.db.selectFrom('requests').select('id').orderBy('id', 'desc')
    const { id } = await rows.executeTakeFirstOrThrow()
    const applied = { id, address: `/office/requests/${id}`, code: CODE.exec(form.text)![0] }
    await act('clerk', applied, 'confirm-receipt', { happenedOn: DESK_DAY, way: 'phone' })
    return applied
  }

  async function attach(applied: Applied, name: string, content: string) {
    const file = { field: 'files', name, content: Buffer.from(content) }
    const form = { seenSeq: await seenSeq(applied) }
    return desks.clerk.upload(`${applied.address}/attachments`, form, [file])
  }

  const draft = (applied: Applied) =>
    act('clerk', applied, 'draft-reply', {
      disposition: 'A2',
      text: '随函提供所需信息。',
      reasons: '该信息可以公开。',
    })

  async function sign(applied: Applied) {
    for (const [role, step] of [
      ['secrecy-reviewer', 'review-secrecy'],
      ['legal-adviser', 'review-legally'],
      ['head', 'sign-off'],
    ] as const) {
      const page = await desks[role].get(`${applied.address}/${step}`)
      const contentHash = [fieldsOn(page.body)['contentHash']].flat()[0]!
      await act(role, applied, step, { decision: 'approved', opinion: '', contentHash })
    }
  }

  /** Answered with these files, and served. */
  async function answer(way: 'platform' | 'direct', ...names: string[]): Promise<Applied> {
    const applied = await apply()
    for (const name of names) await attach(applied, name, `${name}的正文。`)
    await draft(applied)
    await sign(applied)
    await act('clerk', applied, 'issue', { happenedOn: DESK_DAY })
    await act('clerk', applied, 'deliver', { way, happenedOn: DESK_DAY, proof: '平台记录' })
    return applied
  }

  return { officers, desks, seenSeq, act, apply, attach, draft, sign, answer }
}

export type OnlineDesk = Awaited<ReturnType<typeof openOnlineDesk>>
