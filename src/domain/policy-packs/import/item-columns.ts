/** The columns of the spreadsheet that items are brought in with; each knows how its cell becomes fields of the form. */
import {
  APPLICANT_WORDS,
  CERTIFICATION_WORDS,
  HANDLING_WORDS,
  LOCATION_WORDS,
  NEED_WORDS,
  SECTOR_WORDS,
  SIZE_WORDS,
} from '../vocabulary.ts'

/** As the form's schema takes it. */
export type Fields = Record<string, unknown>

export interface ItemColumn {
  readonly header: string
  /** in characters of half width */
  readonly width: number
  /** what stands in the row that shows how */
  readonly sample: string
  /** the form's field that the cell fills: a problem there is a problem of this column */
  readonly at: string
  /** throws `UnknownWords` for words that are none of those offered */
  readonly read: (cell: string) => Fields
}

export class UnknownWords extends Error {
  override readonly name = 'UnknownWords'
}

const SEPARATORS = /[、，,；;\n]+/

const linesOf = (cell: string) =>
  cell
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const text = (header: string, at: string, width: number, sample: string): ItemColumn => ({
  header,
  width,
  sample,
  at,
  read: (cell) => ({ [at]: cell }),
})

const textRows = (header: string, at: string, sample: string): ItemColumn => ({
  header,
  width: 40,
  sample,
  at,
  read: (cell) => ({ [at]: linesOf(cell).map((line) => ({ text: line })) }),
})

const bound = (header: string, name: string, end: 'min' | 'max', sample: string): ItemColumn => ({
  header,
  width: 16,
  sample,
  at: `criteria.${name}.${end}`,
  read: (cell) => ({ criteria: { [name]: { [end]: cell } } }),
})

function among(
  header: string,
  name: string,
  words: Readonly<Record<string, string>>,
  sample: string,
): ItemColumn {
  return {
    header,
    width: 28,
    sample,
    at: `criteria.${name}`,
    read: (cell) => ({ criteria: { [name]: keysOf(cell, words) } }),
  }
}

/** Words in any order; 农、林、牧、渔业 holds the separator itself, so whole names are looked for first. */
function keysOf(cell: string, words: Readonly<Record<string, string>>): string[] {
  let rest = cell
  const keys: string[] = []
  const longestFirst = Object.entries(words).toSorted(([, a], [, b]) => b.length - a.length)
  for (const [key, word] of longestFirst) {
    if (!rest.includes(word)) continue
    keys.push(key)
    rest = rest.replaceAll(word, '、')
  }
  const unknown = rest
    .split(SEPARATORS)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (unknown.length === 0) return keys
  throw new UnknownWords(
    `没有“${unknown.join('”“')}”这个选项，可以填：${Object.values(words).join('、')}`,
  )
}

/** 材料名称（说明） */
function materials(cell: string): Fields {
  const rows = linesOf(cell).map((line) => {
    const [, name = line, note = ''] = /^(.+?)[（(]([^（）()]*)[）)]$/.exec(line) ?? []
    return { name, note }
  })
  return { materials: rows }
}

/** 文号、索引号或文件名称|条款 */
function basis(cell: string): Fields {
  const rows = linesOf(cell).map((line) => {
    const [reference = '', clause = ''] = line.split(/[|｜]/)
    return { reference: reference.trim(), clause: clause.trim() }
  })
  return { basis: rows }
}

function handling(cell: string): Fields {
  const found = Object.entries(HANDLING_WORDS).find(([, word]) => word === cell.trim())
  if (found || cell.trim() === '') return { handling: found?.[0] ?? '' }
  throw new UnknownWords(
    `没有“${cell.trim()}”这个选项，可以填：${Object.values(HANDLING_WORDS).join('、')}`,
  )
}

export const SAMPLE_TITLE = '（填写示例，导入时跳过这一行）'

export const ITEM_COLUMNS: readonly ItemColumn[] = [
  text('事项名称', 'title', 30, SAMPLE_TITLE),
  text('惠及对象', 'beneficiaries', 30, '在本区注册的科技型中小企业'),
  textRows('申报条件', 'conditions', '每行写一条\n上一年度有研发投入'),
  among('申报主体', 'applicants', APPLICANT_WORDS, '企业'),
  among('企业规模', 'sizes', SIZE_WORDS, '小型企业、微型企业'),
  among('所属行业', 'sectors', SECTOR_WORDS, '制造业'),
  among('注册地', 'locations', LOCATION_WORDS, '本区'),
  bound('成立满几年', 'years', 'min', '1'),
  bound('成立不满几年', 'years', 'max', ''),
  bound('营业收入不低于（万元）', 'turnover', 'min', '500'),
  bound('营业收入不超过（万元）', 'turnover', 'max', ''),
  bound('职工不少于（人）', 'staff', 'min', ''),
  bound('职工不超过（人）', 'staff', 'max', '300'),
  among('资质称号', 'certifications', CERTIFICATION_WORDS, '高新技术企业'),
  among('能帮上什么', 'needs', NEED_WORDS, '奖励补助、研发创新'),
  {
    header: '申报材料',
    width: 40,
    sample: '每行写一份，说明写在括号里\n申请表（网上下载）',
    at: 'materials',
    read: materials,
  },
  textRows('办理流程', 'steps', '每行写一步\n网上申报\n部门审核'),
  text('兑现标准', 'standard', 30, '按研发投入的5%补助，最高50万元'),
  { header: '办理方式', width: 12, sample: '申报', at: 'handling', read: handling },
  text('办理时限', 'timeLimit', 20, '受理后20个工作日'),
  text('办理地点', 'place', 24, '政务服务中心二楼'),
  text('咨询电话', 'phone', 16, '0631-0000000'),
  text('网上办理', 'link', 24, ''),
  {
    header: '政策依据',
    width: 36,
    sample: '每行写一件：文号、索引号或者名称，竖线后面写条款\n示发〔2020〕7号|第三条',
    at: 'basis',
    read: basis,
  },
  text('有效期至', 'validUntil', 14, '2027-12-31'),
]

/** One row's cells as one form. */
export function mergeFields(parts: readonly Fields[]): Fields {
  const merged: Fields = {}
  for (const part of parts)
    for (const [name, value] of Object.entries(part))
      merged[name] =
        isFields(merged[name]) && isFields(value) ? mergeFields([merged[name], value]) : value
  return merged
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
