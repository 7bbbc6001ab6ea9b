import { describe, expect, test } from 'vitest'
import { DISPOSITION_CODES } from './dispositions.ts'
import {
  type CaseFact,
  FIRST_QUESTIONS,
  QUESTION_IDS,
  QUESTIONS,
  type QuestionId,
  STAGES,
} from './examination.ts'
import { ACT_DISPOSITIONS, canConclude, examine, followsFrom } from './examination-path.ts'
import { LETTERS } from './letters.ts'
import { STEP_HELP } from './help.ts'
import { DEFAULT_SETTINGS } from './settings.ts'

const ALL = Object.values(QUESTIONS)
const ANSWERS = ALL.flatMap((question) => question.answers.map((answer) => ({ question, answer })))
const facts = (...given: CaseFact[]) => new Set(given)

/** A case in which nothing has happened yet but its receipt. */
const FRESH = facts('correction-open', 'reasons-open', 'fee-open')

describe('the tree of the seven steps', () => {
  test('every question can be reached, and no path comes back to a question', () => {
    const seen = new Set<QuestionId>()
    const visit = (id: QuestionId, above: readonly QuestionId[]): void => {
      expect(above).not.toContain(id)
      seen.add(id)
      for (const { leads } of QUESTIONS[id].answers) {
        if ('ask' in leads) visit(leads.ask, [...above, id])
      }
    }
    for (const first of FIRST_QUESTIONS) visit(first, [])
    expect([...seen].sort()).toEqual([...QUESTION_IDS].sort())
  })

  test('every answer leads to exactly one of: a question, an act, one disposition, waiting', () => {
    for (const { question, answer } of ANSWERS) {
      const kinds = ['ask', 'act', 'conclude', 'wait'].filter((kind) => kind in answer.leads)
      expect([question.id, answer.id, kinds.length]).toEqual([question.id, answer.id, 1])
    }
  })

  test('every disposition is reached by a path, F3 by withdrawing or ending', () => {
    const reached = ANSWERS.flatMap(({ answer: { leads } }) => {
      if ('conclude' in leads) return [leads.conclude]
      return 'act' in leads ? (ACT_DISPOSITIONS[leads.act] ?? []) : []
    })
    expect([...new Set(reached)].sort()).toEqual([...DISPOSITION_CODES].sort())
  })

  test('answers of a question differ, and what may be impossible says why', () => {
    for (const { id, answers } of ALL) {
      expect([id, new Set(answers.map((one) => one.id)).size]).toEqual([id, answers.length])
      for (const one of answers) {
        expect([id, one.id, one.needs === undefined]).toEqual([
          id,
          one.id,
          one.otherwise === undefined,
        ])
      }
    }
  })

  test('every question cites an article and says its gist; every stage before the reply has one', () => {
    for (const { article, gist } of ALL) {
      expect(article).toMatch(/第.+条|号/)
      expect(gist.length).toBeGreaterThan(15)
    }
    const stages = new Set(ALL.map(({ stage }) => stage))
    expect(STAGES.filter((stage) => !stages.has(stage))).toEqual(['怎么答'])
  })

  test('every letter on the way is one of the official set, every act has its help', () => {
    for (const { answer } of ANSWERS) {
      if ('act' in answer.leads) {
        expect(STEP_HELP[answer.leads.act]).toBeDefined()
        if (answer.leads.letter) expect(LETTERS[answer.leads.letter]).toBeDefined()
      }
    }
  })
})

describe('a path through it', () => {
  const path = ['yes', 'information', 'no', 'no', 'ours']

  test('检索后没有: seven questions, one disposition, one row in each format', () => {
    const walked = examine([...path, 'no'], FRESH)
    expect(walked.ok && walked.value.outcome).toEqual({ conclude: 'D1a' })
    expect(walked.ok && walked.value.next).toBeNull()
    const follows = followsFrom('D1a', Temporal.PlainDate.from('2026-03-02'), DEFAULT_SETTINGS)
    expect(follows.rows).toEqual({ '2019': 'unable_1_not_held', '2021': 'unable_1_not_held' })
    expect(follows.letter?.id).toBe('reply')
    expect(follows.route).toBe('R2')
  })

  test('第三方同意 can only be said of a case in which the third party consented', () => {
    const to = [...path, 'yes', 'no', 'all', 'X15', 'consents']
    expect(examine(to, FRESH).ok).toBe(false)
    const after = examine([...to, 'as-asked'], facts('third-party-asked', 'third-party-consents'))
    expect(after.ok && after.value.outcome).toEqual({ conclude: 'A2' })
  })

  test('公共利益 overrides, and the third party must be told', () => {
    const to = [...path, 'yes', 'no', 'all', 'X15', 'public-interest', 'as-asked']
    const walked = examine(to, facts('third-party-asked', 'third-party-objects'))
    expect(walked.ok && walked.value.alsoLetters).toEqual(['third-party-decision'])
  })

  test.each([
    ['an answer the question does not have', ['perhaps']],
    ['an answer after the conclusion', ['yes', 'petition', 'no']],
    ['a second correction', ['no']],
    ['unclear after a correction that never was', ['still-no']],
  ])('%s is refused', (_, answers) => {
    expect(examine(answers, facts('reasons-open')).ok).toBe(false)
  })
})

describe('what the course of a case makes impossible', () => {
  test('a fresh case: everything but what presupposes a notice, a question or a consultation', () => {
    const possible = DISPOSITION_CODES.filter((code) => canConclude(code, FRESH))
    const impossible = DISPOSITION_CODES.filter((code) => !possible.includes(code))
    expect(impossible).toEqual(['C4', 'D3', 'E4', 'F1', 'F2'])
  })

  test.each<[string, CaseFact[], string[]]>([
    ['a correction is awaited', ['correction-awaited'], ['F3']],
    ['the correction is overdue', ['correction-awaited', 'correction-overdue'], ['F1', 'F3']],
    ['a payment is awaited', ['payment-awaited'], ['F3']],
    ['the payment is overdue', ['payment-awaited', 'payment-overdue'], ['F2', 'F3']],
    ['an opinion is awaited', ['consultation-open', 'consultation-served'], ['F3']],
  ])('%s', (_, given, possible) => {
    const codes = DISPOSITION_CODES.filter((code) => canConclude(code, facts(...given)))
    expect(codes).toEqual(possible)
  })
})
