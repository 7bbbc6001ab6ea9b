import { expect, test } from 'vitest'
import { findArticle, withoutArticles } from './article.ts'
import { planQuery } from './query-plan.ts'
import { NO_SYNONYMS } from './synonyms.ts'

test.each([
  ['噪声污染防治法第六十四条', '第六十四条', '第64条', ['噪声污染防治法']],
  ['未成年人保护法第59条', '第五十九条', '第59条', ['未成年人保护法']],
  ['安全生产法20条', '第二十条', '第20条', ['安全生产法']],
  ['养犬 第一百零五条第二款 罚款', '第一百零五条', '第105条', ['养犬', '罚款']],
  ['第十条', '第十条', '第10条', []],
  ['条例第一百一十条', '第一百一十条', '第110条', ['条例']],
])('%s asks for %s', (query, written, typed, rest) => {
  expect(findArticle(query)).toMatchObject({ written, typed })
  expect(withoutArticles(query)).toEqual(rest)
})

test.each(['惠企三十条', '三条线', '第三条例', '五条'])('%s asks for no article', (query) => {
  expect(findArticle(query)).toBeUndefined()
  expect(withoutArticles(query)).toEqual([query])
})

test('an article is no part that a document must say, and a query of nothing else still asks', () => {
  expect(planQuery('保密法第二十条', NO_SYNONYMS)!.parts.map(({ phrase }) => phrase)).toEqual([
    '保密法',
  ])
  expect(planQuery('第二十条', NO_SYNONYMS)!.parts.map(({ phrase }) => phrase)).toEqual([
    '第二十条',
  ])
})
