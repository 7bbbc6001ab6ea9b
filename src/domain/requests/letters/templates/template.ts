import type { TemplateId } from '../letter-kinds.ts'

/** Our wording of a letter, from a day on. A later edition is added below it and never replaces it. */
export interface BuiltInTemplate {
  readonly id: TemplateId
  /** ISO day */
  readonly validFrom: string
  readonly title: string
  readonly body: string
}

/** The 条例 of 2019, which every letter here rests on. */
export const FROM_2019 = '2019-05-15'

export const REGULATION = '《中华人民共和国政府信息公开条例》'

/** The first sentence of every letter to an applicant. */
export const RECEIVED =
  '本机关于{收到日期}收到{称谓}提出的政府信息公开申请（登记号{登记号}），申请公开的内容为：{申请内容}。'

export const CONTACT = '联系地址：{联系地址}；联系电话：{联系电话}。'

export function builtIn(
  id: TemplateId,
  title: string,
  lines: readonly string[],
  validFrom = FROM_2019,
): BuiltInTemplate {
  return { id, validFrom, title, body: lines.join('\n') }
}
