import { PDFDict, type PDFObject } from '@cantoo/pdf-lib'
import { namesPath, namesSomebody } from '../metadata-words.ts'
import type { Report } from '../report.ts'
import { snippet } from '../snippet.ts'
import { dictIn, dictsIn, nameIn, textOfObject, type PdfObjects } from './find-objects.ts'

/** Names for readers, and of programs; everything else somebody wrote in. */
const READABLE = new Set(['Title', 'Subject', 'Keywords'])
const PROGRAMS =
  /^(?:Creator|Producer|CreationDate|ModDate|Trapped|SourceModified|PTEX\.\w+|GTS_\w+|PDFX\w*|Version|AppVersion|ICNApp\w+|AAPL:\w+|Generator|ISO\w*|EPSON.*|Application|SPDF|CNKI.*|ICV|KSOProductBuildVer|_?MarkAsFinal|Changes|rgid|xmp:.*|WPS.*)$/

export function readInfo(report: Report, { context }: PdfObjects): void {
  const info = context.lookup(context.trailerInfo.Info as PDFObject | undefined)
  if (!(info instanceof PDFDict)) return
  for (const [key, value] of info.entries()) {
    const text = textOfObject(context.lookup(value))?.trim() ?? ''
    if (text !== '') readEntry(report, key.decodeText(), text)
  }
  readPrivate(report, context.lookup(context.trailerInfo.Root))
}

function readEntry(report: Report, key: string, text: string): void {
  const find = (message: string) => report.find('metadata', 'PDF 属性', message)
  if (namesPath(text)) find(`属性“${key}”里有内部路径 ${snippet(text)}`)
  else if (key === 'Author' || key === 'Company' || key === 'Manager') {
    if (namesSomebody(text)) find(`属性“${key === 'Author' ? '作者' : key}”写着 ${snippet(text)}`)
  } else if (!READABLE.has(key) && !PROGRAMS.test(key)) {
    find(`自定义属性“${key}”写着 ${snippet(text)}`)
  }
  if (!PROGRAMS.test(key)) report.say('PDF 属性', text, false)
}

/** Drawing programs keep their own original inside the PDF. */
function readPrivate(report: Report, catalog: PDFObject | undefined): void {
  if (!(catalog instanceof PDFDict)) return
  const piece = dictIn(catalog, 'PieceInfo')
  const isOriginal = piece && dictsIn(piece).some((dict) => nameIn(dict, 'Type') === 'Illustrator')
  if (isOriginal || (piece && dictIn(piece, 'Illustrator'))) {
    report.find('embedded-file', 'PDF 文件', '存着制图软件的原始文件')
  }
}
