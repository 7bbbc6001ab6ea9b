import { describe, expect, test } from 'vitest'
import { proposeHeader } from './document-rules-propose.ts'

const TEXT = `示例高新区管理委员会办公室文件
示高管办发〔2020〕13号
示例高新区管理委员会办公室
关于印发示例资金管理办法的
通知
各部门，各街道办事处：
现将《示例资金管理办法》印发给你们。
本办法自2020年9月1日起施行，有效期至2025年8月31日。
示例高新区管理委员会办公室
二〇二〇年八月十日
（此件公开发布）`

const proposed = (text: string, title?: string) =>
  Object.fromEntries(
    Object.entries(proposeHeader(text, title)).map(([name, found]) => [name, String(found.value)]),
  )

test('a document tells its own header', () => {
  expect(proposed(TEXT)).toEqual({
    title: '示例高新区管理委员会办公室关于印发示例资金管理办法的通知',
    documentNumber: '示高管办发〔2020〕13号',
    publisher: '示例高新区管理委员会办公室',
    formedOn: '2020-08-10',
    disclosure: 'proactive',
    genre: '通知',
    effectiveFrom: '2020-09-01',
    expiresOn: '2025-08-31',
  })
})

test('every proposal says where it was read', () => {
  expect(proposeHeader(TEXT).formedOn?.from).toBe('落款日期')
})

describe('what is not told is not invented', () => {
  test('a text without head and signature', () => {
    expect(proposed('会议于2020年8月10日召开。\n会议要求，抓好落实。')).toEqual({})
  })

  test('the title of the file goes before what looks like one', () => {
    expect(proposed('关于示例事项的通知\n各部门：', '示例 说明')['title']).toBe('示例说明')
  })

  test('a salutation or a sentence is no title', () => {
    expect(proposed('各部门关于示例事项的通知：\n请执行通知')['title']).toBeUndefined()
  })
})
