/** What hangs on a few documents of the demo: made when the demo is loaded, as an office's own programs would make it. */
import { renderOfficialDocx } from '../../src/platform/documents/official-docx.ts'
import type { Block } from '../../src/platform/documents/official-document.ts'
import { renderOfficialPdf } from '../../src/platform/documents/official-pdf.ts'
import { SINGLE, type Grid, type GridCell } from '../../src/platform/documents/table-grid.ts'
import { renderXlsx } from '../../src/platform/documents/xlsx.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'

export interface DemoFile {
  readonly name: string
  readonly make: () => Promise<Buffer>
}

/** None: who made a file is a finding of the gate. */
const AUTHOR = ''

const cell = (text: string, header?: GridCell['header']): GridCell => ({
  text,
  ...SINGLE,
  ...(header && { header }),
})

function gridOf(caption: string, head: readonly string[], lines: readonly string[][]): Grid {
  return {
    caption,
    widths: head.map(() => 1),
    rows: [
      head.map((text) => cell(text, 'column')),
      ...lines.map((line) => line.map((text) => cell(text))),
    ],
  }
}

/** 重点项目安排表 as a workbook. */
export const PROJECTS: DemoFile = {
  name: '2020年度重点项目安排表.xlsx',
  make: async () => {
    const heading = '2020年度重点项目安排表（示例）'
    const lines = [
      ['1', '海洋生物产业园二期', '新建标准厂房三栋', '2020年9月主体完工', '建设局'],
      ['2', '科技路管网改造', '改造雨污管网四公里', '2020年10月完工', '建设局'],
      ['3', '社区食堂', '新建两处', '2020年8月投入使用', '社会工作部'],
      ['4', '人才公寓', '交付首批二百套', '2020年12月交付', '经济发展局'],
    ]
    const grid = gridOf(heading, ['序号', '项目', '建设内容', '年度目标', '责任单位'], lines)
    const madeAt = chinaMoment('2020-04-20T10:00')
    const sheets = [{ name: '重点项目', heading, grid, landscape: true }]
    return Buffer.from(await renderXlsx({ title: heading, author: AUTHOR, madeAt, sheets }))
  },
}

/** 满意度调查表, to be filled in. */
export const SURVEY: DemoFile = {
  name: '窗口服务满意度调查表.docx',
  make: async () => {
    const title = '窗口服务满意度调查表（示例）'
    const questions = ['等候时间', '一次说清要带什么', '工作人员态度', '办结时间', '环境和设施']
    const grid = gridOf(
      '评价',
      ['项目', '满意', '基本满意', '不满意'],
      questions.map((question) => [question, '', '', '']),
    )
    const blocks: Block[] = [
      { kind: 'title', lines: [title] },
      {
        kind: 'paragraph',
        text: '办事群众自愿填写，不记姓名。请在相应的格内打勾，投入窗口旁的意见箱。',
      },
      { kind: 'table', grid, density: 'normal' },
      { kind: 'note', text: '调查结果按月汇总，随整改情况一并公布。' },
    ]
    const madeAt = chinaMoment('2020-08-31T10:00')
    return Buffer.from(await renderOfficialDocx({ title, author: AUTHOR, madeAt, blocks }))
  },
}

const section = (heading: string, ...paragraphs: readonly string[]): Block[] => [
  { kind: 'heading', level: 1, text: heading },
  ...paragraphs.map((text): Block => ({ kind: 'paragraph', text })),
]

/** 检查方案 of three pages, so that a hit in it says on which. */
export const INSPECTION: DemoFile = {
  name: '2020年秋季农产品质量检查方案.pdf',
  make: async () => {
    const title = '2020年秋季农产品质量检查方案（示例）'
    const blocks: Block[] = [
      { kind: 'title', lines: [title] },
      ...section(
        '一、检查范围',
        '区内农贸市场、连锁超市的生鲜柜台，以及五十亩以上的蔬菜、苹果、无花果种植基地。',
        '学校和养老机构的食堂，检查进货查验记录和索证索票。',
      ),
      { kind: 'page-break' },
      ...section(
        '二、检查内容',
        '农药残留快速检测每批不少于三份样品；不合格的，当场封存，二十四小时内送检验机构复检。',
        '种植基地的投入品记录、采收间隔期和产品合格证。',
      ),
      { kind: 'page-break' },
      ...section(
        '三、时间和结果',
        '9月21日至10月16日检查，10月底前汇总。抽检结果和整改情况自形成之日起二十个工作日内在公开平台公布。',
        '对检查结果有异议的，可以自收到通知之日起五个工作日内申请复核。',
      ),
    ]
    const madeAt = chinaMoment('2020-09-14T10:00')
    return Buffer.from(await renderOfficialPdf({ title, author: AUTHOR, madeAt, blocks }))
  },
}
