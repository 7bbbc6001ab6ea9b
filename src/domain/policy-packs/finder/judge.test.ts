import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NO_CRITERIA, type Criteria } from '../criteria.ts'
import {
  APPLICANTS,
  CERTIFICATIONS,
  LOCATIONS,
  NEEDS,
  SECTORS,
  SIZE_CLASSES,
} from '../vocabulary.ts'
import { isUnanswered, parseAnswers, type Answers } from './answers.ts'
import { findPolicies } from './find.ts'
import { judge, OUTCOMES, type Outcome } from './judge.ts'

const criteria = (given: Partial<Criteria>): Criteria => ({ ...NO_CRITERIA, ...given })

describe('one condition against one answer', () => {
  const range = (min: number | null, max: number | null) => ({ min, max })
  test.each<[string, Partial<Criteria>, Answers, Outcome, string?]>([
    ['nothing asked is met by anybody', {}, {}, 'meets'],
    ['a question left open is not a no', { sizes: ['micro'] }, {}, 'may-meet'],
    ['size among those named', { sizes: ['small', 'micro'] }, { size: 'micro' }, 'meets'],
    ['size not among them', { sizes: ['small', 'micro'] }, { size: 'large' }, 'nearly'],
    ['applicant', { applicants: ['sole-trader'] }, { applicant: 'enterprise' }, 'nearly'],
    ['sector', { sectors: ['software'] }, { sector: 'software' }, 'meets'],
    ['place', { locations: ['here'] }, { location: 'elsewhere' }, 'nearly'],
    ['founded three years ago, three wanted', { years: range(3, null) }, { years: 3 }, 'meets'],
    ['two years, three wanted', { years: range(3, null) }, { years: 2 }, 'nearly', '还差1年'],
    ['four full years are fewer than five', { years: range(null, 5) }, { years: 4 }, 'meets'],
    ['five full years are not', { years: range(null, 5) }, { years: 5 }, 'nearly', '已超过年限'],
    ['turnover on the lower end', { turnover: range(2000, null) }, { turnover: 2000 }, 'meets'],
    [
      'turnover below it',
      { turnover: range(2000, null) },
      { turnover: 1999.9 },
      'nearly',
      '还差0.1万元',
    ],
    ['turnover on the upper end', { turnover: range(null, 500) }, { turnover: 500 }, 'meets'],
    ['staff above it', { staff: range(null, 20) }, { staff: 25 }, 'nearly', '超出5人'],
    [
      'one title of several suffices',
      { certifications: ['high-tech', 'gazelle'] },
      { certifications: ['gazelle', 'tech-sme'] },
      'meets',
    ],
    ['none of them, said', { certifications: ['high-tech'] }, { certifications: [] }, 'nearly'],
    [
      'titles not asked about yet',
      { certifications: ['high-tech'] },
      { size: 'micro' },
      'may-meet',
    ],
    ['a need that is served', { needs: ['tax', 'hiring'] }, { needs: ['tax'] }, 'meets'],
    ['a need that is not', { needs: ['tax'] }, { needs: ['ip'] }, 'not'],
    ['a need, where the item names none', {}, { needs: ['ip'] }, 'meets'],
    ['no need named', { needs: ['tax'] }, { size: 'micro' }, 'meets'],
    [
      'two conditions off are nearly',
      { sizes: ['micro'], sectors: ['software'] },
      { size: 'large', sector: 'trade' },
      'nearly',
    ],
    [
      'three are not',
      { sizes: ['micro'], sectors: ['software'], locations: ['here'] },
      { size: 'large', sector: 'trade', location: 'city' },
      'not',
    ],
    [
      'unmet weighs more than unknown',
      { sizes: ['micro'], sectors: ['software'] },
      { size: 'large' },
      'nearly',
    ],
  ])('%s', (_, asked, answers, outcome, gap) => {
    const judgement = judge(criteria(asked), answers)
    expect(judgement.outcome).toBe(outcome)
    if (gap !== undefined) expect(judgement.findings.map((one) => one.gap)).toContain(gap)
  })

  test('says what was answered and what is missing', () => {
    const asked = criteria({ sizes: ['small', 'micro'], turnover: { min: 2000, max: 40_000 } })
    expect(judge(asked, { size: 'large', turnover: 1500 }).findings).toEqual([
      {
        criterion: 'sizes',
        verdict: 'unmet',
        answered: '大型企业',
      },
      {
        criterion: 'turnover',
        verdict: 'unmet',
        answered: '1500万元',
        gap: '还差500万元',
      },
    ])
  })
})

const subset = <T>(values: readonly T[]) => fc.subarray([...values])
const anyRange = fc.tuple(fc.option(fc.nat(50)), fc.option(fc.nat(50))).map(([a, b]) => ({
  min: a !== null && b !== null ? Math.min(a, b) : a,
  max: a !== null && b !== null ? Math.max(a, b) : b,
}))
const anyCriteria: fc.Arbitrary<Criteria> = fc.record({
  applicants: subset(APPLICANTS),
  sizes: subset(SIZE_CLASSES),
  sectors: subset(SECTORS),
  locations: subset(LOCATIONS),
  years: anyRange,
  turnover: anyRange,
  staff: anyRange,
  certifications: subset(CERTIFICATIONS),
  needs: subset(NEEDS),
})
const anyAnswers = fc.record(
  {
    applicant: fc.constantFrom(...APPLICANTS),
    size: fc.constantFrom(...SIZE_CLASSES),
    sector: fc.constantFrom(...SECTORS),
    location: fc.constantFrom(...LOCATIONS),
    years: fc.nat(60),
    turnover: fc.nat(60),
    staff: fc.nat(60),
    certifications: subset(CERTIFICATIONS),
    needs: fc.subarray([...NEEDS], { minLength: 1 }),
  },
  { requiredKeys: [] },
) satisfies fc.Arbitrary<Answers>

const rank = (outcome: Outcome) => -OUTCOMES.indexOf(outcome)
const without = (answers: Answers, name: keyof Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([key]) => key !== name))

const ASKED = {
  applicant: 'applicants',
  size: 'sizes',
  sector: 'sectors',
  location: 'locations',
  years: 'years',
  turnover: 'turnover',
  staff: 'staff',
  certifications: 'certifications',
} as const

describe('for any conditions and answers', () => {
  test('an answer that meets its condition, or that nothing asks for, never makes an item fall behind', () => {
    let helped = 0
    const property = fc.property(anyCriteria, anyAnswers, (asked, answers) => {
      for (const name of Object.keys(ASKED) as (keyof typeof ASKED)[]) {
        if (answers[name] === undefined) continue
        const after = judge(asked, answers)
        const finding = after.findings.find(({ criterion }) => criterion === ASKED[name])
        if (finding?.verdict === 'unmet') continue
        helped += 1
        const before = judge(asked, without(answers, name))
        expect(rank(after.outcome)).toBeGreaterThanOrEqual(rank(before.outcome))
      }
    })
    fc.assert(property, { numRuns: 500 })
    expect(helped).toBeGreaterThan(500)
  })

  test('one more title never takes an item away', () => {
    const property = fc.property(
      anyCriteria,
      anyAnswers,
      fc.constantFrom(...CERTIFICATIONS),
      (asked, answers, title) => {
        const held = answers.certifications ?? []
        const before = judge(asked, { ...answers, certifications: held })
        const after = judge(asked, { ...answers, certifications: [...held, title] })
        expect(rank(after.outcome)).toBeGreaterThanOrEqual(rank(before.outcome))
      },
    )
    fc.assert(property, { numRuns: 500 })
  })

  test('naming one more need never takes an item away', () => {
    const property = fc.property(
      anyCriteria,
      anyAnswers,
      fc.constantFrom(...NEEDS),
      (asked, answers, need) => {
        if (answers.needs === undefined) return
        const before = judge(asked, answers)
        const after = judge(asked, { ...answers, needs: [...answers.needs, need] })
        expect(rank(after.outcome)).toBeGreaterThanOrEqual(rank(before.outcome))
      },
    )
    fc.assert(property)
  })

  test('nothing answered is nothing unmet, and everything answered is nothing unknown', () => {
    const all = anyAnswers.filter((answers) => Object.keys(ASKED).every((name) => name in answers))
    fc.assert(
      fc.property(anyCriteria, (asked) => {
        expect(judge(asked, {})).toMatchObject({ unmet: 0, isOffNeed: false })
      }),
    )
    fc.assert(
      fc.property(anyCriteria, all, (asked, answers) => {
        expect(judge(asked, answers).unknown).toBe(0)
      }),
      { numRuns: 50 },
    )
  })

  test('every item is found exactly once, and the counts are those of its findings', () => {
    const items = fc.array(
      fc.record({ item: fc.record({ criteria: anyCriteria }), isFlagged: fc.boolean() }),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(items, anyAnswers, (given, answers) => {
        const found = findPolicies(given, answers)
        const all = OUTCOMES.flatMap((outcome) => found[outcome].map((one) => one.found))
        expect(new Set(all)).toEqual(new Set(given))
        expect(all).toHaveLength(given.length)
        for (const { judgement } of found.nearly) {
          expect([1, 2]).toContain(judgement.unmet)
          expect(judgement.findings.filter(({ verdict }) => verdict === 'unmet')).toHaveLength(
            judgement.unmet,
          )
        }
      }),
    )
  })
})

test('what still applies stands before what has lapsed, and the closer fit first', () => {
  const item = (name: string, asked: Partial<Criteria>, isFlagged = false) => ({
    name,
    item: { criteria: criteria(asked) },
    isFlagged,
  })
  const found = findPolicies(
    [
      item('lapsed', { sizes: ['micro'] }, true),
      item('for anybody', {}),
      item('for micro firms', { sizes: ['micro'] }),
    ],
    { size: 'micro' },
  )
  expect(found.meets.map((one) => one.found.name)).toEqual([
    'for micro firms',
    'for anybody',
    'lapsed',
  ])
})

describe('answers in an address', () => {
  test('what cannot be read was not answered', () => {
    const query = {
      size: 'gigantic',
      years: '-3',
      turnover: 'many',
      has: 'x',
      need: '',
      who: ['a'],
    }
    expect(parseAnswers(query)).toEqual({})
    expect(isUnanswered(parseAnswers(query))).toBe(true)
  })

  test('are read as people type them', () => {
    expect(
      parseAnswers({ years: ' ３ ', turnover: '1,500', staff: '12.7', has: ['gazelle', 'none'] }),
    ).toEqual({ years: 3, turnover: 1500, staff: 12, certifications: ['gazelle'] })
  })

  test('none of the titles is an answer, no need is none', () => {
    expect(parseAnswers({ has: 'none', need: 'none' })).toEqual({ certifications: [] })
  })
})
