import { buildZip } from '../builders/zip.ts'

const OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'

export interface OfdOptions {
  readonly info?: string
  readonly versions?: string
  readonly attachments?: string
  readonly annotations?: string
  readonly text?: string
}

/** A page of GB/T 33190 with a line of text. */
export function ofdFile({
  info = '',
  versions = '',
  attachments,
  annotations,
  text = '',
}: OfdOptions): Buffer {
  const entries = [
    {
      name: 'OFD.xml',
      content: `<ofd:OFD ${OFD} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID><ofd:Creator>版式软件</ofd:Creator>${info}</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>${versions}</ofd:DocBody></ofd:OFD>`,
    },
    {
      name: 'Doc_0/Document.xml',
      content: `<ofd:Document ${OFD}><ofd:CommonData/><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
    },
    {
      name: 'Doc_0/Pages/Page_0/Content.xml',
      content: `<ofd:Page ${OFD}><ofd:Content><ofd:Layer ID="2"><ofd:TextObject ID="3"><ofd:TextCode X="0" Y="0">办事服务事项目录</ofd:TextCode></ofd:TextObject>${text}</ofd:Layer></ofd:Content></ofd:Page>`,
    },
  ]
  if (attachments) {
    entries.push({
      name: 'Doc_0/Attachs/Attachments.xml',
      content: `<ofd:Attachments ${OFD}>${attachments}</ofd:Attachments>`,
    })
    entries.push({ name: 'Doc_0/Attachs/a.txt', content: '底稿' })
  }
  if (annotations) {
    entries.push({
      name: 'Doc_0/Pages/Page_0/Annotation.xml',
      content: `<ofd:PageAnnot ${OFD}>${annotations}</ofd:PageAnnot>`,
    })
  }
  return buildZip(entries)
}
