import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chunksOf } from './chunks.ts'
import { letterKey, lettersOf } from './letters.ts'
import { bestPassage, markAll } from './passage.ts'
import { contentWords } from './question-words.ts'
import { demandedOf, planQuery } from './query-plan.ts'
import { NO_SYNONYMS, parseSynonyms } from './synonyms.ts'
import { keyOf, lexemesIn, phraseKey, tokensOf, vectorText } from './tokens.ts'
import { lexemesOf, pairsQuery } from './tsquery.ts'

const needles = (...words: readonly string[]) =>
  words.map((letters) => ({ letters, weight: letters.length }))

describe('letters', () => {
  test('traditional, full-width, upper-case and compatibility forms are one', () => {
    expect(letterKey('臨澄市養犬管理條例')).toBe('临澄市养犬管理条例')
    expect(letterKey('ＡＢＣ１２３')).toBe('abc123')
    expect(letterKey('50㎡')).toBe('50m2')
    expect(letterKey('《办法》（试行），第 3 条。')).toBe('办法试行第3条')
  })
})

describe('tokens', () => {
  test('characters come in pairs, words whole, the last of a run alone as well', () => {
    expect([...lexemesIn(tokensOf('失业保险2020'))]).toEqual(['失业', '业保', '保险', '险', '2020'])
    expect(vectorText(lexemesIn(tokensOf('惠企')))).toBe(`'惠企' '企' `)
  })

  test('letters and numbers are apart, however they were typed', () => {
    const key = keyOf(tokensOf('执行GB3838-2002标准'))
    for (const typed of ['GB 3838', 'gb3838', 'ＧＢ３８３８', 'gb-3838-2002'])
      expect(key).toContain(phraseKey(typed))
  })

  test('what holds a phrase holds its key, and a number is no part of a longer one before it', () => {
    expect(keyOf(tokensOf('第13号文件'))).toBe('第 13 号文件')
    expect(keyOf(tokensOf('第213号'))).not.toContain(phraseKey('13号'))
    expect(keyOf(tokensOf('电话3919181'))).toContain(phraseKey('391'))
  })

  test('any part of any text of characters is found in it by pairs and key', () => {
    const text = fc
      .array(fc.constantFrom(...'政府信息公开条例，。 2020年A4\n'), { minLength: 1, maxLength: 40 })
      .map((characters) => characters.join(''))
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (source, a, b) => {
        const from = a % source.length
        const part = source.slice(from, from + 1 + (b % (source.length - from)))
        // a cut through a word makes another word; only its end may be left open
        if (/^[0-9a-z]/iu.test(part) && /[0-9a-z]$/iu.test(source.slice(0, from))) return
        const lexemes = lexemesIn(tokensOf(source))
        const wanted = [...(pairsQuery(part) ?? '').matchAll(/'([^']+)'(:\*)?/gu)]
        for (const [, lexeme, open] of wanted)
          expect(
            open ? [...lexemes].some((one) => one.startsWith(lexeme!)) : lexemes.has(lexeme!),
          ).toBe(true)
        expect(keyOf(tokensOf(source))).toContain(phraseKey(part))
      }),
    )
  })

  test('nothing typed can break out of a query', () => {
    expect(pairsQuery(`a' | 'b & !c :* \\ <-> (`)).toBe(`('a' & 'b' & 'c':*)`)
    expect(pairsQuery(`'"；，`)).toBeUndefined()
  })

  test('a lone character is looked for as a beginning, and is no lexeme to count on', () => {
    expect(pairsQuery('惠')).toBe(`'惠':*`)
    expect(lexemesOf('惠')).toEqual([])
  })
})

describe('questions', () => {
  test('question words part what is asked for', () => {
    expect(contentWords('失业保险金怎么领')).toEqual(['失业保险金', '领'])
    expect(contentWords('请问在哪里可以办居住证')).toEqual(['办居住证'])
    expect(contentWords('就业能力提升要点')).toEqual(['就业能力提升要点'])
  })

  test('words that have synonyms are parts of their own, years too', () => {
    const synonyms = parseSynonyms('# 注释\n领取 申领\n')
    const plan = planQuery('2020年失业金申领', synonyms)!
    expect(plan.parts.map(({ phrase }) => phrase)).toEqual([' 2020 年', '失业金', '申领'])
    expect(plan.parts[2]!.alternatives).toEqual(['领取'])
    expect(plan.parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1)
  })

  test('a query without letters asks for nothing', () => {
    expect(planQuery(' 。，！ ', NO_SYNONYMS)).toBeUndefined()
  })
})

describe('pieces of a text', () => {
  test('cover it without a gap, and share what a phrase may need', () => {
    const text = '一二三四五六七八九。'.repeat(1300)
    const chunks = chunksOf(text)
    expect(chunks[0]!.from).toBe(0)
    expect(chunks.at(-1)!.to).toBe(text.length)
    for (const [index, chunk] of chunks.slice(1).entries())
      expect(chunks[index]!.to - chunk.from).toBeGreaterThanOrEqual(150)
  })

  test('a character outside the basic plane is never cut in two', () => {
    for (const { from, to } of chunksOf('𠮷'.repeat(9000))) {
      expect(from % 2).toBe(0)
      expect(to % 2).toBe(0)
    }
  })
})

describe('passages', () => {
  test('the stretch that says most is shown, with what was found marked', () => {
    const text = `${'前面的话。'.repeat(100)}申领失业保险金的，\n应当办理失业登记。${'后面的话。'.repeat(100)}`
    const { text: shown, marks } = bestPassage(lettersOf(text), needles('失业保险金', '登记'))
    expect(marks.map(([from, to]) => shown.slice(from, to))).toEqual(['失业保险金', '登记'])
    expect(shown).toMatch(/^….*…$/u)
    expect(shown).not.toContain('\n')
  })

  test('finds across punctuation, blanks and forms are marked in the original', () => {
    const { text, marks } = markAll(lettersOf('公平、公正 與 ＡＢ'), needles('公平公正', 'ab'))
    expect(marks.map(([from, to]) => text.slice(from, to))).toEqual(['公平、公正', 'ＡＢ'])
  })

  test('two words with a comma between them are not the word they would make', () => {
    const title = '对项目的补助，企业自行申报'
    expect(markAll(lettersOf(title), needles('助企')).marks).toEqual([])
    expect(keyOf(tokensOf(title))).not.toContain(phraseKey('助企'))
    expect(keyOf(tokensOf('公平、公正'))).toContain(phraseKey('公平公正'))
  })

  test('what weighs more draws the passage, however often the rest is said', () => {
    const text = `${'依法处以罚款。'.repeat(60)}饮酒后驾驶的，暂扣驾驶证。${'逾期加处罚款。'.repeat(60)}`
    const weighed = [
      { letters: '罚款', weight: 0.1 },
      { letters: '饮酒', weight: 0.9 },
    ]
    expect(bestPassage(lettersOf(text), weighed).text).toContain('饮酒后驾驶')
  })

  test('the article itself is shown, not where another one mentions it', () => {
    const filler = '其他规定。'.repeat(80)
    const text = `第一条 依照第三十条办理。\n${filler}\n　　第三十条 养犬人应当束犬链。\n${filler}`
    const head = [{ letters: '第三十条', weight: 1, isHead: true }]
    expect(bestPassage(lettersOf(text), head).text).toContain('第三十条 养犬人')
  })

  test('a text that says nothing of it is shown from its beginning', () => {
    expect(bestPassage(lettersOf('开头。'), needles('没有')).text).toBe('开头。')
  })
})

describe('what is asked', () => {
  const partsOf = (query: string) =>
    planQuery(query, NO_SYNONYMS)!.parts.map(
      ({ phrase, year, isKind }) => year ?? (isKind ? `[${phrase}]` : phrase),
    )

  test.each([
    ['殡葬管理条例', ['殡葬管理', '[条例]']],
    ['宅基地政策解读', ['宅基地', '[政策]', '[解读]']],
    ['条例', ['[条例]']],
    ['二〇二二年秸秆禁烧', [2022, '秸秆禁烧']],
    ['22年秸秆禁烧', [2022, '秸秆禁烧']],
    ['15年以上工龄', [' 15 年以上工龄']],
    ['07396612345', [' 0739', ' 6612345']],
  ])('%s consists of %j', (query, parts) => expect(partsOf(query)).toEqual(parts))

  test('the kind of a document is not demanded, unless it is all that is asked', () => {
    const demanded = (query: string) =>
      demandedOf(planQuery(query, NO_SYNONYMS)!.parts).map(({ phrase }) => phrase)
    expect(demanded('殡葬管理条例')).toEqual(['殡葬管理'])
    expect(demanded('条例')).toEqual(['条例'])
  })

  test('amounts are the same with and without commas', () => {
    expect(keyOf(tokensOf('￥47,000.00'))).toContain(phraseKey('47000'))
    expect(keyOf(tokensOf('3,4')).trim()).toBe('3 4')
  })
})
