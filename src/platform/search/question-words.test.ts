import { describe, expect, test } from 'vitest'
import { contentWords } from './question-words.ts'

describe('what is asked for is left of a question', () => {
  test.each([
    ['遛狗不拴绳罚多少钱', ['遛狗不拴绳罚']],
    ['烧秸秆违法吗', ['烧秸秆']],
    ['狗叫扰民报警有用吗', ['狗叫扰民报警']],
    ['油烟扰民谁管', ['油烟扰民']],
    ['拖欠工资找哪个部门', ['拖欠工资']],
    ['施工噪音什么时间允许', ['施工噪音']],
    ['咋办居住证', ['居住证']],
    ['食品安全法全文下载', ['食品安全法']],
    ['残疾人补贴有哪些规定', ['残疾人补贴']],
    ['我市最新版养犬条例', ['养犬条例']],
    ['猫或者狗', ['猫', '狗']],
  ])('%s', (question, content) => expect(contentWords(question)).toEqual(content))

  test.each(['罚款', '处罚', '赔偿', '收费', '办理', '条件', '标准', '材料', '期限', '申请'])(
    '%s may be what is asked for',
    (word) => expect(contentWords(`${word}怎么样`)).toEqual([word]),
  )
})

describe('a word that holds a question word is not cut', () => {
  test.each([
    '共和国国旗',
    '职业技能培训',
    '可再生能源',
    '失能照护',
    '被保险人',
    '植被恢复',
    '赠与合同',
    '标的额',
    '网吧',
    '成都市',
    '普及科学知识',
    '退还押金',
    '索要回扣',
    '业主大会',
    '在职职工',
    '安全文明施工',
    '心理咨询',
    '少数民族',
  ])('%s', (word) => expect(contentWords(word)).toEqual([word]))

  test.each([
    ['离职能取公积金', ['离职', '取公积金']],
    ['春节能放烟花', ['春节', '放烟花']],
    ['派出所在几楼', ['派出所']],
    ['业主要求公开账目', ['业主要求公开账目']],
    ['项目的资金', ['项目', '资金']],
    ['遗失能补办', ['遗失', '补办']],
    ['学校对学生', ['学校', '学生']],
  ])('nor is one made where two words meet: %s', (text, content) =>
    expect(contentWords(text)).toEqual(content),
  )
})
