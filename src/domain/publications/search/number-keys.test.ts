import { describe, expect, test } from 'vitest'
import {
  documentNumberKey,
  documentNumberTail,
  indexNumberKey,
  indexNumberTail,
  numbersInQuery,
  organFit,
} from './number-keys.ts'

describe('文号', () => {
  test.each([
    '威高管发〔2020〕3号',
    '威高管发[2020]3号',
    '威高管发（2020）第003号',
    '威高管发 【2020】 3 号',
    '威高管发﹝２０２０﹞３号',
  ])('%s is one number however it is typed', (typed) =>
    expect(documentNumberKey(typed)).toBe('威高管发〔2020〕3号'),
  )

  test('its year and number are known by themselves', () => {
    expect(documentNumberTail('威高管发〔2020〕013号')).toBe('2020-13')
    expect(documentNumberTail('国务院令第711号')).toBe('令-711')
    expect(documentNumberTail('关于植树节的通知')).toBe('')
    expect(documentNumberKey('')).toBe('')
  })

  test('is found within a sentence', () => {
    const { documentNumbers } = numbersInQuery('请问威高管发[2020]13号文废止了吗')
    expect(documentNumbers).toContain('威高管发〔2020〕13号')
  })

  test('may be remembered without the organ', () => {
    const tails = [{ tail: '2020-13', organ: '' }]
    expect(numbersInQuery('2020年13号').documentNumberTails).toEqual(tails)
    expect(numbersInQuery('〔2020〕13号').documentNumberTails).toEqual(tails)
  })

  test.each([
    ['第288号令', '国务院中华人民共和国中央军事委员会令288号'],
    ['国务院、中央军委令第288号', '国务院中华人民共和国中央军事委员会令288号'],
    ['市场监管总局49号令', '国家市场监督管理总局令49号'],
    ['请问高管发〔2020〕3号', '威高管发〔2020〕3号'],
  ])('%s fits %s', (typed, key) => {
    const numbers = numbersInQuery(typed)
    expect(numbers.documentNumberTails.map(({ tail }) => tail)).toContain(documentNumberTail(key))
    expect(organFit(key, numbers)).toBeGreaterThanOrEqual(0.5)
  })

  test.each(['2023年岚政函30号', '2023年 岚政函 第030号'])(
    '%s has its year before the organ',
    (typed) => expect(numbersInQuery(typed).documentNumbers).toContain('岚政函〔2023〕30号'),
  )

  test.each(['岚政办发2023 41', '岚政办发 2023-041号', '岚政办发2023年41号'])(
    '%s has no brackets',
    (typed) => expect(numbersInQuery(typed).documentNumbers).toContain('岚政办发〔2023〕41号'),
  )

  test('may be cited without its year, which an order has none of', () => {
    expect(numbersInQuery('岚人社发33号').withoutYear).toEqual({
      organ: '岚人社发〔',
      end: '〕33号',
    })
    expect(numbersInQuery('国务院令第711号').withoutYear).toBeUndefined()
    expect(numbersInQuery('岚人社发〔2022〕33号').withoutYear).toBeUndefined()
  })

  test('does not fit the number of another organ', () => {
    expect(organFit('海关总署令49号', numbersInQuery('市场监管总局49号令'))).toBeUndefined()
    expect(organFit('岚政人〔2023〕4号', numbersInQuery('岚政办发〔2023〕4号'))).toBeUndefined()
    expect(organFit('威财发〔2020〕3号', numbersInQuery('交通厅发〔2020〕3号'))).toBeUndefined()
  })

  test.each([
    ['国务院令第333号', true],
    ['银发〔2019〕41号', true],
    ['威高管发[2020]3号文件', true],
    ['幸福路12号', false],
    ['请问2020年3号文件还有效吗', false],
    ['失业保险', false],
  ])('%s is nothing but a number: %s', (query, is) =>
    expect(numbersInQuery(query).isNumber).toBe(is),
  )
})

describe('索引号', () => {
  test('case, blanks, signs and leading zeros make no other number', () => {
    expect(indexNumberKey('11371000004359440c / 2020-01027')).toBe(
      indexNumberKey('11371000004359440C/2020-01027'),
    )
    expect(indexNumberTail('11371000004359440C/2020-01027')).toBe('2020-1027')
    expect(numbersInQuery('2020-01027').indexNumberTail).toBe('2020-1027')
  })

  test('its label and zeros that were left out make no other number', () => {
    const { indexNumber, isNumber } = numbersInQuery('索引号：11371000004359440C/2020-01027')
    expect(indexNumber).toBe('11371000004359440C202001027')
    expect(isNumber).toBe(true)
    expect(indexNumberTail('430525-2023-69')).toBe('2023-69')
  })

  test('an ordinary word is none', () => {
    expect(numbersInQuery('失业保险').indexNumber).toBeUndefined()
  })
})
