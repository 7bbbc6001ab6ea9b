import type {
  Attribute,
  DeterminationGround,
} from '../../src/domain/determinations/determination.ts'
import type { DemoDocument } from './documents.ts'
import { SUBSTANCE } from './issued-texts.ts'
import { OFFICE } from './office.ts'
import { CLEANUP_NOTICE } from './policies.ts'

/** A document that the office issued in 2020, with the attribute settled before it went out. Titles are examples. */
export interface DemoIssued {
  readonly number: string
  readonly title: string
  readonly genre: string
  readonly signedAt: string
  readonly attribute: Attribute
  readonly ground?: DeterminationGround
  readonly reason?: string
  /** 文号 or 索引号 of its publication, where that is another number than its own */
  readonly publishedAs?: string
}

type Line = readonly [number: string, day: string, genre: string, title: string, category: string]

/** Fourteen of the seventeen that are public; the other three are among the demo's documents. */
const PUBLISHED: readonly Line[] = [
  ['示办发〔2020〕2号', '2020-01-13', '通知', '关于做好春节期间政务服务工作的通知', '办公室文件'],
  ['示管发〔2020〕3号', '2020-02-17', '意见', '关于支持企业复工复产的若干意见', '管委文件'],
  [
    '示办发〔2020〕9号',
    '2020-04-07',
    '通知',
    '关于开展政务服务便民热线督办工作的通知',
    '办公室文件',
  ],
  ['示管发〔2020〕5号', '2020-04-20', '通知', '关于印发年度重点项目安排的通知', '管委文件'],
  ['示办发〔2020〕11号', '2020-05-11', '通知', '关于建立企业联系服务制度的通知', '办公室文件'],
  ['示管发〔2020〕7号', '2020-06-08', '决定', '关于公布行政许可事项调整结果的决定', '管委文件'],
  ['示办发〔2020〕14号', '2020-07-06', '通知', '关于做好汛期值班和信息报送的通知', '办公室文件'],
  ['示管发〔2020〕9号', '2020-07-20', '通知', '关于公布规范性文件清理结果的通知', '管委文件'],
  ['示办发〔2020〕16号', '2020-08-31', '通知', '关于开展窗口服务满意度调查的通知', '办公室文件'],
  ['示管发〔2020〕14号', '2020-09-14', '通知', '关于印发秋季农产品质量检查方案的通知', '管委文件'],
  ['示办发〔2020〕21号', '2020-11-09', '通知', '关于规范政务新媒体管理的通知', '办公室文件'],
  ['示管发〔2020〕17号', '2020-11-23', '公告', '关于冬季供热服务监督电话的公告', '管委文件'],
  ['示办发〔2020〕24号', '2020-12-07', '通知', '关于做好年度统计年报工作的通知', '办公室文件'],
  ['示办发〔2020〕26号', '2020-12-21', '通知', '关于元旦春节期间公开信箱值守的通知', '办公室文件'],
]

const nextWorkday = (day: string) => Temporal.PlainDate.from(day).add({ days: 1 }).toString()

/** Their publications, the day after they were issued; the notice of the clean-up comes out of the clean-up itself. */
export const ISSUED_DOCUMENTS: readonly DemoDocument[] = PUBLISHED.filter(
  ([number]) => number !== CLEANUP_NOTICE.documentNumber,
).map(([documentNumber, day, genre, title, category]): DemoDocument => ({
  unit: OFFICE.slug,
  title: `${title}（示例）`,
  publisher: '高新区管委办公室',
  category,
  documentNumber,
  formedOn: day,
  draftedAt: `${day}T11:00`,
  submittedAt: `${day}T15:00`,
  reviewedAt: `${nextWorkday(day)}T09:00`,
  publishedAt: `${nextWorkday(day)}T10:00`,
  genre,
  ...SUBSTANCE[documentNumber]!,
}))

const others = (
  lines: readonly (readonly [number: string, day: string, genre: string, title: string])[],
  because: Pick<DemoIssued, 'attribute' | 'ground' | 'reason'>,
): DemoIssued[] =>
  lines.map(([number, day, genre, title]) => ({
    number,
    title: `${title}（示例）`,
    genre,
    signedAt: `${day}T10:00`,
    ...because,
  }))

/** The office's documents of 2020: seventeen public, three on request, four withheld. */
export const ISSUED: readonly DemoIssued[] = [
  ...PUBLISHED.map(([number, day, genre, title]): DemoIssued => ({
    number,
    title: `${title}（示例）`,
    genre,
    signedAt: `${day}T10:00`,
    attribute: 'proactive',
  })),
  {
    number: '示办发〔2020〕6号',
    title: '关于规范依申请公开台账登记的通知（示例）',
    genre: '通知',
    signedAt: '2020-03-02T08:40',
    attribute: 'proactive',
  },
  {
    number: '示管发〔2020〕12号',
    title: '关于印发2020年威海火炬高技术产业开发区政务公开重点工作及责任分工方案的通知',
    genre: '通知',
    signedAt: '2020-08-13T09:00',
    attribute: 'proactive',
    publishedAs: '11371000004359440C/2020-01027',
  },
  {
    number: '示办发〔2020〕19号',
    title: '基层政务公开标准目录编制说明（示例）',
    genre: '通知',
    signedAt: '2020-10-12T08:40',
    attribute: 'proactive',
  },
  ...others(
    [
      ['示办函〔2020〕3号', '2020-03-16', '函', '关于征求办公用房调整意见的函'],
      ['示办函〔2020〕8号', '2020-06-22', '函', '关于核对企业投资数据的函'],
      ['示办函〔2020〕13号', '2020-10-19', '函', '关于商请协助提供用地材料的函'],
    ],
    { attribute: 'on-request', ground: 'X16b', reason: '机关之间磋商的信函' },
  ),
  ...others(
    [
      ['示管请〔2020〕1号', '2020-02-24', '请示', '关于调整内设机构职责的请示'],
      ['示管报〔2020〕4号', '2020-07-13', '报告', '关于上半年工作情况的报告'],
    ],
    { attribute: 'withheld', ground: 'X16b', reason: '请示、报告属于过程性信息' },
  ),
  ...others(
    [
      ['示办发〔2020〕17号', '2020-09-07', '通知', '关于干部值班安排的通知'],
      ['示办发〔2020〕23号', '2020-11-30', '通知', '关于公务用车管理的通知'],
    ],
    { attribute: 'withheld', ground: 'X16a', reason: '内部事务信息' },
  ),
]
