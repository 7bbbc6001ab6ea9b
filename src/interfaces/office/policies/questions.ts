/** 读者提问: the queue with its clock, and one question with its answer. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import {
  closeQuestion,
  draftAnswer,
  readContact,
} from '../../../domain/policies/questions/answer-question.ts'
import { getQuestion, listQuestions } from '../../../domain/policies/questions/list-questions.ts'
import { AnswerForm } from '../../../domain/policies/questions/question.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { formView, valueOf } from '../../../platform/web/forms.ts'
import { seeOther } from '../../../platform/web/reply.ts'
import { withDone } from '../done.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain, type ShownAgain } from '../show-again.ts'
import { checkedForm } from './checked-form.ts'
import type { ById } from './document.ts'
import { policyPaths } from './paths.ts'
import { questionListPage, questionPage } from './question-pages.ts'
import { sendPolicyPage } from './send.ts'

export function questionRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock, room } = services

  app.get(policyPaths.questions, async (request, reply) => {
    const officer = officerOf(request)
    const [open, done] = [
      await listQuestions(db, officer, 'open'),
      await listQuestions(db, officer, 'done'),
    ]
    return sendPolicyPage(services, request, reply, {
      title: '读者提问',
      tab: 'questions',
      body: () => questionListPage(open, done, dayOf(clock())),
    })
  })

  app.get<ById>(policyPaths.question(':id'), (request, reply) => show(services, request, reply))

  app.post<ById>(policyPaths.questionAct(':id', 'answer'), async (request, reply) => {
    const id = await openFor(services, request)
    return orShowAgain(
      request.body,
      async () => {
        const form = checkedForm(AnswerForm, request.body)
        const editionId = await draftAnswer(db, officerOf(request), id, form, clock())
        return seeOther(reply, withDone(officePaths.edition(editionId), 'answer-drafted'))
      },
      (again) => show(services, request, reply, { again }),
      ['invalid', 'wrong-state'],
    )
  })

  app.post<ById>(policyPaths.questionAct(':id', 'close'), async (request, reply) => {
    const id = await openFor(services, request)
    return orShowAgain(
      request.body,
      async () => {
        const reason = valueOf(formView(request.body), 'reason')
        await closeQuestion(db, officerOf(request), id, reason, clock())
        return seeOther(reply, withDone(policyPaths.questions, 'question-closed'))
      },
      (again) => show(services, request, reply, { again }),
      ['incomplete', 'wrong-state'],
    )
  })

  /** Shown once, on the answer to this POST; opening it is logged. */
  app.post<ById>(policyPaths.questionAct(':id', 'contact'), async (request, reply) => {
    const id = await openFor(services, request)
    const contact = await readContact(db, room.sealer, officerOf(request), id, clock())
    return show(services, request, reply, { contact })
  })
}

async function openFor({ db }: OfficeServices, request: FastifyRequest<ById>): Promise<number> {
  const officer = officerOf(request)
  const { id } = await getQuestion(db, officer, recordId(request.params.id))
  assertMay(officer, 'policies.edit', officer.agencyId)
  return id
}

async function show(
  services: OfficeServices,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  { again, contact }: { readonly again?: ShownAgain; readonly contact?: string | undefined } = {},
): Promise<FastifyReply> {
  const { db, clock } = services
  const officer = officerOf(request)
  const question = await getQuestion(db, officer, recordId(request.params.id))
  return sendPolicyPage(services, request, reply, {
    title: '读者提问',
    tab: 'questions',
    body: ({ csrf }) =>
      questionPage({
        question,
        contact,
        today: dayOf(clock()),
        mayAnswer: mayAtHome(officer, 'policies.edit'),
        view: again?.view ?? formView({ question: question.question }),
        csrf,
      }),
    ...(again && { again }),
  })
}
