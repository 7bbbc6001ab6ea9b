/** The rules above the office: what each governs, and where whoever made it keeps the text. */
export interface HigherRule {
  readonly title: string
  readonly number: string
  /** A day; notices that name no day of force say when they were issued or what they first apply to. */
  readonly inForceSince: string
  /** What of disclosure it governs, in a sentence of our own. */
  readonly governs: string
  readonly keptAt: RuleKeeper
}

/** A place where the official text stands; a page of its own where its address is known to stay. */
export interface RuleKeeper {
  readonly name: string
  readonly address: string
}

const LAW_DATABASE: RuleKeeper = {
  name: '国家法律法规数据库',
  address: 'https://flk.npc.gov.cn/',
}
const STATE_COUNCIL: RuleKeeper = {
  name: '中国政府网政策文件库',
  address: 'https://www.gov.cn/zhengce/',
}
const SUPREME_COURT: RuleKeeper = { name: '最高人民法院网', address: 'https://www.court.gov.cn/' }

export const HIGHER_RULES: readonly HigherRule[] = [
  {
    title: '中华人民共和国政府信息公开条例（2019年修订）',
    number: '国务院令第711号',
    inForceSince: '2019-05-15',
    governs: '政府信息公开的基本规则：哪些主动公开、怎样申请、多久答复、哪些不公开、怎样监督。',
    keptAt: {
      name: '中国政府网',
      address: 'https://www.gov.cn/zhengce/content/2019-04/15/content_5382991.htm',
    },
  },
  {
    title: '中华人民共和国保守国家秘密法（2024年修订）',
    number: '主席令第二十号',
    inForceSince: '2024-05-01',
    governs: '什么是国家秘密、谁来确定；信息公开以前应当先作保密审查。',
    keptAt: LAW_DATABASE,
  },
  {
    title: '中华人民共和国保守国家秘密法实施条例（2024年修订）',
    number: '国务院令第786号',
    inForceSince: '2024-09-01',
    governs: '定密、解密和公开前保密审查的具体程序。',
    keptAt: LAW_DATABASE,
  },
  {
    title: '中华人民共和国行政复议法（2023年修订）',
    number: '主席令第九号',
    inForceSince: '2024-01-01',
    governs: '对信息公开答复不服怎样申请复议；不予公开的，先复议再诉讼。',
    keptAt: LAW_DATABASE,
  },
  {
    title: '政府信息公开信息处理费管理办法',
    number: '国办函〔2020〕109号',
    inForceSince: '2021-01-01',
    governs: '申请的数量、频次明显超过合理范围时，按什么标准、怎样收取信息处理费。',
    keptAt: STATE_COUNCIL,
  },
  {
    title: '中华人民共和国政府信息公开工作年度报告格式',
    number: '国办公开办函〔2021〕30号',
    inForceSince: '2021年度报告起',
    governs: '年度报告写哪六个部分、填哪些表、每一项怎样统计。',
    keptAt: STATE_COUNCIL,
  },
  {
    title: '关于规范政府信息公开平台有关事项的通知',
    number: '国办公开办函〔2019〕61号',
    inForceSince: '2019年印发',
    governs: '信息公开平台设哪几个栏目、按什么顺序、叫什么名称。',
    keptAt: STATE_COUNCIL,
  },
  {
    title: '国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见',
    number: '国办发〔2019〕54号',
    inForceSince: '2019年印发',
    governs: '基层各领域公开事项的标准目录，以及村居、政务大厅等线下的公开。',
    keptAt: STATE_COUNCIL,
  },
  {
    title: '最高人民法院关于审理政府信息公开行政案件适用法律若干问题的解释',
    number: '法释〔2025〕8号',
    inForceSince: '2025-06-01',
    governs: '信息公开的案件法院怎样受理、举证和判决。',
    keptAt: SUPREME_COURT,
  },
]
