import { describe, expect, test } from 'vitest'
import {
  documentNumberKey,
  documentNumberTail,
  indexNumberKey,
  indexNumberTail,
  numbersInQuery,
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
    expect(documentNumberTail('国务院令第711号')).toBe('')
    expect(documentNumberKey('')).toBe('')
  })

  test('is found within a sentence', () => {
    const { documentNumbers } = numbersInQuery('请问威高管发[2020]13号文废止了吗')
    expect(documentNumbers).toContain('威高管发〔2020〕13号')
  })

  test('may be remembered without the organ', () => {
    expect(numbersInQuery('2020年13号').documentNumberTails).toEqual(['2020-13'])
    expect(numbersInQuery('〔2020〕13号').documentNumberTails).toEqual(['2020-13'])
  })
})

describe('索引号', () => {
  test('case, blanks, signs and leading zeros make no other number', () => {
    expect(indexNumberKey('11371000004359440c / 2020-01027')).toBe(
      indexNumberKey('11371000004359440C/2020-01027'),
    )
    expect(indexNumberTail('11371000004359440C/2020-01027')).toBe('2020-1027')
    expect(numbersInQuery('2020-01027').indexNumberTail).toBe('2020-1027')
  })

  test('an ordinary word is none', () => {
    expect(numbersInQuery('失业保险').indexNumber).toBeUndefined()
  })
})
