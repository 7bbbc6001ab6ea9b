import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { letterKey } from '../../../platform/search/letters.ts'
import { contentWords } from '../../../platform/search/question-words.ts'
import { planQuery } from '../../../platform/search/query-plan.ts'
import { listSynonyms } from './synonyms.ts'

const WORDS = readFileSync(join(import.meta.dirname, 'synonyms.txt'), 'utf8')
  .split('\n')
  .flatMap((line) => line.replace(/#.*$/u, '').split(/\s+/u))
  .filter((word) => word !== '')

describe('the list of synonyms', () => {
  test('holds each word once: a word in two groups would join what is not the same', () => {
    const keys = WORDS.map(letterKey)
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  test('holds no single characters: they stand inside every other word', () => {
    expect(WORDS.filter((word) => [...letterKey(word)].length < 2)).toEqual([])
  })

  test('holds no word that would be cut as a question before it is looked up', () => {
    expect(WORDS.filter((word) => contentWords(word).join(' ') !== word)).toEqual([])
  })
})

describe('what people say is looked for in the words of the documents', () => {
  test.each([
    ['喝酒开车怎么处罚', '饮酒后驾驶'],
    ['老板欠薪怎么办', '拖欠工资'],
    ['小孩打疫苗', '预防接种'],
    ['要饭的归谁管', '乞讨'],
    ['邻居太吵', '噪声'],
    ['买到过期食品怎么赔', '超过保质期'],
    ['人社局电话', '人力资源和社会保障'],
  ])('%s: %s', (query, word) => {
    const parts = planQuery(query, listSynonyms())?.parts ?? []
    expect(parts.flatMap(({ alternatives }) => alternatives)).toContain(word)
  })

  test.each([
    ['确保安全生产', '保安'],
    ['帮助企业融资', '助企'],
    ['仲裁员名册', '裁员'],
    ['作出国家赔偿决定', '出国'],
  ])('and no word is made where two meet: %s has no %s', (query, word) => {
    const parts = planQuery(query, listSynonyms())?.parts ?? []
    expect(parts.map(({ phrase }) => phrase)).not.toContain(word)
  })
})
