/**
 * What an edition is, beside its text. Every kind goes the same way: draft, 保密审查, release gate, approval, publication,
 * editions, removal; so that nothing becomes public by a side door. The fields of a kind lie in `structure`, are part of
 * what the reviewers sign, and are read back through the schema of their own room.
 */
export const EDITION_KINDS = [
  'document', // 文件
  'interpretation', // 政策解读
  'policy-question', // 政策问答
  'cleanup-result', // 清理结果
  'policy-item', // 惠企政策事项
  'policy-pack', // 惠企政策服务包
  'proposal-reply', // 建议提案答复
  'consultation', // 征求意见
  'consultation-result', // 意见采纳情况
  'disclosure-lists', // 三项清单
] as const
export type EditionKind = (typeof EDITION_KINDS)[number]

export const EDITION_KIND_LABELS: Readonly<Record<EditionKind, string>> = {
  document: '文件',
  interpretation: '政策解读',
  'policy-question': '政策问答',
  'cleanup-result': '清理结果',
  'policy-item': '惠企政策事项',
  'policy-pack': '惠企政策服务包',
  'proposal-reply': '建议提案答复',
  consultation: '征求意见',
  'consultation-result': '意见采纳情况',
  'disclosure-lists': '公开事项清单',
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** As stored: the room of the kind parses it. */
export type EditionStructure = Readonly<Record<string, Json>>
