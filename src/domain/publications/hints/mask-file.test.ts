import { Document, Packer, Paragraph, TextRun } from 'docx'
import exceljs from 'exceljs'
import { expect, test } from 'vitest'
import { testFiles } from '../../../../test/builders/files.ts'
import { findPersonalData } from '../../../platform/release-scan/personal-data/find-personal-data.ts'
import { readUpload } from '../bulk/read-upload.ts'
import { textOfBody } from '../body.ts'
import { readSheets } from '../reading/xlsx.ts'
import { maskFile } from './mask-file.ts'

const ID_NUMBER = '11010519491231002X'

test('a Word file: a number that changes its typeface midway, and the name before it', async () => {
  const runs = [
    '经办人姓名：张三丰，身份证',
    ID_NUMBER.slice(0, 7),
    ID_NUMBER.slice(7),
    '，办公电话0631-5620000。',
  ]
  const document = new Document({
    sections: [
      {
        children: [
          new Paragraph({ children: runs.map((text, n) => new TextRun({ text, bold: n === 1 })) }),
          new Paragraph('不相干的一段 & <符号>'),
        ],
      },
    ],
  })
  const { bytes, replacements } = await maskFile('名单.docx', await Packer.toBuffer(document))
  const { bodyHtml } = await readUpload('名单.docx', bytes)
  const text = textOfBody(bodyHtml)
  expect(text).toBe(
    '经办人姓名：张某某，身份证1101**********002X，办公电话0631-5620000。\n不相干的一段 & <符号>',
  )
  expect(findPersonalData(text)).toEqual([])
  expect(replacements.map(({ kind }) => kind)).toEqual(['姓名', '身份证号码'])
})

test('a workbook: words, and telephones typed as numbers; other figures stay numbers', async () => {
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('名单')
  sheet.addRow(['示例人', ID_NUMBER, 13912345678, 5])
  const bytes = Buffer.from(await workbook.xlsx.writeBuffer())
  const masked = await maskFile('名单.xlsx', bytes)
  expect(masked.replacements).toHaveLength(2)
  expect((await readSheets(masked.bytes))[0]!.rows).toEqual([
    ['示例人', '1101**********002X', '139****5678', '5'],
  ])
})

test('a text file; and of a scan no copy is made', async () => {
  const { bytes } = await maskFile('名单.txt', Buffer.from(`甲 ${ID_NUMBER}\r\n乙`))
  expect(bytes.toString()).toBe('甲 1101**********002X\r\n乙')
  await expect(maskFile('扫描.pdf', testFiles.pdf())).rejects.toMatchObject({ code: 'invalid' })
})
