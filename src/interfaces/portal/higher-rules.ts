/** The rules above the office, as plain references: the text is kept by whoever made it. */
export interface HigherRule {
  readonly title: string
  readonly number: string
  /** A day; notices that name no day of force say when they were issued or what they first apply to. */
  readonly inForceSince: string
}

export const HIGHER_RULES: readonly HigherRule[] = [
  {
    title: '中华人民共和国政府信息公开条例（2019年修订）',
    number: '国务院令第711号',
    inForceSince: '2019-05-15',
  },
  {
    title: '中华人民共和国保守国家秘密法（2024年修订）',
    number: '主席令第二十号',
    inForceSince: '2024-05-01',
  },
  {
    title: '中华人民共和国保守国家秘密法实施条例（2024年修订）',
    number: '国务院令第786号',
    inForceSince: '2024-09-01',
  },
  {
    title: '中华人民共和国行政复议法（2023年修订）',
    number: '主席令第九号',
    inForceSince: '2024-01-01',
  },
  {
    title: '政府信息公开信息处理费管理办法',
    number: '国办函〔2020〕109号',
    inForceSince: '2021-01-01',
  },
  {
    title: '中华人民共和国政府信息公开工作年度报告格式',
    number: '国办公开办函〔2021〕30号',
    inForceSince: '2021年度报告起',
  },
  {
    title: '关于规范政府信息公开平台有关事项的通知',
    number: '国办公开办函〔2019〕61号',
    inForceSince: '2019年印发',
  },
  {
    title: '国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见',
    number: '国办发〔2019〕54号',
    inForceSince: '2019年印发',
  },
  {
    title: '最高人民法院关于审理政府信息公开行政案件适用法律若干问题的解释',
    number: '法释〔2025〕8号',
    inForceSince: '2025-06-01',
  },
]
