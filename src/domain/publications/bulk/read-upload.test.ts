import { describe, expect, test } from 'vitest'
import { testFiles } from '../../../../test/builders/files.ts'
import { buildOfdFile, buildWordFile } from '../../../../test/builders/official-file.ts'
import { cleanBody } from '../body.ts'
import { readUpload } from './read-upload.ts'

describe('a Word file', () => {
  test('keeps merged cells, the note at the foot and its headings; the title goes to the header', async () => {
    const { bodyHtml, header, warnings } = await readUpload(
      '通知.docx',
      await buildWordFile({ picture: true }),
    )
    expect(bodyHtml).toContain('<td colspan="2">')
    expect(bodyHtml).toContain('<td rowspan="2">')
    expect(bodyHtml).toMatch(/href="#footnote-\d+"/)
    expect(bodyHtml).toMatch(/<li id="footnote-\d+">/)
    expect(bodyHtml).toContain('<h2>一、总体要求</h2>')
    expect(bodyHtml).not.toContain('关于印发示例资金管理办法的')
    expect(bodyHtml).toContain('示高管办发〔2020〕13号')
    expect(header.title?.value).toBe('关于印发示例资金管理办法的通知')
    expect(header.formedOn?.value.toString()).toBe('2020-08-10')
    expect(header.disclosure?.value).toBe('proactive')
    expect(warnings.join()).toContain('1张图片没有导入')
    expect(warnings.join()).toContain('没有表头')
    expect(cleanBody(bodyHtml)).toBe(bodyHtml)
  })

  test('with its header row marked, nothing is said of it', async () => {
    const { bodyHtml, warnings } = await readUpload(
      '通知.docx',
      await buildWordFile({ headerRow: true }),
    )
    expect(bodyHtml).toContain(
      '<thead><tr><th scope="col">项目</th><th colspan="2" scope="col">数量</th></tr></thead>',
    )
    expect(warnings).toEqual([])
  })
})

test('an OFD is read line by line, lines joined where only the page broke them', async () => {
  const file = buildOfdFile([
    { text: '示高管办发〔2020〕13号', y: 20, width: 60 },
    { text: '各部门：', y: 30, width: 20 },
    { text: '现将有关事项通知', y: 40, width: 150 },
    { text: '如下。', y: 50, width: 20 },
    { text: '— 1 —', y: 280, width: 10 },
  ])
  const { bodyHtml, warnings } = await readUpload('通知.ofd', file)
  expect(bodyHtml).toBe(
    '<p>示高管办发〔2020〕13号</p>\n<p>各部门：</p>\n<p>现将有关事项通知如下。</p>',
  )
  expect(warnings.join()).toContain('逐段核对')
})

describe('what cannot be read says why', () => {
  test.each([
    ['旧.doc', testFiles.doc(), '另存为.docx'],
    ['扫描.ofd', buildOfdFile([]), '没有文字'],
    ['坏.ofd', testFiles.pdf(), '读不出来'],
    ['坏.docx', Buffer.from('PK'), '损坏'],
    ['图.png', testFiles.png(), '不是可以读取的格式'],
  ])('%s', async (name, bytes, message) => {
    await expect(readUpload(name, bytes)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(message),
    })
  })
})
