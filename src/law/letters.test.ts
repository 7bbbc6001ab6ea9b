import { expect, test } from 'vitest'
import { APPLICANT_CLASSES, APPLICANT_CLASS_RULES, APPLICATION_CONTENT } from './applicants.ts'
import { LETTERS, LETTER_IDS, signingBody } from './letters.ts'
import { DEFAULT_SETTINGS as settings } from './settings.ts'

test('every letter has a title, a ground and named elements without repetition', () => {
  for (const id of LETTER_IDS) {
    const { title, ground, elements } = LETTERS[id]
    expect(title).not.toBe('')
    expect(ground).toMatch(/条例|号/)
    expect(elements.every((element) => element.id !== '' && element.label !== '')).toBe(true)
    expect(new Set(elements.map((element) => element.id)).size).toBe(elements.length)
  }
  expect(new Set(LETTER_IDS.map((id) => LETTERS[id].title)).size).toBe(LETTER_IDS.length)
})

const elementsOf = (id: keyof typeof LETTERS): string[] =>
  LETTERS[id].elements.map((element) => element.id)

test('what the law makes a letter say is among its elements', () => {
  expect(elementsOf('correction-notice')).toEqual(
    expect.arrayContaining(['items', 'limit', 'consequence', 'restart']),
  )
  expect(elementsOf('extension-notice')).toEqual(
    expect.arrayContaining(['reason', 'replyDueOn', 'approver']),
  )
  expect(elementsOf('fee-notice')).toEqual(
    expect.arrayContaining(['basis', 'standard', 'amount', 'payment', 'limit']),
  )
  for (const id of ['reply', 'not-processed-notice', 'closed-notice'] as const)
    expect(elementsOf(id)).toContain('remedy')
})

test('silence is explained oppositely to the third party and the co-maker', () => {
  const silence = (id: keyof typeof LETTERS) =>
    LETTERS[id].elements.find((element) => element.id === 'silence')?.label
  expect(silence('third-party-consultation')).toContain('由行政机关决定')
  expect(silence('co-maker-consultation')).toContain('视为同意')
})

test('the zone committee signs unless the office may act in its own name and chose to', () => {
  const choice = { ...settings, replySigner: 'own-office' } as const
  expect(signingBody(settings, { ownNamePower: true })).toBe('zone-committee')
  expect(signingBody(choice, { ownNamePower: true })).toBe('own-office')
  expect(signingBody(choice, { ownNamePower: false })).toBe('zone-committee')
})

test('the six applicant classes stand in printed order, one of them a person', () => {
  expect(APPLICANT_CLASSES.map((each) => APPLICANT_CLASS_RULES[each].label)).toEqual([
    '自然人',
    '商业企业',
    '科研机构',
    '社会公益组织',
    '法律服务机构',
    '其他',
  ])
  expect(APPLICANT_CLASSES.filter((each) => APPLICANT_CLASS_RULES[each].kind === 'person')).toEqual(
    ['natural_person'],
  )
})

test('an application need not state a purpose', () => {
  expect(APPLICATION_CONTENT.some(({ label }) => label.includes('用途'))).toBe(false)
})
