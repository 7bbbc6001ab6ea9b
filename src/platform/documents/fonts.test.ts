import { expect, test } from 'vitest'
import { missingGlyphs, nameCharacters } from './fonts.ts'

/** The characters of 通用规范汉字表 (2013) outside the basic plane: the ones a font is likely to lack. */
const TABLE_OUTSIDE_BASIC_PLANE =
  '𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀' +
  '𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷' +
  '𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮' +
  '𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓'

test('every character of 通用规范汉字表 outside the basic plane can be printed', () => {
  expect([...TABLE_OUTSIDE_BASIC_PLANE]).toHaveLength(196)
  expect(missingGlyphs(TABLE_OUTSIDE_BASIC_PLANE)).toEqual([])
})

test('the whole basic block and Extension A can be printed', () => {
  const block = (first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join('')
  expect(missingGlyphs(block(0x4e00, 0x9fff) + block(0x3400, 0x4dbf))).toEqual([])
})

test('rare name characters and the signs of official documents can be printed', () => {
  expect(missingGlyphs('㛃䶮𬱖𬭎𫖯〇“”‘’《》〔〕（）—…·￥㎡№①㈠Ⅻ±≥－＋ éüЖαカ')).toEqual([])
})

test('what cannot be printed is named once each, in order', () => {
  const missing = missingGlyphs('姓名𮧵、𠮷田、😀、𮧵、\u{e000}')
  expect(missing).toEqual(['𮧵', '𠮷', '😀', '\u{e000}'])
  expect(nameCharacters(missing.slice(0, 1))).toBe('𮧵（U+2E9F5）')
})

test('variation selectors and joiners are not characters that are missing', () => {
  expect(missingGlyphs('葛\u{e0100}城\u{200b}市\n\t\u{fe0f}')).toEqual([])
})
