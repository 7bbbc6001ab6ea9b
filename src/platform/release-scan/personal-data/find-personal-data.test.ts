import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cardLikeness, hasLuhnCheck } from './bank-card.ts'
import { findPersonalData } from './find-personal-data.ts'
import { identityCheck, isIdentityNumber } from './identity-number.ts'
import { masked } from './masked.ts'

// made-up persons; 110101199003078515 is the usual specimen
const ID = '110101199003078515'
const ID_WITH_X = withCheck('37100219850214102')
const CARD = withLuhn('622202021234567890')

function withCheck(first17: string): string {
  return first17 + identityCheck(first17)
}

function withLuhn(head: string): string {
  const check = [...'0123456789'].find((digit) => hasLuhnCheck(head + digit))!
  return head + check
}

const kindsIn = (text: string) => findPersonalData(text).map(({ kind }) => kind)

describe('身份证号码', () => {
  test.each([
    ['as it is', `身份证号：${ID}，住址`],
    ['with X', `证件 ${ID_WITH_X}。`],
    ['with a small x', ID_WITH_X.toLowerCase()],
    [
      'in full width',
      [...ID].map((digit) => String.fromCodePoint(digit.codePointAt(0)! + 0xfee0)).join(''),
    ],
    ['in groups', '110101 19900307 8515'],
    ['with hyphens', '110101-19900307-8515'],
    ['with en dashes', '110101–19900307–8515'],
    ['with no-break spaces', '110101\u00a019900307\u00a08515'],
    ['with zero-width spaces', ID.replaceAll(/(\d{4})/g, '$1\u200b')],
    ['a digit in each cell', [...ID].join('\t')],
    ['a digit at a time', [...ID].join(' ')],
    ['over three cells', '110101\t19900307\t8515'],
    ['over the end of a line', '身份证号 1101011990\n03078515'],
    ['behind a number in a list', `1 ${ID} 13800138000`],
    ['in words', '一一〇一〇一一九九〇〇三〇七八五一五'],
    ['glued to letters', `ID${ID}`],
  ])('%s', (_, text) => {
    expect(kindsIn(text)).toContain('id-number')
  })

  test('15 digits count only beside a word that says so', () => {
    expect(kindsIn('身份证号：110101900307851')).toEqual(['id-number'])
    expect(kindsIn('凭证 110101900307851')).toEqual([])
  })

  test('with one wrong digit it is none', () => {
    fc.assert(
      fc.property(fc.nat(16), fc.integer({ min: 1, max: 9 }), (place, step) => {
        const digits = [...ID]
        digits[place] = String((Number(digits[place]) + step) % 10)
        return !isIdentityNumber(digits.join(''))
      }),
    )
  })

  test('two neighbouring digits that change places are noticed', () => {
    fc.assert(
      fc.property(fc.nat(15), (place) => {
        const digits = [...ID]
        ;[digits[place], digits[place + 1]] = [digits[place + 1]!, digits[place]!]
        return digits.join('') === ID || !isIdentityNumber(digits.join(''))
      }),
    )
  })

  test('every number made by the rule is found, wherever it stands', () => {
    const birthday = fc
      .date({
        min: new globalThis.Date('1930-01-01'),
        max: new globalThis.Date('2020-12-31'),
        noInvalidDate: true,
      })
      .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''))
    const number = fc
      .tuple(
        fc.constantFrom('110101', '371002', '440305', '620102'),
        birthday,
        fc.integer({ min: 100, max: 999 }),
      )
      .map(([region, day, sequence]) => withCheck(`${region}${day}${sequence}`))
    fc.assert(
      fc.property(number, fc.constantFrom('', '：', '（', '证件', ' '), (id, before) =>
        findPersonalData(`${before}${id}，`).some(
          ({ kind, value }) => kind === 'id-number' && value === id,
        ),
      ),
    )
  })

  test('random numbers of 18 digits are hardly ever taken for one', () => {
    const digits = fc
      .array(fc.nat(9), { minLength: 18, maxLength: 18 })
      .map((list) => list.join(''))
    const taken = fc.sample(digits, 20_000).filter(isIdentityNumber)
    expect(taken.length).toBeLessThan(20)
  })
})

describe('手机号码', () => {
  test.each([
    '手机13800138000',
    '13800138000',
    '138 0013 8000',
    '138-0013-8000',
    '+86 13800138000',
    '+8613800138000',
    '（１３８００１３８０００）',
    '联系人 李某 19912345678；',
    'Tel:13800138000',
    '联系电话：1380013\n8000',
    '1\t3\t8\t0\t0\t1\t3\t8\t0\t0\t0',
  ])('%s', (text) => {
    expect(kindsIn(text)).toEqual(['mobile'])
  })
})

describe('银行卡号', () => {
  test.each([
    CARD,
    `${CARD.slice(0, 4)} ${CARD.slice(4, 8)} ${CARD.slice(8, 12)} ${CARD.slice(12, 16)} ${CARD.slice(16)}`,
    `卡号：${CARD}`,
    '卡号 4111 1111 1111 1111',
    '开户行及账号：4111111111111111',
    `工商银行 ${withLuhn('955880020010001234')}`,
  ])('%s', (text) => {
    expect(kindsIn(text)).toEqual(['bank-card'])
  })

  test('the check digit is unique', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 15, maxLength: 18 }), (digits) => {
        const head = digits.join('')
        return [...'0123456789'].filter((digit) => hasLuhnCheck(head + digit)).length === 1
      }),
    )
  })

  test('a number of another issuer is none', () => {
    expect(cardLikeness(withLuhn('999900001234567'))).toBe('no')
  })
})

test.each([
  ['鲁K12345', 'plate'],
  ['京A·D1234', 'plate'],
  ['鲁K·1A234', 'plate'],
  ['粤B D12345', 'plate'],
  ['沪AF12345', 'plate'],
  ['京A12345F', 'plate'],
  ['鲁K1234警', 'plate'],
  ['zhang.san@example.gov.cn', 'email'],
  ['ｚｈａｎｇ＠example.com', 'email'],
])('%s', (text, kind) => {
  expect(kindsIn(`车 ${text}，`)).toEqual([kind])
})

describe('what is nobody’s', () => {
  test.each([
    ['a masked identity number', '110101********8515'],
    ['a masked telephone', '138****8000'],
    ['a credit code', '统一社会信用代码：91371000MA3C4D5E6F'],
    ['a credit code of digits', '统一社会信用代码 123710004939999999'],
    ['a document number', '威政办发〔2020〕15号'],
    ['an index number', '113710000044/2020-00012'],
    ['a land line', '电话：0631-5231234'],
    ['a land line of eight digits', '010-65131234转8001'],
    ['a hot line', '12345、400-820-8820'],
    ['a project code', '项目代码：2020-371002-48-03-012345'],
    ['an order number', '订单号：13800138000'],
    ['an order number of the day', '20200415138001380001'],
    ['a sum', '总投资13800138000元'],
    ['a sum with decimals', '13800138000.55'],
    ['a share of a number', '¥13800138000'],
    ['a row of numbers', '138 0013 8000 5678'],
    ['a column of numbers', '1380013\n8000'],
    ['a bar code', '条码 6901234567892'],
    ['a contract number of 19 digits', `合同编号：${CARD}`],
    ['a date and time', '2020-04-15 09:30:15'],
    ['a licence of the telecommunications office', '京B2-20080001'],
    ['a provincial file number', '鲁D2020〕12号'],
    ['a model of a car', '京ABCDE'],
    ['a picture', 'logo@2x.png'],
    ['a road', '新S301线'],
    ['a court case', '（2020）鲁1002行初123号'],
    ['coordinates', '122.1201234567, 37.5123456789'],
    ['a long fraction', '3.14159265358979323846'],
    ['a hash', 'a13800138000bcdef62220202123456789'],
  ])('%s', (_, text) => {
    expect(findPersonalData(text)).toEqual([])
  })
})

test('places are those of the original text', () => {
  const text = `甲\u200b乙：１１０１０１ 19900307 8515。`
  const [found] = findPersonalData(text)
  expect(text.slice(found!.start, found!.end)).toBe('１１０１０１ 19900307 8515')
})

test('a message never shows the whole', () => {
  expect(masked('id-number', ID)).toBe('110*************15')
  expect(masked('email', 'zhang@example.com')).toBe('z***@example.com')
})

test('long texts of digits take no long time', () => {
  const text = Array.from({ length: 20_000 }, (_, index) =>
    String(index * 7919).padStart(6, '1'),
  ).join(' ')
  expect(findPersonalData(text).length).toBeLessThan(5)
})
