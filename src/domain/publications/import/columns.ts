import { accepted, rejected, type Checked } from '../../../platform/kernel/problem.ts'

/** What a manifest may say of a file. The first eight are the agreed ones; the others are taken where they are there. */
export const COLUMNS = [
  'file',
  'title',
  'documentNumber',
  'issuedOn',
  'publishedAt',
  'indexNumber',
  'category',
  'address',
  'publisher',
  'effectiveFrom',
  'expiresOn',
  'repealedOn',
  'normativeKind',
] as const
export type Column = (typeof COLUMNS)[number]

/** Headers that offices and content systems use for them. */
const KNOWN: Readonly<Record<Column, readonly string[]>> = {
  file: [
    '文件',
    '文件名',
    '文件路径',
    '路径',
    '文件位置',
    '存放路径',
    '源文件',
    'path',
    'filename',
    'filepath',
  ],
  title: ['标题', '名称', '文件标题', '文件名称', '题名', '信息名称', '题目', 'name', 'subject'],
  documentNumber: [
    '文号',
    '发文字号',
    '发文号',
    '文件编号',
    '文件号',
    '文件字号',
    '公文文号',
    'docno',
    'docnumber',
  ],
  issuedOn: [
    '成文日期',
    '发文日期',
    '印发日期',
    '制发日期',
    '成文时间',
    '发文时间',
    '生成日期',
    '印发时间',
    '制定日期',
    'issued',
    'issuedate',
  ],
  publishedAt: [
    '发布日期',
    '发布时间',
    '公开日期',
    '公开时间',
    '上网日期',
    '原发布日期',
    '首发日期',
    '公布日期',
    '上线时间',
    'published',
    'pubdate',
    'publishdate',
  ],
  indexNumber: ['索引号', '索引编号', '信息索引号', '索引', 'index', 'indexno'],
  category: [
    '分类',
    '组配分类',
    '栏目',
    '类别',
    '信息分类',
    '所属栏目',
    '信息类别',
    '目录',
    'column',
    'type',
  ],
  address: [
    '网址',
    '原网址',
    '链接',
    '地址',
    '原地址',
    '页面地址',
    '原文链接',
    '原始网址',
    '旧网址',
    'url',
    'link',
    'href',
  ],
  publisher: [
    '发布机构',
    '发文机关',
    '发文单位',
    '公开主体',
    '制定机关',
    '发布单位',
    '发文机构',
    '来源',
    'organ',
    'agency',
  ],
  effectiveFrom: ['施行日期', '生效日期', '实施日期'],
  expiresOn: ['有效期至', '失效日期', '有效期', '有效期截止'],
  repealedOn: ['废止日期', '废止时间'],
  normativeKind: ['文件性质', '规范性文件', '文件类型'],
}

const plain = (header: string) =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const COLUMN_BY_HEADER: ReadonlyMap<string, Column> = new Map(
  COLUMNS.flatMap((column) =>
    [column, ...KNOWN[column]].map((header) => [plain(header), column] as const),
  ),
)

/** Our column for each of the office's headers, as their mapping file says. */
export type Mapping = ReadonlyMap<string, Column>

/**
 * A mapping file: JSON `{"title": "题目"}` or lines `title = 题目`, either way round; several headers may mean one column.
 */
export function parseMapping(source: string): Checked<Mapping> {
  const mapping = new Map<string, Column>()
  const unknown: string[] = []
  for (const [one, other] of pairsIn(source)) {
    const column = columnNamed(one) ?? columnNamed(other)
    if (column === undefined) unknown.push(`${one}、${other}`)
    else mapping.set(plain(columnNamed(one) === undefined ? one : other), column)
  }
  if (unknown.length === 0 && mapping.size > 0) return accepted(mapping)
  const message =
    mapping.size === 0 && unknown.length === 0
      ? '对应文件里没有读到“列名 = 表头”'
      : `没有这些列：${unknown.join('；')}。可用的列名：${COLUMNS.join('、')}`
  return rejected([{ at: 'mapping', message }])
}

const columnNamed = (name: string) => COLUMNS.find((column) => plain(column) === plain(name))

function pairsIn(source: string): [string, string][] {
  const text = source.replace(/^\uFEFF/u, '').trim()
  if (!text.startsWith('{')) {
    return text.split(/\r?\n/u).flatMap((line) => {
      const [, one, other] =
        /^\s*([^#=:：,\t][^=:：,\t]*?)\s*[=:：,\t]\s*(.+?)\s*$/u.exec(line) ?? []
      return one === undefined || other === undefined ? [] : [[one, other] as [string, string]]
    })
  }
  try {
    return Object.entries(JSON.parse(text) as Record<string, unknown>).flatMap(([one, other]) =>
      [other].flat().map((name) => [one, String(name)] as [string, string]),
    )
  } catch {
    return []
  }
}

/** Where each column stands in a row; what the mapping names goes before what is known. */
export function findColumns(
  headers: readonly string[],
  mapping: Mapping = new Map(),
): Map<Column, number> {
  const found = new Map<Column, number>()
  for (const known of [mapping, COLUMN_BY_HEADER]) {
    for (const [index, header] of headers.entries()) {
      const column = known.get(plain(header))
      if (column !== undefined && !found.has(column) && ![...found.values()].includes(index))
        found.set(column, index)
    }
  }
  return found
}
