/** What the documents that the office issued in 2020 say, by their number; all invented. */
import { INSPECTION, PROJECTS, SURVEY } from './attachments.ts'
import type { DemoDocument } from './documents.ts'

type Substance = Pick<DemoDocument, 'theme' | 'keywords' | 'attachment' | 'text'>

const paragraphs = (...lines: readonly string[]) =>
  ['各有关单位：', ...lines, '本页文字为示例。', '（此件公开发布）']
    .map((line) => `<p>${line}</p>`)
    .join('\n')

const EVERYDAY = '综合政务'
const ECONOMY = '国民经济管理、国有资产监管'

export const SUBSTANCE: Readonly<Record<string, Substance>> = {
  '示办发〔2020〕2号': {
    theme: EVERYDAY,
    keywords: ['政务服务', '春节'],
    text: paragraphs(
      '春节假期政务服务大厅安排值班窗口，办理急需的出生、婚姻、社会保险事项，其余事项可以在网上提交。',
      '值班时间和电话在大厅门口和公开平台公布。',
    ),
  },
  '示管发〔2020〕3号': {
    theme: ECONOMY,
    keywords: ['复工复产', '企业'],
    text: paragraphs(
      '企业复工实行承诺制，备案材料减为一份承诺书，当天办结。',
      '对缺口罩、缺原料、缺工人的企业，由包联单位逐户登记，三个工作日内答复。',
    ),
  },
  '示办发〔2020〕9号': {
    theme: EVERYDAY,
    keywords: ['便民热线', '督办'],
    text: paragraphs(
      '热线转来的诉求，承办单位当天联系来电人，一般事项五个工作日内办结。',
      '连续两次逾期的，由办公室发督办单。',
    ),
  },
  '示管发〔2020〕5号': {
    theme: ECONOMY,
    keywords: ['重点项目', '年度安排'],
    attachment: PROJECTS,
    text: paragraphs(
      '2020年安排重点项目四项，建设内容、年度目标和责任单位见附件。',
      '责任单位每季度报送进展，进展情况按季度公布。',
    ),
  },
  '示办发〔2020〕11号': {
    theme: ECONOMY,
    keywords: ['企业', '联系服务'],
    text: paragraphs(
      '每名负责人联系五户企业，每季度至少走访一次，问题登记到人。',
      '能当场解决的当场解决，不能的十个工作日内答复。',
    ),
  },
  '示管发〔2020〕7号': {
    theme: '市场监管、安全生产监管',
    keywords: ['行政许可', '调整'],
    text: paragraphs(
      '取消、合并的许可事项自本决定公布之日起不再单独办理，办事指南同时更新。',
      '已经受理的，按原来的条件办完。',
    ),
  },
  '示办发〔2020〕14号': {
    theme: '民政、扶贫、救灾',
    keywords: ['汛期', '值班'],
    text: paragraphs(
      '6月15日至9月15日二十四小时值班，雨情、险情半小时内报告。',
      '低洼路段、地下车库和在建工地由责任单位逐处落实看护人。',
    ),
  },
  '示办发〔2020〕16号': {
    theme: EVERYDAY,
    keywords: ['政务服务', '满意度'],
    attachment: SURVEY,
    text: paragraphs(
      '9月起在各服务窗口开展满意度调查，调查表见附件，办事群众自愿填写，不记姓名。',
      '不满意的事项由窗口负责人十个工作日内提出整改办法。',
    ),
  },
  '示管发〔2020〕14号': {
    theme: '农业、林业、水利',
    keywords: ['农产品质量', '检查'],
    attachment: INSPECTION,
    text: paragraphs(
      '9月21日至10月16日对市场、基地和食堂开展秋季农产品质量检查，检查方案见附件。',
      '抽检结果在公开平台公布。',
    ),
  },
  '示办发〔2020〕21号': {
    theme: EVERYDAY,
    keywords: ['政务新媒体', '管理'],
    text: paragraphs(
      '政务新媒体由一个部门归口管理，开设、变更、注销先备案。',
      '两周不更新的提醒，一个月不更新的关停整合。',
    ),
  },
  '示管发〔2020〕17号': {
    theme: '城乡建设、环境保护',
    keywords: ['供热', '监督电话'],
    text: paragraphs(
      '供热期为11月15日至次年3月31日，室内温度不低于十八摄氏度。',
      '温度不达标的，先联系供热单位；两小时内没有答复的，拨打便民热线反映。',
    ),
  },
  '示办发〔2020〕24号': {
    theme: ECONOMY,
    keywords: ['统计年报'],
    text: paragraphs(
      '各单位对本单位报送的数据负责，报送前由分管负责人核对。',
      '年报数据按规定公布，公布前不得对外提供。',
    ),
  },
  '示办发〔2020〕26号': {
    theme: EVERYDAY,
    keywords: ['公开信箱', '值守'],
    text: paragraphs(
      '元旦、春节期间公开信箱每天查看两次，申请和纠错照常登记。',
      '放假安排和答复期限的计算在信箱首页写明。',
    ),
  },
}
