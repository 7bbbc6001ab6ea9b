/** 七步法: one question a page, the answers so far in the address, the conclusion recorded with the case. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { getCaseFile, type CaseFile } from '../../../domain/requests/case-file.ts'
import { assertMayEverTake, assertMayTake } from '../../../domain/requests/case-permissions.ts'
import { examinationFacts } from '../../../domain/requests/examination-facts.ts'
import {
  examineRequest,
  ExaminationForm,
} from '../../../domain/requests/handling/examine-request.ts'
import { findRepeats } from '../../../domain/requests/repeats/find-repeats.ts'
import { examine, type Examination } from '../../../law/examination-path.ts'
import type { Problem } from '../../../platform/kernel/problem.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { formView, parseForm, valueOf } from '../../../platform/web/forms.ts'
import { nothing } from '../../../platform/web/html.ts'
import { seeOther, sendPage } from '../../../platform/web/reply.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain } from '../show-again.ts'
import { examinePage } from './examine-page.ts'
import { repeatsSection } from './repeats-section.ts'

interface ById {
  Params: { id: string }
}

export function examineRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { room, clock } = services
  const address = '/office/requests/:id/examine'

  app.get<ById>(address, async (request, reply) => {
    const asked = formView(request.query)
    const answer = valueOf(asked, 'answer')
    const before = answersIn(valueOf(asked, 'path'))
    const isUnanswered = answer === '' && valueOf(asked, 'asked') !== ''
    const problems = isUnanswered ? [{ at: 'answer', message: '请选择一个答案' }] : []
    const answers = answer === '' ? before : [...before, answer]
    return show(services, request, reply, { answers, problems })
  })

  app.post<ById>(address, async (request, reply) => {
    const officer = officerOf(request)
    const id = recordId(request.params.id)
    assertMayEverTake('examine', officer)
    const typed = formView(request.body)
    const checked = parseForm(ExaminationForm, request.body)
    if (!checked.ok) return show(services, request, reply, { answers: [], ...checked })
    const ref = { id, seenSeq: Number(valueOf(typed, 'seenSeq')) || 0 }
    return orShowAgain(
      request.body,
      async () => {
        await examineRequest(room, officer, ref, checked.value, clock())
        return seeOther(reply, officePaths.requestAct(id, 'draft-reply'))
      },
      ({ view, status, refused }) => {
        const problems = refused ? [{ at: '', message: refused }] : view.problems
        return show(services, request, reply, { answers: checked.value.answers, problems, status })
      },
      ['incomplete', 'stale'],
    )
  })
}

const answersIn = (path: string): readonly string[] =>
  path
    .split('.')
    .filter((id) => id !== '')
    .slice(0, MOST_ANSWERS)

/** More than the longest way through the tree. */
const MOST_ANSWERS = 40

interface Shown {
  readonly answers: readonly string[]
  readonly problems: readonly Problem[]
  readonly status?: number
}

async function show(
  services: OfficeServices,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  { answers, problems, status }: Shown,
): Promise<FastifyReply> {
  const officer = officerOf(request)
  const today = dayOf(services.clock())
  const id = recordId(request.params.id)
  const file = await getCaseFile(services.room, officer, id, today)
  assertMayEverTake('examine', officer)
  if (problems.length === 0) assertMayTake('examine', { state: file.state, officer, today })
  const facts = examinationFacts(file.state, today)
  const walked = furthest(answers, file, today)
  const told = [...problems, ...walked.problems]
  const repeats =
    walked.examination.next?.stage === '是不是'
      ? repeatsSection(id, await findRepeats(services.room, officer, id))
      : nothing
  const frame = await officeFrame(services, request)
  const body = examinePage({
    file,
    facts,
    today,
    examination: walked.examination,
    problems: told,
    csrf: frame.csrf,
    repeats,
  })
  return sendPage(
    reply,
    officePage(frame, { title: `审查：${file.state.subject}`, current: 'requests', body }),
    status ?? (told.length > 0 ? 422 : 200),
  )
}

/** As far as the answers hold, and why no further: an address may be old, and the case may have gone on. */
function furthest(
  answers: readonly string[],
  { state }: CaseFile,
  today: Temporal.PlainDate,
): { examination: Examination; problems: readonly Problem[] } {
  const facts = examinationFacts(state, today)
  const whole = examine(answers, facts)
  if (whole.ok) return { examination: whole.value, problems: [] }
  for (let length = answers.length - 1; length >= 0; length -= 1) {
    const part = examine(answers.slice(0, length), facts)
    if (part.ok) return { examination: part.value, problems: whole.problems }
  }
  throw new Error('an examination without answers always has a first question')
}
