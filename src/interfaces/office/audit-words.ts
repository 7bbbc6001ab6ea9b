/** The log keeps verbs and numbers; an auditor reads sentences. */

export const ACT_WORDS: Readonly<Record<string, string>> = {
  'account.created': '添加用户',
  'account.activated': '启用账号',
  'account.deactivated': '停用账号',
  'account.signed-in': '登录',
  'account.mail-changed': '更改电子邮箱',
  'account.locked': '连续输错密码，账号锁定',
  'applicant.read': '查看申请人身份信息',
  'attachment.added': '添加答复附件',
  'attachment.accepted': '说明理由后保留有发现的附件',
  'attachment.opened': '打开答复附件',
  'attachment.removed': '移除答复附件',
  'catalogue.adjustment-started': '建立目录调整',
  'catalogue.adjustment-changed': '改动目录调整',
  'catalogue.adjustment-abandoned': '放弃目录调整',
  'catalogue.adopted': '核定目录调整',
  'catalogue.bound': '挂接文件与目录条目',
  'catalogue.offline-recorded': '登记线下公开',
  'catalogue.village-added': '添加村居',
  'catalogue.village-closed': '撤销村居',
  'consulted.read': '查看被征求意见方姓名',
  'calendar.imported': '导入节假日安排',
  'deputy.appointed': '指定代理人',
  'deputy.revoked': '终止代理',
  'edition.drafted': '起草文件',
  'edition.edited': '修改文件',
  'edition.attachments-changed': '改动文件的附件',
  'edition.in-review': '文件送保密审查',
  'edition.reviewed': '文件通过保密审查',
  'edition.returned': '文件退回修改',
  'edition.published': '发布文件',
  'filing.all-seen': '查阅下属单位备案',
  'filing.reviewed': '签署备案审查',
  'letter-settings.saved': '修改文书设置',
  'letter-template.adopted': '启用文书格式',
  'letter-template.returned': '恢复文书格式',
  'letter.drawn': '生成文书',
  'letter.edited': '编辑文书',
  'letter.finalised': '文书定稿',
  'letter.discarded': '文书作废',
  'letter.read': '打开文书',
  'proofs.listed': '查看网上申请的证明材料',
  'proof.opened': '打开申请人的证明材料',
  'requests.rebuilt': '由事件重建台账行',
  'settings.changed': '修改机构设置',
  'registers.item-added': '登记事项',
  'registers.item-ended': '取消事项',
  'registers.decisions-recorded': '登记处理决定数量',
  'registers.fee-income-recorded': '登记收费',
  'registers.procurement-recorded': '登记采购',
  'registers.entry-voided': '登记作废',
  'report.opened': '建立年度报告',
  'report.narrative-saved': '保存年度报告文字',
  'report.locked': '锁定年度报告',
  'report.unlocked': '解除锁定年度报告',
  'report.published': '公布年度报告',
}

const SUBJECT_WORDS: Readonly<Record<string, string>> = {
  agency: '机构',
  assistance: '协助调查',
  'catalogue-adjustment': '目录调整',
  'catalogue-item': '目录条目',
  document: '文件',
  village: '村居',
  edition: '文件稿',
  file: '文件',
  'letter-template': '文书格式',
  'register-decisions': '处理决定登记',
  'register-fee-income': '收费登记',
  'register-item': '事项登记',
  'register-procurement': '采购登记',
  report: '年度报告',
  request: '申请',
  user: '用户',
  year: '年度',
}

/** 登录, 锁定年度报告; a verb without words is shown as it was logged. */
export function actInWords(action: string): string {
  return ACT_WORDS[action] ?? action
}

/** `request:12` → 申请 12: the number of the record, not a name, so that the log holds no personal data. */
export function subjectInWords(subject: string): string {
  const [, kind = '', number = ''] = /^([a-z-]+):(.+)$/.exec(subject) ?? []
  const word = SUBJECT_WORDS[kind]
  return word === undefined ? subject : `${word} ${number}`
}
