/** Where a case stands, in the order of a whole life. What may happen next is in `lifecycle.ts`. */
export const STATUSES = [
  'awaiting-confirmation', // 待确认：收到之日尚未确定
  'examining', // 审核办理
  'awaiting-correction', // 补正中
  'awaiting-reasons', // 待申请人说明理由
  'consulting', // 征求意见中
  'awaiting-payment', // 待缴费
  'drafted', // 已拟答复，待法律审核
  'legally-reviewed', // 已审核，待签发
  'signed-off', // 已签发，待编号发出
  'issued', // 已编号，待送达
  'delivered', // 已送达，待归档
  'ended', // 未作答复而终结（撤回等），待归档
  'closed', // 已归档
] as const

export type Status = (typeof STATUSES)[number]
