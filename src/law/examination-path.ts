import { accepted, type Checked, rejected } from '../platform/kernel/problem.ts'
import type { ReportFormat, RequestRowKey } from './annual-report/figures.ts'
import {
  DISPOSITIONS,
  type Disposition,
  type DispositionCode,
  remedyRoute,
  reportRowOf,
} from './dispositions.ts'
import {
  type Answer,
  type CaseFact,
  type ExaminationAct,
  firstQuestion,
  type Leads,
  QUESTIONS,
  type Question,
} from './examination.ts'
import { LETTERS, type Letter, type LetterId } from './letters.ts'
import type { RemedyRoute } from './remedies.ts'
import type { LawSettings } from './settings.ts'

export interface GivenAnswer {
  readonly question: Question
  readonly answer: Answer
}

/** How far an examination has come: the next question, or where its last answer led. */
export interface Examination {
  readonly trail: readonly GivenAnswer[]
  readonly next: Question | null
  readonly outcome: Exclude<Leads, { readonly ask: unknown }> | null
  /** letters that answers on the way made necessary, besides that of the outcome */
  readonly alsoLetters: readonly LetterId[]
}

/** Why an answer cannot be given in a case of which these facts are true; undefined when it can. */
export function impossibleBecause(
  { needs, otherwise }: Answer,
  facts: ReadonlySet<CaseFact>,
): string | undefined {
  return needs === undefined || facts.has(needs) ? undefined : (otherwise ?? '')
}

/**
 * Follows answers, by their ids, from where an examination of such a case begins. Problems: an answer the question does
 * not have, one the course of the case does not allow, or more answers than there were questions.
 */
export function examine(
  answers: readonly string[],
  facts: ReadonlySet<CaseFact>,
): Checked<Examination> {
  const trail: GivenAnswer[] = []
  let question: Question | null = QUESTIONS[firstQuestion(facts)]
  let outcome: Examination['outcome'] = null
  for (const id of answers) {
    if (question === null)
      return rejected([{ at: 'answer', message: '已经有了结论，没有更多的问题' }])
    const answer: Answer | undefined = question.answers.find((one) => one.id === id)
    if (answer === undefined) return rejected([{ at: 'answer', message: '请从列出的答案中选择' }])
    const why = impossibleBecause(answer, facts)
    if (why !== undefined) {
      return rejected([{ at: 'answer', message: `不能选“${answer.text}”：${why}` }])
    }
    trail.push({ question, answer })
    if ('ask' in answer.leads) question = QUESTIONS[answer.leads.ask]
    else [question, outcome] = [null, answer.leads]
  }
  const alsoLetters = trail.flatMap(({ answer }) => answer.alsoLetter ?? [])
  return accepted({ trail, next: question, outcome, alsoLetters })
}

/** F3 has no reply of its own: it follows from these acts. */
export const ACT_DISPOSITIONS: Partial<Readonly<Record<ExaminationAct, DispositionCode>>> = {
  withdraw: 'F3',
  end: 'F3',
}

/** Whether some path through the examination of such a case leads to this disposition. */
export function canConclude(code: DispositionCode, facts: ReadonlySet<CaseFact>): boolean {
  const reaches = (question: Question): boolean =>
    question.answers.some((answer) => {
      if (impossibleBecause(answer, facts) !== undefined) return false
      const { leads } = answer
      if ('ask' in leads) return reaches(QUESTIONS[leads.ask])
      if ('conclude' in leads) return leads.conclude === code
      return 'act' in leads && ACT_DISPOSITIONS[leads.act] === code
    })
  return reaches(QUESTIONS[firstQuestion(facts)])
}

/** Everything that follows from a disposition, told before a word of the reply is written. */
export interface ConclusionInForce {
  readonly disposition: Disposition
  readonly letter: Letter | null
  /** the row of table 三 by report format */
  readonly rows: Readonly<Record<ReportFormat, RequestRowKey>>
  /** undefined when nothing is done that could be challenged, or when it depends on the parts withheld (B1) */
  readonly route: RemedyRoute | undefined
}

/** @param on the day the reply would bear; it decides between the law of remedies before and after 2024 */
export function followsFrom(
  code: DispositionCode,
  on: Temporal.PlainDate,
  settings: LawSettings,
): ConclusionInForce {
  const disposition = DISPOSITIONS[code]
  return {
    disposition,
    letter: disposition.letter && LETTERS[disposition.letter],
    rows: {
      '2019': reportRowOf(code, '2019', settings),
      '2021': reportRowOf(code, '2021', settings),
    },
    route: code === 'B1' ? undefined : remedyRoute(code, { actedOn: on }, settings),
  }
}
