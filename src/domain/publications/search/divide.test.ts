import { expect, test } from 'vitest'
import { divideWhereNothingStands, divideWhereRare } from './divide.ts'

const frequencies = (known: Readonly<Record<string, number>>) => ({
  of: (lexeme: string) => known[lexeme] ?? 0,
  pieces: 1000,
})

test('a run is cut where no text has the two characters together', () => {
  const known = frequencies({ 地铁: 0.01, 条例: 0.7, 饭店: 0.02, 油烟: 0.02, 扰民: 0.01 })
  expect(divideWhereNothingStands('地铁条例', known)).toEqual(['地铁', '条例'])
  expect(divideWhereNothingStands('开饭店油烟扰民', known)).toEqual(['饭店', '油烟', '扰民'])
})

test('a run of which nothing stands anywhere stays whole', () => {
  expect(divideWhereNothingStands('魑魅魍魉', frequencies({}))).toEqual(['魑魅魍魉'])
})

test('words that keep their characters together are not cut, borders that are rare are', () => {
  const known = frequencies({
    学校: 0.26,
    校受: 0.002,
    受伤: 0.01,
    轨道: 0.01,
    道交: 0.009,
    交通: 0.2,
  })
  expect(divideWhereRare('学校受伤', known)).toEqual(['学校', '受伤'])
  expect(divideWhereRare('轨道交通', known)).toEqual(['轨道交通'])
})

test('words of letters and numbers are left as they are', () => {
  expect(divideWhereNothingStands(' gb 3838', frequencies({}))).toEqual([' gb 3838'])
})
