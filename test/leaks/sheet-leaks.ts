import type { Leak } from './leak.ts'
import { coreProperties } from './office-file.ts'
import { picture } from './pictures.ts'
import {
  row,
  SHEET,
  sheetFile,
  sheetPart,
  sheetXml,
  text,
  WORKBOOK,
  type SheetOptions,
} from './sheet-file.ts'

const DRAWING =
  'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const SECOND = row(2, text('A2', '补贴发放') + text('B2', '一楼大厅'))
const inner = (rows: string): SheetOptions => ({ rows })

function drawing(shape: string, more: SheetOptions = {}): SheetOptions {
  const content = `<xdr:wsDr ${DRAWING}><xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>${shape}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`
  const { parts = [], links = [] } = sheetPart(
    SHEET,
    'drawing',
    'xl/drawings/drawing1.xml',
    content,
  )
  return {
    ...more,
    rows: SECOND,
    parts: [...parts, ...(more.parts ?? [])],
    links: [...links, ...(more.links ?? [])],
  }
}

const BOX =
  '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="矩形"/></xdr:nvSpPr><xdr:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></xdr:spPr></xdr:sp>'

const PICTURE =
  '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="图"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="i"/></xdr:blipFill></xdr:pic>'

function oneCell(shape: string, image: Buffer): SheetOptions {
  const content = `<xdr:wsDr ${DRAWING}><xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="2000000" cy="600000"/>${shape}<xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>`
  const own = sheetPart(SHEET, 'drawing', 'xl/drawings/drawing1.xml', content)
  return {
    rows: SECOND,
    parts: [...own.parts!, { name: 'xl/media/image1.png', content: image }],
    links: [
      ...own.links!,
      { from: 'xl/drawings/drawing1.xml', type: 'image', to: 'xl/media/image1.png', id: 'i' },
    ],
  }
}

const OPTIONS: Readonly<Record<string, Readonly<Record<string, SheetOptions>>>> = {
  'hidden-sheet': {
    'a hidden sheet': { sheets: [['底稿', 'state="hidden"', row(1, text('A1', '底稿'))]] },
    'a sheet hidden from the menu': {
      sheets: [['底稿', 'state="veryHidden"', row(1, text('A1', '底稿'))]],
    },
  },
  'hidden-row': {
    'a hidden row': inner(row(2, text('A2', '内部'), 'hidden="1"')),
    'a row without height': inner(row(2, text('A2', '内部'), 'ht="0" customHeight="1"')),
    'a row filtered out': {
      rows: row(2, text('A2', '内部'), 'hidden="true"'),
      after: '<autoFilter ref="A1:B2"/>',
    },
    'a folded group': inner(
      row(2, text('A2', '内部'), 'hidden="1" outlineLevel="1"') +
        row(3, text('A3', '合计'), 'collapsed="1"'),
    ),
    'rows hidden unless told otherwise': {
      columns: '<sheetFormatPr defaultRowHeight="0" zeroHeight="1"/>',
      rows: row(2, text('A2', '内部')),
    },
  },
  'hidden-column': {
    'a hidden column': {
      columns: '<cols><col min="3" max="3" width="9" hidden="1"/></cols>',
      rows: row(2, text('C2', '内部')),
    },
    'a column without width': {
      columns: '<cols><col min="3" max="3" width="0" customWidth="1"/></cols>',
      rows: row(2, text('C2', '内部')),
    },
    'columns hidden to the end': {
      columns: '<cols><col min="4" max="16384" width="9" hidden="true"/></cols>',
      rows: row(2, text('F2', '内部')),
    },
  },
  'hidden-text': {
    'a format that shows nothing': {
      style: { format: ';;;' },
      rows: row(2, text('A2', '内部', 1)),
    },
    'a format that shows no numbers': {
      style: { format: ';;' },
      rows: row(2, '<c r="A2" s="1"><v>48</v></c>'),
    },
    'white on nothing': {
      style: { font: '<color rgb="FFFFFFFF"/>' },
      rows: row(2, text('A2', '内部', 1)),
    },
    'the colour of the background by theme': {
      style: { font: '<color theme="0"/>' },
      rows: row(2, text('A2', '内部', 1)),
    },
    'red on red': {
      style: {
        font: '<color rgb="FFFF0000"/>',
        fill: '<patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill>',
      },
      rows: row(2, text('A2', '内部', 1)),
    },
    'one point': { style: { font: '<sz val="1"/>' }, rows: row(2, text('A2', '内部', 1)) },
    'a word that no cell uses any more': {
      strings: '<si><t>目录</t></si><si><t>删去的内部意见</t></si>',
      rows: row(2, '<c r="A2" t="s"><v>0</v></c>'),
    },
    'a pivot table without its source': sheetPart(
      WORKBOOK,
      'pivotCacheDefinition',
      'xl/pivotCache/pivotCacheDefinition1.xml',
      sheetXml(
        'pivotCacheDefinition',
        '<cacheSource type="worksheet"><worksheetSource sheet="底稿" ref="A1:B9"/></cacheSource><cacheFields><cacheField name="姓名"><sharedItems><s v="王小明"/></sharedItems></cacheField></cacheFields>',
      ),
    ),
    'a hidden name': {
      workbook:
        '<definedNames><definedName name="note" hidden="1">"内部口径：暂不公开"</definedName></definedNames>',
    },
    'a hidden shape': drawing(
      '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="框" hidden="1"/></xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:p><a:r><a:t>内部</a:t></a:r></a:p></xdr:txBody></xdr:sp>',
    ),
    'a scenario': {
      after:
        '<scenarios><scenario name="内部测算" user="李明"><inputCells r="A2" val="99"/></scenario></scenarios>',
    },
  },
  comment: {
    'a note': sheetPart(
      SHEET,
      'comments',
      'xl/comments1.xml',
      sheetXml(
        'comments',
        '<authors><author>李明</author></authors><commentList><comment ref="A1" authorId="0"><text><r><t>不宜公开</t></r></text></comment></commentList>',
      ),
    ),
    'a conversation': sheetPart(
      SHEET,
      'http://schemas.microsoft.com/office/2017/10/relationships/threadedComment',
      'xl/threadedComments/threadedComment1.xml',
      '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="A1"><text>不宜公开</text></threadedComment></ThreadedComments>',
    ),
  },
  'tracked-change': {
    'the log of a shared workbook': sheetPart(
      WORKBOOK,
      'revisionHeaders',
      'xl/revisions/revisionHeaders.xml',
      sheetXml('headers', '<header guid="{1}" userName="李明"/>'),
    ),
  },
  'external-link': {
    'another workbook': sheetPart(
      WORKBOOK,
      'externalLink',
      'xl/externalLinks/externalLink1.xml',
      sheetXml(
        'externalLink',
        '<externalBook><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1"><v>5</v></cell></row></sheetData></sheetDataSet></externalBook>',
      ),
    ),
    'a formula with a path': inner(
      row(2, `<c r="A2"><f>'D:\\预算\\[底稿.xlsx]表'!A1</f><v>5</v></c>`),
    ),
    'a formula with the name of a file': inner(
      row(2, `<c r="A2"><f>[底稿.xlsx]表!A1</f><v>5</v></c>`),
    ),
    'a database': sheetPart(
      WORKBOOK,
      'connections',
      'xl/connections.xml',
      sheetXml(
        'connections',
        '<connection id="1" name="人员库"><dbPr connection="Provider=SQL"/></connection>',
      ),
    ),
    'a query': sheetPart(
      SHEET,
      'queryTable',
      'xl/queryTables/queryTable1.xml',
      sheetXml('queryTable', ''),
    ),
    'a name in another workbook': {
      workbook:
        '<definedNames><definedName name="rate">[1]Sheet1!$A$1</definedName></definedNames>',
    },
  },
  'embedded-object': {
    'a data model': sheetPart(
      WORKBOOK,
      'http://schemas.microsoft.com/office/2011/relationships/powerPivotData',
      'xl/model/item.data',
      'x',
    ),
  },
  macro: {
    'a macro sheet of the old kind': sheetPart(
      WORKBOOK,
      'http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet',
      'xl/macrosheets/sheet1.xml',
      '<x/>',
    ),
    'a project': sheetPart(
      WORKBOOK,
      'http://schemas.microsoft.com/office/2006/relationships/vbaProject',
      'xl/vbaProject.bin',
      'x',
    ),
  },
  metadata: {
    'the author': coreProperties('<dc:creator>李明</dc:creator>'),
    'where it lay': {
      workbook:
        '<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\Users\\liming\\Desktop\\"/></mc:Choice></mc:AlternateContent>',
    },
    'who has it open': { workbook: '<fileSharing userName="liming"/>' },
    'who remarked on it': sheetPart(
      WORKBOOK,
      'http://schemas.microsoft.com/office/2017/10/relationships/person',
      'xl/persons/person.xml',
      '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><person displayName="李明" id="{1}"/></personList>',
    ),
  },
  'text-under-shape': {
    'a white box over cells': drawing(BOX),
    'a picture of a given size over cells': oneCell(
      PICTURE,
      picture({ hasAlpha: true, alpha: 0xff }),
    ),
    'an opaque picture over cells': drawing(
      '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="图"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="i"/></xdr:blipFill></xdr:pic>',
      {
        parts: [{ name: 'xl/media/image1.png', content: picture() }],
        links: [
          { from: 'xl/drawings/drawing1.xml', type: 'image', to: 'xl/media/image1.png', id: 'i' },
        ],
      },
    ),
  },
}

const BOTH: Readonly<Record<string, SheetOptions>> = {
  'a workbook in the workbook': sheetPart(
    SHEET,
    'package',
    'xl/embeddings/底稿.xlsx',
    sheetFile({}),
  ),
}

export const SHEET_LEAKS: readonly Leak[] = [
  ...Object.entries(BOTH).map(([how, options]): Leak => ({
    how,
    file: '目录.xlsx',
    kinds: ['embedded-file', 'embedded-object'],
    make: () => sheetFile(options),
  })),
  ...Object.entries(OPTIONS).flatMap(([kind, ways]) =>
    Object.entries(ways).map(([how, options]): Leak => ({
      how,
      file: '目录.xlsx',
      kinds: [kind as Leak['kinds'][number]],
      make: () => sheetFile(options),
    })),
  ),
]
