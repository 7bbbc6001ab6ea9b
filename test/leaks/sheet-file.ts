import { officeFile, type Extra } from './office-file.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const NAMESPACES = `xmlns="${MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"`
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export const WORKBOOK = 'xl/workbook.xml'
export const SHEET = 'xl/worksheets/sheet1.xml'

export const sheetXml = (root: string, inner: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><${root} ${NAMESPACES}>${inner}</${root}>`

export const text = (at: string, words: string, style = 0) =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t>${words}</t></is></c>`
export const row = (number: number, cells: string, attributes = '') =>
  `<row r="${number}" ${attributes}>${cells}</row>`

export interface SheetOptions extends Extra {
  /** Rows after the first. */
  readonly rows?: string
  /** Before the rows. */
  readonly columns?: string
  /** After the rows. */
  readonly after?: string
  /** Further sheets: name, attributes of its entry, rows. */
  readonly sheets?: readonly (readonly [string, string, string])[]
  /** In the workbook, behind the list of sheets. */
  readonly workbook?: string
  /** Style 1 of the workbook. */
  readonly style?: { readonly format?: string; readonly font?: string; readonly fill?: string }
  readonly strings?: string
}

export function sheetFile(options: SheetOptions): Buffer {
  const {
    rows = '',
    columns = '',
    after = '',
    sheets = [],
    workbook = '',
    style,
    strings,
    parts = [],
    links = [],
  } = options
  const listed = [['目录', '', ''] as const, ...sheets].map(
    ([name, attributes], index) =>
      `<sheet name="${name}" sheetId="${index + 1}" ${attributes} r:id="sheet${index + 1}"/>`,
  )
  const first = `${columns}<sheetData>${row(1, text('A1', '事项名称') + text('B1', '办理地点'))}${rows}</sheetData>${after}`
  const bodies = [first, ...sheets.map(([, , inner]) => `<sheetData>${inner}</sheetData>`)]
  const optional = [
    { kind: 'styles', content: stylesXml(style) },
    ...(strings === undefined
      ? []
      : [{ kind: 'sharedStrings', content: sheetXml('sst', strings) }]),
  ]
  return officeFile(
    [
      {
        name: WORKBOOK,
        content: sheetXml('workbook', `<sheets>${listed.join('')}</sheets>${workbook}`),
        type: `${TYPE}.sheet.main+xml`,
      },
      ...bodies.map((body, index) => ({
        name: `xl/worksheets/sheet${index + 1}.xml`,
        content: sheetXml('worksheet', body),
        type: `${TYPE}.worksheet+xml`,
      })),
      ...optional.map(({ kind, content }) => ({
        name: `xl/${kind}.xml`,
        content,
        type: `${TYPE}.${kind}+xml`,
      })),
      ...parts,
    ],
    [
      { from: '', type: 'officeDocument', to: WORKBOOK },
      ...bodies.map((_, index) => ({
        from: WORKBOOK,
        type: 'worksheet',
        to: `xl/worksheets/sheet${index + 1}.xml`,
        id: `sheet${index + 1}`,
      })),
      ...optional.map(({ kind }) => ({
        from: WORKBOOK,
        type: kind,
        to: `xl/${kind}.xml`,
        id: kind,
      })),
      ...links.map((link, index) => ({ id: `extra${index}`, ...link })),
    ],
  )
}

function stylesXml({
  format = '',
  font = '',
  fill = '<patternFill patternType="none"/>',
}: SheetOptions['style'] = {}): string {
  const formats =
    format === ''
      ? ''
      : `<numFmts count="1"><numFmt numFmtId="170" formatCode="${format}"/></numFmts>`
  return sheetXml(
    'styleSheet',
    `${formats}<fonts><font><sz val="11"/></font><font>${font}</font></fonts><fills><fill><patternFill patternType="none"/></fill><fill>${fill}</fill></fills><cellXfs><xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="${format === '' ? 0 : 170}" fontId="1" fillId="1"/></cellXfs>`,
  )
}

/** A further part that a part of the workbook leads to. */
export function sheetPart(
  from: string,
  type: string,
  name: string,
  content: string | Buffer,
): Extra {
  return { parts: [{ name, content }], links: [{ from, type, to: name, id: type }] }
}
